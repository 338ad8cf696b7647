"""One area's weekly picture, every section of it, from column files: is it there within a second?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis import (
    Cube,
    SourceClass,
    alarm_round,
    cube,
    events,
    farrington_flexible,
    getis_ord,
    hour_cube,
    hours,
    kde,
    knox,
    neighbours_within,
    rate_ratio,
    scan,
    stl,
    trend,
)
from lofte.analysis.columns import FIRST_MONDAY
from lofte.segments.files import opened, write
from lofte.site.bench.analysis.measuring import exponent, path, took
from lofte.site.bench.rows import Goal, Row, compared

N, SIDE, METRES, CATEGORIES, WEEKS, FIRST = 1_000_000, 8, 2_500, 20, 6 * 52 + 8, 2_600
ASKED, COMMONEST, LAST = 27, 0, FIRST + WEEKS - 1
A_SECOND = 1_000.0  # milliseconds
SECTIONS = (
    "trend, hours, alarms, season, rate, density; a scan of each category, near repeats and local, 999 times"
)
REPORTED = SourceClass.REPORTED


@dataclass(frozen=True)
class Kept:
    """What lies there before the week's picture is asked for: the files, and the cubes kept beside them."""

    folder: Path
    by_week: Cube
    by_hour: Cube


@dataclass(frozen=True)
class Year:
    """One area's last year: where, which day, and of what."""

    x: npt.NDArray[np.float64]
    y: npt.NDArray[np.float64]
    day: npt.NDArray[np.int64]
    category: npt.NDArray[np.uint16]


def rows(*, full: bool) -> Iterator[Row]:
    sizes = [N // 4, N // 2, N] if full else [N // 4, N]
    found = []
    for n in sizes:
        with TemporaryDirectory() as folder:
            kept = _kept(n, Path(folder))
            found.append(took(partial(_picture, kept), rounds=2))
    times = [one.cpu for one in found]
    yield compared(
        "weekly picture of one area",
        size=f"{N} incidents, {SIDE * SIDE} areas, {found[-1].result} of the area in a year",
        ours=found[-1].wall,
        theirs=A_SECOND,
        unit="ms",
        goal=Goal("<=", 1),
        are_equal=True,
        note=f"{SECTIONS}; against a second by the clock; one thread, {times[-1]:.0f} ms CPU, path {path()}; "
        f"grows with n^{exponent(sizes, times):.2f}",
    )


def _picture(kept: Kept) -> int:
    """Make every section, as a coordinator who opens the page on Monday; return the year's incidents."""
    _counts(kept)
    year = _year(kept.folder)
    _places(year)
    return len(year.day)


def _counts(kept: Kept) -> None:
    trend(kept.by_week, starts=LAST - 3, n_weeks=4, n_years=3, source=REPORTED)
    hours(kept.by_hour.counts(source=REPORTED)[:, ASKED].sum(axis=1))
    series = kept.by_week.counts(source=REPORTED)[:, ASKED].T
    monday = FIRST_MONDAY + timedelta(weeks=LAST)
    alarm_round(farrington_flexible(series, week=monday, source=REPORTED))
    total = series.sum(axis=0)
    stl(total, period=52, season_window="periodic")
    rate_ratio(int(total[-52:].sum()), int(total[-104:-52].sum()), source=REPORTED)


def _year(folder: Path) -> Year:
    parts = opened(folder)
    chosen = [(part.area == ASKED) & (part.week_number > LAST - 52) for part in parts]
    columns = {
        name: np.concatenate([getattr(part, name)[rows] for part, rows in zip(parts, chosen, strict=True)])
        for name in ("x", "y", "week_number", "hour_of_week", "category")
    }
    return Year(
        columns["x"].astype(np.float64),
        columns["y"].astype(np.float64),
        columns["week_number"].astype(np.int64) * 7 + columns["hour_of_week"] // 24,
        columns["category"],
    )


def _places(year: Year) -> None:
    for one in range(CATEGORIES):
        of = year.category == one
        scan(year.x[of], year.y[of], year.day[of], source=REPORTED, seed=1, radius=500, window=28)
    common = year.category == COMMONEST
    east, north = year.x[common], year.y[common]
    space, time = [0, 100, 200, 400], [0, 7, 14, 28]
    knox(east, north, year.day[common], space=space, time=time, source=REPORTED, seed=1)
    kde(east, north, bandwidth=200, cell=25, source=REPORTED)
    counts, x, y = _squares(east, north)
    getis_ord(counts, neighbours_within(x, y, 150), source=REPORTED, seed=1)


def _squares(
    east: npt.NDArray[np.float64], north: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], ...]:
    left, low = east.min() // 100 * 100, north.min() // 100 * 100
    counts, edges, rows = np.histogram2d(
        east, north, bins=[np.arange(left, east.max() + 101, 100), np.arange(low, north.max() + 101, 100)]
    )
    x, y = np.meshgrid(edges[:-1] + 50, rows[:-1] + 50, indexing="ij")
    return counts.ravel(), x.ravel(), y.ravel()


def _kept(n: int, folder: Path) -> Kept:
    """Invented incidents in four files: half about three places of their area, a third of one category."""
    rng = np.random.default_rng(2026)
    for n_part in np.diff(np.linspace(0, n, 5).astype(int)):
        area = rng.integers(0, SIDE * SIDE, n_part)
        about = rng.integers(1, 4, n_part)[:, None] * METRES / 4
        near = np.clip(about + rng.normal(0, 150, (n_part, 2)), 0, METRES - 1)
        within = np.where(rng.random((n_part, 1)) < 0.5, near, rng.uniform(0, METRES, (n_part, 2)))
        corner = np.column_stack([area % SIDE, area // SIDE]) * METRES
        where = np.array([440_000, 6_390_000]) + corner + within
        category = np.where(rng.random(n_part) < 1 / 3, COMMONEST, rng.integers(0, CATEGORIES, n_part))
        weeks, hour = rng.integers(FIRST, LAST + 1, n_part), rng.integers(0, 168, n_part)
        write(folder, events(area, weeks, hour, category, x=where[:, 0], y=where[:, 1], source=REPORTED))
    room: dict[str, Any] = {"n_areas": SIDE * SIDE, "n_categories": CATEGORIES}
    parts = opened(folder)
    return Kept(folder, cube(parts, **room, first_week=FIRST, n_weeks=WEEKS), hour_cube(parts, **room))
