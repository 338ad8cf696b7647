"""Hit rates of a map, and the worst window of a series, against published figures and simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import SourceClass, compare_with_last_year, errors, hit_rates, most_in_a_window

REPORTED = SourceClass.REPORTED


def test_pai_and_pei_are_the_published_ones() -> None:
    # Published in the tests of apwheele/ptools (31c972b).
    found = hit_rates([3, 2, 1], [6, 3, 0], [1, 1, 1], source=REPORTED, before=[3, 2, 1])

    assert found.pai.tolist() == [2, 1.5, 1]
    assert found.pei.tolist() == [1, 1, 1]
    assert found.rri.tolist() == pytest.approx([6 / 3 / (9 / 6), 9 / 5 / (9 / 6), 1])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(1, 4)), min_size=2, max_size=20))
def test_no_order_of_cells_changes_a_rate_and_no_map_is_better_than_the_best(
    rows: list[tuple[int, int, int]],
) -> None:
    rows.append((1, 1, 1))
    score, after, area = np.array(sorted(rows)).T
    turned = np.random.default_rng(len(rows)).permutation(len(rows))

    found = hit_rates(score, after, area, source=REPORTED)
    other = hit_rates(score[turned], after[turned], area[turned], source=REPORTED)

    at = np.linspace(0.05, 1, 20)
    assert np.interp(at, found.covered, found.hits)[-1] == pytest.approx(1)
    assert found.pei.max() <= 1 + 1e-9
    assert found.hits[-1] == pytest.approx(other.hits[-1])


def test_last_year_can_be_the_better_map() -> None:
    after, last_year = [9, 0, 0, 1], [8, 1, 0, 0]

    found = compare_with_last_year([0, 1, 2, 3], last_year, after, [1] * 4, source=REPORTED, covering=0.25)

    assert (found.shown.hits, found.same_as_last_year.hits, found.is_better) == (0.1, 0.9, False)
    assert found.same_as_last_year.pei == 1


def test_the_worst_window_comes_as_often_as_in_simulated_years() -> None:
    rng = np.random.default_rng(3)
    times = [np.sort(rng.uniform(0, 20, n)) for n in rng.poisson(20, 4000)]

    seen = np.mean([len(t) >= 5 and bool((t[4:] - t[:-4] < 1).any()) for t in times])

    told = most_in_a_window(n_periods=20, window=1, rate=1, most=5)
    assert abs(seen - told) < 3 * np.sqrt(told * (1 - told) / 4000)


@pytest.mark.parametrize(
    ("n_periods", "window", "rate", "printed"), [(208, 2, 0.6, 0.03902238), (260, 1, 1, 0.486814)]
)
def test_the_worst_window_of_ptools_lacks_a_term_and_has_another_exponent(
    n_periods: int, window: int, rate: float, printed: float
) -> None:
    # tests/testthat/test-scan.R of ptools 31c972b; the first stands in comments on Spiegelhalter 2013 too
    theirs = most_in_a_window(n_periods=n_periods, window=window, rate=rate, most=6, as_ptools=True)
    ours = most_in_a_window(n_periods=n_periods, window=1, rate=rate, most=6)

    assert theirs == pytest.approx(printed, abs=5e-7)
    assert ours == pytest.approx(printed, rel=3e-3)


def test_what_says_nothing_is_refused() -> None:
    with pytest.raises(errors.Empty):
        hit_rates([3, 2], [0, 0], [1, 1], source=REPORTED)
    with pytest.raises(errors.OutOfRange):
        hit_rates([3, 2], [1, 0], [1, 0], source=REPORTED)
    with pytest.raises(errors.WrongSource):
        hit_rates([3, 2], [1, 0], [1, 1], source=SourceClass.DISCOVERED)
    with pytest.raises(errors.AllAlike):
        compare_with_last_year([1, 1], [1, 0], [1, 1], [1, 1], source=REPORTED)
    with pytest.raises(errors.OutOfRange):
        most_in_a_window(n_periods=3, window=2, rate=1, most=4)
