"""An activity's English name: its kind of work in the plural, how often, where. Its title is Swedish."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lofte.base.wording import count_word
from lofte.followup import english_places
from lofte.followup.english_rhythm import PER
from lofte.promises.models import Target

INITIALS = re.compile(r"(?P<initials>[A-ZÅÄÖ]{2,})[- ]")
SAYS_NOTHING = frozenset({"activity-work", "milestone-step"})  # kinds that fit any activity


@dataclass(frozen=True)
class EnglishName:
    """The whole name, the name without its places, and whether it takes a verb in the plural."""

    whole: str
    bare: str
    is_plural: bool


def english_name(targets: Iterable[Target], number: int) -> EnglishName:
    """Name an activity by its first target with a kind of work; else by its number in the promise."""
    known = (one for one in targets if one.kind_of_work and one.kind_of_work.code not in SAYS_NOTHING)
    target = next(known, None)
    if target is None or target.kind_of_work is None:
        name = f"Activity {count_word(number, 'en')}"
        return EnglishName(name, name, is_plural=False)
    kind = target.kind_of_work
    is_plural = " " in kind.many_en  # a single word ("contacts") says too little: the kind's own name says it
    noun = (
        as_promised(kind.many_en, target.activity.title + target.activity.text) if is_plural else kind.name_en
    )
    often = f" every {PER[target.per][0]}" if target.kind == Target.Kind.CADENCE and target.per in PER else ""
    bare = f"{noun[:1].upper()}{noun[1:]}{often}"
    return EnglishName(bare + _where(target), bare, is_plural)


def as_promised(noun: str, said: str) -> str:
    """Drop initials that the promise does not use: a council's meetings are no SSG meetings."""
    found = INITIALS.match(noun)
    return noun if found is None or found["initials"] in said else noun[found.end() :]


def _where(target: Target) -> str:
    """So that two activities of a kind are told apart."""
    places = [place.area_set.name for place in target.places.all()]
    is_one_place = len(places) == 1 or target.each_place is False
    return f" in {english_places.places(places)}" if places and is_one_place else ""
