"""The weekly sheet: what promises in force ask of an organisation, line by line and area by area."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, prefetch_related_objects

from lofte.accounts.models import Organisation
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.periods.calendar import Period
from lofte.periods.slots import week_of
from lofte.places.models import PrioritisedArea
from lofte.promises import revising
from lofte.promises.models import KindOfWork, Quantity, Target
from lofte.work.deliveries import actions
from lofte.work.deliveries.facts import THURSDAY, Work
from lofte.work.deliveries.grounds import Ground, Grounds
from lofte.work.models import Delivery, Entry
from lofte.work.yardsticks import Rule, rule_of

N, HOURS = "n", "h"  # a number of occasions, hours in all; a quantity is "q" with its key
MINUTES_AN_HOUR = 60
Spot = tuple[int, str, str]  # kind, state, ground's code


@dataclass(frozen=True)
class Asked:
    """A kind of work in one state, where it is asked for, and what of it is counted."""

    kind: KindOfWork
    state: str
    minimum: int | None
    grounds: frozenset[str]
    measures: tuple[str, ...]
    quantities: Mapping[int, Quantity]


@dataclass(frozen=True)
class Sheet:
    """One week of one organisation."""

    organisation: Organisation
    week: Period
    columns: Sequence[Ground]
    asked: Sequence[Asked]
    by_hand: Sequence[KindOfWork]  # asked for, and vouched for or shared each time
    one_by_one: Sequence[KindOfWork]  # asked for on a day or at a place, which a week's figure does not say
    now: Delivery | None  # the week as it was delivered last, as far as it is seen
    is_kept: bool  # whether it was delivered, and its organisation keeps that to itself
    last: Delivery | None  # of all that is seen, what was delivered last
    figures: Mapping[str, int | float]  # by the field's name
    last_week: Mapping[str, int | float]

    @property
    def thursday(self) -> date:
        return self.week.starts + THURSDAY


def field_name(kind_id: int, state: str, ground: str, measure: str) -> str:
    return f"{kind_id}-{state}-{ground}-{measure}"


def last_over(today: date) -> Period:
    """Return the week that is asked for today: this one from its Friday, else the one before."""
    return week_of(today if today.weekday() >= 4 else today - timedelta(days=7))


def of(organisation: Organisation, partnership_ids: Collection[int], week: Period, viewer: Viewer) -> Sheet:
    """Lay out the sheet as a viewer sees it: as many queries however much is asked for or delivered."""
    grounds = Grounds(partnership_ids)
    targets = _targets(organisation, partnership_ids, week)
    asked, by_hand = _asked(targets, grounds, _prioritised(partnership_ids, week))
    wanted = {code for one in asked for code in one.grounds}
    stands = _stands(organisation, week)
    seen = Delivery.objects.seen_by(viewer).filter(organisation=organisation).order_by("-pk")
    told = {one.starts: one for one in seen.filter(pk__in=stands.values())}
    now, before = told.get(week.starts), told.get(week.starts - timedelta(days=7))
    return Sheet(
        organisation=organisation,
        week=week,
        columns=[ground for code, ground in grounds.all.items() if code in wanted],
        asked=asked,
        by_hand=by_hand,
        one_by_one=_one_by_one(targets),
        now=now,
        is_kept=week.starts in stands and now is None,
        last=now or seen.first(),
        figures=_figures(now, grounds, asked),
        last_week=_figures(before, grounds, asked),
    )


def _stands(organisation: Organisation, week: Period) -> dict[date, int]:
    """Return the sheets that stand for a week and the one before, by their Mondays."""
    rows = Delivery.objects.whole(Purpose.ACTING).filter(
        organisation=organisation,
        way=Delivery.Way.SHEET,
        starts__in=(week.starts - timedelta(days=7), week.starts),
        replacement=None,
    )
    return dict(rows.order_by("pk").values_list("starts", "pk"))


def _targets(organisation: Organisation, partnership_ids: Collection[int], week: Period) -> list[Target]:
    rows = (
        Target.objects.filter(
            Q(activity__parties=None) | Q(activity__parties__organisation=organisation),
            activity__promise__partnership__in=partnership_ids,
            activity__promise__adopted_on__isnull=False,
            activity__promise__starts__lt=week.ends,
            activity__promise__ends__gt=week.starts,
        )
        .exclude(activity__stopped_on__lte=week.starts)
        .select_related("kind_of_work", "occasion_kind", "quantity", "whole")
        .prefetch_related("places__area_set")
        .order_by("activity__promise__starts", "activity__position", "position", "pk")
    )
    read = revising.in_force(list(dict.fromkeys(rows)), week.ends)
    found = [one for one in read if one.kind_of_work is not None and not one.only_own_entries]
    kinds = [one.kind_of_work for one in found if one.kind_of_work is not None]
    prefetch_related_objects(kinds, "quantities")
    return found


def _prioritised(partnership_ids: Collection[int], week: Period) -> list[int]:
    rows = PrioritisedArea.objects.filter(partnership__in=partnership_ids, starts__lt=week.ends)
    rows = rows.filter(Q(ends=None) | Q(ends__gt=week.starts))
    return list(rows.order_by("area_set__position", "pk").values_list("area_set_id", flat=True))


def fits(kind: KindOfWork) -> bool:
    """Say whether a figure can stand for this kind: nothing has to be vouched for, or shared, each time."""
    return not kind.has_recipients and not any(row.get("required", True) for row in kind.checklist)


def states_of(kind: KindOfWork) -> tuple[str, ...]:
    if kind.states == KindOfWork.States.CASE:
        return (Entry.State.BEGUN.value, Entry.State.CLOSED.value)
    return (Entry.State.DONE.value,)


def _asked(
    targets: Iterable[Target], grounds: Grounds, prioritised: Sequence[int]
) -> tuple[list[Asked], list[KindOfWork]]:
    by_kind: dict[int, list[Target]] = defaultdict(list)
    for target in targets:
        if not _needs_day_or_place(target):
            by_kind[target.kind_of_work_id or 0].append(target)
    found, by_hand = [], []
    for some in by_kind.values():
        kind = some[0].kind_of_work
        if kind is None or not fits(kind):
            by_hand += [kind] if kind is not None else []
            continue
        found += [_of_kind(kind, state, some, grounds, prioritised) for state in states_of(kind)]
    return found, by_hand


def _needs_day_or_place(target: Target) -> bool:
    """Say whether a figure for a week could not count: it names no day, no hour and no street."""
    return rule_of(target.kind, target.per, target.held) in {Rule.SLOT, Rule.COVERAGE, Rule.OCCASIONS}


def _one_by_one(targets: Iterable[Target]) -> list[KindOfWork]:
    kinds = [
        kind
        for target in targets
        if _needs_day_or_place(target)
        for kind in (target.occasion_kind, target.kind_of_work)
    ]
    return list(dict.fromkeys(kind for kind in kinds if kind is not None))


def _of_kind(
    kind: KindOfWork, state: str, targets: Sequence[Target], grounds: Grounds, prioritised: Sequence[int]
) -> Asked:
    codes = {ground.code for target in targets for ground in _grounds_of(target, grounds, prioritised)}
    named = {one.pk for target in targets for one in (target.quantity, target.whole) if one is not None}
    quantities = {one.pk: one for one in kind.quantities.all() if one.is_asked or one.pk in named}
    in_order = sorted(quantities, key=lambda key: (quantities[key].position, key))
    counts_occasions = any(target.quantity_id is None for target in targets)
    has_hours = any(target.kind == Target.Kind.HOURS for target in targets)
    measures = [N] if counts_occasions or not quantities else []
    return Asked(
        kind=kind,
        state=state,
        minimum=max((target.minimum_minutes or 0 for target in targets), default=0) or None,
        grounds=frozenset(codes),
        measures=(*measures, *([HOURS] if has_hours else []), *(f"q{key}" for key in in_order)),
        quantities=quantities,
    )


def _grounds_of(target: Target, grounds: Grounds, prioritised: Sequence[int]) -> list[Ground]:
    places = sorted(target.places.all(), key=lambda row: (row.position, row.pk))
    sets = prioritised if target.over_prioritised_areas else [row.area_set_id for row in places]
    if sets or target.over_prioritised_areas:
        return grounds.of_sets(sets)
    whole = grounds.whole()
    return [whole] if whole is not None else []


def _figures(delivery: Delivery | None, grounds: Grounds, asked: Sequence[Asked]) -> dict[str, int | float]:
    """Return what a delivery said, by the names of the fields that it was typed in."""
    found: dict[str, int | float] = defaultdict(int)
    with_hours = {(one.kind.pk, one.state) for one in asked if HOURS in one.measures}
    spots = {(ground.area_id, ground.area_set_id): code for code, ground in grounds.all.items()}
    for work in actions.delivered([delivery]) if delivery is not None else ():
        code = spots.get((work.area_id, work.area_set_id), "")
        found[field_name(work.kind_id, work.state, code, N)] += work.occasions
        if (work.kind_id, work.state) in with_hours and work.minutes:
            hours = work.occasions * work.minutes / MINUTES_AN_HOUR
            found[field_name(work.kind_id, work.state, code, HOURS)] += hours
        for key, value in work.quantities:
            found[field_name(work.kind_id, work.state, code, f"q{key}")] += value
    return dict(found)


def works(asked: Asked, ground: Ground, given: Mapping[str, int | float], thursday: date) -> list[Work]:
    """Return what one square of the sheet becomes: one figure, or two that hold its hours to the minute."""
    n = int(given.get(N, 1))
    amounts = tuple(sorted((int(key[1:]), int(value)) for key, value in given.items() if key[0] == "q"))
    if (N in given and not n) or (N not in given and not any(value for _, value in amounts)):
        return []
    figure = Work(
        kind_id=asked.kind.pk,
        area_id=ground.area_id,
        day=thursday,
        state=asked.state,
        area_set_id=ground.area_set_id,
        minutes=asked.minimum,
        occasions=n,
        quantities=amounts,
    )
    if not given.get(HOURS):
        return [figure]
    return list(_with_minutes(figure, round(given[HOURS] * MINUTES_AN_HOUR)))


def _with_minutes(figure: Work, total: int) -> Iterable[Work]:
    """Share the minutes out on the occasions: whole minutes each, and the sum exact."""
    low, n_more = divmod(total, figure.occasions)
    amounts = figure.quantities
    for n, minutes in ((n_more, low + 1), (figure.occasions - n_more, low)):
        if n:
            yield Work(
                kind_id=figure.kind_id,
                area_id=figure.area_id,
                day=figure.day,
                state=figure.state,
                area_set_id=figure.area_set_id,
                minutes=minutes or None,
                occasions=n,
                quantities=amounts,
            )
            amounts = ()
