"""What is agreed is written: for one obligation, as times for all, as a calendar's secret address."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from lofte.accounts.models import Group, Organisation, Partnership, User
from lofte.base import audit, secret_addresses
from lofte.places.models import AreaSet
from lofte.promises.models import Target
from lofte.work.models import AgreedTime, CalendarFeed, Obligation


@dataclass(frozen=True)
class Agreed:
    """What is agreed for an obligation."""

    decision: str
    agreed_on: date
    organisation: Organisation | None = None
    group: Group | None = None
    person: User | None = None
    weekday: int | None = None
    begins_at: time | None = None
    minutes: int = 60
    on_holidays: bool = False
    first_free_week: int | None = None
    last_free_week: int | None = None
    in_breaks: bool = False
    in_terms_only: bool = False
    days_before: int | None = None
    days_after: int | None = None


class NotOwed(Exception):
    """The promise is not adopted, or the target owes nothing again and again."""

    def __init__(self, target_id: int) -> None:
        super().__init__(target_id)
        self.target_id = target_id


class TimeTaken(Exception):
    """Another term or break of the same kind begins on that day."""


@transaction.atomic
def agree(agreed: Agreed, *, target: Target, by: User, at: datetime) -> Obligation:
    """Write what is agreed for an obligation; what was agreed on another day stays for what was owed then."""
    if not target.activity.promise.is_adopted or target.kind not in OWING:
        raise NotOwed(target.pk)
    earlier = Obligation.objects.filter(target=target)
    row = earlier.filter(agreed_on=agreed.agreed_on).first() or Obligation(target=target)
    for name, value in vars(agreed).items():
        setattr(row, name, value)
    row.revision = max((other.revision + 1 for other in earlier), default=0)
    row.changed_at = at
    row.save()
    audit.record("obligation.agreed", target=row, by_id=by.pk, at=at, revision=row.revision)
    return row


OWING = frozenset({Target.Kind.CADENCE.value, Target.Kind.SLOT.value, Target.Kind.COUNT.value})


@dataclass(frozen=True)
class Time:
    """A term or a break before it is written."""

    kind: str
    name: str
    starts: date
    ends: date
    decision: str
    decided_on: date


@transaction.atomic
def put_time(given: Time, *, partnership: Partnership, by: User, at: datetime) -> AgreedTime:
    """Write a school term or a break."""
    if AgreedTime.objects.filter(partnership=partnership, kind=given.kind, starts=given.starts).exists():
        raise TimeTaken
    row = AgreedTime.objects.create(partnership=partnership, **vars(given))
    audit.record("agreed_time.put", target=row, by_id=by.pk, at=at, kind=row.kind)
    return row


@transaction.atomic
def remove_time(row: AgreedTime, *, by: User, at: datetime) -> None:
    """Take away a term or a break: what it freed is owed again, and shows as such."""
    audit.record("agreed_time.removed", target=row, by_id=by.pk, at=at, kind=row.kind)
    row.delete()


@transaction.atomic
def make_feed(
    *, group: Group | None, area_set: AreaSet | None, by: User, at: datetime
) -> tuple[CalendarFeed, str]:
    """Make a calendar's secret address; the word itself is handed out once and kept nowhere."""
    token, total = secret_addresses.drawn()
    row = CalendarFeed.objects.create(
        token_hash=total, made_by=by, group=group, area_set=area_set, made_at=at
    )
    audit.record("calendar_feed.made", target=row, by_id=by.pk, at=at)
    return row, token


@transaction.atomic
def revoke_feed(row: CalendarFeed, *, by: User, at: datetime) -> None:
    """Let an address open nothing from now on."""
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        audit.record("calendar_feed.revoked", target=row, by_id=by.pk, at=at)


@transaction.atomic
def set_reminders(*, language: str, reminded_of: str, by: User, at: datetime) -> None:
    """Let a person say which reminders to send, and in which language."""
    by.language, by.reminded_of = language, reminded_of
    by.save(update_fields=["language", "reminded_of"])
    audit.record("user.reminders_set", target=by, by_id=by.pk, at=at)
