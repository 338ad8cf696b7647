"""Where a number will probably end, against the exact distribution and figures worked out by hand."""

from math import exp, lgamma, log
from statistics import NormalDist

import pytest

from lofte.analysis.pace import EIGHTY_PERCENT, probable_total


def coming(n: int, *, done: int, passed: float) -> float:
    """Return the chance that n things come: negative binomial, a Poisson whose rate is gamma-distributed.

    Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.6, with the prior that knows nothing.
    """
    ways = lgamma(n + done) - lgamma(n + 1) - lgamma(done)
    return exp(ways + done * log(passed) + n * log(1 - passed))


def test_eight_times_of_ten_is_what_the_normal_table_says() -> None:
    assert pytest.approx(NormalDist().inv_cdf(0.9), abs=1e-4) == EIGHTY_PERCENT


@pytest.mark.parametrize(
    ("done", "n_days", "of_days", "low", "high"),
    [
        # half the time: as many to come, variance 100 / 0.5 = 200, 1.2816 × 14.142 = 18.12
        (100, 50, 100, 181, 219),
        # a quarter: 75 to come, variance 75 / 0.25 = 300, 1.2816 × 17.321 = 22.20
        (25, 25, 100, 77, 123),
    ],
)
def test_the_range_is_the_mean_and_its_spread(
    *, done: int, n_days: int, of_days: int, low: int, high: int
) -> None:
    found = probable_total(done, n_days=n_days, of_days=of_days)

    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(("done", "n_days"), [(271, 120), (52, 200), (10, 73), (700, 300), (18, 240)])
def test_the_range_holds_eight_of_ten_of_the_exact_distribution(*, done: int, n_days: int) -> None:
    found = probable_total(done, n_days=n_days, of_days=365)

    assert found is not None
    within = sum(coming(n - done, done=done, passed=n_days / 365) for n in range(found.low, found.high + 1))
    assert 0.79 < within < 0.9  # rounded outward to whole things: most where few come


@pytest.mark.parametrize(
    ("done", "n_days", "of_days"),
    [(9, 180, 365), (100, 72, 365), (100, 365, 365), (100, 400, 365)],
    ids=["too few", "too early", "the time is out", "long ago"],
)
def test_nothing_is_foreseen_of_too_little_or_when_the_time_is_out(
    *, done: int, n_days: int, of_days: int
) -> None:
    assert probable_total(done, n_days=n_days, of_days=of_days) is None


def test_what_is_done_is_never_foreseen_undone() -> None:
    found = probable_total(1000, n_days=364, of_days=365)

    assert found is not None
    assert found.low >= 1000
