"""Which decision stands, what is held, and what would go today."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from lofte.accounts import queries as accounts
from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.base import clearing
from lofte.base.clearing import Plan
from lofte.base.waiting import Item
from lofte.records.archiving import handing
from lofte.records.models import Clearing, ClearingDecision, Hold

NEVER = datetime(1, 1, 2, tzinfo=UTC)  # nothing is older


class State(StrEnum):
    """What becomes of one sort of an organisation's rows."""

    UNDECIDED = "undecided"  # nobody has decided: nothing goes
    KEPT = "kept"  # decided to be kept
    HELD = "held"  # decided to go, and stopped
    GOES = "goes"


@dataclass(frozen=True)
class Standing:
    """How one sort of an organisation's rows stands at a moment."""

    plan: Plan
    organisation: Organisation
    state: State
    decision: ClearingDecision | None
    hold: Hold | None
    before: datetime | None
    last: Clearing | None = None
    delivered: tuple[tuple[date, date], ...] = ()  # what the e-archive has a receipt for

    @property
    def is_after_delivery(self) -> bool:
        return self.decision is not None and self.decision.after_delivery

    def rows(self) -> QuerySet[Model]:
        """Return the rows that may go: their time is out, and they are delivered where that is demanded."""
        due = self.plan.rows(self.organisation.pk, self.before or NEVER)
        return (
            due.filter(handing.within(self.plan.since, [*self.delivered])) if self.is_after_delivery else due
        )

    @property
    def n_due(self) -> int:
        """Count the rows that may go."""
        return self.rows().count() if self.before else 0

    @property
    def n_undelivered(self) -> int:
        """Count the rows whose time is out, and that the e-archive has no receipt for."""
        if not self.before or not self.is_after_delivery:
            return 0
        return self.plan.rows(self.organisation.pk, self.before).count() - self.n_due


def standings(organisations: Iterable[Organisation], at: datetime) -> list[Standing]:
    """Return how every sort of each organisation's rows stands: four queries, however many there are."""
    ours = list(organisations)
    keys = [one.pk for one in ours]
    decisions = {
        (row.organisation_id, row.plan): row
        for row in ClearingDecision.objects.filter(organisation__in=keys).order_by("pk")
    }
    held = list(Hold.objects.filter(organisation__in=keys, lifted_at=None).order_by("pk"))
    cleared = Clearing.objects.filter(decision__organisation__in=keys).select_related("decision")
    last = {(row.decision.organisation_id, row.decision.plan): row for row in cleared.order_by("pk")}
    delivered = handing.delivered(keys)
    found = []
    for one in ours:
        times = tuple(delivered.get(one.pk, ()))
        for plan in clearing.plans():
            decision, hold = decisions.get((one.pk, plan.key)), _hold(held, one.pk, plan)
            days = decision.keeps_days if decision else None
            before = None if days is None else at - timedelta(days=days)
            state = _state(decision, hold)
            gone = last.get((one.pk, plan.key))
            found.append(Standing(plan, one, state, decision, hold, before, gone, times))
    return found


def standing(plan: Plan, organisation: Organisation, at: datetime) -> Standing:
    """Return how one sort of an organisation's rows stands."""
    return next(one for one in standings([organisation], at) if one.plan.key == plan.key)


def decided_days(key: str, organisation_ids: Collection[int]) -> dict[int, int | None]:
    """Return for how many days each organisation that has decided keeps a plan's rows; None: always."""
    rows = ClearingDecision.objects.filter(plan=key, organisation__in=organisation_ids).order_by("pk")
    return dict(rows.values_list("organisation", "keeps_days"))  # the latest stands


def _state(decision: ClearingDecision | None, hold: Hold | None) -> State:
    if decision is None:
        return State.UNDECIDED
    if decision.keeps_days is None:
        return State.KEPT
    return State.GOES if hold is None else State.HELD


def _hold(held: Iterable[Hold], organisation_id: int, plan: Plan) -> Hold | None:
    stops = {"", *plan.stopped_by}
    ours = (one for one in held if one.organisation_id == organisation_id and one.plan in stops)
    return next(ours, None)


def organisations(viewer: Viewer, partnership_id: int) -> QuerySet[Organisation]:
    """Return whose records the viewer may see: a registrar the own, who protects data every party's."""
    rows = Organisation.objects.order_by("name", "pk")
    if viewer.may(partnership_id, Right.PROTECT):
        return rows.filter(memberships__partnership=partnership_id)
    return rows.filter(pk__in=viewer.organisation_ids(partnership_id, Right.REGISTER))


def decisions(organisation: Organisation, plan: Plan) -> QuerySet[ClearingDecision]:
    """Return what has been decided of one sort of rows, the latest first, with what went on it."""
    rows = ClearingDecision.objects.filter(organisation=organisation, plan=plan.key).order_by("-pk")
    return rows.prefetch_related(Prefetch("clearings", Clearing.objects.order_by("-pk")))


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Yield each partnership in which something is undecided: a registrar's own, or what a protector sees."""
    found = accounts.partnerships(viewer, Right.REGISTER, Right.PROTECT)
    ours = {one: {row.pk for row in organisations(viewer, one.pk)} for one in found}
    if not ours:
        return
    rows = standings(Organisation.objects.filter(pk__in=set().union(*ours.values())), timezone.now())
    for partnership, keys in ours.items():
        undecided = sum(row.state is State.UNDECIDED and row.organisation.pk in keys for row in rows)
        if undecided:
            said = ngettext(
                "Gallring: %(n)d sorts uppgifter saknar beslut",
                "Gallring: %(n)d sorters uppgifter saknar beslut",
                undecided,
            )
            url = reverse("records:clearing", args=[partnership.slug])
            yield Item(text=said % {"n": undecided}, url=url, part="sort")
