"""Scans against what others found and printed on the same data (tests/reference/, each with its README)."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from lofte.analysis import Distance, SourceClass, expectation_scan, scan

PUBLIC = SourceClass.REPORTED
REFERENCE = Path(__file__).parents[1] / "reference"


def _rows(path: str) -> list[list[str]]:
    return [line.split() for line in (REFERENCE / path).read_text().splitlines() if line.strip()]


def _cases(path: str) -> tuple[list[str], list[int]]:
    rows = _rows(path)
    return [row[0] for row in rows], [date(*map(int, row[2].split("/"))).toordinal() for row in rows]


def _places(path: str) -> dict[str, tuple[float, float]]:
    return {row[0]: (float(row[1]), float(row[2])) for row in _rows(path)}


# SaTScan 10.3.2: ZIP areas, first and last day of November 2001, cases, expected, statistic, p of 99 999.
FEVER: list[tuple[str, int, int, int, float, float, float]] = [
    ("11418 11415 11419 11435 11416 11421 11451 11375 11417", 22, 24, 4, 0.67, 3.845418, 0.20362),
    ("11372", 24, 24, 2, 0.16, 3.164201, 0.49243),
    ("10472", 23, 24, 2, 0.29, 2.137259, 0.95849),
    ("10469 10475 10467 10466", 24, 24, 2, 0.45, 1.427139, 0.99958),
]


def test_fever_in_new_york_gives_the_four_clusters_of_satscan() -> None:
    at, (areas, days) = _places("satscan/NYCfever.geo"), _cases("satscan/NYCfever.cas")
    lat, lon = zip(*(at[area] for area in areas), strict=True)
    centres = ([b for _, b in at.values()], [a for a, _ in at.values()])
    first_day = date(2001, 11, 1).toordinal()

    found = scan(
        lon, lat, days, source=PUBLIC, seed=1, radius=3000, window=7, centres=centres, n_replicates=1999,
        first_day=first_day, last_day=first_day + 23, distance=Distance.GREAT_CIRCLE,
    )  # fmt: skip

    for ours, (zips, first, last, cases, expected, statistic, p) in zip(found.clusters, FEVER, strict=False):
        assert ours.statistic == pytest.approx(statistic, abs=5e-7)
        assert ours.expected == pytest.approx(expected, abs=0.006)
        told = (ours.cases, ours.first_day - first_day + 1, ours.last_day - first_day + 1, ours.n_places)
        assert told == (cases, first, last, len(zips.split()))
        assert {areas[row] for row in ours.events} <= set(zips.split())
        assert abs(ours.p - p) < 3 * (p * (1 - p) * (1 / 2000 + 1 / 100_000)) ** 0.5 + 1e-3


@pytest.mark.parametrize(
    ("kind", "radius", "told", "expected", "n_places"),
    [
        ("prospective", 1.0, (10.226294, 6), 0.43, 14),
        ("prospective", 100.0, (10.226294, 6), 0.43, 14),
        ("retrospective", 1.0, (11.611345, 4), 0.083, 7),
    ],
)
def test_a_made_up_year_gives_the_likeliest_cluster_of_satscan(
    kind: Literal["prospective", "retrospective"],
    radius: float,
    told: tuple[float, int],
    expected: float,
    n_places: int,
) -> None:
    at, (names, days) = _places("made_up_year/synth2000.geo"), _cases("made_up_year/synth2000.cas")
    x, y = zip(*(at[name] for name in names), strict=True)
    last_day = date(2025, 12, 31).toordinal()

    first = scan(
        x, y, days, source=PUBLIC, seed=1, radius=radius, window=28, kind=kind, n_clusters=1,
        centres=([a for a, _ in at.values()], [b for _, b in at.values()]), n_replicates=9,
        distance=Distance.PLANE, first_day=last_day - 363, last_day=last_day,
    ).clusters[0]  # fmt: skip

    assert first.statistic == pytest.approx(told[0], abs=5e-7)
    assert (first.cases, first.n_places) == (told[1], n_places)
    assert first.expected == pytest.approx(expected, abs=0.006)


def test_brain_cancer_in_new_mexico_gives_the_counties_and_years_of_scanstatistics() -> None:
    rows = (REFERENCE / "new_mexico/counties.csv").read_text().splitlines()[1:]
    numbers: Any = np.array([[float(number) for number in row.split(",")[1:]] for row in rows])

    first = expectation_scan(
        numbers[:, 0], numbers[:, 1], numbers[:, 2:10], numbers[:, 10:], source=PUBLIC, seed=1, radius=None,
        window=4, distance=Distance.GREAT_CIRCLE, n_replicates=999, n_clusters=1,
    ).clusters[0]  # fmt: skip

    assert [rows[k].split(",")[0] for k in first.zone] == ["losalamos", "santafe"]
    assert (1982 + first.first_day, 1982 + first.last_day) == (1986, 1989)
    assert abs(first.p - 0.005) < 3 * (2 * 0.005 * 0.995 / 1000) ** 0.5
