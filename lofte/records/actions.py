"""An organisation decides how long, stops what must not go, and a nightly job clears what is out of time."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone

from lofte.accounts.models import Organisation, User
from lofte.base import audit, clearing
from lofte.base.clearing import Plan, Sweep
from lofte.base.erasing import erase_who
from lofte.base.models import ReceivedForm
from lofte.records import queries
from lofte.records.models import Clearing, ClearingDecision, Hold
from lofte.records.queries import Standing, State

FORM = "base.ReceivedForm"
MANY = 500  # rows taken away in one statement

logger = logging.getLogger(__name__)


class Refused(Exception):
    """A decision or a stop that cannot be recorded."""

    code = "refused"
    field = "__all__"


class ReferenceMissing(Refused):
    """A decision is found again by its number in the register, and by who took it."""

    code = "reference"

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NotDecidedYet(Refused):
    code = "future"
    field = "decided_on"


class TooShort(Refused):
    """The rows are needed for so many days to put the log right."""

    code = "too_short"
    field = "keeps_days"

    def __init__(self, least: int) -> None:
        super().__init__(least)
        self.least = least


class ReasonMissing(Refused):
    code = "reason"
    field = "reason"


class HeldAlready(Refused):
    code = "held"


@dataclass(frozen=True)
class Ruling:
    """What a decision says."""

    keeps_days: int | None
    reference: str
    decided_by: str
    decided_on: date
    after_delivery: bool = False


@transaction.atomic
def decide(
    *, plan: Plan, organisation: Organisation, ruling: Ruling, by: User, at: datetime
) -> ClearingDecision:
    """Record a decision; it stands until the next for the same sort of rows."""
    _lock(organisation)
    for field in ("reference", "decided_by"):
        if not getattr(ruling, field).strip():
            raise ReferenceMissing(field)
    if ruling.decided_on > timezone.localdate(at):
        raise NotDecidedYet
    if ruling.keeps_days is not None and ruling.keeps_days < plan.least_days:
        raise TooShort(plan.least_days)
    made = ClearingDecision.objects.create(
        organisation=organisation,
        plan=plan.key,
        keeps_days=ruling.keeps_days,
        after_delivery=ruling.after_delivery and ruling.keeps_days is not None,
        reference=ruling.reference.strip(),
        decided_by=ruling.decided_by.strip(),
        decided_on=ruling.decided_on,
        recorded_at=at,
    )
    audit.record("clearing.decided", target=made, by_id=by.pk, at=at, plan=plan.key, days=ruling.keeps_days)
    return made


@transaction.atomic
def hold(*, plan: Plan | None, organisation: Organisation, reason: str, by: User, at: datetime) -> Hold:
    """Stop one sort of rows, or all of the organisation's, from being cleared."""
    _lock(organisation)
    if not reason.strip():
        raise ReasonMissing
    key = plan.key if plan else ""
    if Hold.objects.filter(organisation=organisation, plan=key, lifted_at=None).exists():
        raise HeldAlready
    made = Hold.objects.create(
        organisation=organisation, plan=key, reason=reason.strip(), placed_by=by, placed_at=at
    )
    audit.record("clearing.held", target=made, by_id=by.pk, at=at, plan=key)
    return made


@transaction.atomic
def lift(stop: Hold, *, by: User, at: datetime) -> None:
    """Let clearing go on; lifted once, however often it is asked for."""
    lifted = Hold.objects.filter(pk=stop.pk, lifted_at=None).update(lifted_by=by, lifted_at=at)
    if lifted:
        audit.record("clearing.lifted", target=stop, by_id=by.pk, at=at, plan=stop.plan)


@dataclass(frozen=True)
class Outcome:
    """What the night's job did, or would do, with one sort of an organisation's rows."""

    standing: Standing
    n_rows: int
    n_undelivered: int = 0  # refused: their time is out, and the e-archive has no receipt for them


def clear(at: datetime, *, is_rehearsal: bool = False) -> list[Outcome]:
    """Clear what is out of time by a decision that stands and is not held; a rehearsal only counts.

    Who it was goes before whole rows do: so each sort counts the rows that it counted in the rehearsal.
    """
    if connection.vendor == "sqlite" and not is_rehearsal:
        _run("PRAGMA secure_delete = ON")  # what goes is written over, not only forgotten
    every = queries.standings(Organisation.objects.order_by("name", "pk"), at)
    in_turn = sorted(every, key=lambda one: not one.plan.empties)
    done = {id(one): _counted(one) if is_rehearsal else _cleared(one, at) for one in in_turn}
    found = [done[id(one)] for one in every]
    if not is_rehearsal:
        _leave_no_trace(found)
    return found


def _counted(one: Standing) -> Outcome:
    return Outcome(one, one.n_due, one.n_undelivered)


def _cleared(seen: Standing, at: datetime) -> Outcome:
    """Clear one sort of an organisation's rows, by what stands now: a stop may have come meanwhile."""
    if seen.state is not State.GOES or not seen.n_due:
        return _counted(seen)
    with transaction.atomic():
        _lock(seen.organisation)
        one = queries.standing(seen.plan, seen.organisation, at)
        if one.state is not State.GOES or one.decision is None or one.before is None:
            return _counted(one)
        n_rows = _away(one.plan, one.rows(), ground=one.decision, at=at)
        if n_rows:
            report = Clearing.objects.create(decision=one.decision, before=one.before, n_rows=n_rows, at=at)
            audit.record("clearing.done", target=report, by_id=None, at=at, plan=one.plan.key, n=n_rows)
    logger.info("cleared: %s, %d rows", one.plan.key, n_rows)
    return Outcome(one, n_rows, one.n_undelivered)


def _lock(organisation: Organisation) -> None:
    """Let a decision, a stop and the night's job of one organisation take turns."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def _away(plan: Plan, rows: QuerySet[Model], *, ground: ClearingDecision, at: datetime) -> int:
    """Take a plan's rows away, some hundred at a time, and who it was out of the trail; return how many."""
    n = 0
    erase = partial(erase_who, verbs=plan.verbs, own_verbs=plan.own_verbs, ground=ground, by_id=None, at=at)
    while found := list(rows.values_list("pk", plan.thing_key, *plan.people)[:MANY]):
        things = [thing for _, thing, *_ in found]
        erase(plan.thing, things)
        erase(FORM, _forms(plan, things))
        _untie(plan, {(thing, person) for _, thing, *people in found for person in people if person})
        gone = rows.model._base_manager.filter(pk__in=[key for key, *_ in found])
        if plan.empties:
            gone.update(**plan.empties)
        else:
            gone.delete()
        n += len(found)
    return n


def _untie(plan: Plan, who: Collection[tuple[int, int]]) -> None:
    """Empty what names the same person about the same thing in other tables."""
    for tie in plan.ties:
        model: type[Model] = apps.get_model(tie.model)
        among = {**tie.among, f"{tie.key}__in": [thing for thing, _ in who]}
        rows = model._base_manager.filter(**among).order_by("pk")
        for column in tie.columns:
            same = [pk for pk, *pair in rows.values_list("pk", tie.key, column) if tuple(pair) in who]
            rows.filter(pk__in=same).update(**{column: None})


def _forms(plan: Plan, things: Collection[int]) -> list[int]:
    """Return the forms that led to these things when they had written them."""
    if not plan.lands:
        return []
    landed = [reverse(plan.lands, args=[key]) for key in things]
    return list(ReceivedForm.objects.filter(landed_at__in=landed).order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True)
class Swept:
    """How many rows without a decision of their own went, or would go."""

    sweep: Sweep
    n_rows: int


def sweep(at: datetime, *, is_rehearsal: bool = False) -> list[Swept]:
    """Take away what goes by itself after a fixed short time; a rehearsal only counts."""
    found = []
    for one in clearing.sweeps():
        rows = one.rows(at)
        n_rows = rows.count()
        if n_rows and not is_rehearsal:
            rows.delete()
            logger.info("swept: %s, %d rows", one.key, n_rows)
        found.append(Swept(one, n_rows))
    return found


def _leave_no_trace(found: list[Outcome]) -> None:
    """Let what was cleared leave the database's own files too, where no transaction stands around."""
    models = {apps.get_model(one.standing.plan.model) for one in found if one.n_rows}
    if not models or connection.in_atomic_block:
        return
    if connection.vendor == "sqlite":
        _run("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    for table in sorted(model._meta.db_table for model in models):
        _run(f"VACUUM {table}")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
