"""Two counts against each other: coverage and size of the tests, summed over all outcomes, not simulated."""

import numpy as np
import pytest
import scipy

from lofte.analysis import SourceClass, e_test, least_change, rate_ratio

REPORTED = SourceClass.REPORTED


def _chances(mean: float) -> np.ndarray:
    k = np.arange(int(mean + 9 * np.sqrt(mean) + 12))
    return np.asarray(np.exp(scipy.special.xlogy(k, mean) - mean - scipy.special.gammaln(k + 1)))


@pytest.mark.parametrize("means", [(1.0, 1.0), (3.0, 6.0), (10.0, 5.0), (20.0, 20.0), (12.0, 30.0)])
def test_an_interval_of_a_ratio_covers_at_least_what_it_says(means: tuple[float, float]) -> None:
    now, base = (_chances(mean) for mean in means)
    covered = 0.0
    for k, chance in enumerate(now):
        for other, beside in enumerate(base):
            if chance * beside > 1e-12:
                found = rate_ratio(k, other, source=REPORTED)
                covered += chance * beside * (found.low <= means[0] / means[1] <= found.high)

    print(f"means {means}: the 95 % interval of the ratio covers {100 * covered:.2f} %")
    assert covered > 0.95 - 1e-9


@pytest.mark.parametrize("mean", [2.0, 5.0, 12.0, 30.0])
def test_equal_rates_are_called_unequal_no_oftener_than_said(mean: float) -> None:
    chances = _chances(mean)
    exact, e = 0.0, 0.0
    for k, chance in enumerate(chances):
        for other, beside in enumerate(chances):
            if chance * beside > 1e-10:
                exact += chance * beside * (rate_ratio(k, other, source=REPORTED).p <= 0.05)
                e += chance * beside * (e_test(k, other, source=REPORTED) <= 0.05)

    print(
        f"mean {mean:g}: called unequal at 0.05 by the exact test {100 * exact:.2f} %, E-test {100 * e:.2f} %"
    )
    assert exact <= 0.05
    assert e <= 0.055  # Krishnamoorthy & Thomson 2004: it goes a little over for some means


@pytest.mark.parametrize("before", [8, 20, 52, 200])
def test_the_least_fall_is_the_first_that_the_exact_test_sees(before: int) -> None:
    falls_to = least_change(before).falls_to

    assert falls_to is not None
    assert rate_ratio(falls_to, before, source=REPORTED).p <= 0.05
    assert rate_ratio(falls_to + 1, before, source=REPORTED).p > 0.05
