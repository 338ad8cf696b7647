"""Coverage that is not over: two ways of going about it, each against closed forms."""

import pytest

from lofte.analysis.covering import covering_forecast
from lofte.analysis.spreads import negative_binomial
from lofte.site.bench import parts as bench


def test_where_none_is_covered_yet_that_none_will_be_is_the_root_of_the_time_gone() -> None:
    # Both ways: the mean of exp(-rate · left) over gamma(1/2, gone) is (gone ÷ (gone + left))^(1/2).
    for gone, left in ((1.0, 1.0), (17.0, 35.0)):
        found = covering_forecast(0, 5, gone=gone, left=left, least=1)

        assert 1 - found.chance == pytest.approx((gone / (gone + left)) ** 0.5, abs=2e-4)


def test_of_very_many_places_it_is_the_gamma_poisson() -> None:
    # With ten thousand places the last one is far off, and both ways are a Poisson at an unknown pace:
    # to come is negative binomial with size 12.5 and mean 12.5 · left ÷ gone (Gelman et al., 2.6).
    exact = negative_binomial(12.5, 12.5 * 2)

    found = covering_forecast(12, 10_000, gone=26, left=26, least=12 + 13)

    assert found.chance == pytest.approx(float(exact.at_least(13)[0]), abs=5e-3)


def test_a_list_is_finished_sooner_than_what_happens_by_chance() -> None:
    # Six of twelve at half time. By a list of six more: 0.55. As it happens each of six is as likely as not
    # to be left: below 1 in 20. The mean of the two is told.
    assert covering_forecast(6, 12, gone=26, left=26, least=12).chance == pytest.approx(0.3, abs=0.02)


def test_when_nothing_is_left_it_is_what_it_is() -> None:
    found = covering_forecast(7, 7, gone=20, left=32, least=7)

    assert (found.low, found.high, found.lowest, found.highest, found.chance) == (7, 7, 7, 7, 1.0)
    assert covering_forecast(3, 7, gone=20, left=0, least=4).chance == pytest.approx(0.0)


@pytest.mark.parametrize(("n", "places", "gone"), [(8, 7, 5.0), (-1, 7, 5.0), (3, 7, 0.0)])
def test_what_is_impossible_is_refused(n: int, places: int, gone: float) -> None:
    with pytest.raises(ValueError, match="cannot be foreseen"):
        covering_forecast(n, places, gone=gone, left=3, least=places)


@pytest.mark.long
@pytest.mark.parametrize("week", bench.WEEKS[1:])
def test_the_ranges_of_coverage_hold_as_many_as_they_say(week: int) -> None:
    found = bench.covered("coverage", week=week, n_cases=800)

    assert 74 <= found[80] <= 87, found
    assert 91 <= found[95] <= 99, found
