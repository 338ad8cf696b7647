"""Near repeats and local statistics: chance of p-values under no pattern, power, and PySAL as judge."""

import numpy as np
import pytest

from lofte.analysis import Plane, SourceClass, getis_ord, knox, local_moran, modified_knox, nearest_neighbours

REPORTED = SourceClass.REPORTED


def _events(rng: np.random.Generator, n: int, n_repeats: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return incidents of a town with a dense middle and a dense season, some repeated nearby and soon."""
    x, y = 450_000 + rng.normal(0, 2000, n), 6_400_000 + rng.normal(0, 2000, n)
    days = np.rint(rng.beta(2, 3, n) * 364)
    again = rng.choice(n, n_repeats, replace=False)
    x, y = (np.append(at, at[again] + rng.uniform(-100, 100, n_repeats)) for at in (x, y))
    return x, y, np.append(days, days[again] + rng.integers(0, 7, n_repeats))


def _p_of_knox(seed: int, n_repeats: int = 0) -> float:
    x, y, days = _events(np.random.default_rng(seed), 400, n_repeats)
    table = knox(
        x, y, days, space=[0, 200, 400], time=[0, 7, 14], source=REPORTED, seed=seed, same_place=0,
        n_replicates=199,
    )  # fmt: skip
    return float(table.p[0, 0])


def test_p_of_near_repeats_is_even_or_careful_where_there_are_none() -> None:
    p = np.array([_p_of_knox(seed) for seed in range(2000)])

    told = {level: float((p <= level).mean()) for level in (0.01, 0.05, 0.1, 0.2, 0.5)}
    print(f"no near repeats, share of p at most: {told}")
    assert all(share < level + 3 * np.sqrt(level * (1 - level) / 2000) for level, share in told.items())


def test_near_repeats_that_were_put_in_are_found() -> None:
    power = {n: np.mean([_p_of_knox(seed, n) <= 0.05 for seed in range(300)]) for n in (5, 10, 20)}

    print(f"repeats among 400 incidents, share found at 0.05: {power}")
    assert power[20] > 0.9
    assert power[5] < power[10] < power[20]


def test_p_of_gi_is_even_where_values_have_no_place_and_false_discoveries_are_few() -> None:
    shares, false = [], 0
    for seed in range(400):
        rng = np.random.default_rng(seed)
        x, y = rng.uniform(0, 1000, (2, 400))
        beside = nearest_neighbours(x, y, 8, plane=Plane.OTHER)
        found = getis_ord(rng.poisson(2, 400), beside, source=REPORTED, seed=seed, n_replicates=9999)
        shares.append([(found.p_more <= level).mean() for level in (0.01, 0.05, 0.2)])
        false += found.discoveries.n_standing > 0

    told = np.mean(shares, axis=0)
    print(f"values without place, share of p_more at 0.01, 0.05, 0.2: {told}; maps with any: {false}")
    assert (told <= np.array([0.01, 0.05, 0.2]) * 1.1).all()
    assert false / 400 < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 400)


def test_esda_has_the_same_z_and_the_same_moran() -> None:
    esda, libpysal = pytest.importorskip("esda"), pytest.importorskip("libpysal")
    rng = np.random.default_rng(1)
    x, y, values = rng.uniform(0, 1e4, 10_000), rng.uniform(0, 1e4, 10_000), rng.poisson(3, 10_000) * 1.0
    beside = nearest_neighbours(x, y, 8, plane=Plane.OTHER)
    weights = libpysal.weights.W(
        {i: beside.members[8 * i : 8 * i + 8].tolist() for i in range(10_000)}, silence_warnings=True
    )

    for itself in (False, True):
        ours = getis_ord(values, beside, source=REPORTED, seed=1, itself=itself)
        theirs = esda.G_Local(values, weights, star=itself or None, transform="B", permutations=0)
        assert np.abs(ours.z - theirs.Zs).max() < 1e-12
    moran = esda.Moran_Local(values, weights, permutations=0)
    ours = local_moran(values, beside, source=REPORTED, seed=1)
    assert np.abs(moran.Is * 10_000 / 9_999 - ours.statistic).max() < 1e-12


def test_pointpats_counts_the_same_pairs() -> None:
    pointpats = pytest.importorskip("pointpats")
    x, y, days = _events(np.random.default_rng(3), 1000, 20)

    theirs = pointpats.Knox(np.column_stack([x, y]), days.reshape(-1, 1), delta=300, tau=7, permutations=99)
    ours = modified_knox(x, y, days, within_metres=300, within_days=7, source=REPORTED, seed=1)

    assert ours.pairs == int(theirs.statistic_)
    assert abs(ours.p_pairs - theirs.p_sim) < 0.1
