"""Where all our promises stand: one page for one who works in several municipalities, counted in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language, gettext

from lofte.accounts.models import Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.base import wording
from lofte.charts import words
from lofte.followup import rules
from lofte.periods.calendar import tertial_of
from lofte.promises.models import Activity, Promise, Target
from lofte.work import counting, line_words
from lofte.work.outcomes import Outcome


@dataclass(frozen=True)
class ActivityRow:
    """An activity, its status (None where it is told in words), and what is done in a few words."""

    activity: Activity
    number: int
    status: str | None
    done: str


@dataclass(frozen=True)
class PromiseRows:
    """A promise in force with its activities, in its own order: never by trouble."""

    promise: Promise
    rows: Sequence[ActivityRow]

    @property
    def summary(self) -> str:
        """Say how many stand how: ``5 följer planen, 2 ligger efter``."""
        found, said = [row.status for row in self.rows], words.of(_language())
        parts = [said.standing(status, found.count(status)) for status in said.status if status in found]
        return wording.listed(parts, _language()) if parts else gettext("redovisas i ord")


@dataclass(frozen=True)
class PartnershipRows:
    """A partnership and its promises in force."""

    partnership: Partnership
    promises: Sequence[PromiseRows]


def of(viewer: Viewer, today: date) -> list[PartnershipRows]:
    """Return the promises in force of every partnership the viewer has a role in: the queries do not grow."""
    promises = list(
        Promise.objects.seen_by(viewer)
        .filter(
            partnership__in=viewer.partnership_ids(Right.SEE_FIGURES),
            adopted_on__isnull=False,
            starts__lte=today,
            ends__gt=today,
        )
        .select_related("partnership")
        .order_by("partnership__name", "starts", "pk")
    )
    activities = list(Activity.objects.filter(promise__in=promises).order_by("promise", "position", "pk"))
    targets = list(
        Target.objects.filter(activity__in=activities)
        .select_related("kind_of_work", "activity__promise")
        .order_by("position", "pk")
    )
    found = counting.outcomes(targets, period=tertial_of(today), cut=today + timedelta(days=1))
    told = {
        promise.pk: PromiseRows(promise, list(_rows(promise, activities, targets, found)))
        for promise in promises
    }
    by_partnership: dict[int, list[PromiseRows]] = {}
    for promise in promises:
        by_partnership.setdefault(promise.partnership_id, []).append(told[promise.pk])
    return [PartnershipRows(rows[0].promise.partnership, rows) for rows in by_partnership.values()]


def _rows(
    promise: Promise, activities: Iterable[Activity], targets: Sequence[Target], found: dict[int, Outcome]
) -> Iterable[ActivityRow]:
    own = [activity for activity in activities if activity.promise_id == promise.pk]
    for number, activity in enumerate(own, start=1):
        outcomes = [found[target.pk] for target in targets if target.activity_id == activity.pk]
        counted = [outcome for outcome in outcomes if not outcome.in_words]
        status = rules.activity_status(outcome.status for outcome in counted) if counted else None
        done = "; ".join(text for outcome in counted if (text := line_words.done(outcome)))
        yield ActivityRow(activity, number, status, done)


def _language() -> str:
    return "en" if (get_language() or "sv").startswith("en") else "sv"
