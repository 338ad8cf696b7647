"""Numbers, dates, periods and lists as Swedes and Britons write them."""

from datetime import date, time

import pytest

from lofte.base import wording
from lofte.periods.calendar import UnknownPeriod

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (1234, f"1{NBSP}234", "1,234"),
        (1_000_000, f"1{NBSP}000{NBSP}000", "1,000,000"),
        (12.5, "12,5", "12.5"),
        (12.0, "12", "12"),
        (0, "0", "0"),
        (-3, "\N{MINUS SIGN}3", "\N{MINUS SIGN}3"),
        (0.25, "0,2", "0.2"),
    ],
)
def test_a_number_is_written_as_its_readers_write_it(value: float, swedish: str, english: str) -> None:
    assert (wording.number(value, "sv"), wording.number(value, "en")) == (swedish, english)


def test_percent_stands_apart_in_swedish_and_close_in_english() -> None:
    assert wording.percent(12.5, "sv") == f"12,5{NBSP}%"
    assert wording.percent(12.5, "en") == "12.5%"


def test_days_and_clock() -> None:
    day = date(2021, 5, 3)

    assert wording.day_long(day, "sv") == f"3{NBSP}maj 2021"
    assert wording.day_long(day, "en") == f"3{NBSP}May 2021"
    assert wording.day_short(date(2021, 9, 3), "sv") == f"3{NBSP}sep"
    assert wording.clock(time(14, 30), "sv") == "14.30"
    assert wording.clock(time(9, 5), "en") == "09:05"


@pytest.mark.parametrize(
    ("key", "swedish", "english"),
    [
        ("2021", "2021", "2021"),
        ("2021-2022", "2021–2022", "2021–2022"),
        ("2021-T1", "första tertialet 2021 (januari–april)", "January–April 2021"),
        ("2021-T3", "tredje tertialet 2021 (september–december)", "September–December 2021"),
        ("2021-Q2", "andra kvartalet 2021 (april–juni)", "April–June 2021"),
        ("2021-H1", "första halvåret 2021 (januari–juni)", "January–June 2021"),
        ("2021-VT", "vårterminen 2021", "spring term 2021"),
        ("2021-04", "april 2021", "April 2021"),
        ("2021-W14", f"v.{NBSP}14 2021", f"week{NBSP}14, 2021"),
        ("2021-03-31", f"31{NBSP}mars 2021", f"31{NBSP}March 2021"),
    ],
)
def test_every_period_of_an_address_has_a_name(key: str, swedish: str, english: str) -> None:
    assert (wording.period_name(key, "sv"), wording.period_name(key, "en")) == (swedish, english)


def test_a_period_is_short_where_its_year_is_said() -> None:
    assert wording.period_short("2021-W14", "sv") == f"v.{NBSP}14"
    assert wording.period_short("2021-T1", "en") == "January–April"
    assert wording.period_short("2021-2022", "sv") == "2021–2022"


def test_what_is_no_period_is_refused() -> None:
    with pytest.raises(UnknownPeriod):
        wording.period_name("2021-T4", "sv")


def test_a_list_ends_with_and() -> None:
    assert wording.listed([], "sv") == ""
    assert wording.listed(["A"], "sv") == "A"
    assert wording.listed(["A", "B", "C"], "sv") == "A, B och C"
    assert wording.listed(["A", "B"], "en") == "A and B"
    assert wording.listed(["A", "B"], "sv", last="eller") == "A eller B"


def test_a_count_keeps_its_word_and_its_number() -> None:
    assert wording.counted(1, "fotpatrull", "fotpatruller", "sv") == f"1{NBSP}fotpatrull"
    assert wording.counted(1200, "patrol", "patrols", "en") == f"1,200{NBSP}patrols"
    assert (wording.count_word(9, "sv"), wording.count_word(12, "en"), wording.count_word(13, "sv")) == (
        "nio",
        "twelve",
        "13",
    )
