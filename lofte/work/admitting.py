"""What may be logged: every refusal beside the check that makes it, carrying facts and no words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from lofte.accounts.models import Membership, Organisation, User
from lofte.accounts.rights import Right
from lofte.periods import clock
from lofte.places.models import Area, Place
from lofte.promises.models import Activity, KindOfWork, Quantity
from lofte.screening import identifiers
from lofte.work.models import Entry
from lofte.work.queries.standing import Standing, standing

MAX_MINUTES = 24 * 60  # one day: longer work is several entries
MAX_QUANTITY = 1000  # no single effort finds or mends more; a slip of the finger does
OLDEST = timedelta(days=366)  # what is older lies in released follow-ups
AHEAD = timedelta(minutes=5)  # a phone's clock may be this far ahead of ours


class Refused(Exception):
    """Work that cannot be logged. `code` is what the log line says; it never carries names or free text."""

    code = "refused"
    field = "__all__"


class NotYours(Refused):
    """The person does not act for the organisation."""

    code = "organisation"
    field = "organisation"


class FutureDay(Refused):
    code = "future_day"
    field = "occurred_on"

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day, today)
        self.day, self.today = day, today


class TooOld(Refused):
    code = "too_old"
    field = "occurred_on"

    def __init__(self, day: date, oldest: date) -> None:
        super().__init__(day, oldest)
        self.day, self.oldest = day, oldest


class OutsidePromise(Refused):
    """The day lies outside the promise of the activity that the work is logged on."""

    code = "outside_promise"
    field = "occurred_on"

    def __init__(self, starts: date, ends: date) -> None:
        super().__init__(starts, ends)
        self.starts, self.ends = starts, ends


class MinutesImpossible(Refused):
    code = "minutes"
    field = "minutes"

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class FutureTime(Refused):
    """The work began or ended at a time that has not been."""

    code = "future_time"

    def __init__(self, where: str, moment: datetime) -> None:
        super().__init__(where, moment)
        self.field, self.moment = where, moment


class SkippedTime(Refused):
    """A clock time that the day did not have: the clock was moved forward over it."""

    code = "skipped_time"

    def __init__(self, where: str, day: date, at: time) -> None:
        super().__init__(where, day, at)
        self.field, self.day, self.at = where, day, at


class EndBeforeBegin(Refused):
    code = "end_before_begin"
    field = "ended_at"

    def __init__(self, begins: time, ends: time) -> None:
        super().__init__(begins, ends)
        self.begins, self.ends = begins, ends


class BeginMissing(Refused):
    """An end is given, and no begin."""

    code = "begin_missing"
    field = "started_at"


class NotTheirs(Refused):
    """The one it is logged for does not act for the organisation."""

    code = "on_behalf_of"
    field = "on_behalf_of"


class UnknownArea(Refused):
    """The area, or the place in it, is none of the partnership's."""

    code = "area"
    field = "area"


class ForeignActivity(Refused):
    """The activity is not one of the partnership's adopted promises."""

    code = "activity"
    field = "activity"


class WrongState(Refused):
    code = "state"
    field = "state"


class QuantityRefused(Refused):
    """A quantity is missing, absurd, foreign to the kind, or a part that is more than its whole."""

    def __init__(self, code: str, quantity: str) -> None:
        super().__init__(code, quantity)
        self.code = f"quantity_{code}"
        self.reason, self.quantity = code, quantity
        self.field = f"quantity_{quantity}"


class ChecklistUnmet(Refused):
    code = "checklist"
    field = "checks"

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(missing)
        self.missing = tuple(missing)


class RecipientsRefused(Refused):
    """Shared work names nobody it was shared with, or somebody outside the partnership."""

    code = "recipients"
    field = "recipients"


class NothingChanged(Refused):
    """An entry would be taken back and written anew as it was."""

    code = "nothing_changed"


class PersonNamed(Refused):
    """Free text that holds what looks like personal data."""

    code = "personal_data"

    def __init__(self, where: str, found: str) -> None:
        super().__init__(where, found)
        self.field, self.found = where, found


@dataclass(frozen=True)
class Draft:
    """A piece of work before it is admitted."""

    key: UUID
    kind: KindOfWork
    organisation: Organisation
    area: Area
    occurred_on: date
    minutes: int | None = None
    quantities: Mapping[str, int] = field(default_factory=dict)
    recipients: Collection[Organisation] = ()
    activity: Activity | None = None
    place: Place | None = None
    state: str = Entry.State.DONE.value
    checks: Collection[str] = ()
    note: str = ""
    started_at: time | None = None
    ended_at: time | None = None  # with a begin it says the length; `minutes` is then not asked
    is_read: bool = False  # the note has been screened, and read through where that was asked
    on_behalf_of: User | None = None  # the one who did it and phoned in, when somebody else writes

    @property
    def length(self) -> int | None:
        """Return the minutes: from the clock where both times are given."""
        if self.started_at is None or self.ended_at is None:
            return self.minutes
        return clock.minutes(self.occurred_on, self.started_at, self.ended_at)


def again(entry: Entry, *, key: UUID, today: date) -> Draft:
    """Return the same work done once more, today."""
    return Draft(
        key=key,
        kind=entry.kind_of_work,
        organisation=entry.organisation,
        area=entry.area,
        occurred_on=today,
        minutes=entry.minutes,
        quantities={row.quantity.code: row.value for row in entry.quantities.all()},
        recipients=[row.organisation for row in entry.recipients.all()],
        activity=entry.activity,
        place=entry.place,
        state=entry.state,
    )


def differences(entry: Entry, draft: Draft) -> tuple[str, ...]:
    """Name what a draft would change in an entry; refuse when that is nothing."""
    quantities = {row.quantity.code: row.value for row in entry.quantities.all()}
    recipients = {row.organisation_id for row in entry.recipients.all()}
    place_id = draft.place.pk if draft.place else None
    activity_id = draft.activity.pk if draft.activity else None
    changed = {
        "area": (entry.area_id, entry.place_id) != (draft.area.pk, place_id),
        "day": entry.occurred_on != draft.occurred_on,
        "length": entry.minutes != draft.length,
        "clock": entry.started_at != draft.started_at,
        "number": quantities != dict(draft.quantities),
        "state": entry.state != draft.state,
        "recipients": recipients != {organisation.pk for organisation in draft.recipients},
        "activity": entry.activity_id != activity_id,
        "other": entry.organisation_id != draft.organisation.pk
        or sorted(entry.checks) != sorted(draft.checks)
        or _note(entry) != draft.note
        or _on_behalf_of(entry) != (draft.on_behalf_of and draft.on_behalf_of.pk),
    }
    found = tuple(name for name, is_changed in changed.items() if is_changed)
    if not found:
        raise NothingChanged
    return found


def _note(entry: Entry) -> str:
    return entry.note.text if hasattr(entry, "note") else ""


def _on_behalf_of(entry: Entry) -> int | None:
    return entry.note.on_behalf_of_id if hasattr(entry, "note") else None


def admit(draft: Draft, *, by: User, at: datetime) -> list[Standing]:
    """Let the work pass and return the partnerships it belongs to, or refuse with the first thing wrong."""
    found = acting_in(by, draft.organisation.pk, at, draft.area)
    partnerships = [one.partnership_id for one in found]
    _check_day(draft, at)
    _check_clock(draft, at)
    if draft.length is not None and not 1 <= draft.length <= MAX_MINUTES:
        raise MinutesImpossible(draft.length)
    _check_on_behalf_of(draft, at)
    if not any(one.holds_area for one in found):
        raise UnknownArea
    _check_ground(draft, partnerships)
    _check_state(draft)
    check_quantities(draft.kind, draft.quantities)
    _check_list(draft)
    _check_recipients(draft, partnerships)
    if not draft.is_read:
        check_words(draft.note, "note")
    return found


def acting_in(by: User, organisation_id: int, at: datetime, area: Area | None = None) -> list[Standing]:
    """Return the partnerships in which the person logs for the organisation; refuse when there are none."""
    on, area_id = timezone.localdate(at), area.pk if area else None
    found = standing(by.pk, organisation_id, area_id=area_id, right=Right.LOG, on=on)
    if not found:
        raise NotYours
    return found


def _check_day(draft: Draft, at: datetime) -> None:
    today = timezone.localdate(at)
    if draft.occurred_on > today:
        raise FutureDay(draft.occurred_on, today)
    if draft.occurred_on < today - OLDEST:
        raise TooOld(draft.occurred_on, today - OLDEST)


def _check_clock(draft: Draft, at: datetime) -> None:
    """Refuse times that were not, or have not been, and an end that cannot belong to its begin."""
    if draft.started_at is None:
        if draft.ended_at is not None:
            raise BeginMissing
        return
    where = "started_at"
    try:
        began = clock.moment(draft.occurred_on, draft.started_at)
        if began > at + AHEAD:
            raise FutureTime(where, began)
        where = "ended_at"
        if draft.ended_at is not None:
            ended = clock.ended(draft.occurred_on, draft.started_at, draft.ended_at)
            if ended > at + AHEAD:
                raise FutureTime(where, ended)
    except clock.NoSuchTime as skipped:
        raise SkippedTime(where, skipped.day, skipped.at) from skipped
    except clock.EndBeforeBegin as crossed:
        raise EndBeforeBegin(crossed.begins, crossed.ends) from crossed


def _check_on_behalf_of(draft: Draft, at: datetime) -> None:
    if draft.on_behalf_of is None:
        return
    try:
        acting_in(draft.on_behalf_of, draft.organisation.pk, at)
    except NotYours as refused:
        raise NotTheirs from refused


def _check_ground(draft: Draft, partnerships: Collection[int]) -> None:
    place = draft.place
    if place is not None and (place.partnership_id not in partnerships or place.area_id != draft.area.pk):
        raise UnknownArea
    if draft.activity is None:
        return
    promise = draft.activity.promise
    if promise.partnership_id not in partnerships or not promise.is_adopted:
        raise ForeignActivity
    if not promise.starts <= draft.occurred_on < promise.ends:
        raise OutsidePromise(promise.starts, promise.ends)


def _check_state(draft: Draft) -> None:
    is_case = draft.kind.states == KindOfWork.States.CASE
    allowed = {Entry.State.BEGUN, Entry.State.CLOSED} if is_case else {Entry.State.DONE}
    if draft.state not in allowed:
        raise WrongState


def check_quantities(kind: KindOfWork, given: Mapping[str, int]) -> None:
    """Refuse what is missing, foreign or absurd, and a part that is more than its whole."""
    known = {quantity.code: quantity for quantity in kind.quantities.all()}
    codes = {quantity.pk: code for code, quantity in known.items()}
    for code, value in given.items():
        if code not in known:
            raise QuantityRefused("foreign", code)
        if not 0 <= value <= MAX_QUANTITY:
            raise QuantityRefused("absurd", code)
    for code, quantity in known.items():
        if quantity.is_asked and code not in given:
            raise QuantityRefused("missing", code)
        _check_part(quantity, codes, given)


def _check_part(quantity: Quantity, codes: Mapping[int, str], given: Mapping[str, int]) -> None:
    whole = codes.get(quantity.part_of_id or 0)
    if whole is not None and given.get(quantity.code, 0) > given.get(whole, 0):
        raise QuantityRefused("part_above_whole", quantity.code)


def _check_list(draft: Draft) -> None:
    asked = [row["code"] for row in draft.kind.checklist if row.get("required", True)]
    missing = [code for code in asked if code not in draft.checks]
    if missing:
        raise ChecklistUnmet(missing)


def _check_recipients(draft: Draft, partnerships: Collection[int]) -> None:
    keys = {organisation.pk for organisation in draft.recipients}
    if draft.kind.has_recipients and not keys:
        raise RecipientsRefused
    if not keys:
        return
    members = Membership.objects.filter(partnership__in=partnerships, organisation__in=keys)
    if set(members.values_list("organisation_id", flat=True)) != keys:
        raise RecipientsRefused


def check_words(text: str, where: str) -> None:
    """Refuse free text that seems to speak of a person."""
    found = identifiers(text)
    if found:
        raise PersonNamed(where, found[0].kind)
