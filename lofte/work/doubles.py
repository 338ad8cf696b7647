"""The same work logged by two people: suggested as one, never made one in silence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse as address_of
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_noop, ngettext

from lofte.accounts.models import Membership, User
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.base import audit, hidden_keys
from lofte.base.waiting import Item
from lofte.work import actions, belonging
from lofte.work.admitting import NotYours, Refused, acting_in
from lofte.work.models import Double, Entry
from lofte.work.queries.doubles import alike

LOOKED_BACK = timedelta(days=60)  # older work has been followed up
AT_MOST = 500  # pairs looked at; a page never shows so many
CLOCKS_APART = timedelta(minutes=30)
LOGGED_APART = timedelta(hours=3)  # where one has no clock: both wrote after the same walk
MINUTES_APART = 15
REASON = gettext_noop("Samma arbete, loggat två gånger")


class AlreadyAnswered(Refused):
    """Somebody has answered, or one of the two has been taken back."""

    code = "double_answered"


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one piece of work, and which of them the viewer may take back."""

    first: Entry
    second: Entry
    ours: tuple[int, ...]

    @property
    def place(self) -> tuple[int, str]:
        """Say where the pair stands in a list, the latest day first: the order of writing tells when."""
        return -self.first.occurred_on.toordinal(), self.token

    @property
    def token(self) -> str:
        """Name the pair on a page: the keys of entries run in the order in which they were written."""
        return salted_hmac("lofte.work.doubles", f"{self.first.pk}-{self.second.pk}").hexdigest()


def is_close(first: Entry, second: Entry) -> bool:
    """Judge whether two entries of the same kind, area and day can be one piece of work.

    The hour of the work and the moment of writing are an organisation's own: they say nothing of a pair that
    another one is shown.
    """
    numbers = [{row.quantity_id: row.value for row in one.quantities.all()} for one in (first, second)]
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    if first.minutes and second.minutes and abs(first.minutes - second.minutes) > MINUTES_APART:
        return False
    if first.organisation_id != second.organisation_id:
        return True
    if first.started_at is None or second.started_at is None:
        return abs(first.logged_at - second.logged_at) <= LOGGED_APART
    begun, begun_too = (
        datetime.combine(first.occurred_on, at) for at in (first.started_at, second.started_at)
    )
    return abs(begun - begun_too) <= CLOCKS_APART


def suggested(viewer: Viewer, today: date) -> list[Pair]:
    """Return the pairs that the viewer's organisations have part in, the latest first: a few queries."""
    partnerships = viewer.partnership_ids(Right.SETTLE)
    ours = sorted({key for one in partnerships for key in viewer.organisation_ids(one, Right.SETTLE)})
    members = Membership.objects.filter(partnership__in=partnerships).values_list(
        "organisation_id", flat=True
    )
    keys = alike(since=today - LOOKED_BACK, members=sorted(set(members)), ours=ours, at_most=AT_MOST)
    entries = _entries({key for pair in keys for key in pair}) if keys else {}
    pairs = [(entries[first], entries[second]) for first, second in keys]
    found = [
        Pair(first, second, tuple(e.pk for e in (first, second) if e.organisation_id in ours))
        for first, second in pairs
        if is_close(first, second) and all(_is_told(one, ours, today) for one in (first, second))
    ]
    return sorted(found, key=lambda pair: pair.place)


def _is_told(entry: Entry, ours: Sequence[int], today: date) -> bool:
    """Tell of another's entry on the day after: a pair that comes up at once says when it was written."""
    return entry.organisation_id in ours or timezone.localdate(entry.logged_at) < today


def _entries(keys: set[int]) -> dict[int, Entry]:
    return (
        Entry.objects.whole(Purpose.SETTLING)
        .select_related("kind_of_work", "area", "place", "organisation")
        .prefetch_related(belonging.numbers(Purpose.SETTLING))
        .in_bulk(keys)
    )


def say_same(pair: Pair, *, take_back: Entry, by: User, at: datetime) -> Double:
    """Answer that they are one piece of work: one is taken back with a reason, both remain on record."""
    with transaction.atomic():
        actions.reverse(take_back, reason=REASON, by=by, at=at)
        return _said(pair, Double.Answer.SAME, by=by, at=at)


def say_different(pair: Pair, *, by: User, at: datetime) -> Double:
    """Answer that they are two: remembered, and not asked again."""
    if not any(_acts_for(by, entry, at) for entry in (pair.first, pair.second)):
        raise NotYours
    return _said(pair, Double.Answer.DIFFERENT, by=by, at=at)


def _acts_for(by: User, entry: Entry, at: datetime) -> bool:
    try:
        return bool(acting_in(by, entry.organisation_id, at))
    except NotYours:
        return False


def _said(pair: Pair, answer: Double.Answer, *, by: User, at: datetime) -> Double:
    try:
        with transaction.atomic():
            row = Double.objects.create(
                first=pair.first, second=pair.second, answer=answer, said_by=by, said_at=at
            )
            audit.record("double.answered", target=row, by_id=by.pk, at=at, answer=answer.value)
            return row
    except IntegrityError as error:
        raise AlreadyAnswered from error


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Offer the start page of a coordinator the pairs that nobody has answered."""
    n = len(suggested(viewer, on)) if viewer.partnership_ids(Right.SETTLE) else 0
    if n:
        text = ngettext(
            "%(n)d par poster kan vara samma arbete", "%(n)d par poster kan vara samma arbete", n
        ) % {"n": n}
        yield Item(text=text, url=address_of("work:doubles"), part="sort")


def one_of(pair: Pair, shown: str) -> Entry:
    """Return the entry of a pair that a page shows by this key."""
    found = next(
        (
            one
            for one in (pair.first, pair.second)
            if hidden_keys.shown(one.pk, hidden_keys.Of.ENTRY) == shown
        ),
        None,
    )
    if found is None:
        raise AlreadyAnswered
    return found


def find(pairs: Sequence[Pair], token: str) -> Pair:
    """Return one of the pairs; refuse what is not among them any more."""
    found = next((pair for pair in pairs if constant_time_compare(pair.token, token)), None)
    if found is None:
        raise AlreadyAnswered
    return found
