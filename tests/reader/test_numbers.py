"""Numbers as people write them in Swedish, and the many that count nothing."""

import pytest

from lofte.reader.numbers import numerals
from lofte.reader.quantities import quantities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("femtiotvå kontroller", 52),
        ("tre (3) besök", 3),
        ("3 (tre) besök", 3),
        ("1 200 samtal", 1200),
        ("1\u00a0200 samtal", 1200),
        ("1.500 samtal", 1500),
        ("tvåhundrafemtio timmar", 250),
        ("etthundratjugo timmar", 120),
        ("tolvhundra", 1200),
        ("2,5 timmar", 2.5),
        ("ett tjugotal", 20),
        ("ett 50-tal", 50),
        ("ett dussin", 12),
    ],
)
def test_a_number_is_read_as_it_is_said(text: str, value: float) -> None:
    found = [numeral for numeral in numerals(text) if not numeral.is_article]

    assert [numeral.value for numeral in found][:1] == [value]


@pytest.mark.parametrize(
    ("text", "comparator", "value", "upper"),
    [
        ("minst 12 kontroller", ">=", 12, None),
        ("åtminstone tolv kontroller", ">=", 12, None),
        ("inte färre än 12 kontroller", ">=", 12, None),
        ("fler än 10 kontroller", ">=", 11, None),
        ("högst 20 personer", "<=", 20, None),
        ("upp till 20 personer", "<=", 20, None),
        ("färre än 20 insatser", "<=", 19, None),
        ("cirka 10 insatser", "~", 10, None),
        ("omkring tio insatser", "~", 10, None),
        ("mellan 20 och 30 insatser", "between", 20, 30),
        ("15–20 insatser", "between", 15, 20),
        ("två till tre besök", "between", 2, 3),
        ("20 ärenden", "=", 20, None),
        ("100 kontroller eller fler", ">=", 100, None),
    ],
)
def test_the_comparing_word_is_read(text: str, comparator: str, value: float, upper: float | None) -> None:
    (found,) = quantities(f"Polisen ska genomföra {text}.")

    assert (found.comparator, found.value, found.upper) == (comparator, value, upper)


@pytest.mark.parametrize(
    "text",
    [
        "Polisen ska under 2022 arbeta mot droger.",
        "Läsåret 2021/22 ska skolan arbeta mot droger.",
        "Polisen ska möta eleverna i årskurs 7, 8 och 9.",
        "Kommunen ska erbjuda kurser för barn i åldern 10–16 år.",
        "Kommunen ska stötta ungdomar som är 15 år.",
        "Polisen ska finnas på torget klockan 18–23.",
        "Polisen ska finnas på torget kl. 07.40.",
        "Den som behöver hjälp ringer 0370-55 50 00 eller 114 14.",
        "Kommunen ska följa lagen (2023:196) om ansvar.",
        "Polisen ska arbeta längs E4, väg 40 och riksväg 26.",
        "Kommunen ska stödja Almviks IF 1928.",
        "Kommunen ska arbeta med åtta fokusområden.",
        "Fältarna ska vara ute mellan klockan 20 och 02.",
        "Kommunen har 23 410 invånare.",
        "Arbetet ska vara klart den 3 maj 2022.",
        "Åtgärden görs i vecka 14.",
        "Parterna ska samarbeta i de tre kommunerna.",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert quantities(text) == ()
