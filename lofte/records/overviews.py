"""Clearing at a glance: what nobody has decided, then what is stopped, then what takes care of itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min

from lofte.accounts import held, walls
from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.base import clearing
from lofte.records import queries
from lofte.records.queries import Standing, State


@dataclass(frozen=True)
class Sort:
    """One sort of an organisation's rows: how it stands, how many there are, and since when."""

    standing: Standing
    n: int = 0
    since: datetime | None = None


@dataclass(frozen=True)
class Undecided:
    """What an organisation has not decided, and who there records it when it has."""

    organisation: Organisation
    sorts: tuple[Sort, ...]
    registrars: tuple[str, ...]

    @property
    def n_sorts(self) -> int:
        return len(self.sorts)

    @property
    def n(self) -> int:
        return sum(one.n for one in self.sorts)


@dataclass(frozen=True)
class Overview:
    """All sorts of some organisations' rows, the most urgent first."""

    undecided: tuple[Undecided, ...]
    held: tuple[Sort, ...]
    decided: tuple[Sort, ...]

    @property
    def n_undecided(self) -> int:
        return sum(one.n_sorts for one in self.undecided)


def overview(organisations: Iterable[Organisation], partnership_id: int, at: datetime, on: date) -> Overview:
    """Return how everything stands: as many queries as there are plans, and five more, for any number."""
    ours = list(organisations)
    sorts = _sorts(ours, at)
    who = _registrars(partnership_id, on)
    undecided = [
        Undecided(one, tuple(_of(sorts, State.UNDECIDED, one)), tuple(who.get(one.pk, ()))) for one in ours
    ]
    waiting = sorted((one for one in undecided if one.sorts), key=lambda one: (-one.n, one.organisation.name))
    decided = [*_of(sorts, State.GOES), *_of(sorts, State.KEPT)]
    return Overview(tuple(waiting), tuple(_of(sorts, State.HELD)), tuple(decided))


def sort(standing: Standing) -> Sort:
    """Return one sort with how many rows there are."""
    with walls.lifted():
        found = _there_is(standing.plan, [standing.organisation.pk])
    return Sort(standing, *found.get(standing.organisation.pk, (0, None)))


def _sorts(organisations: list[Organisation], at: datetime) -> list[Sort]:
    keys = [one.pk for one in organisations]
    with walls.lifted():  # who watches over all is told how many rows each has, and none of them
        there = {plan.key: _there_is(plan, keys) for plan in clearing.plans()}
    return [
        Sort(one, *there[one.plan.key].get(one.organisation.pk, (0, None)))
        for one in queries.standings(organisations, at)
    ]


def _of(sorts: list[Sort], state: State, organisation: Organisation | None = None) -> list[Sort]:
    """Return the sorts in a state, those with most rows first."""
    found = [one for one in sorts if one.standing.state is state]
    if organisation is not None:
        found = [one for one in found if one.standing.organisation == organisation]
    return sorted(found, key=lambda one: (-one.n, str(one.standing.plan.name)))


def _there_is(plan: clearing.Plan, keys: Collection[int]) -> dict[int, tuple[int, datetime | None]]:
    """Return how many rows each organisation has, and since when the oldest."""
    rows = plan.every().filter(**{f"{plan.organisation}__in": keys}).order_by()
    found = rows.values_list(plan.organisation).annotate(n=Count("pk"), oldest=Min(plan.since))
    return {key: (n, oldest) for key, n, oldest in found}


def _registrars(partnership_id: int, on: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    roles = held.having(on, Right.REGISTER).filter(partnership=partnership_id, user__is_active=True)
    for role in roles.select_related("user").order_by("user__name", "pk"):
        found.setdefault(role.organisation_id, []).append(role.user.name)
    return found
