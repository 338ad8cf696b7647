"""The stated rules, against figures worked out by hand."""

from datetime import date
from fractions import Fraction

import pytest

from lofte.periods.calendar import Period, parse
from lofte.work import rules
from lofte.work.outcomes import Status

YEAR = parse("2021")
TERTIAL_1 = date(2021, 5, 1)  # 120 of 365 days


@pytest.mark.parametrize(
    ("cut", "by_now"),
    [
        (date(2020, 12, 1), 0),
        (date(2021, 1, 1), 0),
        (TERTIAL_1, Fraction(800 * 120, 365)),  # 263.01
        (date(2022, 1, 1), 800),
        (date(2022, 6, 1), 800),
    ],
)
def test_expected_grows_by_the_day_and_only_within_the_window(cut: date, by_now: Fraction) -> None:
    assert rules.expected(Fraction(800), YEAR, cut) == by_now


@pytest.mark.parametrize(
    ("done", "status"),
    # 800 in a year: 263.01 by 1 May, nine tenths of it 236.71, rounded down 236.
    [(235, "behind"), (236, "on_track"), (799, "on_track"), (800, "done"), (801, "done")],
)
def test_at_least_is_on_track_from_nine_tenths_of_what_is_expected(done: int, status: Status) -> None:
    assert (
        rules.count_status(done, comparator=">=", promised=Fraction(800), window=YEAR, cut=TERTIAL_1)
        == status
    )


def test_nothing_expected_yet_is_on_track() -> None:
    assert (
        rules.count_status(0, comparator=">=", promised=Fraction(2), window=YEAR, cut=date(2021, 2, 1))
        == "on_track"
    )


@pytest.mark.parametrize(
    ("comparator", "done", "status"),
    [
        (">=", 99, "not_met"),
        ("=", 99, "not_met"),
        ("=", 100, "done"),
        ("=", 120, "done"),
        ("between", 99, "not_met"),
        ("between", 130, "done"),
        ("~", 89, "not_met"),
        ("~", 90, "done"),
        ("<=", 100, "done"),
        ("<=", 101, "not_met"),
    ],
)
def test_when_the_time_is_out_the_number_decides(comparator: str, done: int, status: Status) -> None:
    assert (
        rules.count_status(
            done, comparator=comparator, promised=Fraction(100), window=YEAR, cut=date(2022, 1, 1)
        )
        == status
    )


def test_a_cap_is_on_track_until_it_is_passed() -> None:
    assert (
        rules.count_status(100, comparator="<=", promised=Fraction(100), window=YEAR, cut=TERTIAL_1)
        == "on_track"
    )
    assert (
        rules.count_status(101, comparator="<=", promised=Fraction(100), window=YEAR, cut=TERTIAL_1)
        == "not_met"
    )


def test_more_than_exactly_or_than_a_span_is_noted() -> None:
    hundred, more = Fraction(100), Fraction(120)

    assert rules.is_exceeded(101, comparator="=", promised=hundred, upper=None)
    assert rules.is_exceeded(121, comparator="between", promised=hundred, upper=more)
    assert not rules.is_exceeded(120, comparator="between", promised=hundred, upper=more)
    assert not rules.is_exceeded(999, comparator=">=", promised=hundred, upper=None)


@pytest.mark.parametrize(
    ("part", "whole", "comparator", "holds"),
    [
        (2, 10, ">=", True),
        (1, 10, ">=", False),
        (2, 10, "<=", True),
        (3, 10, "<=", False),
        (204, 1000, "=", True),  # 20.4 %, the same whole percent
        (206, 1000, "=", False),
        (18, 100, "~", True),
        (23, 100, "~", False),
        (25, 100, "between", True),
        (31, 100, "between", False),
    ],
)
def test_a_share_is_judged_by_its_point(part: int, whole: int, comparator: str, holds: bool) -> None:
    arguments = {"comparator": comparator, "promised": Fraction(20), "upper": Fraction(30)}

    assert rules.holds_share(part, whole, **arguments) is holds  # type: ignore[arg-type]


def test_a_share_of_nought_cannot_be_judged() -> None:
    assert (
        rules.share_status(
            0, 0, comparator=">=", promised=Fraction(20), upper=None, window=YEAR, cut=date(2022, 1, 1)
        )
        == "cannot_be_judged"
    )


def test_a_slot_is_met_missed_due_or_coming() -> None:
    week = parse("2021-W14")  # 5–11 April

    assert rules.slot_state(1, needed=1, slot=week, cut=date(2021, 4, 6)) == "met"
    assert rules.slot_state(0, needed=1, slot=week, cut=date(2021, 4, 12)) == "missed"
    assert rules.slot_state(1, needed=2, slot=week, cut=date(2021, 4, 11)) == "due"
    assert rules.slot_state(0, needed=1, slot=week, cut=date(2021, 4, 5)) == "coming"


@pytest.mark.parametrize(
    ("n_met", "n_missed", "n_left", "status"),
    [
        (9, 1, 2, "on_track"),
        (8, 1, 2, "behind"),
        (0, 0, 2, "on_track"),
        (10, 0, 0, "done"),
        (95, 9, 0, "not_met"),  # as 793 patrols of 800 are not what was promised
        (103, 1, 0, "not_met"),
    ],
)
def test_a_cadence_keeps_pace_with_nine_slots_of_ten_and_is_kept_with_all(
    n_met: int, n_missed: int, n_left: int, status: Status
) -> None:
    states = ["met"] * n_met + ["missed"] * n_missed + ["due", "coming"][:n_left]

    assert rules.cadence_status(states) == status  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reached_on", "cut", "status"),
    [
        (date(2021, 3, 1), TERTIAL_1, "done"),
        (None, TERTIAL_1, "on_track"),
        (None, date(2022, 1, 1), "not_met"),
        (date(2022, 1, 1), date(2022, 2, 1), "not_met"),
    ],
)
def test_a_milestone_is_met_in_time_or_not(reached_on: date | None, cut: date, status: Status) -> None:
    assert rules.milestone_status(reached_on, window=YEAR, cut=cut) == status


def test_the_worst_place_speaks_for_all() -> None:
    assert rules.worst(["done", "behind", "on_track"]) == "behind"
    assert rules.worst(["done", "cannot_be_judged"]) == "cannot_be_judged"
    assert rules.worst(["done", "not_met", "behind"]) == "not_met"
    assert rules.worst([]) == "cannot_be_judged"


def test_a_target_per_year_begins_anew_and_tells_the_year_that_ended() -> None:
    whole = parse("2021-2022")

    [current] = rules.windows("year", whole, since=date(2022, 1, 1), cut=date(2022, 5, 1))
    before, after = rules.windows("year", whole, since=date(2021, 9, 1), cut=date(2022, 1, 11))

    assert (current.starts, current.ends) == (date(2022, 1, 1), date(2023, 1, 1))
    assert (before.starts, after.starts) == (date(2021, 1, 1), date(2022, 1, 1))


def test_a_term_that_ended_within_the_tertial_is_told_too() -> None:
    spring, autumn = rules.windows("term", YEAR, since=date(2021, 5, 1), cut=date(2021, 9, 1))

    assert (spring.ends, autumn.starts) == (date(2021, 7, 1), date(2021, 7, 1))


def test_a_window_stays_within_the_promise() -> None:
    whole = Period(date(2021, 3, 1), date(2022, 3, 1))

    [window] = rules.windows("year", whole, since=date(2022, 1, 1), cut=date(2022, 12, 1))

    assert (window.starts, window.ends) == (date(2022, 1, 1), date(2022, 3, 1))
