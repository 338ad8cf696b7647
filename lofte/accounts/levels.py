"""Whom a thing is seen by and on what ground: said here alone, for every protected model and page of an item.

What one organisation has written is its own until it is shared. What the partnership makes together is
seen there by its agreement, until it is released (`accounts.outside`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Model, Q
from django.utils.translation import gettext

from lofte.accounts import first_sharing_rules, outside, ruling
from lofte.accounts.parties import Partnership
from lofte.accounts.sharing import Share
from lofte.accounts.sight import Sight
from lofte.base.quoting import quoted

TOGETHER, OUT = "gemensamt", "publicerat"  # the rules that are the ground of what nobody shares by hand


Made = TypeVar("Made", bound=Model)


class Level(StrEnum):
    """How far a thing reaches."""

    OWN = "own"
    GROUP = "group"
    PARTNERSHIP = "partnership"
    PUBLIC = "public"


@dataclass(frozen=True)
class Stand:
    """One circle that sees a thing, in words, and the ground; an own thing needs none."""

    level: Level
    whom: str
    ground: str = ""


def of(thing: Model, on: date) -> list[Stand]:
    """Return the circles that see a thing on a day, the narrowest first."""
    sight: Sight = type(thing).sight  # type: ignore[attr-defined]
    if not sight.own:
        return [_together(thing, sight, on)]
    whose = _at(thing, sight.own)
    found = [Stand(Level.OWN, quoted(whose.short_name))]
    if sight.others_rights:
        whom = gettext("de som reder ut loggen i samverkan")
        found.append(Stand(Level.PARTNERSHIP, whom, _ground(None, TOGETHER, on)))
    if sight.shared:
        found += _shared(sight, whose.pk, getattr(thing, sight.key))
    return found


def each(things: Sequence[Made], on: date) -> list[tuple[Made, Stand]]:
    """Return each of several things that one partnership has made, with the circle that sees it.

    However many there are, the queries are the same: their partnership has to be fetched with them.
    """
    if not things:
        return []
    out = outside.of(things)
    where = _at(things[0], type(things[0]).sight.within)  # type: ignore[attr-defined]
    released, kept = _public(where, on), _partnership(where, on)
    return [(one, released if one.pk in out else kept) for one in things]


def _together(thing: Model, sight: Sight, on: date) -> Stand:
    where = _at(thing, sight.within)
    return _public(where, on) if outside.is_out(thing) else _partnership(where, on)


def _public(where: Partnership, on: date) -> Stand:
    return Stand(Level.PUBLIC, gettext("alla"), _ground(where.pk, OUT, on))


def _partnership(where: Partnership, on: date) -> Stand:
    return Stand(Level.PARTNERSHIP, quoted(where.name), _ground(where.pk, TOGETHER, on))


def _shared(sight: Sight, organisation_id: int, key: int) -> list[Stand]:
    reach = Q(key=key) | Q(key=None, organisation=organisation_id) if sight.standing else Q(key=key)
    rows = Share.objects.filter(reach, thing=sight.shared, withdrawn_at=None)
    return [
        Stand(Level(row.level), quoted((row.group or row.partnership).name), quoted(row.ground.title))
        for row in rows.select_related("group", "partnership", "ground").order_by("level", "said_at", "pk")
    ]


def _ground(partnership_id: int | None, code: str, on: date) -> str:
    """Return the words of a rule on a day; of a day before the first ones were read, theirs."""
    rules = ruling.in_force(partnership_id or 0, max(on, first_sharing_rules.READ_ON))
    return next((quoted(one.title) for one in rules if one.code == code), "")


def _at(thing: Any, path: str) -> Any:
    for name in path.split("__"):
        thing = getattr(thing, name)
    return thing
