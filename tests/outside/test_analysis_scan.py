"""Scans against what SaTScan 10.3.2 and smerc's tests found on the same files (expected.json)."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from lofte.analysis import Distance, Scan, SourceClass, poisson_scan, scan

PUBLIC = SourceClass.REPORTED


def _cases(path: Path) -> list[tuple[str, int]]:
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    return [(row[0], date(*map(int, row[2].split("/"))).toordinal()) for row in rows]


def _places(path: Path) -> dict[str, tuple[float, float]]:
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    return {row[0]: (float(row[1]), float(row[2])) for row in rows}


def _expected(reference: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((reference / "expected.json").read_text())
    return told


def test_fever_in_new_york_gives_the_four_clusters_of_satscan(reference: Path) -> None:
    told = _expected(reference)["satscan_nyc_fever_stp_prospective"]["clusters"]
    at, cases = _places(reference / "satscan/NYCfever.geo"), _cases(reference / "satscan/NYCfever.cas")
    lat, lon = zip(*(at[name] for name, _ in cases), strict=True)
    centres = ([b for _, b in at.values()], [a for a, _ in at.values()])

    found = scan(
        lon, lat, [day for _, day in cases], source=PUBLIC, seed=1, radius=3000, window=7, centres=centres,
        first_day=date(2001, 11, 1).toordinal(), last_day=date(2001, 11, 24).toordinal(),
        distance=Distance.GREAT_CIRCLE, n_replicates=1999,
    )  # fmt: skip

    for ours, theirs in zip(found.clusters, told, strict=False):
        assert ours.statistic == pytest.approx(theirs["llr"], abs=5e-7)
        assert ours.cases == theirs["cases"]
        assert ours.expected == pytest.approx(theirs["expected"], abs=0.006)
        assert date.fromordinal(ours.first_day).isoformat() == theirs["from"]
        assert date.fromordinal(ours.last_day).isoformat() == theirs["to"]
        assert {cases[row][0] for row in ours.events} <= set(theirs["locations"])
        # Circles about other places say the same with an empty place more: the least is told.
        assert ours.n_places == len(theirs["locations"])
        p = theirs["p_99999"]
        assert abs(ours.p - p) < 3 * (p * (1 - p) * (1 / 2000 + 1 / 100_000)) ** 0.5 + 1e-3


@pytest.mark.parametrize(
    ("kind", "radius", "name"),
    [
        ("prospective", 1.0, "prospective_max_radius_1"),
        ("prospective", 100.0, "prospective_max_radius_100"),
        ("retrospective", 1.0, "retrospective_max_radius_1"),
    ],
)
def test_a_made_up_year_gives_the_likeliest_cluster_of_satscan(
    reference: Path, kind: Literal["prospective", "retrospective"], radius: float, name: str
) -> None:
    told = _expected(reference)["satscan_synth2000_stp"][name]
    at, cases = _places(reference / "satscan/synth2000.geo"), _cases(reference / "satscan/synth2000.cas")
    x, y = zip(*(at[name] for name, _ in cases), strict=True)
    n = 99 if kind == "prospective" else 9

    first = scan(
        x, y, [day for _, day in cases], source=PUBLIC, seed=1, radius=radius, window=28, kind=kind,
        centres=([a for a, _ in at.values()], [b for _, b in at.values()]),
        distance=Distance.PLANE, n_replicates=n,
        first_day=date(2025, 1, 2).toordinal(), last_day=date(2025, 12, 31).toordinal(), n_clusters=1,
    ).clusters[0]  # fmt: skip

    assert first.statistic == pytest.approx(told["llr"], abs=5e-7)
    assert first.cases == told["cases"]
    assert first.expected == pytest.approx(told["expected"], abs=0.006)
    assert first.n_places == told.get("locations_in_zone", len(told.get("locations", [])) or first.n_places)


def _leukemia(reference: Path, share: float) -> Scan:
    at, cases, people = (
        np.loadtxt(reference / f"ny_leukemia/satscan_ny_{name}.txt") for name in ("coords", "cases", "pop")
    )
    return poisson_scan(
        at[:, 2], at[:, 1], cases[:, 1], people[:, 2], source=PUBLIC, seed=1, radius=None, share=share,
        distance=Distance.PLANE, n_replicates=199, n_clusters=7,
    )  # fmt: skip


def test_leukemia_in_new_york_gives_seven_clusters(reference: Path) -> None:
    told = _expected(reference)["ny_leukemia_poisson_spatial"]

    found, half = _leukemia(reference, 0.1), _leukemia(reference, 0.5)

    for ours, theirs in zip(found.clusters, told["max_share_0.10"], strict=True):
        assert ours.statistic == pytest.approx(theirs["llr"], abs=5e-7)
        assert ours.cases == theirs["cases"]
        assert set(ours.zone + 1) == set(theirs.get("locations", ours.zone + 1))
        assert len(ours.zone) == theirs.get("count", len(ours.zone))
    assert half.clusters[0].statistic == pytest.approx(told["max_share_0.50"][0]["llr"], abs=5e-7)
    assert set(half.clusters[0].zone + 1) == set(told["max_share_0.50"][0]["locations"])
