"""Parties, partnerships and people come in; roles are given for an organisation in a partnership."""

from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from lofte.accounts.models import Membership, Organisation, Partnership, Role, RoleRight, User
from lofte.accounts.rights import DEFAULTS, SIGNATORY
from lofte.accounts.rules import is_reserved
from lofte.base import audit


class AddressTaken(Exception):
    """The word is another's address already, or leads to a part of the house."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


class AddressMalformed(Exception):
    """An address is small letters, figures and hyphens."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


class NotAMember(Exception):
    """The organisation is no party of the partnership."""


def _demand_address(slug: str) -> None:
    if not slug or slug != slugify(slug):
        raise AddressMalformed(slug)


@transaction.atomic
def found_partnership(
    *, slug: str, name: str, municipality_name: str, by_id: int | None, at: datetime
) -> Partnership:
    """Make a partnership that has no parties yet."""
    _demand_address(slug)
    if is_reserved(slug) or Partnership.objects.filter(slug=slug).exists():
        raise AddressTaken(slug)
    made = Partnership.objects.create(slug=slug, name=name, municipality_name=municipality_name)
    give_first_rights(made)
    audit.record("partnership.founded", target=made, by_id=by_id, at=at)
    return made


def give_first_rights(*partnerships: Partnership) -> None:
    """Let every role have what a partnership begins with."""
    RoleRight.objects.bulk_create(
        RoleRight(partnership=where, kind=kind, may=right.value)
        for where in partnerships
        for kind, rights in DEFAULTS.items()
        for right in sorted(rights)
    )


@transaction.atomic
def found_organisation(
    *, slug: str, name: str, short_name: str, kind: str, by_id: int | None, at: datetime
) -> Organisation:
    """Make an organisation; it may join several partnerships."""
    _demand_address(slug)
    if Organisation.objects.filter(slug=slug).exists():
        raise AddressTaken(slug)
    made = Organisation.objects.create(slug=slug, name=name, short_name=short_name, kind=kind)
    audit.record("organisation.founded", target=made, by_id=by_id, at=at)
    return made


@transaction.atomic
def join(
    *, partnership: Partnership, organisation: Organisation, signs: bool, by_id: int | None, at: datetime
) -> Membership:
    """Let an organisation into a partnership, last in the order, or change whether it signs."""
    member, _ = Membership.objects.update_or_create(
        partnership=partnership,
        organisation=organisation,
        defaults={"signs": signs},
        create_defaults={"signs": signs, "position": partnership.memberships.count()},
    )
    audit.record("membership.set", target=member, by_id=by_id, at=at, signs=signs)
    return member


@transaction.atomic
def admit(
    *, email: str, name: str, title: str, password: str | None, by_id: int | None, at: datetime
) -> User:
    """Let a person sign in; without a password nobody can sign in as that person yet."""
    if User.objects.filter(email=email.lower()).exists():
        raise AddressTaken(email)
    user = User.objects.create_user(email=email, name=name, password=password)
    user.title = title
    user.save(update_fields=["title"])
    audit.record("user.admitted", target=user, by_id=by_id, at=at)
    return user


@transaction.atomic
def appoint(
    *,
    user: User,
    partnership: Partnership,
    organisation: Organisation,
    kind: str,
    starts: date,
    by_id: int | None,
    at: datetime,
) -> Role:
    """Give a role from a day on, for an organisation that is a party of the partnership.

    It is given from outside the house (the command line): one that signs waits for an administrator.
    """
    if not partnership.memberships.filter(organisation=organisation).exists():
        raise NotAMember
    role, _ = Role.objects.get_or_create(
        user=user,
        partnership=partnership,
        organisation=organisation,
        kind=kind,
        starts=starts,
        defaults={"awaits": kind == SIGNATORY},
    )
    audit.record("role.given", target=role, by_id=by_id, at=at, kind=kind)
    return role
