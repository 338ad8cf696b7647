"""Disclosure control of shares of persons: what is so small that it points at people is not said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lofte.analysis.disclosure import LEAST, published_differences, small_cells, suppress, table
from lofte.analysis.errors import CannotHide

SMALLEST_SAFE = LEAST  # one, two or three can know each other: nought and four are said, one to three are not
WHOLE = ""  # the name of all places together


@dataclass(frozen=True)
class Cell:
    """A share that may be shown or not: how many, of how many."""

    part: int
    whole: int

    @property
    def rest(self) -> int:
        return self.whole - self.part

    def minus(self, other: "Cell") -> "Cell":
        return Cell(self.part - other.part, self.whole - other.whole)


Out = Mapping[str, Mapping[int, Cell]]  # by place, and by the number of the release that told it


def is_small(cell: Cell) -> bool:
    """Say whether the part or the rest is one, two or three."""
    return 0 < cell.part < SMALLEST_SAFE or 0 < cell.rest < SMALLEST_SAFE


def must_withhold(cell: Cell, earlier: Cell | None = None) -> bool:
    """Say whether a share of persons points at people, by itself or beside what is already out."""
    if is_small(cell):
        return True
    if earlier is None:
        return False
    since = cell.minus(earlier)
    return since.whole > 0 and is_small(since)


def withheld(cells: Mapping[str, Cell], *, total: Cell | None, earlier: Out) -> frozenset[str]:
    """Return the names whose cells must not be shown, "" for all places together.

    First what points at people by itself or beside what is out; then what must go with it so that nobody can
    take it from the total; then what gives a small number away beside all releases of the same window.
    """
    whole = total or cells.get(WHOLE)
    places = {name: cell for name, cell in cells.items() if name != WHOLE}
    everything = frozenset(places) | ({WHOLE} if whole else set())
    told = places | ({WHOLE: whole} if whole else {})
    hidden = {
        name
        for name, cell in told.items()
        if any(must_withhold(cell, before) for before in [None, *earlier.get(name, {}).values()])
    }
    while WHOLE not in hidden:
        hidden |= _complementary(places, hidden, whole)
        beside = _given_away(places, everything - hidden, whole, earlier)
        if not beside:
            return frozenset(hidden)
        hidden.add(min(beside, key=lambda name: (name == WHOLE, told[name].whole, name)))
    return everything  # the whole points at people: so would its parts together


def _complementary(places: Mapping[str, Cell], hidden: set[str], whole: Cell | None) -> set[str]:
    """Return what goes with the hidden places, audited; all and the whole where nothing less hides them."""
    if whole is None or not hidden:
        return set()
    names, cells = list(places), [*places.values(), _elsewhere(places, whole)]
    if _are_odd([whole, *cells]):
        return {*names, WHOLE}
    parts = table([[cell.part, cell.rest] for cell in cells])  # and their sums, which stand last
    row = np.repeat(np.arange(len(cells) + 1), 3)
    small = small_cells(parts) & (row == len(names))
    primary = small | np.isin(row, [number for number, name in enumerate(names) if name in hidden])
    try:
        out = suppress(parts, primary, keep=row == len(cells), together=row)
    except CannotHide:
        return {*names, WHOLE}
    return {name for number, name in enumerate(names) if out.hidden[3 * number]}


def _elsewhere(places: Mapping[str, Cell], whole: Cell) -> Cell:
    """What is in the whole and in no place; nothing where places share ground and hold more than the whole.

    Readers are thought to know how much places share: they know less, and what is hidden is hidden better.
    """
    part = max(whole.part - sum(cell.part for cell in places.values()), 0)
    return Cell(part, part + max(whole.rest - sum(cell.rest for cell in places.values()), 0))


def _are_odd(cells: Iterable[Cell]) -> bool:
    """Say whether some are no shares: more in the part than in the whole, as a wrong log can have it."""
    return any(cell.part < 0 or cell.rest < 0 for cell in cells)


@dataclass(frozen=True)
class _Record:
    """Persons of one place who were told of in some releases and in no others, with the attribute or not."""

    place: str
    is_part: bool
    releases: frozenset[int]
    n: int


def _given_away(
    places: dict[str, Cell], shown: frozenset[str], whole: Cell | None, earlier: Out
) -> frozenset[str]:
    """Return shown names of which one must go: beside all releases they give a small number away."""
    out = {name: cells for name, cells in earlier.items() if cells and not _are_odd(cells.values())}
    now = max((number for cells in out.values() for number in cells), default=0) + 1
    told = places | ({WHOLE: whole} if whole else {})
    series = {name: {**out.get(name, {}), now: cell} for name, cell in told.items() if not _are_odd([cell])}
    records, adds_up = _records(series, frozenset(places))
    figures = [
        (name, number, is_whole)
        for name, cells in series.items()
        for number in cells
        for is_whole in (False, True)
        if number != now or name in shown
    ]
    if not records or not figures:
        return frozenset()
    found = published_differences(
        np.array([[_is_in(record, *figure, adds_up) for figure in figures] for record in records]),
        counts=[record.n for record in records],
        is_new=np.array([number == now for _, number, _ in figures]),
    )
    at = np.isin(found.piece, found.given_away)
    of_places = frozenset(record.place for record, is_hit in zip(records, at, strict=True) if is_hit)
    return of_places & shown or frozenset(figures[place][0] for place in found.figures)


def _is_in(record: _Record, name: str, number: int, is_whole: bool, adds_up: bool) -> bool:
    is_there = record.place == name or (adds_up and name == WHOLE)
    return is_there and number in record.releases and (is_whole or record.is_part)


def _records(series: Mapping[str, Mapping[int, Cell]], places: frozenset[str]) -> tuple[list[_Record], bool]:
    """Return whom the figures are of, and whether the whole is the places' and those elsewhere."""
    whole = series.get(WHOLE, {})
    inside = [series.get(name, {}) for name in places]
    adds_up = all(number in cells for cells in inside for number in whole)
    rest = {
        number: cell.minus(Cell(sum(c[number].part for c in inside), sum(c[number].whole for c in inside)))
        for number, cell in (whole.items() if adds_up else ())
    }
    adds_up = adds_up and not _are_odd(rest.values())
    told = {**series, **({WHOLE: rest} if adds_up else {})}
    return [
        _Record(name, is_part, releases, n)
        for name, cells in told.items()
        for is_part in (True, False)
        for n, releases in _stays(
            [(at, cell.part if is_part else cell.rest) for at, cell in sorted(cells.items())]
        )
    ], adds_up


def _stays(counts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, frozenset[int]]]:
    """Take counts of one thing over releases apart: how many were there from one release to another."""
    came: list[tuple[int, int]] = []  # the place where they came, how many
    before = 0
    for place, (_, count) in enumerate([*counts, (0, 0)]):
        if count > before:
            came.append((place, count - before))
        gone = max(before - count, 0)
        while gone:
            first, n = came.pop()
            yield min(n, gone), frozenset(number for number, _ in counts[first:place])
            if n > gone:
                came.append((first, n - gone))
            gone = max(gone - n, 0)
        before = count
