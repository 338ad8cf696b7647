"""The lines that an auditor may read, searched: by thing, by person, by day. Newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from lofte.accounts.models import Group, GroupMember, Membership, Organisation, Role, User
from lofte.accounts.sight import Purpose
from lofte.base.models import AuditEvent
from lofte.base.reading import NO_KEY
from lofte.base.trail_checking import ERASED
from lofte.followup.models import FollowUp, Sample
from lofte.promises.models import Activity, Promise, Question, Target
from lofte.situation.models import Indicator, IndicatorValue
from lofte.work.models import CalendarFeed, Delivery, Double, Entry, Overlap

ON_A_PAGE = 50
SYSTEM = "system"  # nobody: the command line, the night's jobs, a calendar's secret address
FORM = "base.ReceivedForm"  # that a text was read through once more before it was saved
OF_THE_OWN_LOG = ("entries.read", "phone_pack.read")  # one who has just logged reads what was logged
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
    before: tuple[datetime, int] | None = None  # the moment and key of the last line on the page before


def people(partnership_ids: Sequence[int]) -> QuerySet[User]:
    """Return everybody who holds or has held a role there."""
    return User.objects.filter(pk__in=_people(partnership_ids)).order_by("name", "pk")


def promises(partnership_ids: Sequence[int]) -> QuerySet[Promise]:
    return (
        Promise.objects.whole(Purpose.TRACING)
        .filter(partnership__in=partnership_ids)
        .order_by("-starts", "title", "pk")
    )


def followups(partnership_ids: Sequence[int]) -> QuerySet[FollowUp]:
    rows = (
        FollowUp.objects.whole(Purpose.TRACING)
        .filter(promise__partnership__in=partnership_ids)
        .select_related("promise")
    )
    return rows.order_by("-ends", "promise__title", "-version", "pk")


def indicators(partnership_ids: Sequence[int]) -> QuerySet[Indicator]:
    return Indicator.objects.filter(partnership__in=partnership_ids).order_by("name", "pk")


def groups(partnership_ids: Sequence[int]) -> QuerySet[Group]:
    return Group.objects.filter(partnership__in=partnership_ids).order_by("name", "pk")


def lines(partnership_ids: Sequence[int], asked: Asked, n: int, *, own: Sequence[int]) -> list[AuditEvent]:
    """Return the newest `n` lines that may be read and are asked for.

    Each part is asked by itself: in the order of its index, and no further than to the last line shown. Who
    logs what stays inside an organisation: lines about the entries, pairs and deliveries of others than `own`
    are not there, nor that somebody of theirs read what they themselves have logged or a text of their own.
    """
    wanted = _asked_for(asked) & _inside(own)
    found = [
        line
        for part in _readable(partnership_ids)
        for line in AuditEvent.objects.filter(part & wanted).order_by("-at", "-pk")[:n]
    ]
    return sorted(found, key=lambda line: (line.at, line.pk), reverse=True)[:n]


def _inside(own: Sequence[int]) -> Q:
    by_own = Q(Exists(Role.objects.filter(organisation__in=own, user=OuterRef("by_id"))))
    kept_in = Q(verb__in=OF_THE_OWN_LOG) | Q(target_type=FORM)
    found = ~kept_in | by_own
    either = Q(first__organisation__in=own) | Q(second__organisation__in=own)
    for kind, rows in (
        ("work.Entry", Entry.objects.whole(Purpose.TRACING).filter(organisation__in=own)),
        ("work.Delivery", Delivery.objects.whole(Purpose.TRACING).filter(organisation__in=own)),
        ("work.Overlap", Overlap.objects.whole(Purpose.TRACING).filter(organisation__in=own)),
        ("work.Double", Double.objects.filter(either)),
    ):
        ours = rows.filter(pk=OuterRef("target_id"))
        found &= ~Q(target_type=kind) | Q(target_id=NO_KEY) | Q(Exists(ours))
    return found


def _asked_for(asked: Asked) -> Q:
    wanted = Q()
    if asked.thing is not None:
        wanted &= _about(*asked.thing)
    if asked.who is not None:
        wanted &= Q(by_id=None if asked.who == SYSTEM else asked.who)
    if asked.first_day is not None:
        wanted &= Q(at__gte=_begins(asked.first_day))
    if asked.last_day is not None:
        wanted &= Q(at__lt=_begins(asked.last_day + timedelta(days=1)))
    if asked.how:
        wanted &= HOW[asked.how]
    if asked.before is not None:
        moment, key = asked.before
        wanted &= Q(at__lt=moment) | Q(at=moment, pk__lt=key)
    return wanted


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _people(partnership_ids: Sequence[int]) -> "QuerySet[Role, int]":
    return Role.objects.filter(partnership__in=partnership_ids).values_list("user_id", flat=True)


def _readable(partnership_ids: Sequence[int]) -> list[Q]:
    """Return which lines are the partnerships' own, in parts that have no line in common.

    A line of no partnership (a list of several, logged work) goes with the person who has a role there; one
    of nobody goes with its thing.
    """
    roles = Role.objects.filter(partnership__in=partnership_ids)
    by_ours = Q(partnership_id=None) & Q(Exists(roles.filter(user=OuterRef("by_id"))))
    members = Membership.objects.filter(partnership__in=partnership_ids).values("organisation")
    things: dict[str, QuerySet] = {  # type: ignore[type-arg]
        "accounts.Organisation": Organisation.objects.filter(pk__in=members).values("pk"),
        "accounts.User": people(partnership_ids).order_by().values("pk"),
        "work.Entry": Entry.objects.whole(Purpose.TRACING).filter(organisation__in=members).values("pk"),
        "work.CalendarFeed": CalendarFeed.objects.filter(made_by__in=_people(partnership_ids)).values("pk"),
    }
    of_ours = Q(target_type="accounts.Partnership", target_id__in=partnership_ids) | Q(verb=ERASED)
    for kind, keys in things.items():
        of_ours |= Q(target_type=kind, target_id__in=keys)
    ours = [Q(partnership_id=key) for key in partnership_ids]
    return [*ours, by_ours, Q(partnership_id=None, by_id=None) & of_ours]


def _about(kind: str, key: int) -> Q:
    """Return the lines of a thing, and of what belongs to it."""
    beneath: dict[str, dict[str, QuerySet]] = {  # type: ignore[type-arg]
        "promises.Promise": {
            "promises.Activity": Activity.objects.filter(promise=key),
            "promises.Target": Target.objects.filter(activity__promise=key),
            "promises.Question": Question.objects.filter(promise=key),
            "followup.FollowUp": FollowUp.objects.whole(Purpose.TRACING).filter(promise=key),
            "followup.Sample": Sample.objects.whole(Purpose.TRACING).filter(followup__promise=key),
        },
        "followup.FollowUp": {"followup.Sample": Sample.objects.whole(Purpose.TRACING).filter(followup=key)},
        "situation.Indicator": {
            "situation.IndicatorValue": IndicatorValue.objects.whole(Purpose.TRACING).filter(indicator=key)
        },
        "accounts.Group": {"accounts.GroupMember": GroupMember.objects.filter(group=key)},
        "accounts.User": {"accounts.Role": Role.objects.filter(user=key)},
    }
    found = Q(target_type=kind, target_id=key)
    for other, rows in beneath.get(kind, {}).items():
        found |= Q(target_type=other, target_id__in=rows.values("pk"))
    return found
