"""Harm: days by kind of incident, from a table of weights that the user brings, always beside the count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import Empty, NotFinite, OutOfRange, WrongKind
from lofte.analysis.sources import Sources, reported_only


@dataclass(frozen=True)
class Weights:
    """A table of days by category, of one version. The floor ships none: no table without a source."""

    days: Mapping[str, float]
    version: str
    source: str  # where the figures stand: author, year, table
    starts: date  # from when the table holds


@dataclass(frozen=True)
class Harm:
    """Days and counts side by side, shape (n_groups,), with the table that gave the days."""

    days: FloatArray
    counts: IntArray
    version: str
    source: str
    starts: date

    @property
    def per_incident(self) -> FloatArray:
        """Return days for each incident, NaN where there is none."""
        found: FloatArray = np.divide(
            self.days, self.counts, out=np.full(len(self.days), np.nan), where=self.counts > 0
        )
        return found


def weights(days: Mapping[str, float], *, version: str, source: str, starts: date) -> Weights:
    """Return a table of weights that has been looked through.

    Parameters
    ----------
    days : mapping of category to number
        Days of harm of one incident, 0 or more.
    version, source : str
        What the table calls itself, and where its figures stand.
    starts : date
        From when it holds.

    Returns
    -------
    Weights

    Raises
    ------
    Empty
        Without categories, version or source: figures that nobody stands for are not added up.
    OutOfRange, NotFinite, WrongKind
        Where a weight is negative, missing or no number.

    References
    ----------
    docs/methods/harm.md

    Examples
    --------
    >>> from datetime import date
    >>> table = weights({"a": 10, "b": 1.5}, version="1", source="made up", starts=date(2026, 1, 1))
    >>> table.days["b"]
    1.5
    """
    _told("version", version)
    _told("source", source)
    return Weights(MappingProxyType(_looked_through(days)), version, source, _day(starts))


def _told(argument: str, text: object) -> None:
    if not isinstance(text, str) or not text.strip():
        raise Empty(argument, "is not told: a table of weights says its version and where it comes from")


def _day(given: object) -> date:
    if not isinstance(given, date):
        raise WrongKind("starts", f"is {given!r}, not a day")
    return given


def _looked_through(days: object) -> dict[str, float]:
    if not isinstance(days, Mapping) or not days:
        raise Empty("days", "holds no categories")
    kept = {}
    for category, number in days.items():
        if not isinstance(category, str):
            raise WrongKind("days", f"has the category {category!r}, which is no text")
        kept[category] = checking.one_number("days", number)
        if kept[category] < 0:
            raise OutOfRange("days", f"is {number:g} for {category!r}: harm is not taken back")
    return kept


def harm(
    categories: Sequence[str],
    table: Weights,
    *,
    source: Sources,
    groups: npt.ArrayLike | None = None,
    n_groups: int = 1,
) -> Harm:
    """Return the days of harm and the number of incidents, by group.

    Parameters
    ----------
    categories : sequence of str, length n
        The category of each incident, as the table names it.
    table : Weights
        What `weights` made.
    source : SourceClass, or one for each incident
        Reported by the public alone: what own effort discovers would make more work look like more harm.
    groups : whole numbers, shape (n,), optional
        The area or period of each incident, 0 to ``n_groups - 1``; left out, all are one group.
    n_groups : int
        How many groups there are.

    Returns
    -------
    Harm
        Days and counts of the same incidents: a sum is never shown alone.

    Raises
    ------
    OutOfRange
        If the table does not know a category (it says which), or a group has no row.
    WrongSource
        If any incident was not reported by the public.

    Notes
    -----
    The sum is for comparing places and weeks now. It is not fit for long trends: penalties and what is
    reported drift (Sarnecki 2021). One rare grave incident outweighs a hundred common ones: look at the count
    beside it.

    References
    ----------
    docs/methods/harm.md; Sherman, Neyroud & Neyroud (2016), Policing 10:171-183; Kärrholm, Neyroud & Smaaland
    (2020), doi 10.1007/s41887-020-00041-4; Sarnecki (2021), doi 10.1007/s41887-021-00061-8.

    Examples
    --------
    >>> from datetime import date
    >>> from lofte.analysis import SourceClass
    >>> table = weights({"a": 10, "b": 1.5}, version="1", source="made up", starts=date(2026, 1, 1))
    >>> sums = harm(["a", "b", "b"], table, source=SourceClass.REPORTED, groups=[0, 0, 1], n_groups=2)
    >>> sums.days, sums.counts
    (array([11.5,  1.5]), array([2, 1]))
    """
    if isinstance(categories, str):
        raise WrongKind("categories", "is one text, and a row of categories is meant")
    given = list(categories)
    reported_only(source, len(given))
    rows = checking.one_whole("n_groups", n_groups, low=1)
    member = checking.whole(
        "groups", np.zeros(len(given)) if groups is None else groups, least=0, high=rows - 1
    )
    checking.same_length("groups", member, "categories", np.empty(len(given)))
    found = np.bincount(member * len(table.days) + _places(given, table), minlength=rows * len(table.days))
    by_category = found.reshape(rows, len(table.days))
    counts, days = by_category.sum(axis=1), by_category @ np.array(list(table.days.values()))
    if not np.isfinite(days).all():
        raise NotFinite("table", "has weights so great that their sum is no number")
    for array in (days, counts):
        array.setflags(write=False)
    return Harm(days, counts, table.version, table.source, table.starts)


def _places(given: list[str], table: Weights) -> IntArray:
    """Return where in the table each category stands."""
    places = {category: place for place, category in enumerate(table.days)}
    try:
        return np.array([places[category] for category in given], dtype=np.int64)
    except KeyError as unknown:
        raise OutOfRange(
            "categories", f"holds {unknown}, which version {table.version} of the table does not know"
        ) from unknown
