"""How far one thing reaches: chosen when it is taken in, kept with its ground, and chosen anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model, Q

from lofte.accounts import walls
from lofte.accounts.models import Group, Membership, Organisation, Partnership, Share, SharingRule, User
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.base import audit


@dataclass(frozen=True)
class Circle:
    """Whom a thing is for: its own organisation alone, one group, or partnerships."""

    organisation: Organisation  # whose it is
    partnerships: tuple[Partnership, ...] = ()
    group: Group | None = None

    @property
    def is_own(self) -> bool:
        return not self.partnerships

    @property
    def key(self) -> str:
        if self.group is not None:
            return f"grupp-{self.group.pk}"
        if self.is_own:
            return f"egen-{self.organisation.pk}"
        return "-".join(["samverkan", *(str(one.pk) for one in self.partnerships)])

    @property
    def level(self) -> str:
        if self.is_own:
            return "own"
        return Share.Level.PARTNERSHIP.value if self.group is None else Share.Level.GROUP.value


@dataclass(frozen=True)
class Choice:
    """A circle, and the rule that lets the thing be handed on to it; an own thing needs none."""

    circle: Circle
    ground: SharingRule | None = None


def circles(
    whose: Organisation,
    viewer: Viewer,
    right: Right,
    on: date,
    *,
    is_ours: bool,
    within: Partnership | None = None,
) -> list[Circle]:
    """Return the circles that can be chosen, the narrowest first: two queries.

    One who takes something in for another organisation chooses among those in which it is still seen.
    """
    here = [within.pk] if within is not None else viewer.partnership_ids(right)
    rows = Membership.objects.filter(organisation=whose, partnership__in=here)
    places = [
        one.partnership for one in rows.select_related("partnership").order_by("partnership__name", "pk")
    ]
    found = [Circle(whose)] if is_ours else []
    if is_ours:
        runs = Q(ends=None) | Q(ends__gt=on)
        groups = Group.objects.filter(runs, starts__lte=on, partnership__in=places, members__isnull=False)
        named = groups.distinct().select_related("partnership").order_by("name", "pk")
        found += [Circle(whose, (one.partnership,), one) for one in named]
    found += [Circle(whose, (one,)) for one in places]
    return [*found, Circle(whose, tuple(places))] if len(places) > 1 else found


def stands(thing: Model) -> list[Share]:
    """Return with whom a thing is shared by itself, as it stands."""
    rows = Share.objects.filter(thing=thing._meta.label, key=thing.pk, withdrawn_at=None)
    with walls.lifted():  # also where the one who asks has no part
        return list(rows.select_related("partnership", "group", "ground").order_by("partnership__name", "pk"))


def choice_of(thing: Model, whose: Organisation) -> Choice:
    """Return what was chosen for a thing last."""
    rows = stands(thing)
    if not rows:
        return Choice(Circle(whose))
    group = rows[0].group
    return Choice(Circle(whose, tuple(one.partnership for one in rows), group), rows[0].ground)


@transaction.atomic
def choose(thing: Model, choice: Choice, *, verb: str, by: User | None, at: datetime) -> Sequence[Share]:
    """Let a thing reach as far as was chosen and no further; what stood is taken back."""
    label, circle = thing._meta.label, choice.circle
    before = Share.objects.filter(thing=label, key=thing.pk, withdrawn_at=None)
    with walls.lifted():  # also where the one who chooses has no part: no circle is left over
        before.update(withdrawn_by=by, withdrawn_at=at)
    ground = choice.ground
    rows = [
        Share(
            thing=label,
            key=thing.pk,
            organisation=circle.organisation,
            partnership=one,
            level=circle.level,
            group=circle.group,
            ground=ground,
            said_by=by,
            said_at=at,
        )
        for one in circle.partnerships
    ]
    made = Share.objects.bulk_create(rows)
    facts = {"level": circle.level} | ({"ground": ground.code} if ground and made else {})
    audit.record(verb, target=thing, by_id=by.pk if by else None, at=at, **facts)
    return made


def refuse(thing: Model, why: list[str], *, verb: str, by: User, at: datetime) -> None:
    """Write down that the guidance said no: by the codes of its rules."""
    if why:
        audit.record(verb, target=thing, by_id=by.pk, at=at, rules=sorted(why))
