"""Shares and rhythms that are not over: beta-binomial, with the whole's own uncertainty inside."""

import numpy as np
import pytest

from lofte.analysis.forecast import Goal
from lofte.analysis.parts import share_forecast, slots_forecast
from lofte.analysis.spreads import Spread, beta_binomial, negative_binomial


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


def test_a_missed_slot_cannot_be_mended() -> None:
    assert slots_forecast(30, 1, 20).chance == 0.0


def test_the_chance_that_every_slot_is_met_worked_out_by_hand() -> None:
    # One met of one, one to come: (1 + ½) ÷ (1 + 1) = 0.75
    found = slots_forecast(1, 0, 1)

    assert found.chance == pytest.approx(0.75)
    assert (found.low, found.high) == (1.0, 2.0)
