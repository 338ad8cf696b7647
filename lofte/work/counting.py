"""Counting: log and rules become outcomes. Nothing is stored: delete the log and every figure is nought."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from lofte.periods.calendar import Period, tertial_of
from lofte.promises import revising
from lofte.promises.models import Target, TargetRevision
from lofte.work import judging, queries, rules, warm
from lofte.work.facts import EntryFacts, LeftOut
from lofte.work.judging import Count, Measurement, Reasons
from lofte.work.models import Entry
from lofte.work.outcomes import Outcome
from lofte.work.rules import Unjudged
from lofte.work.warm import Kept
from lofte.work.yardsticks import IN_SLOTS, Rule, Yardstick


def outcomes(targets: Sequence[Target], *, period: Period, cut: date) -> dict[int, Outcome]:
    """Return the outcome of every target, by its key.

    `cut` is left out: entries of days before it count. `period` says what "in the period" means, and which
    windows that ended are told along; a follow-up of the first tertial counts with both at 1 May.
    The number of queries is the same however many targets, entries, places and slots there are.
    """
    return judged(queries.yardsticks(targets, cut=cut), period=period, cut=cut)


def judged(yardsticks: Sequence[Yardstick], *, period: Period, cut: date) -> dict[int, Outcome]:
    """Return the outcome of every yardstick, by its target's key."""
    counts = [count for yardstick in yardsticks for count in counts_of(yardstick, period, cut)]
    known = _known(counts)
    found: dict[int, list[Outcome]] = {}
    for count in counts:
        found.setdefault(count.yardstick.target_id, []).append(_judged(count, known))
    return {key: replace(made[-1], closed=tuple(made[:-1])) for key, made in found.items()}


@dataclass(frozen=True)
class _Known:
    """What judging needs for a number of counts, fetched together."""

    sums: Iterator[Kept]  # in the order in which the counts ask for them
    reasons: Mapping[int, Reasons]
    measured: Mapping[int, Sequence[Measurement]]


def _known(counts: Sequence[Count]) -> _Known:
    asked = [one for count in counts if count.yardstick.is_summed for one in count.asks]
    return _Known(
        sums=iter(warm.tallied(asked)),
        reasons=queries.missed_slots(
            count.yardstick.activity_id for count in counts if count.yardstick.rule in IN_SLOTS
        ),
        measured=queries.measurements(count.yardstick.indicator_id for count in counts),
    )


def _judged(count: Count, known: _Known) -> Outcome:
    yardstick = count.yardstick
    if yardstick.rule is Rule.INDICATOR:
        return judging.judge_measured(count, known.measured.get(yardstick.indicator_id or 0, ()))
    why = yardstick.unjudged()
    if why is not None:
        return judging.cannot_judge(count, why)
    own, *happened = [next(known.sums) for _ in count.asks]
    return own.outcome(known.reasons.get(yardstick.activity_id, {}), happened)


def counts_of(yardstick: Yardstick, period: Period, cut: date) -> list[Count]:
    """Return the counts of a target: one, or one for each window that it begins anew with."""
    is_windowed = yardstick.rule in {Rule.SUM, Rule.SHARE} and yardstick.unjudged() is None
    per = yardstick.per if is_windowed else ""
    windows = rules.windows(per, yardstick.whole, since=period.starts, cut=cut)
    return [Count(yardstick.for_window(window), window, period, cut) for window in windows]


def as_of(starts: date, ends: date, today: date) -> tuple[Period, date]:
    """Return the tertial a promise is told in and its cut: through today, or through its last day."""
    cut = max(min(today + timedelta(days=1), ends), starts)
    return tertial_of(max(cut - timedelta(days=1), starts)), cut


def is_worked_on(targets: Sequence[Target], *, period: Period, cut: date) -> dict[int, bool]:
    """Say of targets that are told in words whether work that belongs there was logged in the period.

    The answer is yes or no: what nobody gave a number gets none. Targets without any work are left out;
    True says that it was logged more than once.
    """
    last = min(period.ends, cut)
    found = {}
    for yardstick in queries.yardsticks(targets, cut=cut):
        n = len(queries.some_entries(yardstick, Period(period.starts, max(period.starts, last)), at_most=2))
        if n:
            found[yardstick.target_id] = n > 1
    return found


@dataclass(frozen=True)
class Explanation:
    """Whether an entry counts to a target, and why not."""

    activity_id: int
    activity: str
    position: int
    promise: str
    target: Target
    left_out: LeftOut | None
    unjudged: Unjudged | None
    minimum_minutes: int | None
    minutes: int | None
    is_occasion: bool = False  # it is what something is owed at, or after

    @property
    def counts(self) -> bool:
        return self.left_out is None and self.unjudged is None


def explain(entry: Entry, today: date | None = None) -> list[Explanation]:
    """Say for every target that could count the entry whether it does, and why not.

    Those are the targets of adopted promises, in force on the day, for the entry's kind of work (or its
    own activity) in the partnerships where its organisation is a member.
    """
    targets = _near(entry)
    facts = queries.facts_of(entry)
    cut = today + timedelta(days=1) if today else None  # what is revised later does not hold yet
    return [
        Explanation(
            activity_id=target.activity_id,
            activity=target.activity.title,
            position=target.activity.position,
            promise=target.activity.promise.title,
            target=target,
            left_out=_left_out(yardstick, facts),
            unjudged=yardstick.unjudged(),
            minimum_minutes=yardstick.minimum_minutes,
            minutes=entry.minutes,
            is_occasion=_is_occasion(yardstick, facts),
        )
        for target, yardstick in zip(
            revising.in_force(targets, cut), queries.yardsticks(targets, cut=cut), strict=True
        )
    ]


def _is_occasion(yardstick: Yardstick, facts: EntryFacts) -> bool:
    """Say whether an entry is looked at as an occasion: one that is both counts as work."""
    is_of_that_kind = yardstick.occasion_kind_id == facts.kind_of_work_id != yardstick.kind_of_work_id
    return yardstick.rule is Rule.OCCASIONS and is_of_that_kind


def _left_out(yardstick: Yardstick, facts: EntryFacts) -> LeftOut | None:
    if _is_occasion(yardstick, facts):
        return yardstick.occasions.left_out(facts)
    why = yardstick.left_out(facts)
    has_cause = yardstick.rule is not Rule.OCCASIONS or yardstick.unjudged() is not None
    if why is not None or has_cause or queries.has_occasion(yardstick, facts):
        return why
    return LeftOut.NO_OCCASION


def _near(entry: Entry) -> Sequence[Target]:
    revised = TargetRevision.objects.filter(
        Q(after__kind_of_work_id=entry.kind_of_work_id) | Q(after__occasion_kind_id=entry.kind_of_work_id)
    )
    near = (
        Target.objects.filter(
            Q(kind_of_work=entry.kind_of_work_id)
            | Q(occasion_kind=entry.kind_of_work_id)
            | Q(kind_of_work=None, activity=entry.activity_id, activity__isnull=False)
            | Q(pk__in=revised.values("target")),
            activity__promise__adopted_on__isnull=False,
            activity__promise__starts__lte=entry.occurred_on,
            activity__promise__ends__gt=entry.occurred_on,
            activity__promise__partnership__memberships__organisation=entry.organisation_id,
        )
        .select_related(
            "activity__promise", "kind_of_work", "quantity", "whole", "occasion_kind", "indicator"
        )
        .prefetch_related("places__area_set", "recipients__organisation", "spots__place")
        .order_by("activity__promise__starts", "activity__promise_id", "activity__position", "position", "pk")
    )
    return list(near)
