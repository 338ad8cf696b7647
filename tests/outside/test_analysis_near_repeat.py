"""Chicago's burglaries: the tables that the NearRepeat package publishes."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lofte.analysis import Metric, Plane, SourceClass, knox


@pytest.fixture
def january(reference: Path) -> dict[str, Any]:
    with (reference / "near_repeat" / "chicago_be.csv").open() as lines:
        rows = [
            row for row in csv.DictReader(lines) if "NA" not in row.values() and row["date"] < "2016-02-01"
        ]
    return {
        "x": [float(row["X"]) for row in rows],
        "y": [float(row["Y"]) for row in rows],
        "days": [date.fromisoformat(row["date"]).toordinal() for row in rows],
        "metric": Metric.MANHATTAN,
        "plane": Plane.OTHER,
        "source": SourceClass.REPORTED,
        "seed": 7,
    }


@pytest.fixture
def published(reference: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((reference / "expected.json").read_text())
    return read["near_repeat_chicago_burglary_jan2016"]  # type: ignore[no-any-return]


def test_the_tables_of_january_are_the_published_ones(
    january: dict[str, Any], published: dict[str, Any]
) -> None:
    settings = published["settings"]

    found = knox(**january, space=settings["space_bands_m"], time=settings["time_bands_days"])

    assert found.n == settings["n"] == 970
    assert found.observed.tolist() == published["observed"]
    assert np.abs(found.ratio / np.array(published["knox_ratio_999"]) - 1).max() < 0.03
    p = np.array(published["p_999"])
    assert (np.abs(found.p - p) <= 3 * np.sqrt(2 * np.maximum(p * (1 - p), 1e-3) / 1000)).all()


@pytest.mark.parametrize(
    ("space", "time", "name"),
    [
        ([0.1, 101, 201, 301], [0, 8, 15, 22], "observed_bands_0_1_101_201_301_inf__0_8_15_22_inf"),
        ([0.1, 100, 200, 300], [0, 7, 14, 21], "observed_bands_0_1_100_200_300_inf__0_7_14_21_inf"),
    ],
)
def test_bands_without_an_end_hold_the_published_rest(
    january: dict[str, Any], published: dict[str, Any], space: list[float], time: list[float], name: str
) -> None:
    found = knox(**january, space=[0, *space, np.inf], time=[*time, np.inf], n_replicates=9)

    assert found.observed.tolist() == published[name]
