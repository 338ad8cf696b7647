"""Near repeats against published figures, C against numpy, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import Metric, Plane, SourceClass, errors, jacquez, knox, mantel, modified_knox
from lofte.analysis.kernels import without_c
from lofte.analysis.near_repeat import KnoxTable
from lofte.analysis.near_repeat.pairs import near

BURKITT = Path(__file__).parents[1] / "reference" / "knox" / "burkitt.csv"
REPORTED = SourceClass.REPORTED
coordinates = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 40)), min_size=4, max_size=40
).filter(lambda rows: len({row[:2] for row in rows}) > 1 and len({row[2] for row in rows}) > 1)


@pytest.fixture(scope="module")
def burkitt() -> dict[str, Any]:
    x, y, days = np.loadtxt(BURKITT, delimiter=",", skiprows=1).T
    return {"x": x, "y": y, "days": days, "source": REPORTED, "seed": 7, "plane": Plane.OTHER}


def table(rows: list[tuple[int, int, int]], **more: Any) -> KnoxTable:
    x, y, days = np.array(rows, dtype=float).T
    told: dict[str, Any] = {"space": [0, 3, 9, np.inf], "time": [0, 2, 7, np.inf], "n_replicates": 20}
    return knox(x + 450_000, y + 6_400_000, days, **(told | {"source": REPORTED, "seed": 3} | more))


def same(one: KnoxTable, other: KnoxTable) -> bool:
    names = ("observed", "mean", "median", "p")
    return all((getattr(one, name) == getattr(other, name)).all() for name in names)


# Published in the docstrings of pointpats 2.5.5 (tests/reference/knox/README.md).
def test_burkitt_gives_the_published_knox_and_modified_knox(burkitt: dict[str, Any]) -> None:
    found = modified_knox(**burkitt, within_metres=20, within_days=5)

    assert (found.pairs, found.near_in_space, found.near_in_time, found.n) == (13, 3429, 52, 188)
    assert found.p_poisson == pytest.approx(0.14624558197140414, abs=1e-12)
    assert found.expected == pytest.approx(10.1438161, abs=1e-7)
    assert found.statistic == pytest.approx(2.81016043, abs=5e-9)
    assert found.p_poisson_as_many > found.p_poisson
    assert abs(found.p_pairs - 0.21) < 3 * np.sqrt(0.21 * 0.79 * (1 / 100 + 1 / 1000))
    assert abs(found.p - 0.11) < 3 * np.sqrt(0.11 * 0.89 * (1 / 100 + 1 / 1000))


def test_burkitt_gives_the_published_mantel_and_jacquez(burkitt: dict[str, Any]) -> None:
    correlated = mantel(**burkitt, n_replicates=99)
    shared = jacquez(**burkitt, k=3, n_replicates=199)

    assert round(correlated.statistic, 6) == 0.048368
    assert correlated.p < 0.05
    assert shared.statistic == 12


def test_a_band_holds_its_lower_end_and_not_its_upper_one() -> None:
    # The pathological pair of the NearRepeat vignettes: 100 m and 3 days apart.
    x, y, days = [450_000, 450_000, 460_000], [6_400_000, 6_400_100, 6_400_000], [0, 3, 500]

    found = knox(x, y, days, space=[0, 100, 200], time=[0, 3, 6], source=REPORTED, seed=1, n_replicates=9)

    assert found.space == ("same place [0, 0.1) m", "[0.1, 100) m", "[100, 200) m")
    assert found.observed.tolist() == [[0, 0], [0, 0], [0, 1]]
    assert "[100, 200) m" in str(found)


@pytest.mark.parametrize("metric", Metric)
@settings(max_examples=6, deadline=None)
@given(rows=coordinates, part_of_a_day=st.booleans())
def test_c_and_numpy_count_the_same_and_all_pairs_are_somewhere(
    metric: Metric, rows: list[tuple[int, int, int]], part_of_a_day: bool
) -> None:
    rows = [(x, y, day + 0.25 * (day % 2) * part_of_a_day) for x, y, day in rows]  # type: ignore[misc]

    by_c = table(rows, metric=metric)
    with without_c():
        by_numpy = table(rows, metric=metric)

    assert same(by_c, by_numpy)
    assert by_c.observed.sum() == len(rows) * (len(rows) - 1) / 2


@settings(max_examples=6, deadline=None)
@given(rows=coordinates, seed=st.integers(0, 2**31))
def test_neither_the_order_of_rows_nor_the_place_on_the_map_changes_anything(
    rows: list[tuple[int, int, int]], seed: int
) -> None:
    shuffled = [rows[at] for at in np.random.default_rng(seed).permutation(len(rows))]
    moved = [(x + 50_000, y + 70_000, day + 365) for x, y, day in shuffled]

    assert same(table(rows), table(shuffled))
    assert same(table(rows), table(moved))


def test_threads_share_the_replicates_and_find_the_same() -> None:
    rng = np.random.default_rng(5)
    rows = [tuple(row) for row in rng.integers(0, 60, size=(300, 3))]

    with ThreadPoolExecutor(2) as both:
        assert same(table(rows, n_replicates=300), table(rows, n_replicates=300, executor=both))


def test_a_cell_is_counted_as_by_looking_at_every_pair() -> None:
    rng = np.random.default_rng(9)
    x, y = rng.uniform(0, 5000, size=(2, 400))

    pairs = near(x, y, np.array([50.0, 200.0, 700.0]), Metric.EUCLIDEAN, by_c=True)

    apart = np.hypot(x[:, None] - x, y[:, None] - y)[np.triu_indices(400, 1)]
    assert pairs.by_band.tolist() == np.histogram(apart, [50, 200, 700])[0].tolist()


def test_repeats_that_were_put_in_are_found() -> None:
    rng = np.random.default_rng(2)
    x, y, days = rng.uniform(0, 20_000, 500), rng.uniform(0, 20_000, 500), rng.integers(0, 365, 500)
    again = rng.choice(500, 40, replace=False)
    x, y = (np.append(at, at[again] + rng.uniform(-80, 80, 40)) for at in (x, y))
    days = np.append(days, days[again] + rng.integers(0, 7, 40))

    found = knox(
        x + 400_000, y + 6_400_000, days, space=[0, 200, 400], time=[0, 7, 14], source=REPORTED, seed=1
    )

    assert found.p[1, 0] == 0.001
    assert found.ratio[1, 0] > 5


@pytest.mark.parametrize(
    ("changed", "refusal", "argument"),
    [
        ({"x": [np.nan, 450_001, 450_002]}, errors.NotFinite, "x"),
        ({"x": [], "y": [], "days": []}, errors.Empty, "x"),
        ({"x": [450_000], "y": [6_400_000], "days": [1]}, errors.Empty, "x"),
        ({"x": [450_000] * 3, "y": [6_400_000] * 3}, errors.AllAlike, "x"),
        ({"days": [4, 4, 4]}, errors.AllAlike, "days"),
        ({"days": [1, 2]}, errors.WrongShape, "days"),
        ({"x": [6_400_000] * 3, "y": [450_000, 450_001, 450_009]}, errors.OutsideSweden, "x"),
        ({"x": [14.1, 14.2, 14.3], "y": [57.7] * 3}, errors.OutsideSweden, "x"),
        ({"space": [100, 0]}, errors.NotSorted, "space"),
        ({"space": [0]}, errors.Empty, "space"),
        ({"space": [-5, 100]}, errors.OutOfRange, "space"),
        ({"time": [0, np.inf]}, errors.NotFinite, "time"),
        ({"source": [1, 2, 1]}, errors.WrongSource, "source"),
        ({"n_replicates": 0}, errors.OutOfRange, "n_replicates"),
        ({"seed": -1}, errors.OutOfRange, "seed"),
    ],
)
def test_what_cannot_be_counted_on_is_refused(
    changed: dict[str, Any], refusal: type[errors.AnalysisError], argument: str
) -> None:
    given = {"x": [450_000, 450_001, 450_009], "y": [6_400_000] * 3, "days": [1, 2, 9], "space": [0, 100]}
    asked: dict[str, Any] = given | {"time": [0, 7], "source": REPORTED, "seed": 1} | changed

    with pytest.raises(refusal) as refused:
        knox(**asked)

    assert refused.value.argument == argument
