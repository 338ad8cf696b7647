"""An activity's English name: its kind of work in the plural, how often, where. Its title is Swedish."""

from collections.abc import Iterable
from dataclasses import dataclass

from lofte.base.wording import count_word, listed
from lofte.followup.english_rhythm import PER
from lofte.promises.models import Target

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
    noun = kind.many_en if is_plural else kind.name_en
    often = f" every {PER[target.per][0]}" if target.kind == Target.Kind.CADENCE and target.per in PER else ""
    bare = f"{noun[:1].upper()}{noun[1:]}{often}"
    return EnglishName(bare + _where(target), bare, is_plural)


def _where(target: Target) -> str:
    """So that two activities of a kind are told apart."""
    places = [place.area_set.name for place in target.places.all()]
    is_one_place = len(places) == 1 or target.each_place is False
    return f" in {listed(places, 'en')}" if places and is_one_place else ""
