"""What the pages of people and roles show: a few queries, however many people there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from lofte.accounts import giving, rights
from lofte.accounts.grouping import groups
from lofte.accounts.models import Delegation, Group, Membership, Organisation, Partnership, Role, User
from lofte.accounts.people import words
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer


@dataclass(frozen=True)
class HeldRow:
    """A role that somebody has, or will have."""

    role: Role
    name: str
    last_day: date | None
    is_coming: bool


@dataclass(frozen=True)
class PartyRow:
    """An organisation, and who has a role for it."""

    organisation: Organisation
    held: list[HeldRow] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    """A role or a delegation that a second person must confirm, and whether this viewer may."""

    role: Role | None
    delegation: Delegation | None
    may_confirm: bool
    why_not: str = ""


@dataclass(frozen=True)
class Absent:
    """A delegation that runs or will."""

    row: Delegation
    may_end: bool


@dataclass(frozen=True)
class RoleRow:
    """What one kind of role may do, in words."""

    kind: str
    name: str
    description: str
    may: list[str]


def people(partnership: Partnership, today: date) -> list[PartyRow]:
    """Return who has a role today or later, by organisation and name: one query."""
    rows = (
        Role.objects.filter(Q(ends=None) | Q(ends__gt=today), partnership=partnership, awaits=False)
        .select_related("user", "organisation")
        .order_by("organisation__name", "organisation_id", "user__name", "user_id", "starts", "kind", "pk")
    )
    found: dict[int, PartyRow] = {}
    for role in rows:
        row = found.setdefault(role.organisation_id, PartyRow(role.organisation))
        row.held.append(HeldRow(role, words.role(role.kind), _last(role.ends), role.starts > today))
    return list(found.values())


def _last(ends: date | None) -> date | None:
    return None if ends is None else ends - timedelta(days=1)


def known(partnership: Partnership) -> QuerySet[User]:
    """Return those who have or have had a role here."""
    theirs = partnership.roles.values("user")
    return User.objects.filter(pk__in=theirs, is_active=True).order_by("name", "pk")


def here(partnership: Partnership, today: date) -> QuerySet[User]:
    """Return those who can come in and have a confirmed role here, today or later."""
    theirs = partnership.roles.filter(Q(ends=None) | Q(ends__gt=today), awaits=False).values("user")
    return User.objects.filter(pk__in=theirs, is_active=True)


def waiting(partnerships: Sequence[int], viewer: Viewer) -> list[Waiting]:
    """Return what waits for a second person, and whether it waits for this one: two queries."""
    roles = Role.objects.filter(partnership__in=partnerships, awaits=True)
    roles = roles.select_related("user", "organisation", "given_by", "partnership")
    asked = delegations(partnerships).filter(awaits=True)
    return [
        *(_awaiting_role(role, viewer) for role in roles.order_by("starts", "pk")),
        *(_awaiting_absence(row, viewer) for row in asked),
    ]


def _awaiting_role(role: Role, viewer: Viewer) -> Waiting:
    why = _why_not(role.given_by_id, role.user_id, viewer)
    return Waiting(role, None, not why and viewer.may(role.partnership_id, Right.ADMINISTER), why)


def _awaiting_absence(row: Delegation, viewer: Viewer) -> Waiting:
    why = _why_not(row.given_by_id, row.deputy.user_id, viewer)
    is_theirs = row.signatory.user_id == viewer.user_id
    may = is_theirs or viewer.may(row.signatory.partnership_id, Right.ADMINISTER)
    return Waiting(None, row, not why and may, why)


def _why_not(given_by_id: int | None, holder_id: int, viewer: Viewer) -> str:
    if viewer.user_id == holder_id:
        return words.refusal(giving.GivenToOneself())
    return words.refusal(giving.NeedsAnother()) if viewer.user_id == given_by_id else ""


def delegations(partnerships: Sequence[int]) -> QuerySet[Delegation]:
    return (
        Delegation.objects.filter(signatory__partnership__in=partnerships)
        .select_related(
            "signatory__user", "signatory__organisation", "deputy__user", "given_by", "signatory__partnership"
        )
        .order_by("starts", "pk")
    )


def absences(partnership: Partnership, viewer: Viewer, today: date) -> list[Absent]:
    """Return the delegations that run or will: one query."""
    may = viewer.may(partnership.pk, Right.ADMINISTER)
    rows = delegations([partnership.pk]).filter(awaits=False, ends__gt=today)
    return [Absent(row, may or row.signatory.user_id == viewer.user_id) for row in rows]


def roles(partnership: Partnership) -> list[RoleRow]:
    """Return what each kind of role may do: one query."""
    return [
        RoleRow(kind, words.role(kind), str(words.ROLES[kind]), list(_said(may)))
        for kind, may in giving.table(partnership).items()
    ]


def _said(may: Iterable[Right]) -> Iterable[str]:
    held = frozenset(may)
    return (
        str(words.RIGHTS[right]) for right in Right if right in held and right not in rights.WITHOUT_A_ROOM
    )


def parties(partnership: Partnership) -> QuerySet[Membership]:
    return partnership.memberships.select_related("organisation").order_by("position", "pk")


def groups_of(partnership: Partnership, today: date) -> QuerySet[Group]:
    return groups([partnership.pk], today).prefetch_related("members__organisation")
