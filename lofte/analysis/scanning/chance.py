"""What chance alone would have given: the cases of a replicate, placed anew under the null hypothesis."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from lofte.analysis import streams
from lofte.analysis.checking import IntArray
from lofte.analysis.scanning.passes import LANES
from lofte.analysis.streams import Order

Cells = npt.NDArray[np.int32]
Drawn = tuple[Cells, Cells, int]


class Chance(Protocol):
    """Draws replicates `first` to `first + n - 1`, at most `LANES` of them.

    Returns cells (``place * LANES + lane``), the day of each, the newest day first, and the most in one lane.
    """

    def drawn(self, seed: int, first: int, n: int, *, by_c: bool) -> Drawn: ...


@dataclass(frozen=True)
class Permuted:
    """The days are dealt out anew among the cases, inside each stratum; only `days` are looked at."""

    order: Order  # the places of all cases, stratum by stratum, in each the oldest first
    starts: IntArray
    taken: IntArray  # how many at the end of each stratum are young enough
    columns: IntArray  # of the taken ones, the newest first
    days: Cells  # of the columns

    def drawn(self, seed: int, first: int, n: int, *, by_c: bool) -> Drawn:
        got = streams.draws(seed, first, n, self.order, self.starts, taken=self.taken, by_c=by_c)
        cells = got.T[self.columns] * np.int32(LANES) + np.arange(n, dtype=np.int32)
        return cells.ravel().astype(np.int32), np.repeat(self.days, n), len(self.days)


def permuted(places: Cells, days: Cells, strata: npt.ArrayLike | None, oldest: int) -> Permuted:
    """Return the chance that deals the days out anew; days before `oldest` are in no window."""
    by_day = np.argsort(days, kind="stable").astype(np.int32)
    labels = None if strata is None else np.asarray(strata)[by_day]
    order, starts = streams.strata_of(labels, len(days))
    order = by_day[order]
    is_young = days[order] >= oldest
    taken = np.add.reduceat(is_young, starts[:-1]).astype(np.int64)
    columns = np.argsort(-days[order][is_young], kind="stable")
    return Permuted(places[order], starts, taken, columns, days[order][is_young][columns])


@dataclass(frozen=True)
class Thrown:
    """Each case falls on a unit of the weights, every unit as likely, and on any of the days.

    With `chances` the number of cases varies too: by Poisson's distribution.
    """

    edges: IntArray  # shape (n_cells,): the weights of the cells (place after place, day after day) added up
    n_days: int  # that the cells tell apart
    n_even: int  # days over which every cell is even; one of the two numbers of days is 1
    n_cases: int
    oldest: int
    chances: npt.NDArray[np.float64] | None = None  # shape (n_most + 1,): of so many cases or fewer

    def drawn(self, seed: int, first: int, n: int, *, by_c: bool) -> Drawn:
        cells, days = [], []
        for lane in range(n):
            cell, day = self._one(seed, first + lane)
            young = day >= self.oldest
            cells.append((cell[young] * LANES + lane).astype(np.int32))
            days.append(day[young].astype(np.int32))
        all_days: Cells = np.concatenate(days)
        newest = np.argsort(-all_days, kind="stable")
        return np.concatenate(cells)[newest], all_days[newest], max(map(len, cells))

    def _one(self, seed: int, replicate: int) -> tuple[IntArray, IntArray]:
        n = self.n_cases
        words = streams.words(seed, replicate, n + 1 if self.chances is None else len(self.chances) + 1)
        if self.chances is not None:
            n = int(np.searchsorted(self.chances, float(words[0] >> np.uint64(11)) * 2.0**-53, "right"))
        all_units = np.uint64(int(self.edges[-1]) * self.n_even)
        unit = streams.high_half(words[1 : n + 1], np.full(n, all_units)).astype(np.int64)
        even = unit % self.n_even
        at = np.searchsorted(self.edges, unit // self.n_even, "right")
        return at // self.n_days, at % self.n_days + even


@dataclass(frozen=True)
class Labelled:
    """Which points are the cases is dealt out anew among all points, cases and others."""

    places: Cells
    days: Cells
    n_cases: int
    oldest: int

    def drawn(self, seed: int, first: int, n: int, *, by_c: bool) -> Drawn:
        everyone = np.arange(len(self.places), dtype=np.int32)
        whole = np.array([0, len(everyone)], dtype=np.int64)
        taken = np.array([self.n_cases], dtype=np.int64)
        who = streams.draws(seed, first, n, everyone, whole, taken=taken, by_c=by_c)
        day = self.days[who]
        lane, at = np.nonzero(day >= self.oldest)
        who = who[lane, at]
        newest = np.argsort(-self.days[who], kind="stable")
        cells = self.places[who] * np.int32(LANES) + lane.astype(np.int32)
        return cells[newest], self.days[who][newest], self.n_cases
