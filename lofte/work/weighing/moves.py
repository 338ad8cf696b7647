"""What a changed rule would do: the figure before and after, and each entry that would move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from lofte.periods.calendar import Period
from lofte.promises.models import Target
from lofte.work import counting, queries
from lofte.work.models import Entry
from lofte.work.outcomes import Outcome
from lofte.work.rules import Unjudged
from lofte.work.yardsticks import EntryFacts, LeftOut, Yardstick


@dataclass(frozen=True)
class Move:
    """An entry that would begin to count, or no longer would; why is what keeps it out on the other side."""

    entry_id: int
    starts_counting: bool
    why: LeftOut | Unjudged


@dataclass(frozen=True)
class Weighed:
    """A rule as it is and as it would be, set against the log."""

    before: Outcome
    after: Outcome
    days: Period
    is_shifted: bool  # the target's time has not begun: the same length of time until today instead
    moves: tuple[Move, ...]  # those that stop first, the latest day first

    @property
    def n_starting(self) -> int:
        return sum(move.starts_counting for move in self.moves)

    @property
    def n_stopping(self) -> int:
        return len(self.moves) - self.n_starting

    def as_seen(self) -> list[object]:
        """Return what a reader has seen of it, for a stamp."""
        lines = [
            [(line.place, line.done, line.promised, line.status) for line in outcome.places]
            for outcome in (self.before, self.after)
        ]
        return [lines, [(move.entry_id, move.starts_counting) for move in self.moves]]


def weigh(stands: Target, read: Target, today: date) -> Weighed:
    """Set a target as it stands and as it would read against the log through today.

    The number of queries is the same however many entries there are.
    """
    cut = today + timedelta(days=1)
    before, after = queries.read_as([stands, read])
    is_shifted = min(before.whole.starts, after.whole.starts) >= cut
    if is_shifted:
        before, after = (_until(cut, one) for one in (before, after))
    days = Period(min(before.whole.starts, after.whole.starts), max(before.whole.ends, after.whole.ends))
    outcomes = [counting.judged([one], period=one.whole, cut=cut)[stands.pk] for one in (before, after)]
    found = sorted(_moves(before, after, days, cut), key=lambda pair: (pair[1].starts_counting, -pair[0]))
    moves = tuple(move for _, move in found)
    return Weighed(outcomes[0], outcomes[1], Period(days.starts, min(days.ends, cut)), is_shifted, moves)


def _until(cut: date, yardstick: Yardstick) -> Yardstick:
    return replace(yardstick, whole=Period(cut - timedelta(days=yardstick.whole.n_days), cut))


def _moves(before: Yardstick, after: Yardstick, days: Period, cut: date) -> Iterator[tuple[int, Move]]:
    """Yield each entry that moves, with its day's number."""
    candidates = _candidates(before, after, days, cut)
    closed = {one: one.unjudged() for one in (before, after)}
    for entry, facts in zip(candidates, queries.facts_of_all(candidates), strict=True):
        was, will = (_left_out(one, closed[one], facts) for one in (before, after))
        why = will if was is None else was
        if (was is None) != (will is None) and why is not None:
            yield entry.occurred_on.toordinal(), Move(entry.pk, starts_counting=will is None, why=why)


def _left_out(
    yardstick: Yardstick, unjudged: Unjudged | None, entry: EntryFacts
) -> LeftOut | Unjudged | None:
    return unjudged or yardstick.left_out(entry)


def _candidates(before: Yardstick, after: Yardstick, days: Period, cut: date) -> "QuerySet[Entry]":
    """Return every entry that either rule could count; what is taken back moves nothing."""
    both = (before, after)
    near = Q()
    for one in both:
        near |= (
            Q(activity=one.activity_id)
            if one.kind_of_work_id is None
            else Q(kind_of_work=one.kind_of_work_id)
        )
    week = timedelta(days=7)  # a week that belongs to the time is counted whole
    return Entry.objects.filter(
        near,
        organisation__in=frozenset().union(*(one.organisations for one in both)),
        area__in=frozenset().union(*(one.areas for one in both)),
        occurred_on__gte=days.starts - week,
        occurred_on__lt=min(days.ends + week, cut),
        sign=1,
        reversed_by=None,
    ).order_by("pk")


def entries_of(moves: Sequence[Move]) -> dict[int, Entry]:
    """Return the entries of a page of moves, as their sentences need them."""
    rows = Entry.objects.select_related("kind_of_work", "area", "place", "organisation")
    return rows.prefetch_related("quantities__quantity").in_bulk([move.entry_id for move in moves])
