"""Incidents as columns of whole numbers, 16 bytes each: never changed, only added to, known by a digest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking, sources
from lofte.analysis.errors import OutOfRange, WrongKind, WrongShape
from lofte.analysis.sources import SourceClass, Sources

HOURS = 168  # of a week, from Monday 00
FIRST_MONDAY = date(1970, 1, 5)  # week number 0 begins here
GREATEST = 65_535  # of an area, a week number and a category: 16 bits each
# The order in files and in the digest: the wide ones first, so that each starts where its width may start.
COLUMNS: Mapping[str, np.dtype[Any]] = {
    "x": np.dtype("<i4"),
    "y": np.dtype("<i4"),
    "area": np.dtype("<u2"),
    "week_number": np.dtype("<u2"),
    "category": np.dtype("<u2"),
    "hour_of_week": np.dtype("u1"),
    "signed_class": np.dtype("i1"),
}
EVENT_BYTES = sum(kind.itemsize for kind in COLUMNS.values())
Column = npt.NDArray[Any]


@dataclass(frozen=True)
class Events:
    """Rows of incidents. `signed_class` is the source class, below nought where a row takes one back."""

    x: Column
    y: Column
    area: Column
    week_number: Column
    category: Column
    hour_of_week: Column
    signed_class: Column

    def __len__(self) -> int:
        return len(self.area)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the number of rows and the columns' bytes, in the order they have in a file."""
        running = sha256(f"{len(self)}\n".encode())
        for _, column in self.columns():
            running.update(np.ascontiguousarray(column).data)
        return running.hexdigest()

    def columns(self) -> Iterator[tuple[str, Column]]:
        for field in fields(self):
            yield field.name, getattr(self, field.name)


def events(
    area: npt.ArrayLike,
    week_number: npt.ArrayLike,
    hour_of_week: npt.ArrayLike,
    category: npt.ArrayLike,
    *,
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    source: Sources,
    takes_back: npt.ArrayLike | None = None,
) -> Events:
    """Return incidents as columns, ready to be counted or written.

    Parameters
    ----------
    area, category : int array, shape (n,)
        Codes from 0, at most 65 535.
    week_number : int array, shape (n,)
        Weeks since Monday 5 January 1970, as `week_numbers` gives them.
    hour_of_week : int array, shape (n,)
        0 (Monday 00–01) to 167.
    x, y : array, shape (n,)
        East and north in metres of SWEREF 99 TM; rounded to whole metres.
    source : SourceClass, or int array of shape (n,)
        Reported, discovered or activity. It has no default.
    takes_back : bool array, shape (n,), optional
        True where the row takes back one that was counted before. A correction is two rows: the wrong one
        with True, the right one with False.

    Returns
    -------
    Events

    Raises
    ------
    Empty, OutOfRange, OutsideSweden, WrongKind, WrongShape
        Naming the argument.

    References
    ----------
    docs/methods/cubes.md

    Examples
    --------
    >>> two = events([0, 1], [2900, 2900], [13, 167], [4, 4], x=[450_700, 450_810.4], y=[6_404_400] * 2,
    ...              source=SourceClass.REPORTED)
    >>> len(two), two.x.tolist(), two.signed_class.tolist()
    (2, [450700, 450810], [1, 1])
    """
    given = {
        "area": checking.whole("area", area, high=GREATEST),
        "week_number": checking.whole("week_number", week_number, high=GREATEST),
        "category": checking.whole("category", category, high=GREATEST),
        "hour_of_week": checking.whole("hour_of_week", hour_of_week, high=HOURS - 1),
    }
    n = len(given["area"])
    east, north = checking.metres("x", x, "y", y)
    given |= {"x": np.rint(east).astype(np.int64), "y": np.rint(north).astype(np.int64)}
    for name, column in given.items():
        checking.same_length(name, column, "area", given["area"])
    signs = np.where(_taken_back(takes_back, n), -1, 1)
    given["signed_class"] = sources.classes(source, n) * signs
    return _frozen({name: given[name].astype(kind) for name, kind in COLUMNS.items()})


def mapped(columns: Mapping[str, Column], *, known_digest: str | None = None) -> Events:
    """Return columns that lie somewhere already (memory-mapped files) as events, nothing copied.

    Parameters
    ----------
    columns : mapping of arrays, shape (n,) each
        By the names and of the kinds in ``COLUMNS``.
    known_digest : str, optional
        What `Events.digest` said when they were written; it is believed, and spares reading them all again.

    Returns
    -------
    Events

    Raises
    ------
    WrongKind, WrongShape, OutOfRange
        If a column is missing, of another kind or length, or holds what no column may.

    Examples
    --------
    >>> one = events([0], [2900], [13], [4], x=[450_700], y=[6_404_400], source=SourceClass.REPORTED)
    >>> len(mapped(dict(one.columns())))
    1
    """
    for name, kind in COLUMNS.items():
        if name not in columns:
            raise WrongShape(name, "is missing")
        if columns[name].dtype != kind or columns[name].ndim != 1:
            raise WrongKind(name, f"is {columns[name].dtype}, and a row of {kind} is meant")
        checking.same_length(name, columns[name], "area", columns["area"])
    if len(columns["area"]):
        signed = columns["signed_class"]
        if signed.min() < -max(SourceClass) or signed.max() > max(SourceClass) or not signed.all():
            raise OutOfRange(
                "signed_class", "holds something else than ±1 reported, ±2 discovered, ±3 activity"
            )
        if columns["hour_of_week"].max() >= HOURS:
            raise OutOfRange("hour_of_week", f"holds {columns['hour_of_week'].max()}, and 0 to 167 is meant")
    found = _frozen({name: columns[name] for name in COLUMNS})
    if known_digest is not None:
        found.__dict__["digest"] = known_digest  # where cached_property keeps it
    return found


def joined(parts: Iterable[Events]) -> Events:
    """Return all parts as one, in order."""
    found = list(parts)
    empty = {name: np.empty(0, kind) for name, kind in COLUMNS.items()}
    if not found:
        return _frozen(empty)
    return _frozen({name: np.concatenate([getattr(part, name) for part in found]) for name in COLUMNS})


BEGINNING = sha256(b"lofte/columns/1").hexdigest()  # of a state without rows


@dataclass(frozen=True)
class State:
    """Which rows have been added so far: how many, and the chain of their parts' digests."""

    n_rows: int
    digest: str

    def then(self, more: Events) -> "State":
        """Return the state with one more part: the SHA-256 of the digest before and that of the part."""
        chained = sha256(f"{self.digest}{more.digest}".encode()).hexdigest()
        return State(self.n_rows + len(more), chained)


def digest(parts: Iterable[Events]) -> str:
    """Return the digest of the data state in 64 hexadecimal digits: these parts, these rows, in this order.

    Examples
    --------
    >>> one = events([0], [2900], [13], [4], x=[450_700], y=[6_404_400], source=SourceClass.REPORTED)
    >>> digest([one])[:8], digest([one, one])[:8]
    ('a353f5c0', '9292d2b1')
    """
    state = State(0, BEGINNING)
    for part in parts:
        state = state.then(part)
    return state.digest


def week_numbers(days: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Return whole weeks since Monday 5 January 1970 of ``datetime64`` days, shape (n,).

    Examples
    --------
    >>> week_numbers(np.array(["2026-11-22", "2026-11-23"], dtype="datetime64[D]"))
    array([2967, 2968])
    """
    given = np.asarray(days)
    if given.dtype.kind != "M":
        raise WrongKind("days", f"holds {given.dtype}, not days")
    if np.isnat(given).any():
        raise WrongKind("days", "is missing some")
    since = given.astype("datetime64[D]").astype(np.int64) - np.datetime64(FIRST_MONDAY).astype(np.int64)
    if since.size and since.min() < 0:
        raise OutOfRange("days", f"begins before {FIRST_MONDAY}")
    weeks: npt.NDArray[np.int64] = since // 7
    return weeks


def same_weeks_before(week_number: int, n_years: int) -> tuple[int, ...]:
    """Return the week numbers of the same ISO week one, two, … years before; of a week 53 it can be week 52.

    Examples
    --------
    Week 48 of 2026 (week number 2968). 2026 has 53 weeks, and 2020 had.

    >>> same_weeks_before(2968, 6)
    (2916, 2864, 2812, 2760, 2708, 2655)
    """
    checking.one_whole("week_number", week_number, high=GREATEST)
    checking.one_whole("n_years", n_years, low=0, high=100)
    monday = FIRST_MONDAY + timedelta(weeks=int(week_number))
    year, iso_week, _ = monday.isocalendar()
    mondays = [_monday(year - back, iso_week) for back in range(1, n_years + 1)]
    return tuple((earlier - FIRST_MONDAY).days // 7 for earlier in mondays)


def _monday(year: int, iso_week: int) -> date:
    last = date(year, 12, 28).isocalendar().week  # 28 December lies in a year's last ISO week
    return date.fromisocalendar(year, min(iso_week, last), 1)


def _taken_back(given: npt.ArrayLike | None, n: int) -> npt.NDArray[np.bool_]:
    if given is None:
        return np.zeros(n, dtype=np.bool_)
    marks = np.asarray(given)
    if marks.dtype != np.bool_:
        raise WrongKind("takes_back", f"holds {marks.dtype}, not True and False")
    if marks.shape != (n,):
        raise WrongShape("takes_back", f"has shape {marks.shape}, and there are {n} incidents")
    return marks


def _frozen(columns: Mapping[str, Column]) -> Events:
    for column in columns.values():
        column.flags.writeable = False
    return Events(**columns)
