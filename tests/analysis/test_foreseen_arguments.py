"""What no forecast, spread or share can be made of is refused by name."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lofte.analysis.course import Earlier, Weeks, course
from lofte.analysis.errors import AnalysisError, Empty, NotFinite, OutOfRange, TooLarge, WrongKind, WrongShape
from lofte.analysis.forecast import Goal, forecasts
from lofte.analysis.shares import wilson
from lofte.analysis.spreads import beta_binomial, negative_binomial

WHEN = 2020 + (np.arange(104) + 0.5) / 52
WEEKS = Weeks(WHEN[52:], np.ones(52), (np.arange(52) < 20).astype(np.float64))
EARLIER = Earlier(np.full((1, 1, 52), 4.0), WHEN[:52])
COUNTS = 4 * WEEKS.seen[None, :]


def changed(array: np.ndarray, at: Any, to: float) -> np.ndarray:
    other = array.copy()
    other[at] = to
    return other


@pytest.mark.parametrize(
    ("counts", "weeks", "earlier", "argument", "refusal"),
    [
        (changed(COUNTS, (0, 3), np.nan), WEEKS, EARLIER, "counts", NotFinite),
        (changed(COUNTS, (0, 3), -1), WEEKS, EARLIER, "counts", OutOfRange),
        (COUNTS[0], WEEKS, EARLIER, "counts", WrongShape),
        (COUNTS[:, :9], WEEKS, EARLIER, "weeks", WrongShape),
        (COUNTS, replace(WEEKS, seen=2 * WEEKS.seen), EARLIER, "weeks.seen", OutOfRange),
        (COUNTS, replace(WEEKS, inside=-WEEKS.inside), EARLIER, "weeks.inside", OutOfRange),
        (COUNTS, replace(WEEKS, when=WEEKS.when * np.inf), EARLIER, "weeks.when", NotFinite),
        (COUNTS, WEEKS, replace(EARLIER, when=EARLIER.when[1:]), "earlier", WrongShape),
        (COUNTS, WEEKS, replace(EARLIER, counts=EARLIER.counts * np.inf), "earlier", NotFinite),
    ],
)
def test_a_course_that_cannot_be_counted_on_is_refused(
    counts: np.ndarray, weeks: Weeks, earlier: Earlier, argument: str, refusal: type[AnalysisError]
) -> None:
    with pytest.raises(refusal) as refused:
        course(counts, weeks, earlier)

    assert refused.value.argument == argument


@pytest.mark.parametrize(
    ("goals", "refusal"),
    [
        ([], WrongShape),
        ([Goal(), Goal()], WrongShape),
        ([80], WrongKind),
        ([Goal(least=np.nan)], NotFinite),
        ([Goal(least=9, most=8)], OutOfRange),
    ],
)
def test_goals_that_no_number_can_reach_or_miss_are_refused(goals: Any, refusal: type[AnalysisError]) -> None:
    with pytest.raises(refusal) as refused:
        forecasts(COUNTS, WEEKS, EARLIER, goals)

    assert refused.value.argument == "goals"


def test_of_weeks_that_owe_nothing_there_is_no_share() -> None:
    nothing = replace(WEEKS, inside=np.zeros(52))

    with pytest.raises(Empty, match="weeks: owe nothing"):
        course(COUNTS, nothing, EARLIER).expected_share()


@pytest.mark.parametrize(
    ("act", "argument", "refusal"),
    [
        (lambda: wilson(3, 2), "part", OutOfRange),
        (lambda: wilson(-1, 2), "part", OutOfRange),
        (lambda: wilson(0.5, 2), "part", WrongKind),  # type: ignore[arg-type]
        (lambda: wilson(1, np.nan), "whole", WrongKind),  # type: ignore[arg-type]
        (lambda: negative_binomial(np.nan, 1.0), "mean", NotFinite),
        (lambda: negative_binomial([], []), "mean", Empty),
        (lambda: negative_binomial([1.0, 2.0], [2.0, 3.0, 4.0]), "variance", WrongShape),
        (lambda: negative_binomial(-1.0, 2.0), "mean", OutOfRange),
        (lambda: negative_binomial(2.0, 1.0), "variance", OutOfRange),
        (lambda: negative_binomial(1e18, 1e30), "mean", TooLarge),
        (lambda: negative_binomial(3.0, 6.0).quantile(1.0), "share", OutOfRange),
        (lambda: negative_binomial(3.0, 6.0).at_least(np.nan), "values", NotFinite),
        (lambda: beta_binomial(-1, 1.0, 1.0), "n", OutOfRange),
        (lambda: beta_binomial(3, 0.0, 1.0), "a", OutOfRange),
        (lambda: beta_binomial(3, 1.0, np.inf), "b", NotFinite),
    ],
)
def test_spreads_and_shares_refuse_by_name(act: Any, argument: str, refusal: type[AnalysisError]) -> None:
    with pytest.raises(refusal) as refused:
        act()

    assert refused.value.argument == argument
