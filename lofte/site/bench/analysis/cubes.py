"""Counts: the kept cube and the trend of the whole map, beside DuckDB and beside plain increments."""

from collections.abc import Iterator
from ctypes import c_int64
from typing import Any

import numpy as np

from lofte.analysis import Cube, Events, SourceClass, cube, hour_cube, trend, windows
from lofte.analysis.columns import mapped, same_weeks_before
from lofte.analysis.kernels import LIBRARY, pointer, without_c
from lofte.analysis.portable import windows_sql
from lofte.site.bench.analysis.measuring import exponent, faster, in_turn, peer, took, version
from lofte.site.bench.rows import Goal, Row, compared

AREAS, WEEKS, CATEGORIES, FIRST = 1_000, 208, 40, 2_700
ROOM: dict[str, Any] = {"n_areas": AREAS, "n_categories": CATEGORIES, "first_week": FIRST, "n_weeks": WEEKS}
NOW, LENGTH, YEARS = FIRST + WEEKS - 4, 4, 3
REPORTED = SourceClass.REPORTED
DENSE = """
SELECT week_number, area, category, CAST(COUNT(*) AS INTEGER) AS n
FROM incident_columns GROUP BY week_number, area, category"""


def rows(*, full: bool) -> Iterator[Row]:
    n = 10_000_000 if full else 2_000_000
    given = _incidents(n)
    kept = cube([given], **ROOM)
    quarter = mapped({name: column[: n // 4] for name, column in given.columns()})
    built, small = took(lambda: cube([given], **ROOM)), took(lambda: cube([quarter], **ROOM))
    grows = f"grows with n^{exponent([n / 4, n], [small.cpu, built.cpu]):.2f}"
    yield from _limit(given, kept, n)
    yield _hours(given, n)
    yield from _duckdb(given, kept, n, grows)


def _limit(given: Events, kept: Cube, n: int) -> Iterator[Row]:
    if LIBRARY is None:
        return
    places = ((given.week_number.astype(np.int32) - FIRST) * AREAS + given.area) * CATEGORIES + given.category
    cells = np.zeros(WEEKS * AREAS * CATEGORIES, dtype=np.uint32)

    def increments() -> None:
        assert LIBRARY is not None  # noqa: S101  asked before
        LIBRARY.lofte_increments(c_int64(n), pointer(places, np.int32), pointer(cells, np.uint32))

    ours, limit = in_turn(lambda: cube([given], **ROOM), increments, rounds=5)
    cells.fill(0)
    increments()
    equal = bool((cells.reshape(WEEKS, AREAS, CATEGORIES) == kept.counts(source=REPORTED)).all())
    yield compared(
        "kept cube, beside the limit",
        size=f"{n} incidents",
        ours=ours.cpu,
        theirs=limit.cpu,
        unit="ms",
        goal=Goal("<=", 2),
        are_equal=equal,
        note="CPU; limit: as many increments at known random places of 33 MB, one thread",
    )
    with without_c():
        slow = took(lambda: cube([given], **ROOM), rounds=1, warm=False)
    yield compared(
        "kept cube, numpy path",
        size=f"{n} incidents",
        ours=slow.cpu,
        theirs=ours.cpu,
        unit="ms",
        goal=Goal("<=", 50),
        are_equal=bool((slow.result.counts(source=REPORTED) == kept.counts(source=REPORTED)).all()),
        note="numpy's bincount against the C path",
    )


def _hours(given: Events, n: int) -> Row:
    ours, theirs = in_turn(
        lambda: hour_cube([given], n_areas=AREAS, n_categories=CATEGORIES),
        lambda: np.bincount(
            (given.hour_of_week.astype(np.int32) * AREAS + given.area) * CATEGORIES + given.category,
            minlength=168 * AREAS * CATEGORIES,
        ),
        rounds=2,
    )
    equal = (ours.result.counts(source=REPORTED).reshape(-1) == theirs.result).all()
    return faster(
        "hour-of-week cube",
        size=f"{n} incidents, 168 hours",
        ours=ours,
        theirs=theirs,
        times=1,
        are_equal=bool(equal),
        note="against one numpy bincount",
    )


def _duckdb(given: Events, kept: Cube, n: int, grows: str) -> Iterator[Row]:
    duckdb = peer("duckdb")
    if duckdb is None:
        return
    held = duckdb.connect()
    table = {name: column for name, column in given.columns() if name != "signed_class"}
    held.register("handed", table)
    held.execute(
        "CREATE TABLE incident_columns AS SELECT *, 1::TINYINT AS source_class, 1 AS counted FROM handed"
    )
    note = f"{version('duckdb')}, own table in memory, {_threads(held)} threads, 16-bit columns; {grows}"
    ours, theirs = in_turn(lambda: cube([given], **ROOM), lambda: held.execute(DENSE).fetchnumpy())
    yield faster(
        "kept cube from all incidents",
        size=f"{n} incidents, {AREAS} areas × {WEEKS} weeks × {CATEGORIES} categories",
        ours=ours,
        theirs=theirs,
        times=8,
        are_equal=_same_cube(theirs.result, kept),
        note=note,
    )
    begins = [NOW, NOW - LENGTH, *same_weeks_before(NOW, YEARS)]
    text = windows_sql(begins, [week + LENGTH for week in begins], source_class=1)
    ours, theirs = in_turn(
        lambda: [trend(kept, starts=NOW, n_weeks=LENGTH, n_years=YEARS, source=REPORTED) for _ in range(20)],
        lambda: held.execute(text).fetchnumpy(),
    )
    yield faster(
        "trend of the whole map",
        size=f"{n} incidents; 4 weeks, the 4 before, the same of {YEARS} years",
        ours=type(ours)(ours.wall / 20, ours.cpu / 20, ours.result),
        theirs=theirs,
        times=100,
        are_equal=_same_windows(theirs.result, kept, begins),
        note=note,
    )
    held.close()


def _threads(held: Any) -> int:
    return int(held.execute("SELECT current_setting('threads')").fetchone()[0])


def _same_cube(told: dict[str, Any], kept: Cube) -> bool:
    counts = np.zeros((WEEKS, AREAS, CATEGORIES), dtype=np.int64)
    counts[told["week_number"].astype(np.int64) - FIRST, told["area"], told["category"]] = told["n"]
    return bool((counts == kept.counts(source=REPORTED)).all())


def _same_windows(told: dict[str, Any], kept: Cube, begins: list[int]) -> bool:
    sums = windows(kept, begins, [week + LENGTH for week in begins], source=REPORTED)
    theirs = np.zeros_like(sums)
    for i in range(len(begins)):
        theirs[i, told["area"], told["category"]] = told[f"n{i}"]
    return bool((theirs == sums).all())


def _incidents(n: int) -> Events:
    rng = np.random.default_rng(2026)
    return mapped(
        {
            "x": rng.integers(440_000, 460_000, n, dtype=np.int32),
            "y": rng.integers(6_390_000, 6_410_000, n, dtype=np.int32),
            "area": rng.integers(0, AREAS, n, dtype=np.uint16),
            "week_number": rng.integers(FIRST, FIRST + WEEKS, n, dtype=np.uint16),
            "category": rng.integers(0, CATEGORIES, n, dtype=np.uint16),
            "hour_of_week": rng.integers(0, 168, n, dtype=np.uint8),
            "signed_class": np.ones(n, dtype=np.int8),
        }
    )
