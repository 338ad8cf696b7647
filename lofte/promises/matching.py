"""Names in a document matched to the partnership's organisations and area sets; the unknown is left open."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from lofte.accounts.models import Organisation, Partnership
from lofte.base.keys import search_key
from lofte.places.models import AreaSet

SAME_NAME = 85  # of 100: a letter lost in scanning or a genitive more, not another district
SAME_PLACE = 90  # of 100: "Råslatt" is Råslätt, "Norra" is not "Södra"
SHORTEST_LIKE = 6  # letters: shorter names differ in meaning by one letter

_PRIORITISED = re.compile(r"prioritera\w* (?:bostads|stads)?(?:områden|områdena|stadsdelar|stadsdelarna)")
_EVERYDAY = re.compile(
    r"kommunen|(?:den lokala )?(?:lokal|när)?polis(?:en|myndigheten|området|distriktet)?|kommunpolisen"
)
_WHOLE = re.compile(r"(?:hela |alla delar av )?(?:kommunen|staden|hela orten)")
_LEADING = re.compile(r"^(?:stadsdelen|området|bostadsområdet|stadsdelarna|områdena|kvarteret|torget vid)\s+")


class OrganisationBook:
    """The organisations of a partnership, found by name, kind or mention."""

    def __init__(self, partnership: Partnership) -> None:
        self.all = list(
            Organisation.objects.filter(memberships__partnership=partnership).order_by(
                "memberships__position", "pk"
            )
        )

    def of_kind(self, kind: str) -> list[Organisation]:
        return [organisation for organisation in self.all if organisation.kind == kind]

    def party(self, name: str, kind: str) -> Organisation | None:
        """Return the organisation that a document means by a party's name, or None when it may be another."""
        candidates = self.of_kind(kind)
        best = max(candidates, key=lambda one: _likeness(one, name), default=None)
        if best is not None and _likeness(best, name) >= SAME_NAME:
            return best
        # "The police" are those who stand alone; a district with a name of its own may be another's.
        is_everyday = len(candidates) == 1 and _EVERYDAY.fullmatch(search_key(name))
        return candidates[0] if is_everyday else None

    def for_kinds(
        self, kinds: Sequence[str], text: str, parties: Iterable[Organisation]
    ) -> list[Organisation]:
        """Return who is meant by kinds: the promise's own parties first, else the one mentioned or alone."""
        promising = list(parties)
        found: list[Organisation] = []
        for kind in kinds:
            found += [one for one in promising if one.kind == kind] or self._others(kind, text)
        return list(dict.fromkeys(found))

    def _others(self, kind: str, text: str) -> list[Organisation]:
        candidates = self.of_kind(kind)
        mentioned = [one for one in candidates if is_mentioned(one, text)]
        return mentioned or (candidates if len(candidates) == 1 else [])

    def recipients(self, text: str) -> list[Organisation]:
        """Return those whom the text says a product is shared with: what stands after "delas"."""
        match = re.search(r"\bdela(?:s|d|t|de)?\b(?P<who>[^.;]*)", text, re.IGNORECASE)
        if match is None:
            return []
        return [one for one in self.all if is_mentioned(one, match["who"])]


def is_mentioned(organisation: Organisation, text: str) -> bool:
    """Judge whether the text names the organisation, or a party of its kind by the everyday word."""
    words = search_key(text)
    if search_key(organisation.name) in words or search_key(organisation.short_name) in words:
        return True
    everyday = {"police": r"\bpolis(?:en)?\b", "municipality": r"\bkommun(?:en)?\b"}.get(organisation.kind)
    return bool(everyday and re.search(everyday, words))


def _likeness(organisation: Organisation, name: str) -> float:
    wanted = search_key(name)
    return max(
        fuzz.token_sort_ratio(search_key(organisation.name), wanted),
        fuzz.token_sort_ratio(search_key(organisation.short_name), wanted),
    )


@dataclass(frozen=True)
class PlacesFound:
    """Area sets that the names stand for, and the names that nobody knows yet."""

    sets: tuple[AreaSet, ...]
    unmatched: tuple[str, ...]
    over_prioritised: bool = False  # "all prioritised areas": the dated list, day by day


class PlaceBook:
    """The area sets of a partnership, found by name."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self.sets = list(AreaSet.objects.filter(partnership=partnership).order_by("position", "pk"))

    def find(self, names: Sequence[str]) -> PlacesFound:
        """Match each name to a set."""
        sets: list[AreaSet] = []
        unmatched: list[str] = []
        over_prioritised = False
        for name in names:
            if _PRIORITISED.search(search_key(name)):
                over_prioritised = True
                continue
            found = self._find_one(name)
            sets += found
            unmatched += [] if found else [name]
        return PlacesFound(tuple(dict.fromkeys(sets)), tuple(dict.fromkeys(unmatched)), over_prioritised)

    def _find_one(self, name: str) -> list[AreaSet]:
        key = search_key(name)
        for wanted in (key, _LEADING.sub("", key), key.removesuffix("s"), f"{key} kommun"):
            found = [one for one in self.sets if one.search_key == wanted]
            if found:
                return found[:1]
        if _WHOLE.fullmatch(key):
            return self._whole()
        return self._rest(key) or self._alike(key)

    def _whole(self) -> list[AreaSet]:
        name = search_key(self.partnership.municipality_name)
        wanted = {name, f"{name} kommun", f"{name}s kommun", f"hela {name}"}
        return [one for one in self.sets if one.search_key in wanted][:1]

    def _rest(self, key: str) -> list[AreaSet]:
        """Read "the rest of the municipality" as the partnership's complement, where it has just one."""
        complements = [one for one in self.sets if one.is_complement]
        is_rest = re.match(r"(?:övriga|resten av|resterande)\b.*\b(?:kommun|kommunen|delar|områden)$", key)
        return complements if is_rest and len(complements) == 1 else []

    def _alike(self, key: str) -> list[AreaSet]:
        able = [one for one in self.sets if min(len(one.search_key), len(key)) >= SHORTEST_LIKE]
        if not able:
            return []
        best = max(able, key=lambda one: fuzz.ratio(one.search_key, key))
        return [best] if fuzz.ratio(best.search_key, key) >= SAME_PLACE else []
