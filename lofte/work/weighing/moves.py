"""What a changed rule would do: the figure before and after, and each entry that would move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.periods.calendar import Period
from lofte.promises.models import Target
from lofte.work import belonging, causes, counting, queries
from lofte.work.models import Entry
from lofte.work.outcomes import Outcome
from lofte.work.rules import Unjudged
from lofte.work.yardsticks import LeftOut, Rule, Yardstick


@dataclass(frozen=True)
class Move:
    """An entry that would begin to count, or no longer would; why is what keeps it out on the other side."""

    entry_id: int
    starts_counting: bool
    why: LeftOut | Unjudged
    is_occasion: bool = False  # what something is owed at, or after, and no work itself


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
            [
                (outcome.status, outcome.why, outcome.share, outcome.measured),
                *((line.place, line.done, line.promised, line.status, line.share) for line in outcome.places),
            ]
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
    log = queries.facts_of_all(candidates)
    was_seen, will_be_seen = (causes.against(one, log) for one in (before, after))
    for entry, facts in zip(candidates, log, strict=True):
        was, will = was_seen.look(facts), will_be_seen.look(facts)
        why = will.left_out if was.left_out is None else was.left_out
        if (was.left_out is None) != (will.left_out is None) and why is not None:
            is_occasion = (was if was.left_out is None else will).is_occasion
            move = Move(entry.pk, starts_counting=will.left_out is None, why=why, is_occasion=is_occasion)
            yield entry.occurred_on.toordinal(), move


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
        if one.rule is Rule.OCCASIONS and one.occasion_kind_id is not None:
            near |= Q(kind_of_work=one.occasion_kind_id)
    week = timedelta(days=7)  # a week that belongs to the time is counted whole
    last = max(days.ends + week, *(one.span(one.whole).ends for one in both))
    return (
        Entry.objects.whole(Purpose.COUNTING)
        .filter(
            near,
            organisation__in=frozenset().union(*(_doers(one) for one in both)),
            area__in=frozenset().union(*(one.areas for one in both)),
            occurred_on__gte=days.starts - week,
            occurred_on__lt=min(last, cut),
            sign=1,
            reversed_by=None,
        )
        .order_by("pk")
    )


def _doers(yardstick: Yardstick) -> frozenset[int]:
    """Return whose entries a rule looks at: of occasions, everybody's."""
    is_owed_at = yardstick.rule is Rule.OCCASIONS
    return yardstick.organisations | yardstick.everybody if is_owed_at else yardstick.organisations


def entries_of(moves: Sequence[Move], viewer: Viewer) -> dict[int, Entry]:
    """Return those entries of a page of moves that the viewer sees, as their sentences need them."""
    rows = Entry.objects.seen_by(viewer).select_related("kind_of_work", "area", "place", "organisation")
    return rows.prefetch_related(*belonging.whole(Purpose.CHOSEN)).in_bulk([move.entry_id for move in moves])
