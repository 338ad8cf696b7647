"""A municipality is founded on a used key; organisations come and go; groups are made from templates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.text import slugify

from lofte.accounts import actions as accounts
from lofte.accounts import grouping
from lofte.accounts.grouping import GroupDraft
from lofte.accounts.models import Group, Membership, Organisation, Partnership, Role, User
from lofte.accounts.rules import is_reserved
from lofte.base import audit
from lofte.beginning import municipalities
from lofte.beginning.models import FirstKey
from lofte.beginning.municipalities import Regso
from lofte.beginning.templates_of_groups import GroupTemplate
from lofte.places import actions as places
from lofte.places.models import Area
from lofte.promises.actions.kinds import install_kinds

LONGEST_SLUG = 50  # characters in the column


class BegunAlready(Exception):
    """The key has founded a partnership."""


class StillNeeded(Exception):
    """An organisation that roles, invitations, groups or promises lean on, or another partnership."""


@dataclass(frozen=True)
class Founded:
    """A municipality before it is written."""

    code: str  # kommunkod
    name: str  # of the partnership
    organisation: str  # the municipality's own name: "Jönköpings kommun"


def _free(stem: str, taken: Iterable[str]) -> str:
    """Return an address that nobody has, made of a name."""
    said = slugify(stem.translate(places.ASCII))[: LONGEST_SLUG - 4].strip("-") or "samverkan"
    used = set(taken)
    tried = (said if n == 1 else f"{said}-{n}" for n in range(1, len(used) + 3))
    return next(one for one in tried if one not in used and not is_reserved(one))


@transaction.atomic
def found(what: Founded, *, key: FirstKey, by: User, at: datetime) -> Partnership:
    """Found a partnership: the municipality as its first party and signer, its RegSO, its administrator."""
    row = FirstKey.objects.select_for_update().get(pk=key.pk)
    if row.partnership_id is not None or row.used_by_id != by.pk:
        raise BegunAlready
    install_kinds()
    where = accounts.found_partnership(
        slug=_free(what.name, Partnership.objects.values_list("slug", flat=True)),
        name=what.name,
        municipality_name=municipalities.names()[what.code],
        by_id=by.pk,
        at=at,
    )
    home = add_organisation(
        what.organisation, short_name="", kind="municipality", signs=True, where=where, by=by, at=at
    )
    accounts.appoint(
        user=by,
        partnership=where,
        organisation=home,
        kind=Role.Kind.ADMINISTRATOR,
        starts=timezone.localdate(at),
        by_id=by.pk,
        at=at,
    )
    _areas(what, where, by, at)
    row.partnership = where
    row.save(update_fields=["partnership"])
    return where


def _areas(what: Founded, where: Partnership, by: User, at: datetime) -> None:
    parts = municipalities.regso(what.code)
    whole = _area(
        Regso(what.code, municipalities.names()[what.code], municipalities.whole(parts)),
        Area.Kind.KOMMUN,
        None,
    )
    for position, one in enumerate(parts, start=1):
        area = _area(one, Area.Kind.REGSO, whole)
        places.make_area_set(
            partnership=where, name=area.name, areas=[area], by_id=by.pk, at=at, position=position
        )
    places.make_area_set(partnership=where, name=what.organisation, areas=[whole], by_id=by.pk, at=at)
    audit.record("areas.read_in", target=where, by_id=by.pk, at=at, n_areas=len(parts), code=what.code)


def _area(one: Regso, kind: str, parent: Area | None) -> Area:
    """Return the area, as another partnership of the same ground has it already, or read it in."""
    there = Area.objects.filter(code=one.code, version_year=municipalities.YEAR).first()
    if there is not None:
        return there
    return places.import_area(
        code=one.code,
        kind=kind,
        name=one.name,
        version_year=municipalities.YEAR,
        geometry=one.geometry,
        attribution=municipalities.SOURCE,
        parent=parent,
    )


@transaction.atomic
def add_organisation(
    name: str, *, short_name: str, kind: str, signs: bool, where: Partnership, by: User, at: datetime
) -> Organisation:
    """Make a new party of this partnership. One that is another's already comes in at the command line."""
    made = accounts.found_organisation(
        slug=_free(name, Organisation.objects.values_list("slug", flat=True)),
        name=name,
        short_name=short_name or name[:60],
        kind=kind,
        by_id=by.pk,
        at=at,
    )
    accounts.join(partnership=where, organisation=made, signs=signs, by_id=by.pk, at=at)
    return made


@transaction.atomic
def remove_organisation(member: Membership, *, by: User, at: datetime) -> None:
    """Take away a party that was added by mistake: nothing leans on it, and no other partnership has it."""
    organisation = member.organisation
    if organisation.memberships.exclude(pk=member.pk).exists():
        raise StillNeeded
    audit.record("membership.removed", target=member, by_id=by.pk, at=at, organisation=organisation.pk)
    try:
        with transaction.atomic():
            member.delete()
            organisation.delete()
    except ProtectedError as refusal:
        raise StillNeeded from refusal


@transaction.atomic
def make_groups(
    wanted: Sequence[tuple[GroupTemplate, str]], *, where: Partnership, on: date, by: User, at: datetime
) -> list[Group]:
    """Make groups from templates, for an area or none, with a seat for each party of the named kinds."""
    parties = list(where.organisations.order_by("memberships__position", "pk"))
    made = []
    for template, area in wanted:
        draft = GroupDraft(template.called(area), template.kind, on)
        group = grouping.save_group(draft, partnership=where, group=None, by=by, at=at)
        for one in parties:
            if one.kind in template.seats:
                grouping.seat(group=group, organisation=one, person=None, starts=on, by=by, at=at)
        made.append(group)
    return made


@transaction.atomic
def finish(where: Partnership, *, by: User, at: datetime) -> None:
    """Say that the beginning is over: it no longer stands on the start page."""
    if FirstKey.objects.filter(partnership=where, finished_at=None).update(finished_at=at):
        audit.record("beginning.finished", target=where, by_id=by.pk, at=at)
