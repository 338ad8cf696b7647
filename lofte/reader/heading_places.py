"""Places that a heading or a table cell names for all that stands under it or in its row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lofte.reader.parties import RECENT, mentions
from lofte.reader.places import COMMON_ITEM, COMPLEMENT, EVERY, NAME, ROAD, places
from lofte.reader.zones import zone_of


@dataclass(frozen=True)
class Words:
    """What the document's own writing says of a word: used as a place, or written small somewhere."""

    known_places: frozenset[str]
    common: frozenset[str]
    own: frozenset[str]  # the names of those who promise: a heading with one says nothing of where


COMMON_ENDING = re.compile(
    r"(?:het|ning|ingar|arbete|brott|er|or|ar|are|na|ion|ik|it|ande|ende|else|skap|unga|barn|våld|skola|"
    r"droger|narkotika|alkohol|tobak|cannabis|ungdom|stöld|inbrott|rån|klotter|skolan|trafik|övrigt|allmänt|område[nt]?|problem|itet|ism|logi)$",
    re.I,
)
PREFIXED = re.compile(
    r"(?:[Pp]rioriterat |[Uu]tsatt )?(?:(?:[Bb]ostads|[Ss]tads)?(?:[Oo]mråde(?:t)?|[Ss]tadsdel(?:en)?)|"
    r"[Dd]elen|[Oo]rten|[Tt]ätort(?:en)?|[Kk]ommundel(?:en)?|[Kk]varteret|[Ff]okus på|[Ff]okusområde)"
    r"(?::\s*|\s+)(?=[A-ZÅÄÖ])"
)
NO_MATTER = re.compile(
    r"^(?:alla|samtliga|båda)$|löfte|uppfölj|^(?:bild|foto|karta|illustration|fotograf)\b", re.I
)
REMARK = re.compile(r"\s*(?:\([^)]*\)|[–-]\s[a-zåäö][\wåäö ]*)$")
PARTED = re.compile(r"\s*(?:,|/|&|\boch\b|\bsamt\b)\s*")
ONE = re.compile(
    rf"(?:{COMPLEMENT}|{EVERY}|{ROAD}|(?:Norra|Södra|Östra|Västra|Gamla|Nya) \w+|{NAME})",
    re.I,
)
TAIL = re.compile(r".+s (?:torg|centrum|skola|station|tätort|hamn|park|bad|gymnasium|industriområde)$")
PERSON = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)? [A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?")
POINT = re.compile(r"(?:Norra|Södra|Östra|Västra|Gamla|Nya|Stora|Lilla|Inre|Yttre|Övre|Nedre) ")
WHOSE = re.compile(r"(?:Polisens|Kommunens|Polis och kommun|Polisen|Kommunen)\b(?! i [A-ZÅÄÖ])")
WORK_AT = re.compile(
    r"(?!.*(?:löfte|\blovar\b|\bska\b))(?:[\wåäö/-]+\s+){1,5}(?:i|på|vid|kring|runt|längs|omkring)\s+"
    r"(?:(?:området|stadsdelen|kvarteret|centrala|norra|södra|östra|västra)\s+)?(?:[A-ZÅÄÖ]|centrum\b|"
    r"torget\b|"
    r"stationen\b|tätorten\b|innerstaden\b|hamnen\b|resecentrum\b)"
)


def cell_places(text: str, words: Words) -> tuple[str, ...]:
    """Return the places of a table cell or of the bare end of a heading."""
    return tuple(place.name for place in places(f"på {text}", words.known_places))


@lru_cache(maxsize=RECENT)
def heading_places(text: str, words: Words) -> tuple[str, ...]:
    """Return the places of a heading that is nothing but names of places, or says where the work is."""
    bare = REMARK.sub("", text.strip()).strip(" :.")
    if NO_MATTER.search(text) or bare in words.own:
        return ()
    if prefixed := PREFIXED.match(bare):
        return cell_places(bare[prefixed.end() :], words)
    if COMMON_ITEM.fullmatch(bare):
        return (bare,)
    if listed := listed_names(re.sub(r"^(?:[Ff]ör|[Ii]|[Pp]å|[Vv]id)\s+", "", bare), words):
        return listed
    if WORK_AT.match(bare) and (not mentions(bare) or WHOSE.match(bare)):
        found = places(bare, words.known_places)
        return tuple(place.name for place in found if place.name not in words.own)
    return ()


def own_names(parties: Iterable[str], title: str | None) -> frozenset[str]:
    """Return the bare names of the parties and the title: `Ekby` and `Ekbys` of `Ekbys kommun`."""
    bare = {OFFICE.sub("", name).strip() for name in parties}
    bare |= set(re.findall(r"[A-ZÅÄÖ][\w-]+", title or ""))
    return frozenset(form for name in bare for form in (name, name.removesuffix("s"), f"{name} kommun"))


OFFICE = re.compile(r"\b(?:kommuns?|stad|Lokalpolisområdet?|Polisområdet?|Polisen i|Närpolisen i)\b")


def listed_names(text: str, words: Words) -> tuple[str, ...]:
    """Return the names of a list of places, or nothing where any of it is something else."""
    parts = [part for part in PARTED.split(text) if part]
    sure = [is_place_name(part, words) for part in parts]
    unsure = [part for part, one in zip(parts, sure, strict=True) if not one]
    fit = all(part[0].isupper() and ONE.fullmatch(part) for part in unsure)
    return tuple(parts) if parts and fit and 2 * len(unsure) <= len(parts) else ()


def is_place_name(part: str, words: Words) -> bool:
    if part in words.known_places or COMMON_ITEM.fullmatch(part):
        return True
    if not ONE.fullmatch(part) or mentions(part):
        return bool(re.fullmatch(COMPLEMENT, part))
    return bool(re.fullmatch(COMPLEMENT, part) or TAIL.match(part)) or is_name(part, words)


def is_name(text: str, words: Words) -> bool:
    """Say whether a heading's word is a name: capitals throughout, never written small, no common ending."""
    parts = text.split()
    return (
        (len(parts) < 2 or bool(POINT.match(text)) or not PERSON.fullmatch(text))
        and len(text) >= 3
        and len(parts) <= 3
        and not (text.isupper() and len(text) < 7)
        and all(word[0].isupper() or POINT.match(text) for word in parts)
        and all(word.lower() not in words.common for word in parts if not POINT.match(f"{word} "))
        and not COMMON_ENDING.search(text)
        and zone_of(text) is None
    )
