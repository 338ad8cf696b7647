"""Scans: p-values where there is no cluster, power where there is, and the tail of Gumbel."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy

from lofte.analysis import Scan, SourceClass, bernoulli_scan, expectation_scan, poisson_scan, scan
from lofte.analysis.scanning.results import tail_by

REPORTED = SourceClass.REPORTED
SETS, REPLICATES = 500, 199
LEVELS = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75)
ONE: dict[str, Any] = {"source": REPORTED, "n_clusters": 1, "n_replicates": REPLICATES}


def _town(rng: np.random.Generator, n: int = 300) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return incidents of a town with a dense middle and a season, over 90 days."""
    x, y = 450_000 + rng.normal(0, 1500, n), 6_400_000 + rng.normal(0, 1500, n)
    return x, y, np.append(np.floor(rng.beta(2, 2, n - 1) * 90), 89)


def _with_cluster(rng: np.random.Generator, n_more: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the same with some more in the last four days within 150 m of one of them."""
    x, y, day = _town(rng)
    at, turn, far = (
        rng.integers(0, len(x)),
        rng.uniform(0, 2 * np.pi, n_more),
        150 * np.sqrt(rng.random(n_more)),
    )
    x, y = np.append(x, x[at] + far * np.cos(turn)), np.append(y, y[at] + far * np.sin(turn))
    return x, y, np.append(day, rng.integers(86, 90, n_more))


def _permuted(seed: int, **more: Any) -> Scan:
    events = _town(np.random.default_rng(seed))
    return scan(*events, seed=seed, radius=600, window=14, **(ONE | more))


def _areas(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.random.Generator]:
    rng = np.random.default_rng(seed)
    x, y = 450_000 + rng.uniform(0, 9000, 40), 6_400_000 + rng.uniform(0, 9000, 40)
    return x, y, rng.integers(200, 3000, 40), rng


def _by_people(seed: int, n_replicates: int = REPLICATES) -> Scan:
    x, y, people, rng = _areas(seed)
    cases = rng.multinomial(250, people / people.sum())
    return poisson_scan(
        x, y, cases, people, seed=seed, radius=None, share=0.3, **(ONE | {"n_replicates": n_replicates})
    )


def _by_expectation(seed: int) -> Scan:
    x, y, people, rng = _areas(seed)
    expected = people[:, np.newaxis] / 4000 * np.ones(14)
    cases = rng.poisson(expected)
    return expectation_scan(x, y, cases, expected, seed=seed, radius=3000, window=5, **ONE)


def _by_labels(seed: int) -> Scan:
    rng = np.random.default_rng(seed)
    x, y, _ = _town(rng)
    return bernoulli_scan(x, y, rng.permutation(300) < 90, seed=seed, radius=1500, **ONE)


def _p(found: Scan, rng: np.random.Generator) -> tuple[float, float]:
    """Return p as told, and p with ties drawn lots for: ties count against a cluster, which is careful."""
    if not found.clusters:
        return 1.0, float(rng.random())
    statistic = found.clusters[0].statistic
    n_above = int((found.maxima > statistic + 1e-9).sum())
    n_alike = int((np.abs(found.maxima - statistic) <= 1e-9).sum())
    return found.clusters[0].p, (n_above + rng.random() * (n_alike + 1)) / (REPLICATES + 1)


@pytest.mark.parametrize(
    ("name", "scanned"),
    [
        ("permutation, prospective", _permuted),
        ("permutation, retrospective", lambda seed: _permuted(seed, kind="retrospective")),
        ("permutation, inside weekdays", lambda seed: _permuted(seed, strata="weekday")),
        ("people", _by_people),
        ("expectation", _by_expectation),
        ("labels", _by_labels),
    ],
)
def test_p_is_even_where_there_is_no_cluster(name: str, scanned: Callable[[int], Scan]) -> None:
    rng = np.random.default_rng(0)
    p = np.array([_p(scanned(seed), rng) for seed in range(SETS)])

    told = {level: round(float((p[:, 0] <= level).mean()), 3) for level in LEVELS}
    found = np.bincount(np.minimum((p[:, 1] * 20).astype(int), 19), minlength=20)
    chance = scipy.stats.chisquare(found).pvalue
    farthest = scipy.stats.kstest(p[:, 1], "uniform").pvalue
    print(
        f"{name}: share of p at most {told}; ties by lot: chi2 {chance:.3f}, KS {farthest:.3f}; {SETS} sets"
    )
    assert chance > 0.001
    assert farthest > 0.001
    assert all(share < level + 3 * np.sqrt(level * (1 - level) / SETS) for level, share in told.items())


def test_clusters_that_were_put_in_are_found_where_they_are() -> None:
    power = {}
    for n_more in (2, 3, 4, 6):
        found = []
        for seed in range(200):
            events = _with_cluster(np.random.default_rng(seed), n_more)
            first = scan(*events, seed=seed, radius=600, window=14, **ONE).clusters[0]
            n_inside = int(np.isin(first.events, np.arange(300, 300 + n_more)).sum())
            found.append((first.p <= 0.05, first.p <= 0.05 and n_inside > n_more / 2))
        power[n_more] = tuple(round(float(share), 3) for share in np.mean(found, axis=0))

    print(f"put in, (share found at 0.05, with more than half of them inside): {power}")
    shares = [power[n][1] for n in sorted(power)]
    assert shares == sorted(shares)
    assert shares[-1] > 0.97


@pytest.mark.parametrize(
    ("name", "scanned"),
    [("few in a cylinder", lambda seed, n: _permuted(seed, n_replicates=n)), ("people", _by_people)],
)
def test_the_tail_of_gumbel_beside_a_hundred_thousand_replicates(
    name: str, scanned: Callable[[int, int], Scan]
) -> None:
    ratios: dict[str, list[float]] = {"0.01 to 0.1": [], "0.001 to 0.01": [], "0.0001 to 0.001": []}
    for seed in range(3):
        many = np.sort(scanned(seed, 99_999).maxima)[::-1]
        few = many[np.random.default_rng(seed).choice(99_999, 999, replace=False)]
        tail = tail_by(few)
        for of, ranks in zip(
            ratios.values(), ([1000, 3000, 9999], [100, 300, 999], [10, 30, 99]), strict=True
        ):
            of += [tail(float(many[rank])) / ((rank + 1) / 100_000) for rank in ranks]

    told = {at: [round(float(q), 2) for q in np.quantile(of, (0, 0.5, 1))] for at, of in ratios.items()}
    print(f"{name}: p by Gumbel from 999 over p by rank of 99 999, least, median, greatest: {told}")
    assert all(0.6 < np.median(of) < 4 for of in ratios.values())


def test_a_pattern_of_the_week_that_differs_by_place_is_no_cluster_inside_weekdays() -> None:
    false = []
    for seed in range(100):
        rng = np.random.default_rng(seed)
        x, y, _ = _town(rng, 1500)
        day = np.floor(rng.uniform(0, 90, 1500))
        weekend = x > 450_000  # in the east all happens on two days of the week, of which the last day is one
        day = np.where(weekend, day // 7 * 7 + rng.integers(4, 6, 1500), day)
        day[-1] = 89
        settings = ONE | {"seed": seed, "radius": 1500, "window": 1}
        found = [scan(x, y, day, strata=kind, **settings) for kind in (None, "weekday")]
        false.append([_p(one, rng)[0] <= 0.05 for one in found])

    told = np.mean(false, axis=0)
    print(f"false alarms at 0.05: {told[0]:.3f} over all days, {told[1]:.3f} inside weekdays")
    assert told[1] < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 100)
    assert told[0] > 0.09
