"""What may be cleared away when its time is out: every floor says it of its own tables.

A floor registers in its AppConfig.ready(). A plan is carried out by nobody until an organisation has decided
how long its rows are kept (lofte.records): it says what they are, never for how long. A sweep takes what only
keeps the machinery of sign-in and letters going, after a short time that is the same for all.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Tie:
    """Columns of another table that name whoever the rows named, about the same thing."""

    model: str
    among: Mapping[str, Any]  # which rows of the other table
    key: str  # its column with the thing's key
    columns: tuple[str, ...]  # emptied where they name the same person


@dataclass(frozen=True)
class Plan:
    """Rows that can go by themselves: whose they are, and since when their time counts."""

    key: str
    name: Any  # a translated phrase
    why: Any  # a translated sentence: what is lost when they are gone
    model: str
    organisation: str  # the path to whose they are
    since: str  # the path to the moment from which their time counts
    least_days: int  # before that they are needed to put the log right
    thing: str  # what the rows speak of, by its model and the path to its key
    thing_key: str
    verbs: tuple[str, ...]  # the lines of the trail in which who it was goes with the rows
    own_verbs: tuple[str, ...] = ()  # lines that go with them where it was the same person
    lands: str = ""  # the address, by its name, that a form leads to when it has written the thing
    empties: Mapping[str, None] = field(default_factory=dict)  # columns that are emptied; none: the row goes
    people: tuple[str, ...] = ()  # the columns that name who it was
    ties: tuple[Tie, ...] = ()  # what elsewhere would tell it again
    usual_days: int | None = None  # what the installation proposes where nothing is decided

    def rows(self, organisation_id: int, before: datetime) -> QuerySet[Model]:
        """Return an organisation's rows from before a moment that still hold what is to go."""
        return self.every().filter(**{self.organisation: organisation_id, f"{self.since}__lt": before})

    @property
    def stopped_by(self) -> frozenset[str]:
        """Return the plans whose stop stops this one too: whole rows take along what others only empty."""
        beside = (one.key for one in plans() if one.model == self.model and one.empties)
        return frozenset({self.key} if self.empties else {self.key, *beside})

    def every(self) -> QuerySet[Model]:
        """Return the rows of all organisations that still hold what is to go, and whose time counts."""
        model: type[Model] = apps.get_model(self.model)
        rows = model._base_manager.filter(**{f"{self.since}__isnull": False}).order_by("pk")
        return rows.exclude(**self.empties) if self.empties else rows


@dataclass(frozen=True)
class Sweep:
    """Rows without which nothing that was done is harder to follow: they go after a fixed time, undecided."""

    key: str
    name: Any  # a translated phrase
    model: str
    since: str  # the path to the moment from which their time counts
    kept: timedelta

    def rows(self, at: datetime) -> QuerySet[Model]:
        """Return the rows whose time is out at a moment."""
        model: type[Model] = apps.get_model(self.model)
        return model._base_manager.filter(**{f"{self.since}__lt": at - self.kept}).order_by("pk")


_plans: dict[str, Plan] = {}
_sweeps: dict[str, Sweep] = {}
_deciders: dict[str, None] = {}


def register(plan: Plan) -> None:
    """Let a floor say what of its own can be cleared."""
    _plans[plan.key] = plan


def plans() -> Iterator[Plan]:
    """Yield every plan, in the order of its key."""
    yield from (plan for _, plan in sorted(_plans.items()))


def plan(key: str) -> Plan | None:
    return _plans.get(key)


def register_sweep(sweep: Sweep) -> None:
    """Let a floor say what of its own goes by itself."""
    _sweeps[sweep.key] = sweep


def sweeps() -> Iterator[Sweep]:
    """Yield every sweep, in the order of its key."""
    yield from (sweep for _, sweep in sorted(_sweeps.items()))


def register_decider(path: str) -> None:
    """Let the floor that keeps the decisions answer `decided_days`, by the path of its function."""
    _deciders[path] = None


def decided_days(key: str, organisation_ids: Collection[int]) -> dict[int, int | None]:
    """Return for how many days each organisation that has decided keeps a plan's rows; None: always."""
    found: dict[int, int | None] = {}
    for path in _deciders:
        found |= import_string(path)(key, organisation_ids)
    return found
