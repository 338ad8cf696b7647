"""Kept counts are right after everything that can be added, and after what is refused."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import Cube, Events, SourceClass, cube, errors, events, hour_cube, trend, windows
from lofte.analysis.columns import EVENT_BYTES, digest, joined, mapped, same_weeks_before, week_numbers
from lofte.analysis.kernels import without_c

ROOM: dict[str, Any] = {"n_areas": 3, "n_categories": 2, "first_week": 2900, "n_weeks": 4}
Row = tuple[int, int, int, int, int, bool]
row = st.tuples(
    st.integers(0, 2),
    st.integers(2900, 2903),
    st.integers(0, 167),
    st.integers(0, 1),
    st.integers(1, 3),
    st.booleans(),
)


def made(rows: list[Row]) -> Events:
    area, week, hour, category, kind, back = (list(column) for column in zip(*rows, strict=True))
    n = len(rows)
    return events(
        area,
        week,
        hour,
        category,
        x=[450_700] * n,
        y=[6_404_400] * n,
        source=kind,
        takes_back=np.array(back, dtype=bool),
    )


def plain(n: int, **of: Any) -> Events:
    given = {"area": 0, "week_number": 2900, "hour_of_week": 13, "category": 0, "takes_back": False} | of
    columns = [np.full(n, given[name]) for name in ("area", "week_number", "hour_of_week", "category")]
    back = np.full(n, given["takes_back"], dtype=bool)
    return events(
        *columns, x=np.full(n, 450_700), y=np.full(n, 6_404_400), source=SourceClass.REPORTED, takes_back=back
    )


def cells(kept: Cube) -> dict[tuple[int, ...], int]:
    found: dict[tuple[int, ...], int] = {}
    for source in SourceClass:
        counts = kept.counts(source=source)
        found |= {(int(source), *map(int, at)): int(counts[tuple(at)]) for at in np.argwhere(counts)}
    return found


@given(st.lists(row, min_size=1, max_size=40), st.integers(0, 40), st.booleans())
@settings(max_examples=40, deadline=None)
def test_c_numpy_and_counting_by_hand_agree_on_every_cell_and_refusal(
    rows: list[Row], cut: int, is_wide: bool
) -> None:
    by_hand: Counter[tuple[int, ...]] = Counter()
    for area, week, _, category, kind, back in rows:
        by_hand[(kind, week - 2900, area, category)] += -1 if back else 1
    parts = [made(part) for part in (rows[:cut], rows[cut:]) if part]

    def counted() -> dict[tuple[int, ...], int] | str:
        try:
            return cells(cube([joined(parts)], **ROOM, is_wide=is_wide))
        except errors.OutOfRange:
            return "refused"

    by_c = counted()
    with without_c():
        by_numpy = counted()

    expected = "refused" if min(by_hand.values()) < 0 else {at: n for at, n in by_hand.items() if n}
    assert by_c == by_numpy == expected


def test_many_rows_are_counted_alike_in_whatever_order_and_parts() -> None:
    rng = np.random.default_rng(7)
    rows = mapped(
        {
            "x": np.full(5_000, 450_700, "<i4"),
            "y": np.full(5_000, 6_404_400, "<i4"),
            "area": rng.integers(0, 3, 5_000).astype("<u2"),
            "week_number": rng.integers(2900, 2904, 5_000).astype("<u2"),
            "category": rng.integers(0, 2, 5_000).astype("<u2"),
            "hour_of_week": rng.integers(0, 168, 5_000).astype("u1"),
            "signed_class": rng.integers(1, 4, 5_000).astype("i1"),
        }
    )
    order = rng.permutation(5_000)
    shuffled = mapped({name: column[order] for name, column in rows.columns()})
    halves = [
        mapped({name: column[half] for name, column in rows.columns()})
        for half in (slice(0, 2500), slice(2500, None))
    ]

    whole, hours = cube([rows], **ROOM), hour_cube([rows], n_areas=3, n_categories=2)
    with without_c():
        slow, slow_hours = cube(halves, **ROOM), hour_cube([shuffled], n_areas=3, n_categories=2)

    assert cells(whole) == cells(cube([shuffled], **ROOM)) == cells(slow)
    assert cells(hours) == cells(slow_hours)
    assert sum(cells(whole).values()) == sum(cells(hours).values()) == 5_000


@pytest.mark.parametrize("by_c", [True, False])
def test_a_cell_that_would_leave_its_lane_is_refused_and_nothing_counted(by_c: bool) -> None:
    kept = cube([plain(65_535)], **ROOM)
    before, version = cells(kept), kept.version
    more = joined([plain(1500, area=1), plain(1), plain(7, area=2)])

    with pytest.raises(errors.TooLarge, match=r"65535.*area 0"):
        _added(kept, more, by_c=by_c)

    assert (cells(kept), kept.version) == (before, version)
    assert cells(cube([plain(65_535), more], **ROOM, is_wide=True))[(1, 0, 0, 0)] == 65_536


@pytest.mark.parametrize("by_c", [True, False])
def test_what_was_never_counted_cannot_be_taken_back(by_c: bool) -> None:
    kept = cube([plain(2)], **ROOM)
    more = joined([plain(1500, area=1), plain(2, takes_back=True), plain(1, area=2, takes_back=True)])

    with pytest.raises(errors.OutOfRange, match=r"never counted: .*area 2"):
        _added(kept, more, by_c=by_c)

    assert cells(kept) == {(1, 0, 0, 0): 2}


@pytest.mark.parametrize("by_c", [True, False])
@pytest.mark.parametrize("name", ["area", "week_number", "category"])
def test_a_code_that_the_cube_has_no_room_for_is_refused_by_name(name: str, by_c: bool) -> None:
    kept = cube([plain(2)], **ROOM)
    more = joined([plain(1500), plain(1, **{name: 2904})])

    with pytest.raises(errors.OutOfRange, match=f"^{name}: holds 2904"):
        _added(kept, more, by_c=by_c)

    assert cells(kept) == {(1, 0, 0, 0): 2}


def test_a_correction_moves_a_count_and_is_seen_in_the_version() -> None:
    kept = cube([plain(3)], **ROOM)

    kept.add(joined([plain(1, takes_back=True), plain(1, area=2)]))

    assert cells(kept) == {(1, 0, 0, 0): 2, (1, 0, 2, 0): 1}
    parts = [plain(3), joined([plain(1, takes_back=True), plain(1, area=2)])]
    assert kept.version == digest(parts) != digest(parts[:1])


def test_the_source_class_cannot_be_forgotten() -> None:
    with pytest.raises(TypeError):
        events([0], [2900], [13], [0], x=[450_700], y=[6_404_400])  # type: ignore[call-arg]
    with pytest.raises(errors.WrongKind):
        cube([plain(1)], **ROOM).counts(source=None)  # type: ignore[arg-type]
    assert EVENT_BYTES == 16


@pytest.mark.parametrize("is_wide", [True, False])
def test_windows_are_the_sums_of_their_weeks(is_wide: bool) -> None:
    rng = np.random.default_rng(3)
    codes = [rng.integers(0, top, 20_000) for top in (70, 30, 168, 40)]
    rows = events(
        codes[0], codes[1] + 2900, codes[2], codes[3],
        x=np.full(20_000, 450_700), y=np.full(20_000, 6_404_400), source=SourceClass.DISCOVERED,
    )  # fmt: skip
    kept = cube([rows], n_areas=70, n_categories=40, first_week=2900, n_weeks=30, is_wide=is_wide)

    by_c = windows(kept, [2900, 2905, 2929], [2930, 2906, 2930], source=SourceClass.DISCOVERED)
    with without_c():
        by_numpy = windows(kept, [2900, 2905, 2929], [2930, 2906, 2930], source=SourceClass.DISCOVERED)

    assert (by_c == by_numpy).all()
    assert by_c[1, 3, 5] == ((codes[0] == 3) & (codes[1] == 5) & (codes[3] == 5)).sum()
    assert by_c[0].sum() == 20_000


def test_a_window_outside_what_is_kept_is_refused_not_nought() -> None:
    kept = cube([plain(1)], **ROOM)
    for starts, ends in ([2899], [2901]), ([2901], [2905]), ([2902], [2902]):
        with pytest.raises(errors.OutOfRange):
            windows(kept, starts, ends, source=SourceClass.REPORTED)
    with pytest.raises(errors.OutOfRange, match="starts"):
        trend(kept, starts=2903, n_weeks=1, n_years=3, source=SourceClass.REPORTED)
    with pytest.raises(errors.WrongKind):
        windows(hour_cube([plain(1)], n_areas=1, n_categories=1), [0], [1], source=SourceClass.REPORTED)


def test_the_same_week_of_earlier_years_is_that_of_the_iso_calendar() -> None:
    # ISO weeks: 2020-12-28 is Monday of 2020-W53, 2019-12-23 of 2019-W52, 2015-12-28 of 2015-W53.
    days = np.array(["2020-12-28", "2019-12-23", "2018-12-24", "2015-12-28"], dtype="datetime64[D]")
    w2020, w2019, w2018, w2015 = week_numbers(days).tolist()

    found = same_weeks_before(w2020, 5)

    assert (found[0], found[1], found[4]) == (w2019, w2018, w2015)


def _added(kept: Cube, more: Events, *, by_c: bool) -> None:
    if by_c:
        kept.add(more)
        return
    with without_c():
        kept.add(more)
