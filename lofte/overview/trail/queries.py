"""The lines that an auditor may read, searched: by thing, by person, by day. Newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from lofte.accounts.models import Group, GroupMember, Membership, Organisation, Role, User
from lofte.base.models import AuditEvent
from lofte.base.trail_checking import ERASED
from lofte.followup.models import FollowUp, Sample
from lofte.promises.models import Activity, Promise, Question, Target
from lofte.situation.models import Indicator, IndicatorValue
from lofte.work.models import CalendarFeed, Entry

ON_A_PAGE = 50
SYSTEM = "system"  # nobody: the command line, the night's jobs, a calendar's secret address
HOW = {
    "read": Q(verb__endswith=".read"),
    "exported": Q(verb__endswith=".exported"),
    "changed": ~Q(verb__endswith=".read") & ~Q(verb__endswith=".exported"),
}


@dataclass(frozen=True)
class Asked:
    """What is searched for; nothing said, everything."""

    thing: tuple[str, int] | None = None
    who: int | str | None = None
    first_day: date | None = None
    last_day: date | None = None
    how: str = ""
    before: int | None = None  # the key of the last line on the page before


def people(partnership_ids: Sequence[int]) -> QuerySet[User]:
    """Return everybody who holds or has held a role there."""
    return User.objects.filter(pk__in=_people(partnership_ids)).order_by("name", "pk")


def promises(partnership_ids: Sequence[int]) -> QuerySet[Promise]:
    return Promise.objects.filter(partnership__in=partnership_ids).order_by("-starts", "title", "pk")


def followups(partnership_ids: Sequence[int]) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(promise__partnership__in=partnership_ids).select_related("promise")
    return rows.order_by("-ends", "promise__title", "-version", "pk")


def indicators(partnership_ids: Sequence[int]) -> QuerySet[Indicator]:
    return Indicator.objects.filter(partnership__in=partnership_ids).order_by("name", "pk")


def groups(partnership_ids: Sequence[int]) -> QuerySet[Group]:
    return Group.objects.filter(partnership__in=partnership_ids).order_by("name", "pk")


def lines(partnership_ids: Sequence[int], asked: Asked) -> QuerySet[AuditEvent]:
    """Return what may be read and is asked for, newest first."""
    rows = AuditEvent.objects.filter(_readable(partnership_ids))
    if asked.thing is not None:
        rows = rows.filter(_about(*asked.thing))
    if asked.who is not None:
        rows = rows.filter(by_id=None if asked.who == SYSTEM else asked.who)
    if asked.first_day is not None:
        rows = rows.filter(at__gte=_begins(asked.first_day))
    if asked.last_day is not None:
        rows = rows.filter(at__lt=_begins(asked.last_day + timedelta(days=1)))
    if asked.how:
        rows = rows.filter(HOW[asked.how])
    if asked.before is not None:
        rows = rows.filter(pk__lt=asked.before)
    return rows.order_by("-pk")


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _people(partnership_ids: Sequence[int]) -> "QuerySet[Role, int]":
    return Role.objects.filter(partnership__in=partnership_ids).values_list("user_id", flat=True)


def _readable(partnership_ids: Sequence[int]) -> Q:
    """Return which lines are the partnerships' own.

    A line of no partnership (a list of several, logged work) goes with the person who has a role there; one
    of nobody goes with its thing.
    """
    ours = Q(partnership_id__in=partnership_ids)
    by_ours = Q(partnership_id=None, by_id__in=_people(partnership_ids))
    members = Membership.objects.filter(partnership__in=partnership_ids).values("organisation")
    things: dict[str, QuerySet] = {  # type: ignore[type-arg]
        "accounts.Organisation": Organisation.objects.filter(pk__in=members).values("pk"),
        "accounts.User": people(partnership_ids).order_by().values("pk"),
        "work.Entry": Entry.objects.filter(organisation__in=members).values("pk"),
        "work.CalendarFeed": CalendarFeed.objects.filter(made_by__in=_people(partnership_ids)).values("pk"),
    }
    of_ours = Q(target_type="accounts.Partnership", target_id__in=partnership_ids) | Q(verb=ERASED)
    for kind, keys in things.items():
        of_ours |= Q(target_type=kind, target_id__in=keys)
    return ours | by_ours | (Q(partnership_id=None, by_id=None) & of_ours)


def _about(kind: str, key: int) -> Q:
    """Return the lines of a thing, and of what belongs to it."""
    beneath: dict[str, dict[str, QuerySet]] = {  # type: ignore[type-arg]
        "promises.Promise": {
            "promises.Activity": Activity.objects.filter(promise=key),
            "promises.Target": Target.objects.filter(activity__promise=key),
            "promises.Question": Question.objects.filter(promise=key),
            "followup.FollowUp": FollowUp.objects.filter(promise=key),
            "followup.Sample": Sample.objects.filter(followup__promise=key),
        },
        "followup.FollowUp": {"followup.Sample": Sample.objects.filter(followup=key)},
        "situation.Indicator": {"situation.IndicatorValue": IndicatorValue.objects.filter(indicator=key)},
        "accounts.Group": {"accounts.GroupMember": GroupMember.objects.filter(group=key)},
        "accounts.User": {"accounts.Role": Role.objects.filter(user=key)},
    }
    found = Q(target_type=kind, target_id=key)
    for other, rows in beneath.get(kind, {}).items():
        found |= Q(target_type=other, target_id__in=rows.values("pk"))
    return found
