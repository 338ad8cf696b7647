"""Leukemia in New York against what SaTScan and smerc's tests found on the same files (expected.json)."""

import json
from pathlib import Path

import numpy as np
import pytest

from lofte.analysis import Distance, Scan, SourceClass, poisson_scan

PUBLIC = SourceClass.REPORTED


def _leukemia(reference: Path, share: float) -> Scan:
    at, cases, people = (
        np.loadtxt(reference / f"ny_leukemia/satscan_ny_{name}.txt") for name in ("coords", "cases", "pop")
    )
    return poisson_scan(
        at[:, 2], at[:, 1], cases[:, 1], people[:, 2], source=PUBLIC, seed=1, radius=None, share=share,
        distance=Distance.PLANE, n_replicates=199, n_clusters=7,
    )  # fmt: skip


def test_leukemia_in_new_york_gives_seven_clusters(reference: Path) -> None:
    told = json.loads((reference / "expected.json").read_text())["ny_leukemia_poisson_spatial"]

    found, half = _leukemia(reference, 0.1), _leukemia(reference, 0.5)

    for ours, theirs in zip(found.clusters, told["max_share_0.10"], strict=True):
        assert ours.statistic == pytest.approx(theirs["llr"], abs=5e-7)
        assert ours.cases == theirs["cases"]
        assert set(ours.zone + 1) == set(theirs.get("locations", ours.zone + 1))
        assert len(ours.zone) == theirs.get("count", len(ours.zone))
    assert half.clusters[0].statistic == pytest.approx(told["max_share_0.50"][0]["llr"], abs=5e-7)
    assert set(half.clusters[0].zone + 1) == set(told["max_share_0.50"][0]["locations"])
