"""Exact spreads, against tables, sums worked out by hand and the gamma function."""

from math import exp, lgamma, log

import numpy as np
import pytest

from lofte.analysis.spreads import Spread, beta_binomial, negative_binomial


def chance(spread: Spread, number: int, case: int = 0) -> float:
    return float(spread.chances[case, number - int(spread.first[case])])


def by_gamma(k: int, mean: float, variance: float) -> float:
    """Return the negative binomial's probability by the gamma function: Johnson, Kemp & Kotz, 5.1."""
    size, p = mean**2 / (variance - mean), mean / variance
    return exp(lgamma(k + size) - lgamma(k + 1) - lgamma(size) + size * log(p) + k * log(1 - p))


def test_a_variance_like_the_mean_is_a_poisson() -> None:
    spread = negative_binomial(2.0, 2.0)

    assert float(spread.at_least(5)[0]) == pytest.approx(0.0527, abs=5e-5)  # any Poisson table


@pytest.mark.parametrize(("k", "expected"), [(0, 4 / 32), (1, 6 / 32), (2, 6 / 32), (3, 5 / 32)])
def test_failures_before_the_third_success_of_a_fair_coin(k: int, expected: float) -> None:
    assert chance(negative_binomial(3.0, 6.0), k) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(
    ("mean", "variance"), [(0.3, 0.5), (4.0, 40.0), (261.0, 700.0), (9000.0, 81_000.0), (0.5, 60.0)]
)
def test_each_probability_is_that_of_the_gamma_function(mean: float, variance: float) -> None:
    spread = negative_binomial(mean, variance)
    numbers = [int(mean), int(mean + variance**0.5), max(int(mean - variance**0.5), 0)]

    assert [chance(spread, k) for k in numbers] == pytest.approx(
        [by_gamma(k, mean, variance) for k in numbers], rel=1e-6
    )


def test_many_cases_at_once_are_each_as_by_itself() -> None:
    together = negative_binomial([0.0, 3.0, 500.0], [0.0, 6.0, 1500.0])

    for case, (mean, variance) in enumerate([(0.0, 0.0), (3.0, 6.0), (500.0, 1500.0)]):
        alone = negative_binomial(mean, variance)
        assert together.quantile(0.1)[case] == alone.quantile(0.1)[0]
        assert together.quantile(0.975)[case] == alone.quantile(0.975)[0]
        assert together.at_least([mean] * 3)[case] == pytest.approx(alone.at_least(mean)[0])


def test_nothing_to_come_is_nothing_for_certain() -> None:
    spread = negative_binomial(0.0, 0.0)

    assert (int(spread.quantile(0.025)[0]), int(spread.quantile(0.975)[0])) == (0, 0)


def test_a_quantile_is_the_least_number_that_holds_the_share() -> None:
    # Johnson, Kemp & Kotz's coin: 4/32, 10/32, 16/32, 21/32 … so half lies at or below 2.
    spread = negative_binomial(3.0, 6.0)

    assert [int(spread.quantile(share)[0]) for share in (0.12, 0.13, 0.5, 0.51)] == [0, 1, 2, 3]


@pytest.mark.parametrize(("mean", "variance"), [(-1.0, 2.0), (5.0, 4.0)])
def test_a_spread_that_cannot_be_is_refused(mean: float, variance: float) -> None:
    with pytest.raises(ValueError, match="negative binomial"):
        negative_binomial(mean, variance)


def test_a_beta_binomial_worked_out_by_hand() -> None:
    # C(3, k) B(k + 2, 4 − k) ÷ B(2, 1): 2·(1/20), 2·3·(1/30), 2·3·(1/20), 2·(1/5)
    assert beta_binomial(3, 2.0, 1.0) == pytest.approx([0.1, 0.2, 0.3, 0.4])


def test_a_chance_that_is_known_makes_a_binomial() -> None:
    # Published in the research behind this: a true 20 % gives at least 11 of 52 with 0.47, 25 % with 0.79.
    known = [beta_binomial(52, share * 1e9, (1 - share) * 1e9)[11:].sum() for share in (0.2, 0.25)]

    assert known == pytest.approx([0.47, 0.79], abs=0.005)


def test_no_trials_are_no_successes() -> None:
    assert beta_binomial(0, 0.5, 0.5) == pytest.approx(np.array([1.0]))
