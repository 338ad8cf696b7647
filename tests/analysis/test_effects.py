"""Did the work help? Against published figures, exact tables, and judges that need no regression."""

from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import (
    Plan,
    SourceClass,
    difference_in_differences,
    errors,
    judged,
    least_change,
    least_seen_fall,
    power_of_fall,
    regression_to_mean,
    synthetic_control,
    wdd,
    wdq,
)
from lofte.analysis.effects.differences import DifferenceInDifferences

REPORTED = SourceClass.REPORTED


def test_the_displacement_difference_of_the_paper() -> None:
    # Wheeler & Ratcliffe 2018, worked example: -118, standard error 39.6, z -2.98, interval -196 to -40.
    found = wdd((207, 110), (308, 318), (178, 157), (150, 140), source=REPORTED)

    assert found.estimate == -118
    assert found.error == pytest.approx(39.59797974644666, abs=1e-12)
    assert (round(found.z, 2), round(found.low), round(found.high)) == (-2.98, -196, -40)
    assert (found.local, found.displaced) == (-107, -11)


def test_longer_times_and_larger_areas_are_set_right() -> None:
    same = wdd((20, 10), (30, 30), source=REPORTED)

    twice_as_long = wdd((20, 20), (30, 60), source=REPORTED, lengths=(1, 2))
    control_twice_as_large = wdd((20, 10), (60, 60), source=REPORTED, sizes=(1, 2, 1, 1))

    assert twice_as_long.estimate == control_twice_as_large.estimate == same.estimate == -10
    # By hand: variance 20 + 20/4 + 30 + 60/4, and 20 + 10 + 60/4 + 60/4.
    assert twice_as_long.error == pytest.approx(np.sqrt(70))
    assert control_twice_as_large.error == pytest.approx(np.sqrt(60))


def test_the_quotient_follows_the_tool_guide() -> None:
    # Guerette 2009, appendix B, by hand: Rb 100, Ra 50, Db 40, Da 50, Cb 200, Ca 250.
    found = wdq((100, 50), (40, 50), (200, 250), source=REPORTED)

    assert found.gross == 50
    assert found.net == pytest.approx(100 / 200 - 50 / 250)
    assert found.success == pytest.approx(-0.3)
    assert found.buffer == pytest.approx(0)
    assert found.quotient == pytest.approx(0)
    assert found.total_net == pytest.approx(100 * 250 / 200 - 50 + 40 * 250 / 200 - 50)


@pytest.mark.parametrize("control", [(0, 5), (5, 0)])
def test_the_quotient_breaks_on_nothing_and_says_so(control: tuple[int, int]) -> None:
    with pytest.raises(errors.OutOfRange, match="use wdd"):
        wdq((10, 5), (5, 5), control, source=REPORTED)


def test_the_least_changes_are_those_of_exact_tables() -> None:
    # 20 -> 8, 52 -> 32 (33 is not enough), 200 -> 161: exact conditional test, 5 %, two-sided.
    assert [least_change(n).falls_to for n in (20, 52, 200)] == [8, 32, 161]
    # Five to nothing: 2 * (1/2)^5 = 0.0625 by hand; six to nothing 0.03125.
    assert least_change(5).falls_to is None
    assert least_change(6).falls_to == 0
    # One to eight: 2 * (1 + 9) / 2^9 = 0.0391; to seven: 2 * (1 + 8) / 2^8 = 0.0703.
    assert least_change(1).rises_to == 8


@given(st.integers(1, 3000), st.floats(0.2, 5))
@settings(max_examples=12, deadline=None)
def test_a_change_next_to_the_least_is_not_told_from_chance(before: int, ratio: float) -> None:
    found = least_change(before, after_per_before=ratio)
    even = before * ratio

    assert found.rises_to > even
    assert found.falls_to is None or found.falls_to < even
    wider = least_change(before, alpha=0.01, after_per_before=ratio)
    assert wider.rises_to >= found.rises_to
    assert (wider.falls_to if wider.falls_to is not None else -1) <= (
        found.falls_to if found.falls_to is not None else -1
    )


def test_power_is_the_share_of_simulated_years_that_see_the_fall() -> None:
    rng = np.random.default_rng(11)
    before, after = rng.poisson(60, 4000), rng.poisson(60 * 0.6, 4000)
    least = {int(n): least_change(int(n)).falls_to for n in np.unique(before)}
    seen = np.mean([a <= (least[int(b)] or 0) for b, a in zip(before, after, strict=True)])

    power = power_of_fall(60, 0.4)

    assert power == pytest.approx(seen, abs=3 * np.sqrt(power * (1 - power) / 4000))
    assert power_of_fall(60, 0.0) <= 0.025  # an exact test is never fooled more often than it says


def test_a_greater_fall_is_seen_more_often() -> None:
    powers = [power_of_fall(52, fall) for fall in (0.1, 0.3, 0.5, 0.7, 1.0)]

    assert all(a < b for a, b in pairwise(powers))
    least = least_seen_fall(52)
    assert least is not None
    assert power_of_fall(52, least) >= 0.8 > power_of_fall(52, least - 0.01)
    assert least_seen_fall(3) is None


def _town() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    mean = rng.gamma(5, 3, 8)[:, None] * np.exp(rng.normal(0, 0.2, 10))[None, :]
    treated = np.arange(8) < 2
    mean[:2, 6:] *= 0.6
    return rng.poisson(mean), treated


def _did(counts: object, treated: object, begins: int = 6, n: int = 19) -> DifferenceInDifferences:
    return difference_in_differences(counts, treated, begins, source=REPORTED, seed=5, n_replicates=n)  # type: ignore[arg-type]


def test_two_by_two_is_the_ratio_of_ratios() -> None:
    # By hand: (12 / 30) / (45 / 50).
    found = difference_in_differences([[30, 12], [50, 45]], [True, False], 1, source=REPORTED, seed=1)

    assert found.effect.ratio == pytest.approx((12 / 30) / (45 / 50), rel=1e-9)
    assert found.leads == ()


def test_the_fit_leaves_no_score_and_exposure_is_a_rate() -> None:
    counts, treated = _town()
    exposure = np.repeat(np.linspace(1, 3, 8)[:, None], 10, axis=1)

    plain = _did(counts, treated)
    # Exposure that is the same in all periods is a part of the area's own level: nothing changes.
    rates = difference_in_differences(
        counts, treated, 6, source=REPORTED, seed=5, n_replicates=19, exposure=exposure
    )

    assert rates.effect.ratio == pytest.approx(plain.effect.ratio, rel=1e-8)
    assert rates.p_permutation == plain.p_permutation


def test_other_names_of_areas_give_the_same_effect_and_all_choices_the_same_p() -> None:
    counts, treated = _town()
    turned = np.random.default_rng(1).permutation(8)

    one = _did(counts, treated, n=99)
    other = _did(counts[turned], treated[turned], n=99)

    assert one.are_all_choices  # 8 over 2 is 28
    assert one.n_choices == 28
    assert other.effect.ratio == pytest.approx(one.effect.ratio, rel=1e-8)
    assert (other.p_permutation, other.p_leads) == (one.p_permutation, one.p_leads)


def test_areas_that_went_their_own_way_before_are_told() -> None:
    rng = np.random.default_rng(8)
    mean = np.full((8, 10), 40.0)
    mean[:2] *= np.exp(-0.25 * np.arange(10))  # falling all along, before the work too
    counts = rng.poisson(mean)

    found = _did(counts, np.arange(8) < 2, n=99)

    assert found.p_leads <= 2 / 28
    assert found.leads[0].low > 1
    assert [lead.period for lead in found.leads] == [0, 1, 2, 3, 4]


def test_areas_and_periods_without_incidents_are_left_out_and_named() -> None:
    counts, treated = _town()
    wider = np.insert(np.insert(counts, 5, 0, axis=0), 2, 0, axis=1)

    found = _did(wider, np.insert(treated, 5, False), begins=7)

    assert (found.dropped_areas, found.dropped_periods) == ((5,), (2,))
    assert found.effect.ratio == pytest.approx(_did(counts, treated).effect.ratio, rel=1e-8)
    assert [lead.period for lead in found.leads] == [0, 1, 3, 4, 5]


def test_a_ratio_of_nothing_is_refused() -> None:
    with pytest.raises(errors.Empty, match="no ratio"):
        _did([[5, 4, 0, 0], [5, 4, 3, 2]], [True, False], begins=2)


@given(st.integers(0, 10**6))
@settings(max_examples=8, deadline=None)
def test_no_other_blend_lies_nearer(seed: int) -> None:
    rng = np.random.default_rng(seed)
    controls = rng.gamma(2, 10, (6, 8))
    treated = rng.gamma(2, 10, 8)

    found = synthetic_control(treated, controls, 6, source=REPORTED)

    def distance(weights: np.ndarray) -> float:
        return float(((treated[:6] - weights @ controls[:, :6]) ** 2).sum())

    best = distance(found.weights)
    assert found.weights.sum() == pytest.approx(1)
    assert (found.weights >= 0).all()
    # Least on the simplex: no vertex lies in a downhill direction (the condition of Kuhn and Tucker).
    slope = -2 * controls[:, :6] @ (treated[:6] - found.weights @ controls[:, :6])
    assert slope.min() >= slope @ found.weights - 1e-6 * (1 + abs(best))


def test_a_blend_that_was_made_is_found_again() -> None:
    rng = np.random.default_rng(2)
    controls = rng.gamma(2, 10, (5, 20))
    treated = np.array([0.2, 0, 0.5, 0, 0.3]) @ controls
    treated[14:] -= 4

    found = synthetic_control(treated, controls, 14, source=REPORTED)

    assert found.weights == pytest.approx([0.2, 0, 0.5, 0, 0.3], abs=1e-8)
    assert found.effect == pytest.approx(-4, abs=1e-7)
    assert found.p == 1 / 6


def test_what_an_untreated_area_as_bad_did_is_set_beside() -> None:
    found = regression_to_mean(
        [30, 12, 28, 9, 11, 10], [15, 11, 16, 10, 12, 9], np.arange(6) == 0, source=REPORTED
    )

    assert found.alike == (2,)
    assert found.fall == pytest.approx(0.5)
    assert found.fall_alike == pytest.approx(12 / 28)
    # By hand: mean 100/6, variance 4990/60 - ..., shrunk count 30 times the untreated's 58/70.
    mean = 100 / 6
    variance = sum((y - mean) ** 2 for y in (30, 12, 28, 9, 11, 10)) / 5
    part = (variance - mean) / variance
    assert found.fall_expected == pytest.approx(1 - (mean + part * (30 - mean)) * (58 / 70) / 30)


def test_areas_picked_for_being_worst_fall_by_themselves() -> None:
    rng = np.random.default_rng(4)
    falls = []
    for _ in range(200):
        rates = rng.gamma(4, 3, 40)
        before, after = rng.poisson(rates), rng.poisson(rates)
        worst = np.argsort(-before, kind="stable")
        found = regression_to_mean(before, after, np.isin(np.arange(40), worst[::2][:4]), source=REPORTED)
        falls.append((found.fall, found.fall_alike, found.fall_expected))

    fall, alike, expected = np.mean(falls, axis=0)

    assert fall > 0.1  # nothing was done, and yet
    assert fall == pytest.approx(alike, abs=0.04)
    assert fall == pytest.approx(expected, abs=0.03)


def _plan() -> Plan:
    return Plan("skadegörelse", treated=(0,), control=(2,), before=(0, 2), after=(3, 4))


def test_what_was_planned_is_what_is_judged() -> None:
    counts = [[9, 11, 7, 4], [1, 1, 1, 1], [10, 10, 9, 10]]
    opened = datetime(2026, 9, 1, tzinfo=UTC)

    found = judged(
        _plan(), counts, source=REPORTED, fixed_at=datetime(2026, 1, 1, tzinfo=UTC), opened_at=opened
    )

    # One period after stands for two: (4 * 2 - 20) - (10 * 2 - 20).
    assert found.estimate == -12
    with pytest.raises(errors.NotSorted, match="no test"):
        judged(_plan(), counts, source=REPORTED, fixed_at=opened, opened_at=opened)


def test_two_plans_with_one_checksum_are_one() -> None:
    assert _plan().digest() == _plan().digest()
    assert (
        _plan().digest()
        != Plan("skadegörelse", treated=(0,), control=(2,), before=(0, 2), after=(2, 4)).digest()
    )


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        (Plan("x", treated=(), control=(1,), before=(0, 1), after=(1, 2)), errors.Empty),
        (Plan("x", treated=(0,), control=(0,), before=(0, 1), after=(1, 2)), errors.OutOfRange),
        (Plan("x", treated=(0,), control=(9,), before=(0, 1), after=(1, 2)), errors.OutOfRange),
        (Plan("x", treated=(0,), control=(1,), before=(0, 2), after=(1, 3)), errors.NotSorted),
        (Plan("x", treated=(0,), control=(1,), before=(0, 1), after=(1, 9)), errors.OutOfRange),
        (Plan("x", treated=(0,), control=(1,), displaced=(2,), before=(0, 1), after=(1, 2)), errors.Empty),
    ],
)
def test_a_plan_that_does_not_hold_together_is_refused(plan: Plan, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        judged(
            plan,
            [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
            source=REPORTED,
            fixed_at=datetime(2026, 1, 1, tzinfo=UTC),
            opened_at=datetime(2026, 2, 1, tzinfo=UTC),
        )


def test_effects_are_not_asked_of_what_own_effort_found() -> None:
    found = SourceClass.DISCOVERED
    with pytest.raises(errors.WrongSource):
        wdd((2, 1), (2, 2), source=found)
    with pytest.raises(errors.WrongSource):
        wdq((2, 1), (2, 2), (2, 3), source=found)
    with pytest.raises(errors.WrongSource):
        difference_in_differences([[3, 2], [5, 4]], [True, False], 1, source=found, seed=1)
    with pytest.raises(errors.WrongSource):
        synthetic_control([1, 2, 3], [[1, 2, 3], [2, 2, 2]], 2, source=found)
    with pytest.raises(errors.WrongSource):
        regression_to_mean([1, 2, 3, 4], [1, 2, 3, 4], [True, False, False, False], source=[1, 1, 2, 1])
