"""Whom a thing is seen by and on what ground: said here alone, for every protected model and page of an item.

What one organisation has written is its own until it is shared. What the partnership makes together is
seen there by its agreement, until it is released (`accounts.outside`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import get_language, gettext, gettext_lazy

from lofte.accounts import outside, ruling, walls
from lofte.accounts.parties import Partnership
from lofte.accounts.reaching import Circle
from lofte.accounts.rights import Right
from lofte.accounts.sharing import Share
from lofte.accounts.sight import Sight, at
from lofte.base.quoting import quoted, woven
from lofte.base.wording import listed

TOGETHER, OUT = "gemensamt", "publicerat"  # the rules that are the ground of what nobody shares by hand


Made = TypeVar("Made", bound=Model)
# Of what is not seen with the figures: those with which right see it in the circle that it is shared with.
_THOSE: dict[tuple[Right, ...], Any] = {
    (Right.SETTLE,): gettext_lazy("de som reder ut loggen i %(whom)s"),
    (Right.SEE_PROMISES,): gettext_lazy("de som ser löften i %(whom)s"),
}


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
    whose = at(thing, sight.own)
    found = [Stand(Level.OWN, quoted(whose.short_name))] if whose is not None else []
    return found + _shared(sight, thing) if sight.shared else found


def each(things: Sequence[Made], on: date) -> list[tuple[Made, Stand]]:
    """Return each of several things that one partnership has made, with the circle that sees it.

    However many there are, the queries are the same: their partnership has to be fetched with them.
    """
    if not things:
        return []
    out = outside.of(things)
    where = at(things[0], type(things[0]).sight.within)  # type: ignore[attr-defined]
    released, kept = _public(where, on), _partnership(where, on)
    return [(one, released if one.pk in out else kept) for one in things]


def _together(thing: Model, sight: Sight, on: date) -> Stand:
    where = at(thing, sight.within)
    return _public(where, on) if outside.is_out(thing) else _partnership(where, on)


def _public(where: Partnership, on: date) -> Stand:
    return Stand(Level.PUBLIC, gettext("alla"), _ground(where.pk, OUT, on))


def _partnership(where: Partnership, on: date) -> Stand:
    return Stand(Level.PARTNERSHIP, quoted(where.name), _ground(where.pk, TOGETHER, on))


def _shared(sight: Sight, thing: Model) -> list[Stand]:
    with walls.lifted():  # with whom all it is shared is told to each who sees it
        rows = sight.shares_of(thing).select_related("group", "partnership", "ground")
        shares = list(rows.order_by("level", "said_at", "pk"))
    return [Stand(Level(one.level), whom(sight, one), quoted(one.ground.title)) for one in shares]


def whom(sight: Sight, share: Share) -> str:
    """Name those whom a share lets see a thing: of a group or a partnership, those with the right to it."""
    said = _THOSE.get(sight.shared_rights)
    name = (share.group or share.partnership).name
    return woven(str(said), whom=name) if said else quoted(name)


def circle_words(sight: Sight, circle: Circle) -> str:
    """Name a circle that can be chosen."""
    if circle.is_own:
        return woven(gettext("Bara %(whom)s"), whom=circle.organisation.name)
    said = str(_THOSE.get(sight.shared_rights, "%(whom)s"))
    names = [circle.group.name] if circle.group else [one.name for one in circle.partnerships]
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    return woven(said[:1].upper() + said[1:], whom=listed(names, language))


def _ground(partnership_id: int | None, code: str, on: date) -> str:
    """Return the words of a rule on a day."""
    rules = ruling.read_first(partnership_id or 0, on)
    return next((quoted(one.title) for one in rules if one.code == code), "")
