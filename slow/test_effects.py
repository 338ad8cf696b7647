"""Effects where nothing was done, and where something was: errors of the first kind, coverage, power."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from lofte.analysis import SourceClass, difference_in_differences, regression_to_mean, synthetic_control, wdd

Numbers = npt.NDArray[Any]
REPORTED = SourceClass.REPORTED


def _counted(rng: np.random.Generator, means: Numbers, dispersion: float) -> Numbers:
    """Return counts with a variance of dispersion times their mean."""
    if dispersion == 1:
        return rng.poisson(means)
    return rng.negative_binomial(means / (dispersion - 1), 1 / dispersion)


@pytest.mark.parametrize(
    ("dispersion", "share", "covers"), [(1.0, (0.03, 0.07), 0.93), (3.0, (0.15, 0.40), 0.6)]
)
def test_the_displacement_difference_errs_as_said_where_counts_are_poisson(
    dispersion: float, share: tuple[float, float], covers: float
) -> None:
    rng, n = np.random.default_rng(1), 4000
    before = rng.uniform(10, 200, (n, 4, 1)) * [1, 1]
    wrong, held = 0, 0
    for means in before:
        none = _counted(rng, means, dispersion)
        wrong += wdd(*none, source=REPORTED).p <= 0.05
        done = _counted(rng, means * np.array([[1, 0.7], [1, 1], [1, 0.9], [1, 1]]), dispersion)
        true = -0.3 * means[0, 0] - 0.1 * means[2, 0]
        found = wdd(*done, source=REPORTED)
        held += found.low <= true <= found.high
    told = f"{100 * wrong / n:.1f} % at 0.05, the interval covers {100 * held / n:.1f} %"
    print(f"WDD, var/mean {dispersion:g}: {told}")

    assert share[0] < wrong / n < share[1]
    assert held / n > covers


def _town(
    rng: np.random.Generator, n_treated: int, effect: float, dispersion: float
) -> tuple[Numbers, Numbers]:
    """Return 40 areas over 12 periods with levels, a season and areas that drift on their own."""
    level, season = rng.gamma(3, 4, (40, 1)) + 2, np.exp(0.3 * np.sin(np.arange(12)))
    drift = np.exp(np.cumsum(rng.normal(0, 0.05, (40, 12)), axis=1))
    treated = np.arange(40) < n_treated
    means = level * season * drift * np.where(treated[:, None] & (np.arange(12) >= 6), effect, 1.0)
    return _counted(rng, means, dispersion), treated


@pytest.mark.parametrize(("n_treated", "dispersion"), [(3, 2.0), (12, 1.0), (12, 2.0)])
def test_differences_in_differences_err_and_cover(n_treated: int, dispersion: float) -> None:
    n, by_cluster, by_choice, leads, held, seen = 100, 0, 0, 0, 0, 0
    for seed in range(n):
        rng = np.random.default_rng([2, seed])
        more: dict[str, Any] = {"source": REPORTED, "seed": seed, "n_replicates": 59}
        nothing = difference_in_differences(*_town(rng, n_treated, 1.0, dispersion), 6, **more)
        by_cluster += nothing.p_cluster <= 0.05
        by_choice += nothing.p_permutation <= 0.05
        leads += nothing.p_leads <= 0.05
        done = difference_in_differences(*_town(rng, n_treated, 0.7, dispersion), 6, **more)
        held += done.effect.low <= 0.7 <= done.effect.high
        seen += done.p_permutation <= 0.05
    shares = " ".join(f"{100 * one / n:.1f}" for one in (by_cluster, by_choice, leads, held, seen))
    print(
        f"{n_treated} of 40 treated, var/mean {dispersion:g}: at 0.05 by cluster, by choice, leads; coverage;"
    )
    print(f"a fall of 30 % seen by choice: {shares} %")

    error = 3 * np.sqrt(0.05 * 0.95 / n)
    assert by_choice / n < 0.05 + error
    assert leads / n < 0.05 + error
    assert held / n > (0.88 if n_treated == 12 else 0.7)


def test_a_blend_of_areas_finds_nothing_where_nothing_was_done() -> None:
    n, wrong = 400, 0
    for seed in range(n):
        rng = np.random.default_rng([3, seed])
        season = 30 + 6 * np.sin(np.arange(20))[None, :] * rng.uniform(0.5, 1.5, (20, 1))
        counts = rng.poisson(season * rng.uniform(0.7, 1.3, (20, 1)))
        wrong += synthetic_control(counts[0], counts[1:], 14, source=REPORTED).p <= 0.05
    print(f"synthetic control, one of 20 areas: {100 * wrong / n:.1f} % at 0.05")

    assert wrong / n < 0.05 + 3 * np.sqrt(0.05 * 0.95 / n)


def test_what_falls_back_by_itself_is_estimated_nearly() -> None:
    away = []
    for seed in range(400):
        rng = np.random.default_rng([4, seed])
        level = rng.gamma(4, 4, 80)
        before, after = rng.poisson(level), rng.poisson(level)
        picked = np.isin(np.arange(80), np.argsort(-before)[:10])
        found = regression_to_mean(before, after, picked, source=REPORTED)
        away.append(found.fall - found.fall_expected)
    print(f"fall of the worst 10 of 80 less what chance gives: {np.mean(away):.4f} ± {np.std(away) / 20:.4f}")

    assert abs(np.mean(away)) < 0.04
