"""Cadences as staff see them: which slots are owed now, and which were missed without a word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.periods.calendar import Period, parse
from lofte.periods.slots import week_of
from lofte.promises import revising
from lofte.promises.models import Activity, Target
from lofte.work import counting, field
from lofte.work.obligations import duties
from lofte.work.obligations.duties import Duty, standing
from lofte.work.outcomes import Outcome, SlotOutcome

EVER = Period(date.min, date.max)


@dataclass(frozen=True)
class Followed:
    """A target of a promise in force, with where it stands today."""

    target: Target
    outcome: Outcome

    @property
    def activity(self) -> Activity:
        return self.target.activity


@dataclass(frozen=True)
class MissedRow:
    """A slot that was missed, at one or more places."""

    key: str
    places: Sequence[str]
    reason: str


@dataclass(frozen=True)
class Cadence:
    """An activity with a rhythm: what is due now, and what was missed."""

    activity: Activity
    due: Sequence[SlotOutcome]
    missed: Sequence[MissedRow]


def followed(viewer: Viewer, today: date) -> list[Followed]:
    """Return every target of promises in force that the viewer's organisations are party to, as of today.

    The period is this week: what the outcome says was added in it is this week's work.
    """
    ours = [organisation.pk for organisation in field.organisations(viewer)]
    targets = list(
        Target.objects.filter(
            Q(activity__parties=None) | Q(activity__parties__organisation__in=ours),
            activity__promise__partnership__in=field.partnership_ids(viewer),
            activity__promise__adopted_on__isnull=False,
            activity__promise__starts__lte=today,
            activity__promise__ends__gt=today,
            activity__stopped_on=None,
        )
        .select_related("activity__promise__partnership", "kind_of_work")
        .distinct()
        .order_by("activity__promise__starts", "activity__position", "position", "pk")
    )
    cut = today + timedelta(days=1)
    found = counting.outcomes(targets, period=week_of(today), cut=cut)
    return [Followed(target, found[target.pk]) for target in revising.in_force(targets, cut)]


def cadences(rows: Sequence[Followed]) -> list[Cadence]:
    """Return the rhythms among what is followed, one for each activity."""
    by_activity: dict[int, tuple[Activity, list[SlotOutcome]]] = {}
    for row in rows:
        if row.outcome.slots:
            held = by_activity.setdefault(row.activity.pk, (row.activity, []))[1]
            held += [replace(slot, state=standing(slot, row.outcome.cut)) for slot in row.outcome.slots]
    return [
        Cadence(activity, [slot for slot in slots if slot.state == "due"], _missed(slots))
        for activity, slots in by_activity.values()
    ]


def _missed(slots: Sequence[SlotOutcome]) -> list[MissedRow]:
    places: dict[str, list[SlotOutcome]] = {}
    for slot in sorted(slots, key=lambda slot: slot.starts, reverse=True):
        if slot.state == "missed":
            places.setdefault(slot.key, []).append(slot)
    return [
        MissedRow(key, [slot.place for slot in missed if slot.place], missed[0].reason)
        for key, missed in places.items()
    ]


def missed_row(
    viewer: Viewer, today: date, activity_id: int, key: str
) -> tuple[Activity, Period, MissedRow] | None:
    """Return one missed slot of an activity, or None when there is no such thing for the viewer.

    It is there for the activity's parties, for whoever answers for it by name or in a group, and for those
    who coordinate the partnership; also when the promise has ended.
    """
    targets = duties.targets(viewer.partnership_ids(Right.SEE_PROMISES), EVER).filter(activity=activity_id)
    for duty in duties.of(list(targets), today):
        if not _may_explain(viewer, duty):
            continue
        missed = [
            slot for slot in duty.slots if slot.state == "missed" and slot.key == key and not slot.number
        ]
        if missed:
            row = MissedRow(key, [slot.place for slot in missed if slot.place], missed[0].reason)
            return duty.target.activity, parse(key), row
    return None


def _may_explain(viewer: Viewer, duty: Duty) -> bool:
    where = duty.partnership_id
    ours = duties.acting(viewer, where).organisations
    return (
        viewer.may(where, Right.SETTLE)
        or duty.responsible.answers(duties.acting(viewer, where))
        or bool(ours and duty.target.activity.parties.filter(organisation__in=ours).exists())
    )
