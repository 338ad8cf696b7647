"""Groups are made and changed by their coordinator; who has sat in one stays on record by its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from lofte.accounts.actions import NotAMember
from lofte.accounts.models import Group, GroupMember, Organisation, Partnership, User
from lofte.base import audit


class NameTaken(Exception):
    """Another group of the partnership has this name."""

    def __init__(self, group_id: int) -> None:
        super().__init__(group_id)
        self.group_id = group_id


class SeatTaken(Exception):
    """The organisation (by that person) sits in the group already."""


@dataclass(frozen=True)
class GroupDraft:
    """A group before it is written."""

    name: str
    kind: str
    starts: date
    ends: date | None = None


def groups(partnership_ids: Sequence[int], on: date) -> QuerySet[Group]:
    """Return the groups that there are on a day."""
    return (
        Group.objects.filter(Q(ends=None) | Q(ends__gt=on), partnership__in=partnership_ids)
        .select_related("partnership")
        .order_by("partnership__name", "name", "pk")
    )


def seats(group: Group, on: date) -> QuerySet[GroupMember]:
    """Return who sits in a group on a day."""
    return (
        group.members.filter(Q(ends=None) | Q(ends__gt=on), starts__lte=on)
        .select_related("organisation", "person")
        .order_by("organisation__name", "person__name", "pk")
    )


@transaction.atomic
def save_group(
    draft: GroupDraft, *, partnership: Partnership, group: Group | None, by: User, at: datetime
) -> Group:
    """Make a group, or change its name, kind and days."""
    others = Group.objects.filter(partnership=partnership, name__iexact=draft.name)
    others = others.exclude(pk=group.pk) if group is not None else others
    taken = others.order_by("pk").first()
    if taken is not None:
        raise NameTaken(taken.pk)
    row = group or Group(partnership=partnership)
    row.name, row.kind, row.starts, row.ends = draft.name, draft.kind, draft.starts, draft.ends
    row.save()
    audit.record("group.saved", target=row, by_id=by.pk, at=at, kind=row.kind)
    return row


@transaction.atomic
def seat(
    *, group: Group, organisation: Organisation, person: User | None, starts: date, by: User, at: datetime
) -> GroupMember:
    """Give an organisation a seat in a group, by a person or by whoever it sends."""
    if not group.partnership.memberships.filter(organisation=organisation).exists():
        raise NotAMember
    if seats(group, starts).filter(organisation=organisation, person=person).exists():
        raise SeatTaken
    row = GroupMember.objects.create(group=group, organisation=organisation, person=person, starts=starts)
    audit.record("group.seated", target=row, by_id=by.pk, at=at)
    return row


@transaction.atomic
def unseat(*, member: GroupMember, on: date, by: User, at: datetime) -> None:
    """End a seat; one that was given by mistake the same day is taken away."""
    audit.record("group.unseated", target=member, by_id=by.pk, at=at)
    if member.starts >= on:
        member.delete()
        return
    member.ends = on
    member.save(update_fields=["ends"])
