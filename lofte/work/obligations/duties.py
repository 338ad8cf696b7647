"""Obligations as they stand on a day: their slots counted from the log, and who answers for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from lofte.accounts.models import GroupMember
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.periods.calendar import Period
from lofte.periods.slots import week_of
from lofte.promises import revising
from lofte.promises.models import ActivityParty, PromiseParty, Target
from lofte.work import counting, queries
from lofte.work.models import Entry, Obligation
from lofte.work.obligations.slots import (
    Acting,
    Responsible,
    Seat,
    Slot,
    Timing,
    numbered_days,
    numbered_state,
)
from lofte.work.outcomes import Outcome, SlotOutcome, SlotState
from lofte.work.yardsticks import Yardstick

MOST_NUMBERED = 60  # meetings of a window that are numbered one by one


@dataclass(frozen=True)
class Duty:
    """An obligation with its slots as of a day."""

    target: Target
    agreed: Obligation | None
    responsible: Responsible
    slots: tuple[Slot, ...]
    area_ids: frozenset[int]  # the areas it is owed in; empty: the whole partnership

    @property
    def partnership_id(self) -> int:
        return self.target.activity.promise.partnership_id

    def slots_in(self, area_ids: Collection[int], places: Collection[str]) -> Iterable[Slot]:
        """Return the slots owed in some areas: of those places, or of all together."""
        if self.area_ids.isdisjoint(area_ids):
            return ()
        return (slot for slot in self.slots if not slot.place or slot.place in places)


def targets(partnership_ids: Collection[int], days: Period) -> QuerySet[Target]:
    """Return the targets of adopted promises that can owe slots in those days."""
    return (
        Target.objects.filter(
            Q(kind__in=(Target.Kind.CADENCE, Target.Kind.SLOT, Target.Kind.FOLLOW_ON))
            | Exists(Obligation.objects.filter(target=OuterRef("pk"))),
            activity__promise__partnership__in=partnership_ids,
            activity__promise__adopted_on__isnull=False,
            activity__promise__starts__lt=days.ends,
            activity__promise__ends__gt=days.starts,
        )
        .select_related("activity__promise__partnership", "kind_of_work")
        .order_by("activity__promise__starts", "activity__position", "position", "pk")
    )


def of(found: Sequence[Target], today: date) -> list[Duty]:
    """Return what these targets owe, counted through today."""
    cut = today + timedelta(days=1)
    outcomes = counting.outcomes(found, period=week_of(today), cut=cut)
    agreed = {
        row.target_id: row
        for row in Obligation.objects.filter(target__in=found)
        .select_related("group", "person", "organisation")
        .order_by("agreed_on")
    }
    answering = _responsible(found, agreed, today)
    yardsticks = {yardstick.target_id: yardstick for yardstick in queries.yardsticks(found)}
    few = [yardsticks[key] for key in agreed if yardsticks[key].kind == "count"]
    held = _held([yardstick for yardstick in few if yardstick.promised <= MOST_NUMBERED])
    duties = []
    for target in revising.in_force(found, cut):
        yardstick, outcome = yardsticks[target.pk], outcomes[target.pk]
        row = agreed.get(target.pk)
        slots = (
            _numbered(target, outcome, held.get(target.pk, []), row)
            if yardstick.kind == "count"
            else _slots(target, outcome, yardstick, row)
        )
        stopped = target.activity.stopped_on
        duties.append(
            Duty(
                target=target,
                agreed=row,
                responsible=answering[target.pk],
                slots=tuple(slot for slot in slots if stopped is None or slot.due_on < stopped),
                area_ids=yardstick.areas,
            )
        )
    return duties


def of_viewer(viewer: Viewer, today: date, days: Period) -> list[Duty]:
    """Return the obligations that the viewer answers for."""
    return answered_by(viewer, of(list(targets(viewer.partnership_ids(Right.SEE_PROMISES), days)), today))


def answered_by(viewer: Viewer, duties: Sequence[Duty]) -> list[Duty]:
    return [duty for duty in duties if duty.responsible.answers(acting(viewer, duty.partnership_id))]


def acting(viewer: Viewer, partnership_id: int) -> Acting:
    """Return the viewer as one who acts for organisations in a partnership."""
    return Acting(viewer.user_id, frozenset(viewer.organisation_ids(partnership_id, Right.LOG)))


# Slots


def _slots(target: Target, outcome: Outcome, yardstick: Yardstick, agreed: Obligation | None) -> list[Slot]:
    found = [
        replace(
            _slot(target, Period(slot.starts, slot.ends, slot.key), agreed, slot.place),
            state=standing(slot, outcome.cut),
            reason=slot.reason,
        )
        for slot in outcome.slots
    ]
    places = list(dict.fromkeys(slot.place for slot in outcome.slots)) or [""]
    free = yardstick.excused(Period(outcome.starts, outcome.ends))
    found += [
        replace(_slot(target, slot, agreed, place), state="free", free=why)
        for slot, why in free.items()
        for place in places
    ]
    return found


def standing(slot: SlotOutcome, cut: date) -> SlotState:
    """Return how a slot stands today, the day before the cut: on its last day it is due, not missed."""
    return "due" if slot.state == "missed" and slot.ends >= cut else slot.state


def _slot(target: Target, slot: Period, agreed: Obligation | None, place: str) -> Slot:
    timing = Timing(agreed.weekday, agreed.begins_at, agreed.minutes) if agreed else Timing()
    return Slot(
        target_id=target.pk,
        activity_id=target.activity_id,
        title=target.activity.title,
        key=slot.key,
        starts=slot.starts,
        ends=slot.ends,
        place=place,
        state="coming",
        due_on=timing.due_on(slot),
        begins_at=timing.begins_at,
        minutes=timing.minutes,
        revision=agreed.revision if agreed else 0,
    )


def _numbered(
    target: Target, outcome: Outcome, held: Sequence[date], agreed: Obligation | None
) -> list[Slot]:
    """Return at least ten meetings a year as the first, the second … of ten."""
    line = next((line for line in outcome.places if line.promised is not None), None)
    if agreed is None or line is None or target.comparator == "<=" or target.quantity_id is not None:
        return []
    window, n = Period(outcome.starts, outcome.ends), int(line.promised or 0)
    if not 0 < n <= MOST_NUMBERED:
        return []
    days = [day for day in held if day in window and day < outcome.cut]
    return [
        replace(
            _slot(target, replace(window, key=f"{window.starts.year}-n{number:02d}"), agreed, line.place),
            state=numbered_state(number, days, window=window, cut=outcome.cut - date.resolution),
            due_on=due,
            begins_at=None,
            number=number,
            n_of=n,
            held_on=days[number - 1] if number <= len(days) else None,
        )
        for number, due in enumerate(numbered_days(window, n), start=1)
    ]


def _held(yardsticks: Sequence[Yardstick]) -> dict[int, list[date]]:
    """Return the days of what was counted, one for each occasion, of all those targets: three queries."""
    kinds = {y.kind_of_work_id for y in yardsticks if y.kind_of_work_id is not None}
    if not kinds:
        return {}
    rows = list(
        Entry.objects.whole(Purpose.COUNTING)
        .filter(
            kind_of_work__in=kinds,
            sign=1,
            reversed_by=None,
            occurred_on__gte=min(y.whole.starts for y in yardsticks),
            occurred_on__lt=max(y.whole.ends for y in yardsticks),
        )
        .order_by("occurred_on", "pk")
    )
    found: dict[int, list[date]] = defaultdict(list)
    for entry in queries.facts_of_all(rows):
        for yardstick in yardsticks:
            if yardstick.left_out(entry) is None:
                found[yardstick.target_id] += [entry.occurred_on] * entry.occasions
    return found


# Who answers


def _responsible(
    found: Sequence[Target], agreed: Mapping[int, Obligation], on: date
) -> dict[int, Responsible]:
    parties = _organisations(found)
    seats = _seats({row.group_id for row in agreed.values() if row.group_id is not None}, on)
    answering = {}
    for target in found:
        row = agreed.get(target.pk)
        own = frozenset({row.organisation_id}) if row and row.organisation_id else parties[target.pk]
        answering[target.pk] = Responsible(
            organisations=own,
            group_id=row.group_id if row else None,
            seats=seats.get(row.group_id or 0, frozenset()) if row else frozenset(),
            person_id=row.person_id if row else None,
        )
    return answering


def _organisations(found: Sequence[Target]) -> dict[int, frozenset[int]]:
    """Return who is to do what was promised: the activity's responsible parties, else the promise's."""
    of_activity: dict[int, set[int]] = defaultdict(set)
    rows = ActivityParty.objects.filter(activity__in={target.activity_id for target in found})
    for row in rows.filter(part=ActivityParty.Part.RESPONSIBLE):
        of_activity[row.activity_id].add(row.organisation_id)
    of_promise: dict[int, set[int]] = defaultdict(set)
    for party in PromiseParty.objects.filter(promise__in={target.activity.promise_id for target in found}):
        of_promise[party.promise_id].add(party.organisation_id)
    return {
        target.pk: frozenset(of_activity[target.activity_id] or of_promise[target.activity.promise_id])
        for target in found
    }


def _seats(group_ids: Collection[int], on: date) -> dict[int, frozenset[Seat]]:
    found: dict[int, set[Seat]] = defaultdict(set)
    rows = GroupMember.objects.filter(Q(ends=None) | Q(ends__gt=on), group__in=group_ids, starts__lte=on)
    for row in rows:
        found[row.group_id].add(Seat(row.organisation_id, row.person_id))
    return {key: frozenset(seats) for key, seats in found.items()}
