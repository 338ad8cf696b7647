"""What is found in the texts of docs/methods/screening.md does not sink below what stands there.

The own texts are by the one who wrote the patterns; the blind ones by somebody who had not seen them; the
third were written before their writer had read the patterns, and mended the rules after.
"""

import pytest

from tests.screening.measuring import Measured, measured, texts

# Kind: least recall, least precision. Somewhat under what was measured.
KINDS = "personnummer phone email plate link name described child crime".split()
OWN = dict.fromkeys(KINDS, (0.95, 0.93))
BLIND = {
    "personnummer": (0.95, 0.95),
    "phone": (0.88, 0.95),
    "email": (0.95, 0.95),
    "plate": (0.80, 0.95),
    "link": (0.93, 0.90),
    "name": (0.85, 0.92),
    "described": (0.53, 0.78),
    "child": (0.80, 0.90),
    "crime": (0.80, 0.78),
}
THIRD = {
    "personnummer": (0.95, 0.95),
    "phone": (0.80, 0.80),
    "email": (0.95, 0.95),
    "plate": (0.80, 0.95),
    "link": (0.95, 0.95),
    "name": (0.85, 0.80),
    "described": (0.88, 0.90),
    "child": (0.95, 0.93),
    "crime": (0.95, 0.93),
}


@pytest.mark.parametrize(
    ("name", "floors"),
    [("own_texts.json", OWN), ("blind_texts.json", BLIND), ("third_texts.json", THIRD)],
)
def test_recall_and_precision_keep_their_floors(name: str, floors: dict[str, tuple[float, float]]) -> None:
    result = measured(name)

    sunk = {
        kind: (result.recall(kind), result.precision(kind))
        for kind, (recall, precision) in floors.items()
        if result.recall(kind) < recall or result.precision(kind) < precision
    }
    assert sunk == {}


def test_the_corpora_are_as_large_as_promised() -> None:
    own, blind, third = (texts(f"{name}_texts.json") for name in ("own", "blind", "third"))

    assert len(own) >= 250
    assert len(blind) >= 250
    assert len(third) >= 260


def test_a_kind_that_is_nowhere_counts_as_whole() -> None:
    assert (Measured().recall("name"), Measured().precision("name")) == (1.0, 1.0)
