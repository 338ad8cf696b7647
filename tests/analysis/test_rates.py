"""Two counts against each other, by printed examples."""

import math
from typing import Any

import pytest

from lofte.analysis import AnalysisError, SourceClass, benjamini_hochberg, e_test, rate_ratio

REPORTED = SourceClass.REPORTED


def test_the_exact_ratio_is_that_of_rs_manual() -> None:
    # R's ?poisson.test: fingerprints; it prints 1.971488, 0.8584264 to 4.2772659, p 0.07967
    found = rate_ratio(11, 6 + 8 + 7, source=REPORTED, now_exposure=800, base_exposure=1083 + 1050 + 878)

    assert found.ratio == pytest.approx(1.971488, abs=5e-7)
    assert (found.low, found.high) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)
    assert found.p_least_likely == pytest.approx(0.07967, abs=5e-6)


@pytest.mark.parametrize(("now", "base", "p"), [(0, 3, 0.0884), (6, 2, 0.1749)])
def test_the_e_test_is_that_of_its_paper(now: int, base: int, p: float) -> None:
    assert e_test(now, base, source=REPORTED) == pytest.approx(
        p, abs=5e-5
    )  # after Krishnamoorthy & Thomson (2004)


def test_a_fall_from_52_must_reach_32_to_be_told_from_chance() -> None:
    # ../shared/analytics.md, minimal detectable fall at 5 %: by the E-test's power, not the exact test's
    assert e_test(33, 52, source=REPORTED) > 0.03
    assert e_test(32, 52, source=REPORTED) < 0.05
    assert rate_ratio(33, 52, source=REPORTED).p > 0.05


def test_a_small_base_gives_no_percentage() -> None:
    assert rate_ratio(30, 19, source=REPORTED).change is None
    assert rate_ratio(30, 20, source=REPORTED).change == pytest.approx(0.5)


def test_nothing_says_nothing() -> None:
    none = rate_ratio(0, 0, source=REPORTED)

    assert math.isnan(none.ratio)
    assert (none.low, none.high, none.p, none.change) == (0, math.inf, 1, None)
    assert e_test(0, 0, source=REPORTED) == 1
    assert rate_ratio(3, 0, source=REPORTED).high == math.inf
    assert rate_ratio(0, 3, source=REPORTED).low == 0


def test_which_is_first_makes_no_difference() -> None:
    there = rate_ratio(7, 21, source=REPORTED, now_exposure=2, base_exposure=3)
    back = rate_ratio(21, 7, source=REPORTED, now_exposure=3, base_exposure=2)

    assert (there.ratio, there.low, there.high) == pytest.approx(
        (1 / back.ratio, 1 / back.high, 1 / back.low)
    )
    assert (there.p, there.p_least_likely) == pytest.approx((back.p, back.p_least_likely))
    assert e_test(7, 21, source=REPORTED) == pytest.approx(e_test(21, 7, source=REPORTED))


@pytest.mark.parametrize(
    "act",
    [
        lambda: rate_ratio(-1, 3, source=REPORTED),
        lambda: rate_ratio(1.5, 3, source=REPORTED),  # type: ignore[arg-type]
        lambda: rate_ratio(1, 3, source=REPORTED, now_exposure=0),
        lambda: rate_ratio(1, 3, source=REPORTED, base_exposure=math.nan),
        lambda: rate_ratio(1, 3, source=REPORTED, confidence=1),
        lambda: rate_ratio(10**8, 3, source=REPORTED),
        lambda: e_test(10**6, 3, source=REPORTED),
        lambda: rate_ratio(1, 3, source=[7]),
        lambda: benjamini_hochberg([]),
        lambda: benjamini_hochberg([0.1, 1.2]),
        lambda: benjamini_hochberg([0.1, math.nan]),
        lambda: benjamini_hochberg([0.1], share=0),
    ],
)
def test_what_is_no_count_and_no_chance_is_refused(act: Any) -> None:
    with pytest.raises(AnalysisError):
        act()
