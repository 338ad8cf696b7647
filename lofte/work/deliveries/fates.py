"""Each row's fate before anything is written: counted, there already, waiting, refused."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from lofte.accounts.models import Organisation
from lofte.accounts.sight import Purpose
from lofte.periods.calendar import Period
from lofte.promises.models import Target, TargetRevision
from lofte.work import counted, queries
from lofte.work.deliveries import actions, clashing
from lofte.work.deliveries.clashing import Arrival
from lofte.work.deliveries.facts import Work, monday_of, span
from lofte.work.deliveries.reading import Read
from lofte.work.models import Delivery
from lofte.work.yardsticks import EntryFacts, Rule, Yardstick


class Fate(StrEnum):
    """What becomes of a row."""

    COUNTED = "counted"
    AFTER_CUT = "after_cut"
    UNASKED = "unasked"
    WAITS = "waits"
    PRESENT = "present"
    ZERO = "zero"
    SKIPPED = "skipped"
    REFUSED = "refused"


TAKEN = (Fate.COUNTED, Fate.AFTER_CUT, Fate.UNASKED, Fate.WAITS)


@dataclass(frozen=True)
class Row:
    """A row with its fate."""

    read: Read
    fate: Fate


@dataclass(frozen=True)
class Bringer:
    """Whose file it is, and what it takes the place of."""

    organisation: Organisation
    partnership_ids: Collection[int]
    source: str
    holds: str
    replaces: Sequence[Delivery] = ()


@dataclass(frozen=True)
class Difference:
    """What a later delivery changes in those it replaces."""

    n_same: int
    n_new: int
    n_gone: int


def fates(rows: Sequence[Read], bringer: Bringer) -> list[Row]:
    """Return every row with its fate: the number of queries is the same however many rows there are."""
    fresh = _fresh(rows, bringer)
    works = [row.work for row in rows if row.work is not None and row.number in fresh]
    arrival = Arrival(
        bringer.organisation.pk, bringer.source, bringer.holds, [one.pk for one in bringer.replaces]
    )
    cells = clashing.cells(works, arrival)
    waiting = {row.number for row, cell in zip(_with_work(rows, fresh), cells, strict=True) if cell}
    judge = _Judge(bringer, works)
    return [Row(row, _fate(row, fresh, waiting, judge)) for row in rows]


def _with_work(rows: Sequence[Read], fresh: Collection[int]) -> list[Read]:
    return [row for row in rows if row.work is not None and row.number in fresh]


def _fate(row: Read, fresh: Collection[int], waiting: Collection[int], judge: "_Judge") -> Fate:
    if row.work is None:
        return {"zero": Fate.ZERO, "skip": Fate.SKIPPED}.get(row.code, Fate.REFUSED)
    if row.number not in fresh:
        return Fate.PRESENT
    return Fate.WAITS if row.number in waiting else judge.fate(row.work)


def _fresh(rows: Sequence[Read], bringer: Bringer) -> set[int]:
    """Return the rows that are not there already: as many as came before from the system are held back."""
    works = [row.work for row in rows if row.work is not None]
    there = Counter(_there(works, bringer)) if works else Counter()
    found = set()
    for row in rows:
        if row.work is None:
            continue
        if there[row.work] > 0:
            there[row.work] -= 1
        else:
            found.add(row.number)
    return found


def _there(works: Sequence[Work], bringer: Bringer) -> list[Work]:
    starts, ends = span(works)
    standing = earlier(bringer, monday_of(starts), ends)
    replaced = {one.pk for one in bringer.replaces}
    return actions.delivered([one for one in standing if one.pk not in replaced])


def earlier(bringer: Bringer, starts: date, ends: date) -> list[Delivery]:
    """Return what the same system has delivered of these days and nothing has replaced."""
    rows = Delivery.objects.whole(Purpose.ACTING).filter(
        organisation=bringer.organisation,
        source=bringer.source,
        holds=bringer.holds,
        starts__lt=ends,
        ends__gt=starts,
        replacement=None,
    )
    return list(rows.order_by("starts", "pk"))


def difference(works: Sequence[Work], replaces: Sequence[Delivery]) -> Difference:
    """Hold new work against what it replaces."""
    new, old = Counter(works), Counter(actions.delivered(replaces))
    return Difference((new & old).total(), (new - old).total(), (old - new).total())


class _Judge:
    """Says whether a promise asks for a piece of work, and whether its period is counted already."""

    def __init__(self, bringer: Bringer, works: Sequence[Work]) -> None:
        self._organisation_id = bringer.organisation.pk
        self._known: dict[Work, Fate] = {}
        targets = _targets(bringer, works)
        self._yardsticks: Mapping[int, list[Yardstick]] = _by_kind(targets)
        promise_ids = {target.activity.promise_id for target in targets}
        self._closed = counted.periods(promise_ids) if targets else []

    def fate(self, work: Work) -> Fate:
        known = self._known.get(work)
        if known is None:
            known = self._known[work] = self._fate(work)
        return known

    def _fate(self, work: Work) -> Fate:
        facts = EntryFacts(
            kind_of_work_id=work.kind_id,
            organisation_id=self._organisation_id,
            area_id=work.area_id,
            activity_id=None,
            occurred_on=work.day,
            minutes=work.minutes,
            state=work.state,
            quantities=dict(work.quantities),
            occasions=work.occasions,
        )
        if all(one.left_out(facts) is not None for one in self._yardsticks.get(work.kind_id, ())):
            return Fate.UNASKED
        is_closed = any(work.day in period for period in self._closed)
        return Fate.AFTER_CUT if is_closed else Fate.COUNTED


def _targets(bringer: Bringer, works: Sequence[Work]) -> list[Target]:
    if not works:
        return []
    starts, ends = span(works)
    kinds = {work.kind_id for work in works}
    revised = TargetRevision.objects.order_by()
    as_work = Q(kind_of_work__in=kinds) | Q(
        pk__in=revised.filter(after__kind_of_work_id__in=kinds).values("target")
    )
    as_occasions = Q(occasion_kind__in=kinds) | Q(  # anybody's are looked at
        pk__in=revised.filter(after__occasion_kind_id__in=kinds).values("target")
    )
    by_us = Q(activity__parties=None) | Q(activity__parties__organisation=bringer.organisation)
    rows = Target.objects.filter(
        (as_work & by_us) | as_occasions,
        activity__promise__partnership__in=bringer.partnership_ids,
        activity__promise__adopted_on__isnull=False,
        activity__promise__starts__lt=ends,
        activity__promise__ends__gt=starts,
    )
    return list(rows.select_related("activity__promise").distinct().order_by("pk"))


def _by_kind(targets: Sequence[Target]) -> dict[int, list[Yardstick]]:
    found: dict[int, list[Yardstick]] = {}
    for one in queries.yardsticks(targets) if targets else ():
        found.setdefault(one.kind_of_work_id or 0, []).append(one)
        if one.rule is Rule.OCCASIONS and one.occasion_kind_id is not None:
            found.setdefault(one.occasion_kind_id, []).append(one.occasions)
    return found


def period_of(works: Sequence[Work], holds: str) -> Period:
    """Return the days that a file's work lies in: whole weeks where it holds figures."""
    starts, ends = span(works)
    if holds == Delivery.Holds.FIGURES:
        return Period(monday_of(starts), monday_of(ends - clashing.DAY) + clashing.WEEK)
    return Period(starts, ends)
