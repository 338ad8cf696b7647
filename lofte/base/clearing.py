"""What may be cleared away when its time is out: every floor says it of its own tables.

A floor registers in its AppConfig.ready(). What is registered is cleared by nobody until an organisation has
decided how long it is to be kept (lofte.records): the plan says what it is, never for how long.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet


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

    def rows(self, organisation_id: int, before: datetime) -> QuerySet[Model]:
        """Return an organisation's rows from before a moment."""
        whose = {self.organisation: organisation_id, f"{self.since}__lt": before}
        model: type[Model] = apps.get_model(self.model)
        return model._default_manager.filter(**whose).order_by("pk")


_plans: dict[str, Plan] = {}


def register(plan: Plan) -> None:
    """Let a floor say what of its own can be cleared."""
    _plans[plan.key] = plan


def plans() -> Iterator[Plan]:
    """Yield every plan, in the order of its key."""
    yield from (plan for _, plan in sorted(_plans.items()))


def plan(key: str) -> Plan | None:
    return _plans.get(key)
