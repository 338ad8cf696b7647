"""STL of two published series, as R takes them apart."""

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lofte.analysis import stl
from lofte.analysis.stl import Parts


def columns(path: Path) -> dict[str, npt.NDArray[np.float64]]:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def far(parts: Parts, given: dict[str, npt.NDArray[np.float64]]) -> float:
    pairs = (("seasonal", parts.season), ("trend", parts.trend), ("remainder", parts.remainder))
    return max(float(np.abs(given[name] - found).max()) for name, found in pairs)


def test_co2_to_nine_digits(reference: Path) -> None:
    given = columns(reference / "stl" / "logco2_stl_s21_t41_robust.csv")

    parts = stl(
        given["y"],
        period=12,
        season_window=21,
        trend_window=41,
        low_pass_window=13,
        degrees=(0, 1, 1),
        jumps=(3, 5, 2),
        robust=True,
        inner=1,
        outer=15,
    )

    assert far(parts, given) < 1e-9


def test_rs_own_settings_are_those_left_out(reference: Path) -> None:
    given = columns(reference / "stl" / "logco2_stl_s21_t41_robust.csv")

    assert far(stl(given["y"], period=12, season_window=21, trend_window=41, robust=True), given) < 1e-9


def test_the_same_season_every_year_in_nottingham(reference: Path) -> None:
    given = columns(reference / "stl" / "nottem_stl_periodic.csv")

    assert far(stl(given["y"], period=12, season_window="periodic"), given) < 1e-9
