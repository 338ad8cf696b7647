"""Shares and rhythms that are not over: beta-binomial, with the whole's own uncertainty inside."""

import numpy as np
import pytest

from lofte.analysis.forecast import Goal
from lofte.analysis.parts import narrowest, share_forecast, slots_forecast
from lofte.analysis.spreads import BoolArray, Spread, beta_binomial, negative_binomial
from lofte.site.bench import parts as bench


def exactly(n: int) -> Spread:
    return Spread(np.array([n]), np.ones((1, 1)))


def test_a_whole_that_is_known_leaves_the_beta_binomial() -> None:
    # 11 of 52, as many to come: at least 20 % of 104 is 21, so 10 more of 52.
    expected = beta_binomial(52, 11.5, 41.5)[10:].sum()

    found = share_forecast(11, 52, exactly(52), Goal(least=0.2))

    assert found.chance == pytest.approx(expected)


def test_an_uncertain_whole_is_a_mixture_of_known_ones() -> None:
    coming = negative_binomial(20.0, 60.0)
    exact = sum(
        chance * beta_binomial(n, 11.5, 41.5)[max(int(np.ceil(0.2 * (52 + n) - 1e-9)) - 11, 0) :].sum()
        for n, chance in enumerate(coming.chances[0], start=int(coming.first[0]))
    )

    assert share_forecast(11, 52, coming, Goal(least=0.2)).chance == pytest.approx(exact, abs=0.02)


def test_nothing_at_all_has_no_share() -> None:
    found = share_forecast(0, 0, exactly(0), Goal(least=0.2))

    assert (found.low, found.high, found.chance) == (0.0, 1.0, 0.0)


def test_a_part_over_its_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        share_forecast(3, 2, exactly(1), Goal(least=0.2))


def test_the_range_of_a_share_narrows_as_the_whole_grows() -> None:
    few, many = (share_forecast(n // 5, n, exactly(n), Goal(least=0.2)) for n in (50, 500))

    assert many.high - many.low < (few.high - few.low) / 2


def slots(n_met: int, n_missed: int) -> BoolArray:
    """Slots that are over, the missed ones spread among the met."""
    found = np.ones(n_met + n_missed, dtype=bool)
    found[np.linspace(0, len(found) - 1, n_missed).astype(int)] = False
    return found


def test_a_missed_slot_cannot_be_mended() -> None:
    assert slots_forecast(slots(30, 1), 20).chance == 0.0


def test_the_chance_that_the_next_slot_is_met_worked_out_by_hand() -> None:
    # One met of one; of likeness 0.2 · 12 ÷ 13 is believed, so it counts as 0.688: 1.188 ÷ 1.688.
    found = slots_forecast(slots(1, 0), 1)

    assert found.chance == pytest.approx(0.7038, abs=1e-4)
    assert found.chance == found.chance_of_rest
    assert (found.low, found.high) == (1.0, 2.0)


def test_slots_without_any_likeness_are_the_beta_binomial() -> None:
    # 26 met and 26 missed in turn are as unlike each other as can be: then runs say nothing.
    found = slots_forecast(np.tile([True, False], 26), 10, least=31)

    assert found.chance == pytest.approx(beta_binomial(10, 26.5, 26.5)[5:].sum())


def test_enough_can_be_met_though_one_is_missed() -> None:
    all_of_them, most = (slots_forecast(slots(16, 1), 35, least=least) for least in (52, 47))

    assert all_of_them.chance == 0.0
    assert 0.5 < most.chance < 1.0
    assert 0.0 < all_of_them.chance_of_rest < most.chance


def test_slots_missed_in_a_row_make_the_rest_less_certain() -> None:
    in_turn = slots_forecast(np.arange(24) % 3 != 0, 28)
    in_a_row = slots_forecast(np.arange(24) >= 8, 28)

    assert in_a_row.high - in_a_row.low > in_turn.high - in_turn.low


def test_a_few_numbers_have_the_narrowest_range_that_holds_enough() -> None:
    # Of 0.05, 0.15, 0.3, 0.5 the last three hold 0.95, the last two 0.8.
    found = narrowest(np.arange(4.0), np.array([0.05, 0.15, 0.3, 0.5]), Goal(least=2))

    assert (found.low, found.high, found.lowest, found.highest) == (2.0, 3.0, 1.0, 3.0)
    assert found.chance == pytest.approx(0.8)


@pytest.mark.long
@pytest.mark.parametrize("week", bench.WEEKS)
def test_the_ranges_of_slots_and_answers_hold_as_many_as_they_say(week: int) -> None:
    for form in ("slots", "occasions"):
        found = bench.covered(form, week=week, n_cases=800)

        assert 74 <= found[80] <= 87, (form, found)
        assert 91 <= found[95] <= 99, (form, found)
