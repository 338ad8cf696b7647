"""Roles are given, confirmed and ended; a deputy signs between two dates; what a role may do is changed.

The one who gives is handed in as `by`. Whether that person may give roles here is the view's to ask.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from lofte.accounts import held, rights
from lofte.accounts.actions import NotAMember
from lofte.accounts.models import Delegation, Organisation, Partnership, Role, RoleRight, User
from lofte.accounts.rights import Right
from lofte.base import audit

LONGEST = 366  # days that a deputy signs on one decision: an absence, not an office


class Refused(Exception):
    """What cannot be done to a role."""


class HeldAlready(Refused):
    """The person has that role for that organisation in those days."""


class GivenToOneself(Refused):
    """Nobody gives or confirms a role that signs to himself."""


class NeedsAnother(Refused):
    """Who asked for it cannot confirm it too."""


class NothingAwaits(Refused):
    """It is confirmed or taken away already."""


class NotTogether(Refused):
    """Who gives roles cannot also watch how it is done."""


class LastAdministrator(Refused):
    """Nobody would be left who can give roles."""


class EndsBeforeItBegan(Refused):
    """A role ends after the day it began."""


class NotADeputy(Refused):
    """A deputy of the same organisation signs for its approver, and nobody else."""


class TooLong(Refused):
    """A delegation has an end, within a year."""


class DecisionMissing(Refused):
    """Who is not the approver delegates on a written decision."""


class TableMoved(Refused):
    """Somebody has changed the rights since they were read."""


@dataclass(frozen=True)
class Office:
    """A role before it is given."""

    user: User
    organisation: Organisation
    kind: str
    starts: date
    ends: date | None = None


def _lock(partnership: Partnership) -> None:
    """Let changes of who may do what take turns in a partnership."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)


def table(partnership: Partnership) -> dict[str, frozenset[Right]]:
    """Return what each kind of role may do in a partnership."""
    found: dict[str, set[Right]] = {kind: set() for kind in Role.Kind.values}
    for kind, may in RoleRight.objects.filter(partnership=partnership).values_list("kind", "may"):
        found[kind].add(Right(may))
    return {kind: frozenset(some) for kind, some in found.items()}


@transaction.atomic
def give(office: Office, *, partnership: Partnership, by: User, at: datetime) -> Role:
    """Give a role; one that signs waits for another administrator and gives nothing until then."""
    _lock(partnership)
    if not partnership.memberships.filter(organisation=office.organisation).exists():
        raise NotAMember
    if office.ends is not None and office.ends <= office.starts:
        raise EndsBeforeItBegan
    is_signing = office.kind in rights.SIGNING
    if is_signing and office.user == by:
        raise GivenToOneself
    _check_free(office, partnership)
    _check_together(office, partnership)
    role = Role.objects.create(
        user=office.user,
        partnership=partnership,
        organisation=office.organisation,
        kind=office.kind,
        starts=office.starts,
        ends=office.ends,
        given_by=by,
        awaits=office.kind == rights.SIGNATORY,
    )
    verb = "role.asked" if role.awaits else "role.given"
    audit.record(verb, target=role, by_id=by.pk, at=at, kind=role.kind, user=office.user.pk)
    return role


def _overlapping(office: Office, partnership: Partnership) -> QuerySet[Role]:
    running = Role.objects.filter(user=office.user, partnership=partnership)
    running = running.filter(Q(ends=None) | Q(ends__gt=office.starts))
    return running if office.ends is None else running.filter(starts__lt=office.ends)


def _check_free(office: Office, partnership: Partnership) -> None:
    same = _overlapping(office, partnership).filter(kind=office.kind, organisation=office.organisation)
    if same.exists():
        raise HeldAlready


def _check_together(office: Office, partnership: Partnership) -> None:
    may = table(partnership)
    kinds = {office.kind, *_overlapping(office, partnership).values_list("kind", flat=True)}
    if not rights.may_be_held_together(right for kind in kinds for right in may[kind]):
        raise NotTogether


@transaction.atomic
def confirm(role: Role, *, by: User, at: datetime) -> Role:
    """Confirm a role that signs: by another than who asked, and not by the one who gets it."""
    _lock(role.partnership)
    role = Role.objects.select_for_update().select_related("user").get(pk=role.pk)
    _check_second(role.awaits, role.given_by_id, role.user_id, by)
    role.awaits, role.confirmed_by = False, by
    role.save(update_fields=["awaits", "confirmed_by"])
    audit.record("role.confirmed", target=role, by_id=by.pk, at=at, kind=role.kind, user=role.user_id)
    return role


def _check_second(awaits: bool, given_by_id: int | None, holder_id: int, by: User) -> None:
    if not awaits:
        raise NothingAwaits
    if holder_id == by.pk:
        raise GivenToOneself
    if given_by_id == by.pk:
        raise NeedsAnother


@transaction.atomic
def end(role: Role, *, on: date, by: User, at: datetime) -> None:
    """End a role from a day on; one that has not begun or awaits is taken away. What was signed stays."""
    _lock(role.partnership)
    role = Role.objects.select_for_update().get(pk=role.pk)
    if role.ends is not None and role.ends <= on:
        raise NothingAwaits
    check_administrators(role, on)
    facts = {"kind": role.kind, "user": role.user_id}
    if role.awaits or role.starts >= on:
        audit.record("role.withdrawn", target=role, by_id=by.pk, at=at, **facts)
        role.delete()
        return
    role.ends = on
    role.save(update_fields=["ends"])
    audit.record("role.ended", target=role, by_id=by.pk, at=at, **facts)


def check_administrators(role: Role, on: date) -> None:
    """Refuse when nobody would be left on a day who gives roles without an end in sight."""
    if Right.ADMINISTER not in table(role.partnership)[role.kind] or role.awaits or role.ends is not None:
        return
    if not lasting_administrators(role.partnership, max(on, role.starts)).exclude(pk=role.pk).exists():
        raise LastAdministrator


def administrators(partnership: Partnership, on: date) -> QuerySet[Role]:
    """Return the roles by which somebody gives roles on a day."""
    return held.having(on, Right.ADMINISTER).filter(partnership=partnership, user__is_active=True)


def lasting_administrators(partnership: Partnership, on: date) -> QuerySet[Role]:
    return administrators(partnership, on).filter(ends=None)


# A deputy signs.


@dataclass(frozen=True)
class Absence:
    """A delegation before it is given."""

    signatory: Role
    deputy: Role
    starts: date
    ends: date
    decision: str = ""


@transaction.atomic
def delegate(absence: Absence, *, by: User, at: datetime) -> Delegation:
    """Let a deputy sign: the approver says so alone; an administrator asks, and a second person confirms."""
    _check_absence(absence)
    is_own = absence.signatory.user == by
    if absence.deputy.user == by:
        raise GivenToOneself
    if not is_own and not absence.decision.strip():
        raise DecisionMissing
    made = Delegation.objects.create(
        signatory=absence.signatory,
        deputy=absence.deputy,
        starts=absence.starts,
        ends=absence.ends,
        decision=absence.decision.strip(),
        awaits=not is_own,
        given_by=by,
    )
    verb = "delegation.given" if is_own else "delegation.asked"
    audit.record(verb, target=made, by_id=by.pk, at=at, signatory=made.signatory_id, deputy=made.deputy_id)
    return made


def _check_absence(absence: Absence) -> None:
    signatory, deputy = absence.signatory, absence.deputy
    is_pair = signatory.kind == rights.SIGNATORY and deputy.kind == rights.DEPUTY
    same = (signatory.partnership_id, signatory.organisation_id) == (
        deputy.partnership_id,
        deputy.organisation_id,
    )
    if not (is_pair and same) or signatory.user_id == deputy.user_id or signatory.awaits or deputy.awaits:
        raise NotADeputy
    if absence.ends <= absence.starts:
        raise EndsBeforeItBegan
    if (absence.ends - absence.starts).days > LONGEST:
        raise TooLong


@transaction.atomic
def confirm_delegation(delegation: Delegation, *, by: User, at: datetime) -> Delegation:
    """Confirm what an administrator asked for: another administrator or the approver, never the deputy."""
    row = Delegation.objects.select_for_update().select_related("deputy").get(pk=delegation.pk)
    _check_second(row.awaits, row.given_by_id, row.deputy.user_id, by)
    row.awaits, row.confirmed_by = False, by
    row.save(update_fields=["awaits", "confirmed_by"])
    audit.record("delegation.confirmed", target=row, by_id=by.pk, at=at)
    return row


@transaction.atomic
def end_delegation(delegation: Delegation, *, on: date, by: User, at: datetime) -> None:
    """End a delegation; one that has not begun or awaits is taken away. What was signed stays signed."""
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if row.ends <= on:
        raise NothingAwaits
    if row.awaits or row.starts >= on:
        audit.record("delegation.withdrawn", target=row, by_id=by.pk, at=at)
        row.delete()
        return
    row.ends = on
    row.save(update_fields=["ends"])
    audit.record("delegation.ended", target=row, by_id=by.pk, at=at)


# What a role may do.


@transaction.atomic
def set_rights(
    kind: str,
    wanted: Iterable[Right],
    *,
    seen: Iterable[Right],
    partnership: Partnership,
    by: User,
    at: datetime,
) -> int:
    """Change what a kind of role may do, from what was read; return how many rights were given or taken."""
    _lock(partnership)
    now = table(partnership)
    if now[kind] != frozenset(seen):
        raise TableMoved
    asked = {**now, kind: frozenset(wanted)}
    rights.check(asked)
    _check_people(asked, partnership, timezone.localdate(at))
    given, taken = asked[kind] - now[kind], now[kind] - asked[kind]
    RoleRight.objects.filter(partnership=partnership, kind=kind, may__in=taken).delete()
    RoleRight.objects.bulk_create(
        RoleRight(partnership=partnership, kind=kind, may=right.value) for right in sorted(given)
    )
    if given or taken:
        facts = {"kind": kind, "given": sorted(given), "taken": sorted(taken)}
        audit.record("rights.changed", target=partnership, by_id=by.pk, at=at, **facts)
    return len(given) + len(taken)


def _check_people(asked: Mapping[str, frozenset[Right]], partnership: Partnership, on: date) -> None:
    """Refuse a table by which nobody who holds a role gives roles, or one person also watches."""
    running = Role.objects.filter(held.current(on), partnership=partnership, user__is_active=True)
    by_person: dict[int, set[Right]] = {}
    for user_id, kind, ends in running.order_by("pk").values_list("user_id", "kind", "ends"):
        lasting = asked[kind] if ends is None else asked[kind] - {Right.ADMINISTER}
        by_person.setdefault(user_id, set()).update(lasting)
    if not any(Right.ADMINISTER in some for some in by_person.values()):
        raise LastAdministrator
    if not all(rights.may_be_held_together(some) for some in by_person.values()):
        raise NotTogether
