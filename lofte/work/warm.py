"""Counts made before are kept by the process that made them: only the log's newest entries are added.

Nothing is stored and nothing is trusted: a count is kept with the entry that it goes through, and is thrown
away when that entry is not there any more (taken back by a rollback, another database), when more is new
than a recount costs, or when anything in the count itself is another: its rule, its places, its days.
Entries become visible in the order of their numbers on both databases, so none is passed over.
"""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from uuid import UUID

from django.db import connection

from lofte.work import contributions, judging, queries
from lofte.work.contributions import ByDay
from lofte.work.judging import Count, Reasons, Tallies
from lofte.work.outcomes import Outcome
from lofte.work.queries import Summed

MOST_NEW = 500  # entries; reading more of them one by one costs more than a recount
MOST_TALLIES = 400_000  # some 60 MB in each process


@dataclass
class Kept:
    """A count with what the log adds up to, through the entry `last`."""

    count: Count
    areas: dict[int, ByDay]
    last: int = 0
    key: UUID | None = None
    judged: tuple[Reasons, Outcome] | None = field(default=None, compare=False)

    @property
    def n_tallies(self) -> int:
        return sum(map(len, self.areas.values())) + 1

    @property
    def tallies(self) -> Tallies:
        return {area_id: tuple(days.values()) for area_id, days in self.areas.items()}

    def outcome(self, reasons: Reasons, happened: Sequence["Kept"] = ()) -> Outcome:
        """Return the outcome, judged anew only when the sums or the reasons are others.

        What something is owed at, or after, is counted beside it: then it is judged anew each time.
        """
        if happened:
            return judging.judge(self.count, [self.tallies, *(one.tallies for one in happened)], reasons)
        if self.judged is None or self.judged[0] != reasons:
            self.judged = (dict(reasons), judging.judge(self.count, [self.tallies], reasons))
        return self.judged[1]


class Shelf:
    """The kept counts, those used last at the end; the first ones go when there is no more room."""

    def __init__(self, room: int = MOST_TALLIES) -> None:
        self._room = room
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._n_tallies = 0
        self._lock = Lock()

    def find(self, counts: Sequence[Count]) -> dict[Count, Kept]:
        place = _database()
        with self._lock:
            found = {count: self._kept.get((place, count)) for count in counts}
        return {count: kept for count, kept in found.items() if kept is not None}

    def put(self, some: Sequence[Kept]) -> None:
        place = _database()
        with self._lock:
            for kept in some:
                self._drop((place, kept.count))
                self._kept[place, kept.count] = kept
                self._n_tallies += kept.n_tallies
            while self._n_tallies > self._room:
                self._drop(next(iter(self._kept)))

    def _drop(self, where: Hashable) -> None:
        gone = self._kept.pop(where, None)
        self._n_tallies -= gone.n_tallies if gone is not None else 0

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._n_tallies = 0


_shelf = Shelf()
forget = _shelf.clear


def _database() -> Hashable:
    settings = connection.settings_dict
    return connection.vendor, str(settings["NAME"]), settings["HOST"], settings["PORT"]


def tallied(counts: Sequence[Count]) -> list[Kept]:
    """Return every count with its sums: kept ones with what is new, the others counted from the log."""
    found = _brought_up(_shelf.find(counts))
    cold = [count for count in dict.fromkeys(counts) if count not in found]
    found |= _counted(cold) if cold else {}
    _shelf.put(list(found.values()))
    return [found[count] for count in counts]


def _counted(counts: Sequence[Count]) -> dict[Count, Kept]:
    summed = queries.tallies(counts)
    keys = queries.keys_of({one.last for one in summed})
    return {count: _fresh(count, one, keys.get(one.last)) for count, one in zip(counts, summed, strict=True)}


def _fresh(count: Count, summed: Summed, key: UUID | None) -> Kept:
    return Kept(count, contributions.gathered(count, summed.tallies), summed.last, key)


def _brought_up(known: dict[Count, Kept]) -> dict[Count, Kept]:
    """Add what is new to kept counts, and leave out those that do not stand any more."""
    if not known:
        return {}
    new = queries.stretch(min(kept.last for kept in known.values()), at_most=MOST_NEW)
    if new is None:
        return {}
    return {count: _with(kept, new) for count, kept in known.items() if kept.key == new.keys.get(kept.last)}


def _with(kept: Kept, new: queries.Stretch) -> Kept:
    areas = dict(kept.areas)
    is_same = True
    for place, entry in new.newer:
        added = contributions.of(kept.count, entry) if place > kept.last else None
        if added is None:
            continue
        if areas.get(entry.area_id) is kept.areas.get(entry.area_id):  # others may be reading it
            areas[entry.area_id] = dict(areas.get(entry.area_id, {}))
        contributions.put(areas[entry.area_id], kept.count, added)
        is_same = False
    last = max(new.keys, default=kept.last)
    if is_same and last == kept.last:
        return kept
    judged = kept.judged if is_same else None
    return replace(kept, areas=areas, last=last, key=new.keys.get(last), judged=judged)
