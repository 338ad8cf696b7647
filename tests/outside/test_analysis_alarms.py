"""Alarms of published series, to the digits that R's surveillance gives."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from lofte.analysis import Reading, SourceClass, cusum, ears, farrington, farrington_flexible
from lofte.analysis.alarms import Ranges

REPORTED = SourceClass.REPORTED
Columns = dict[str, npt.NDArray[np.float64]]


def columns(path: Path) -> Columns:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name != "date"]
    return {
        name: np.array([np.nan if row[name].strip() == "NA" else float(row[name]) for row in rows])
        for name in names
    }


class Newport:
    """Salmonella Newport in Germany, and the weeks of 2011 that are judged."""

    def __init__(self, reference: Path) -> None:
        folder = reference / "surveillance"
        with (folder / "salmNewport_germany.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.days = [date.fromisoformat(row["date"]) for row in rows]
        self.counts = np.array([[int(row["observed"]) for row in rows]])
        self.expected = columns(folder / "salmNewport_germany_2011_expected.csv")
        self.first = self.days.index(date(2011, 1, 3))

    def ranges(self, *, flexible: bool, reading: Reading) -> list[Ranges]:
        method = farrington_flexible if flexible else farrington
        return [
            method(
                self.counts[:, : k + 1],
                week=self.days[k],
                source=REPORTED,
                alpha=0.05,
                years=4,
                reading=reading,
            )
            for k in range(self.first, self.first + 52)
        ]


@pytest.fixture
def newport(reference: Path) -> Newport:
    return Newport(reference)


def joined(found: list[Ranges], name: str) -> npt.NDArray[np.float64]:
    return np.concatenate([getattr(one, name) for one in found]).astype(float)


def upper(found: list[Ranges]) -> npt.NDArray[np.float64]:
    """Return thresholds, missing where there are too few cases: at least 5 in 4 weeks are asked for."""
    return np.where(joined(found, "enough") > 0, joined(found, "upper"), np.nan)


def test_farringtons_52_thresholds_as_surveillance_reads_him(newport: Newport) -> None:
    found = newport.ranges(flexible=False, reading=Reading.SURVEILLANCE)

    assert upper(found) == pytest.approx(newport.expected["farr_ub"], abs=1e-4, nan_ok=True)
    assert joined(found, "dispersion") == pytest.approx(newport.expected["farr_phi"], abs=1e-4)
    assert joined(found, "p") == pytest.approx(newport.expected["farr_p"], abs=1e-4)
    assert (joined(found, "trend") == newport.expected["farr_trend"]).all()
    assert (joined(found, "alarm") == newport.expected["farr_alarm"]).all()
    assert joined(found, "alarm").sum() == 14


def test_the_paper_differs_in_42_of_52_weeks_by_up_to_two_counts(newport: Newport) -> None:
    found = newport.ranges(flexible=False, reading=Reading.PAPER)

    away = np.abs(upper(found) - newport.expected["farr_ub"])
    assert (away > 1e-3).sum() == 42
    assert np.nanmax(away) == pytest.approx(2.1, abs=0.05)


@pytest.mark.parametrize("reading", list(Reading))
def test_noufailys_52_thresholds(newport: Newport, reading: Reading) -> None:
    found = newport.ranges(flexible=True, reading=reading)

    assert upper(found) == pytest.approx(newport.expected["nouf_ub"], abs=1e-4, nan_ok=True)
    assert joined(found, "dispersion") == pytest.approx(newport.expected["nouf_phi"], abs=1e-4)
    assert joined(found, "p") == pytest.approx(newport.expected["nouf_p"], abs=1e-4)
    assert (joined(found, "alarm") == newport.expected["nouf_alarm"]).all()
    assert joined(found, "alarm").sum() == 8


@pytest.mark.parametrize(("method", "n_alarms"), [("C1", 6), ("C2", 8), ("C3", 6)])
def test_the_three_ears(newport: Newport, method: str, n_alarms: int) -> None:
    found = ears(
        newport.counts[:, : newport.first + 52],
        source=REPORTED,
        method=method,  # type: ignore[arg-type]
        baseline=7,
        alpha=0.05,
        reading=Reading.SURVEILLANCE,
    )

    bounds, alarms = found.upper[0, -52:], found.alarm[0, -52:]
    assert bounds == pytest.approx(newport.expected[f"ears{method}_ub"], abs=1e-4)
    assert (alarms == newport.expected[f"ears{method}_alarm"]).all()
    assert alarms.sum() == n_alarms
    if method == "C1":  # printed in the package's own tests
        assert bounds[:4] == pytest.approx([3.278854, 3.278854, 3.436517, 3.855617], abs=1e-6)


def test_the_cusum_of_k1(reference: Path) -> None:
    given = columns(reference / "surveillance" / "k1.csv")
    expected = columns(reference / "surveillance" / "k1_cusum_expected.csv")
    counts = given["observed"][None, int(expected["t"][0]) - 1 :]

    found = cusum(counts, [1.346153846], source=REPORTED, reference=1.04, limit=2.26, begin_again=False)

    n = len(expected["t"])
    assert found.sums[0, :n] == pytest.approx(expected["cusum"], abs=1e-6)
    assert (found.alarm[0, :n] == expected["alarm"]).all()
    assert (found.upper[0, :n] == expected["ub"]).all()
