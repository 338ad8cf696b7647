"""Danger shows as it is written, and what is over, practised or prevented does not."""

import pytest

from lofte.screening import signs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Flickan har blåmärken och vågar inte gå hem.", ("child",)),
        ("En 13-årig pojke säljer droger.", ("child",)),
        ("Just nu slåss två män utanför kiosken.", ("crime",)),
        ("En man går med kniv på torget.", ("crime",)),
        ("A man has a knife outside.", ("crime",)),
        ("Barnet misshandlas just nu.", ("child", "crime")),
        ("Det ryker ur källaren.", ("crime",)),
        ("Hon ligger på golvet och går inte att väcka.", ("crime",)),
        ("Betala på fredag annars bränner vi bilen.", ("crime",)),
        ("Grannens småsyskon har varit själva sedan i går morse.", ()),
        ("Småsyskonen sover i trapphuset.", ("child",)),
        ("Pojken i trean kissar på sig när pappa blir arg.", ("child",)),
    ],
)
def test_danger_is_seen(text: str, shown: tuple[str, ...]) -> None:
    assert signs(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Ett slagsmål avbröts. Barnen spelade fotboll.",
        "Vi övade pågående dödligt våld.",
        "Föreläsning om barn som far illa.",
        "En 40-årig man säljer droger.",
        "Det brinner i folk för frågan.",
        "Barnen gick på motorvägsbron i mars.",
        "Lampan är lagad nu efter skadegörelsen.",
        "",
    ],
)
def test_what_is_over_or_only_spoken_of_is_no_danger(text: str) -> None:
    assert signs(text) == ()
