"""One SQL text gives the same whole numbers as the kept cubes, on SQLite, DuckDB and PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import duckdb
import numpy as np
import pytest
from django.db import connection

from lofte.analysis import Events, SourceClass, cube, events, hour_cube, windows
from lofte.analysis.columns import joined
from lofte.analysis.portable import CREATE, CUBE, HOUR_CUBE, windows_sql

STARTS, ENDS = [2912, 2908, 2902, 2900], [2916, 2912, 2904, 2916]
Ask = Callable[[str], list[tuple[int, ...]]]


def rows() -> Events:
    rng = np.random.default_rng(11)
    n = 800
    codes = [rng.integers(0, top, n) for top in (5, 16, 168, 3)]
    source, place = rng.integers(1, 4, n), {"x": np.full(n, 450_700), "y": np.full(n, 6_404_400)}
    added = events(codes[0], codes[1] + 2900, codes[2], codes[3], **place, source=source)
    wrong = {name: column[:90] for name, column in place.items()}
    taken = events(
        *(codes[0][:90], codes[1][:90] + 2900, codes[2][:90], codes[3][:90]),
        **wrong,
        source=source[:90],
        takes_back=np.ones(90, dtype=bool),
    )
    return joined([added, taken])


def inserts() -> str:
    all_rows = rows()
    signs = np.sign(all_rows.signed_class)
    columns = (
        *(all_rows.area, all_rows.week_number, all_rows.hour_of_week, all_rows.category),
        *(np.abs(all_rows.signed_class), signs, all_rows.x, all_rows.y),
    )
    told = ", ".join(str(tuple(int(number) for number in one)) for one in zip(*columns, strict=True))
    return f"INSERT INTO incident_columns VALUES {told}"


@pytest.fixture
def in_duckdb() -> Iterator[Ask]:
    with closing(duckdb.connect()) as held:
        held.execute(CREATE)
        held.execute(inserts())
        yield lambda text: held.execute(text).fetchall()


@pytest.fixture
def in_database(db: None) -> Ask:
    """SQLite, and PostgreSQL where the tests run on it."""

    def ask(text: str) -> list[tuple[int, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(text)
            found: list[Any] = cursor.fetchall()
        return [tuple(int(number) for number in one) for one in found]

    with connection.cursor() as cursor:
        cursor.execute(CREATE)
        cursor.execute(inserts())
    return ask


@pytest.mark.parametrize("engine", ["in_duckdb", "in_database"])
def test_sql_counts_what_the_cubes_hold(engine: str, request: pytest.FixtureRequest) -> None:
    ask: Ask = request.getfixturevalue(engine)
    weekly = cube([rows()], n_areas=5, n_categories=3, first_week=2900, n_weeks=16)
    hourly = hour_cube([rows()], n_areas=5, n_categories=3)

    assert [tuple(one) for one in ask(CUBE)] == filled(weekly, first=2900)
    assert [tuple(one) for one in ask(HOUR_CUBE)] == filled(hourly, first=0)
    for source in SourceClass:
        sums = windows(weekly, STARTS, ENDS, source=source)
        told = [(*one[:2], *map(int, one[2:])) for one in ask(windows_sql(STARTS, ENDS, source_class=source))]
        assert told == [
            (area, category, *sums[:, area, category].tolist()) for area in range(5) for category in range(3)
        ]


def filled(kept: Any, *, first: int) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for source in SourceClass:
        counts = kept.counts(source=source)
        for slot, area, category in np.argwhere(counts):
            at = (int(source), int(slot) + first, int(area), int(category))
            found.append((*at, int(counts[slot, area, category])))
    return found


def test_no_column_has_a_name_that_an_engine_keeps_for_itself() -> None:
    names = {line.split()[0] for line in CREATE.split("(", 1)[1].rsplit(")", 1)[0].split(",")}
    assert names == {
        *("area", "week_number", "hour_of_week", "category", "source_class", "counted", "x", "y"),
    }
