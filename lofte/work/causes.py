"""What a rule looks at in each entry of a log: as work, or as an occasion that something is owed at. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lofte.work.facts import EntryFacts, LeftOut
from lofte.work.rules import Unjudged
from lofte.work.yardsticks import Rule, Yardstick


@dataclass(frozen=True)
class Looked:
    """Why an entry is left out (None: it is counted), and whether it was looked at as an occasion."""

    left_out: LeftOut | Unjudged | None
    is_occasion: bool = False


@dataclass(frozen=True)
class Seen:
    """A rule set against a log: why it cannot be applied, and the days of its occasions, area by area."""

    yardstick: Yardstick
    unjudged: Unjudged | None
    occasions: Mapping[int, list[date]]

    def look(self, entry: EntryFacts) -> Looked:
        """Say what the rule makes of an entry; one that is both an occasion and work counts as work."""
        if self.unjudged is not None:
            return Looked(self.unjudged)
        if _is_occasion(self.yardstick, entry):
            return Looked(self.yardstick.occasions.left_out(entry), is_occasion=True)
        why = self.yardstick.left_out(entry)
        if why is None and self.yardstick.rule is Rule.OCCASIONS and not self._has_cause(entry):
            return Looked(LeftOut.NO_OCCASION)
        return Looked(why)

    def _has_cause(self, entry: EntryFacts) -> bool:
        """Say whether something happened there, on the day or within the limit before it."""
        near: Iterable[int] = next(
            (one.areas for one in self.yardstick.grounds if entry.area_id in one.areas), (entry.area_id,)
        )
        within = self.yardstick.within
        first = date.min if within is None else entry.occurred_on - timedelta(days=within)
        return any(self._last_by(area, entry.occurred_on) >= first for area in near if area in self.occasions)

    def _last_by(self, area_id: int, day: date) -> date:
        days = self.occasions[area_id]
        position = bisect_right(days, day)
        return days[position - 1] if position else date.min


def against(yardstick: Yardstick, entries: Iterable[EntryFacts]) -> Seen:
    """Set a rule against a log, for each of whose entries it can then say what it makes of it."""
    found: dict[int, list[date]] = {}
    unjudged = yardstick.unjudged()
    if unjudged is None and yardstick.rule is Rule.OCCASIONS:
        occasions = yardstick.occasions
        for entry in entries:
            if entry.kind_of_work_id == yardstick.occasion_kind_id and occasions.left_out(entry) is None:
                found.setdefault(entry.area_id, []).append(entry.occurred_on)
    return Seen(yardstick, unjudged, {area: sorted(days) for area, days in found.items()})


def _is_occasion(yardstick: Yardstick, entry: EntryFacts) -> bool:
    is_of_that_kind = yardstick.occasion_kind_id == entry.kind_of_work_id != yardstick.kind_of_work_id
    return yardstick.rule is Rule.OCCASIONS and is_of_that_kind
