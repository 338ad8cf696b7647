"""Forecasts: the Gamma–Poisson worked out by hand, what must hold of any, and a published table."""

from math import exp, lgamma, log

import numpy as np
import pytest

from lofte.analysis.course import Course, Earlier, Weeks, course, no_earlier
from lofte.analysis.forecast import Forecast, Goal, forecasts
from lofte.analysis.seasons import Season
from lofte.analysis.spreads import FloatArray
from lofte.site.bench import forecast as bench
from lofte.site.bench import years

WHEN = 2018 + (np.arange(208) + 0.5) / 52


def weeks(n_seen: int) -> Weeks:
    return Weeks(WHEN[156:], np.ones(52), (np.arange(52) < n_seen).astype(float))


def even_years(per_week: float = 15.0, n_years: int = 3) -> Earlier:
    return Earlier(np.full((1, n_years, 52), per_week), WHEN[: 52 * n_years])


def foreseen(counts: FloatArray, n_seen: int, goal: Goal, *, earlier: Earlier | None = None) -> Forecast:
    seen = weeks(n_seen)
    [found] = forecasts(counts[None, :] * seen.seen, seen, earlier or even_years(), [goal])
    return found


def test_with_chance_alone_and_a_known_season_it_is_the_gamma_poisson() -> None:
    # 100 in half of the time: to come is negative binomial with size 100 and p = 1/2 (Gelman et al., 2.6).
    waves = np.zeros((2, 6))
    known = Course(
        done=np.array([100.0]),
        dispersion=np.ones(1),
        shape=np.array([100.0]),
        rate=np.array([1.0]),
        weights=np.ones((1, 2)),
        waves=waves,
        season=Season(np.zeros((1, 6)), np.zeros((1, 6))),
        seen=np.array([1.0, 0.0]),
    )

    spread = known.total()

    for n in (70, 100, 130):
        exact = exp(lgamma(n + 100) - lgamma(n + 1) - lgamma(100) - (n + 100) * log(2))
        assert spread.chances[0, 100 + n - int(spread.first[0])] == pytest.approx(exact, rel=1e-6)


def test_what_is_done_is_never_foreseen_undone() -> None:
    found = foreseen(np.full(52, 15.0), 51, Goal(least=800))

    assert found.lowest >= 51 * 15


def test_when_the_time_is_out_the_number_is_what_it_is() -> None:
    found = foreseen(np.full(52, 15.0), 52, Goal(least=780))

    assert (found.low, found.high, found.lowest, found.highest) == (780, 780, 780, 780)
    assert (found.chance, found.known_in) == (1.0, 0)


def test_a_number_that_is_reached_is_known_to_be() -> None:
    found = foreseen(np.full(52, 15.0), 20, Goal(least=300))

    assert (found.chance, found.known_in) == (1.0, 0)


@pytest.mark.parametrize(
    ("goal", "low", "high"),
    [
        (Goal(least=500), 0.99, 1.0),
        (Goal(least=780), 0.4, 0.6),
        (Goal(least=1100), 0.0, 0.01),
        (Goal(most=780), 0.4, 0.6),
        (Goal(least=700, most=860), 0.9, 0.99),
    ],
)
def test_the_chance_follows_the_goal(goal: Goal, low: float, high: float) -> None:
    assert low <= foreseen(np.full(52, 15.0), 17, goal).chance <= high


def test_at_least_and_at_most_share_the_whole_probability() -> None:
    counts = np.full(52, 15.0)

    over, under = foreseen(counts, 17, Goal(least=801)), foreseen(counts, 17, Goal(most=800))

    assert over.chance + under.chance == pytest.approx(1.0)


def test_a_season_from_earlier_years_puts_more_of_the_work_after_a_quiet_spring() -> None:
    busy_autumn = 15 * (1 - 0.5 * np.cos(2 * np.pi * (WHEN - 2018)))
    earlier = Earlier(busy_autumn[:156].reshape(1, 3, 52), WHEN[:156])

    found = foreseen(busy_autumn[156:], 17, Goal(least=780), earlier=earlier)

    assert found.expected_share < 0.27  # 17 of 52 weeks are 0.33
    assert found.low <= 780 <= found.high


def test_uneven_weeks_widen_the_range() -> None:
    even, uneven = np.full(208, 15.0), np.tile([3.0, 27.0], 104)

    narrow = foreseen(even[156:], 18, Goal(least=800))
    wide = foreseen(
        uneven[156:], 18, Goal(least=800), earlier=Earlier(uneven[:156].reshape(1, 3, 52), WHEN[:156])
    )

    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_work_in_waves_widens_it_more_than_the_same_weeks_in_disorder() -> None:
    waves = np.tile(np.repeat([5.0, 25.0], 8), 13)
    disorder = np.random.default_rng(7).permuted(waves.reshape(4, 52), axis=1).reshape(208)

    ranges = [
        foreseen(found[156:], 17, Goal(least=800), earlier=Earlier(found[:156].reshape(1, 3, 52), WHEN[:156]))
        for found in (waves, disorder)
    ]

    assert ranges[0].dispersion > 1.3 * ranges[1].dispersion


def test_a_week_that_is_half_seen_counts_as_half_a_week() -> None:
    seen = np.where(np.arange(52) < 17, 1.0, np.where(np.arange(52) == 17, 0.5, 0.0))
    counts = np.where(np.arange(52) < 17, 15.0, np.where(np.arange(52) == 17, 7.5, 0.0))

    known = course(counts[None, :], Weeks(WHEN[156:], np.ones(52), seen), even_years())

    assert float(known.to_come()[0][0]) == pytest.approx(34.5 * 15, rel=1e-3)


def test_weeks_that_owe_nothing_say_nothing_and_expect_nothing() -> None:
    # Fifteen a week but for six free ones: 11 are done, 35 are left. Earlier years had the same weeks empty.
    owed = np.where(np.isin(np.arange(52), (3, 4, 26, 27, 28, 29)), 0.0, 1.0)
    seen = (np.arange(52) < 13).astype(float)
    earlier = Earlier(15.0 * np.tile(owed, 3).reshape(1, 3, 52), WHEN[:156])

    known = course(15 * (owed * seen)[None, :], Weeks(WHEN[156:], owed, seen), earlier)

    assert float(known.to_come()[0][0]) == pytest.approx(35 * 15, rel=1e-3)
    assert float(known.dispersion[0]) == pytest.approx(1.0)  # nothing is uneven in it
    assert float(known.expected_share()[0]) == pytest.approx(11 / 46, rel=1e-3)


def test_free_weeks_do_not_make_uneven_work_look_even() -> None:
    owed = np.where(np.arange(52) < 20, 0.0, 1.0)
    counts = np.where(np.arange(52) < 20, 0.0, np.tile([3.0, 27.0], 26))

    known = course(counts[None, :], Weeks(WHEN[156:], owed, np.ones(52)), no_earlier(1))

    # Thirty-two weeks of 3 and 27: squares of 9.6 each, and four of 2: (4 · 2 + 32 · 9.6) ÷ (4 + 31).
    assert float(known.dispersion[0]) == pytest.approx((4 * 2 + 32 * 9.6) / 35)


def test_twice_the_areas_owe_twice_the_work() -> None:
    owed = np.where(np.arange(52) < 20, 1.0, 2.0)
    seen = (np.arange(52) < 17).astype(float)

    known = course(15 * seen[None, :], Weeks(WHEN[156:], owed, seen), no_earlier(1))

    assert float(known.to_come()[0][0]) == pytest.approx(15 * (3 + 2 * 32), rel=3e-3)


def test_many_numbers_at_once_are_each_as_by_itself() -> None:
    made = years.simulated("as foreseen", dispersion=3, n_cases=4)
    counts, some, earlier = made.at(17)
    goals = [Goal(least=800), Goal(most=700), Goal(least=600, most=900), Goal(least=750)]

    together = forecasts(counts, some, earlier, goals)

    for n, goal in enumerate(goals):
        [alone] = forecasts(counts[[n]], some, Earlier(earlier.counts[[n]], earlier.when), [goal])
        assert alone.chance == pytest.approx(together[n].chance)
        assert (alone.low, alone.high, alone.known_in) == (
            together[n].low,
            together[n].high,
            together[n].known_in,
        )


def test_the_answer_is_known_sooner_the_further_off_the_goal() -> None:
    counts = np.full(52, 15.0)

    waits = [foreseen(counts, 17, Goal(least=goal)).known_in for goal in (785, 830, 900)]

    assert waits[0] is not None
    assert waits[1] is not None
    assert waits[0] > waits[1] > 0
    assert waits[2] == 0


def test_arrays_that_do_not_belong_together_are_refused() -> None:
    with pytest.raises(ValueError, match="same weeks"):
        course(np.zeros((1, 51)), weeks(3), no_earlier(1))
    with pytest.raises(ValueError, match="same cases"):
        course(np.zeros((2, 52)), weeks(3), no_earlier(1))
    with pytest.raises(ValueError, match="negative"):
        course(np.full((1, 52), -1.0), weeks(3), no_earlier(1))


@pytest.mark.parametrize(
    ("week", "dispersion", "plain"),
    [
        (8, 1, (1, 2)),
        (35, 1, (71, 90)),
        (8, 3, (6, 9)),
        (35, 3, (46, 65)),
        (8, 6, (9, 12)),
        (35, 6, (34, 50)),
    ],
)
def test_where_a_plain_run_rate_fails_as_published_the_forecast_holds(
    week: int, dispersion: float, plain: tuple[int, int]
) -> None:
    # A table made beforehand, of years whose season has its top in the first days of February.
    made = years.simulated("as foreseen", dispersion=dispersion, n_cases=600, top=0.0865)

    theirs, found = bench.covered_by_run_rate(made, week), bench.covered(made, week)

    assert (theirs[80], theirs[95]) == pytest.approx(plain, abs=5)
    assert 74 <= found[80] <= 87
    assert 91 <= found[95] <= 99


@pytest.mark.long
@pytest.mark.parametrize("dispersion", bench.DISPERSIONS)
def test_over_ten_thousand_years_the_ranges_hold_as_many_as_they_say(dispersion: float) -> None:
    made = years.simulated("as foreseen", dispersion=dispersion, n_cases=10_000)

    for week in bench.WEEKS:
        found = bench.covered(made, week)
        assert 74 <= found[80] <= 87, (week, found)
        assert 91 <= found[95] <= 99, (week, found)


@pytest.mark.long
def test_free_weeks_and_areas_that_come_and_go_are_held_as_often() -> None:
    free = years.with_free_weeks(years.simulated("as foreseen", dispersion=3, n_cases=3_000))

    for made in (free, years.come_and_go(3.0, 2_000)):
        for week in bench.WEEKS:
            found = bench.covered(made, week)
            assert 74 <= found[80] <= 87, (week, found)
            assert found[95] >= 91, (week, found)


@pytest.mark.long
@pytest.mark.parametrize(
    ("form", "least"),
    [("waves", 68), ("holidays", 84), ("trend", 70), ("empty weeks", 75), ("raised", 65), ("falling", 25)],
)
def test_years_of_another_form_are_held_as_the_documents_say(form: str, least: int) -> None:
    made = years.simulated(form, dispersion=3, n_cases=3_000)

    assert all(bench.covered(made, week)[80] >= least for week in bench.WEEKS)
