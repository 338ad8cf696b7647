"""Persons pointed at without a name: the boy in flat 3, she who lives at Solgatan 4, the headmaster's son."""

import re
from collections.abc import Iterator, Sequence

from lofte.screening import pointed
from lofte.screening import surroundings as around
from lofte.screening.words import Word

LONGEST_FLAT = 5  # signs: 120B
WITHIN = 8  # words after the person in which the dwelling must come
_AGED = re.compile(r"(?:\d{1,2}-?åringen|\d{1,2}-?åringarna)\Z")
_NUMBER = re.compile(r"\d{1,4}[a-z]?\Z|[a-h]\Z")
_CLASS = re.compile(r"[1-9][a-g]\Z|(?:sjuan|åttan|nian|sexan|femman|fyran|trean)\Z")
_STREET = re.compile(
    r"\w{2,30}(?:gatan|vägen|gränd|gränden|stigen|backen|torget|liden|allén|esplanaden|gata|väg)\Z"
)
_ROADS = frozenset("länsväg riksväg europaväg motorväg länsvägen riksvägen europavägen motorvägen".split())
_NUMBERED = frozenset(
    "lägenhet lägenheten lägenhetsnummer lgh lght lägh rum rummet port porten uppgång uppgången "
    "trappuppgång trappuppgången nr nummer hus huset villa stuga klass klassen våning plan entré "
    "ingång åk årskurs etage".split()
)
_FLATS = frozenset("lägenhet lgh lght lägh lägenhetsnummer".split())
_STOREYS = frozenset(
    "våningen våning trappan planet porten huset uppgången ingången dörren radhuset villan".split()
)
_ORDINALS = frozenset(
    "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde översta nedersta understa "
    "mellersta sista 1:a 2:a 3:e 4:e 5:e 6:e 7:e 8:e 9:e 10:e".split()
)
_COLOURS = frozenset("gula röda gröna blå vita svarta rosa grå bruna orange".split())
_HOUSES = frozenset("villan huset radhuset stugan kolonistugan gården tegelvillan trähuset".split())
_BOTTOM = frozenset(
    "bottenvåningen källarvåningen vindsvåningen hörnlägenheten grannlägenheten markplanet".split()
)
_FLAT = frozenset("lägenheten huset".split())
_BESIDE = frozenset("ovanför under mittemot bredvid ovanpå intill".split())
_WHERE = frozenset("i på hos vid med för åt från".split())
_DOES = frozenset("jobbar arbetar äger driver tränar sitter praktiserar extrajobbar".split())
_LIVES = frozenset("bor bodde boende".split())
_SHOPS = frozenset(
    "kiosken butiken affären restaurangen pizzerian salongen frisören macken caféet gymmet krogen baren "
    "tobaksaffären livsmedelsbutiken videobutiken skomakeriet".split()
)
_OWNERS = frozenset("ägaren innehavaren föreståndaren kassörskan expediten".split())
_KIN = frozenset(
    "svåger svägerska kusin exman exfru storebror lillebror storasyster lillasyster brorson systerson "
    "son sonen dotter dottern barn bror brodern syster system fru man make sambo mamma mamman pappa "
    "pappan pojke flicka grabb tvillingar barnbarn moped katt hund".split()
)
_CHILDREN = frozenset(
    "sonen dottern brodern systern mamman pappan modern fadern frun kusinen tvillingarna barnbarnet sonsonen "
    "dottersonen lillebrodern lillasystern storebrodern storasystern svågern väninnan exmannen sambon".split()
)
_ONLY = frozenset("enda ende".split())
_PRONOUNS = frozenset("han hon den de dom hen honom henne".split())
_BOARDING = frozenset("boende boendes".split())
_OWNED = frozenset({"grannens", "rektors"} | {f"{role}s" for role in around.ROLES})
_ANYONE = around.ANYONE  # told by a dwelling with its number
_MARKS = frozenset(
    "hunden rullatorn permobilen rullstolen käppen ärret tatueringen tatueringarna skägget "
    "glasögonen barnvagnen kryckorna protesen".split()
)
_INDOORS = frozenset("kassan receptionen kiosken bokhandeln biblioteket fritidsgården matsalen".split())
_MINE = frozenset({"min", "vår"})
_ANYBODYS = frozenset("föraren ägaren cyklisten åkaren anmälaren".split())
_OF_AN_OFFICE = ("arens", "andens", "herdens", "rådets", "amens", "offrets")
_NOBODY = frozenset("barnet barnen pojken flickan en ett den det".split())
_ENDINGS = frozenset({"ens", "ets"})
_TRIGGERS = (
    around.PERSONS
    | _ANYONE
    | _PRONOUNS
    | _BOARDING
    | _FLATS
    | _OWNED
    | _MINE
    | _CHILDREN
    | _OWNERS
    | around.ROLES
)


def described(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where somebody is pointed at by where they live or go, what they do, or whose they are."""
    until = -1
    for at, word in enumerate(words):
        lower = word.lower
        if at <= until:
            continue
        end = 0
        if lower in _TRIGGERS or lower[-3:] in _ENDINGS or lower[0].isdigit():
            end = _from_person(words, at) or _from_flat(words, at) or _from_kin(words, at)
        if not end and pointed.may_begin(lower):
            end = pointed.pointed(words, at)
        if end:
            until = end
            yield word.start, words[end].end


def _sentence(words: Sequence[Word], at: int, most: int) -> list[Word]:
    """Return the words after this one, in the same sentence, so many at most."""
    found = []
    for word in words[at + 1 : at + 1 + most]:
        if word.begins:
            break
        found.append(word)
    return found


def _is_person(words: Sequence[Word], at: int) -> bool:
    lower = words[at].lower
    if lower in around.PERSONS or _AGED.match(lower):
        return True
    after = _sentence(words, at, 1)
    if lower in _PRONOUNS and after:
        return after[0].lower == "som" or (lower != "den" and after[0].lower in {"i", "på", "med"})
    return (lower in _BOARDING or lower in _ANYONE) and bool(after) and after[0].lower in {"i", "på", "från"}


def _from_person(words: Sequence[Word], at: int) -> int:
    """Return the last word of a person with a dwelling, a class or a place of work; 0 where there is none."""
    if not _is_person(words, at):
        return 0
    after = _sentence(words, at, WITHIN)
    lowers = [word.lower for word in after]
    if words[at].lower.startswith("grann") and lowers and (lowers[0] in _BESIDE or lowers[0] == "snett"):
        return at + 1
    if lowers and (lowers[0] in _WHERE or "som" in lowers[:4] or (at and words[at - 1].lower in _ONLY)):
        found = _dwelling(after, is_the=at > 1 and words[at - 2].lower in {"den", "det"})
        if found:
            return at + found
    if words[at].lower in _ANYONE:
        return 0
    if lowers[:4] in (["som", "är", "gift", "med"], ["som", "är", "sambo", "med"]):
        return at + 4 + (len(after) > 4)
    for place, lower in enumerate(lowers[:3]):
        if (lowers[0] == "med" and lower in _MARKS) or (lowers[0] == "i" and lower in _INDOORS):
            return at + place + 1
    return at + _work(lowers, after) if _work(lowers, after) else 0


def _dwelling(after: Sequence[Word], *, is_the: bool) -> int:
    """Return how many of the words it takes to say where; 0 when they do not."""
    lowers = [word.lower for word in after]
    for place, (lower, following) in enumerate(zip(lowers, [*lowers[1:], ""], strict=True)):
        if _is_told_by_two(lower, following):
            return place + 2
        if _STREET.match(lower) and lower not in _ROADS:
            numbered = following[:1].isdigit()
            if numbered or is_the or "bor" in lowers[:place]:
                return place + 1 + numbered
        if lower in _BOTTOM or (place and lowers[place - 1] in {"i", "klass"} and _is_class_or_flat(lower)):
            return place + 1
    return 0


def _is_told_by_two(lower: str, following: str) -> bool:
    """Lägenhet 3, tredje våningen, gula villan, nedre botten, lägenheten ovanför."""
    if lower in _NUMBERED:
        return _NUMBER.match(following) is not None
    if lower in _ORDINALS:
        return following in _STOREYS
    if lower in _COLOURS:
        return following in _HOUSES
    return (lower == "nedre" and following == "botten") or (lower in _FLAT and following in _BESIDE)


def _is_class_or_flat(lower: str) -> bool:
    """8B, nian, 31:an, 2B: behind "i"."""
    is_flat = lower[:1].isdigit() and lower[-1:].isalpha() and len(lower) < LONGEST_FLAT
    return is_flat or lower.endswith(":an") or _CLASS.match(lower) is not None


def _work(lowers: Sequence[str], after: Sequence[Word]) -> int:
    """Return how far it goes where somebody is known by what they do, and where."""
    if not lowers or lowers[0] != "som":
        return 0
    for place, lower in enumerate(lowers[1:5], start=1):
        if lower in _DOES:
            for further in range(place + 1, min(place + 6, len(lowers))):
                if after[further].is_capital or lowers[further] in _SHOPS:
                    return further + 1
    return 0


def _from_flat(words: Sequence[Word], at: int) -> int:
    """A flat with its number is a household, also when nobody is spoken of."""
    if words[at].lower not in _FLATS:
        return 0
    after = _sentence(words, at, 2)
    if after and after[0].lower in {"nr", "nummer"}:
        return at + 2 if len(after) > 1 and after[1].lower[:1].isdigit() else 0
    if len(after) > 1 and after[1].gap == "." and after[1].lower.isdigit():
        return 0  # a time: lägenhet 19.40
    return at + 1 if after and _NUMBER.match(after[0].lower) else 0


def _from_kin(words: Sequence[Word], at: int) -> int:
    """The headmaster's son; the son of the headmaster; the owner of the kiosk."""
    lower = words[at].lower
    after = _sentence(words, at, 5)
    if not after:
        return 0
    if _is_owning(lower):
        return at + 1 if after[0].lower in _KIN else 0
    if lower in _MINE and after[0].lower in {"granne", "grannar"}:
        return at + 1
    if len(after) < 2:
        return 0
    if lower in _CHILDREN and after[0].lower == "till":
        return at + 2 if after[1].lower not in _NOBODY else 0
    if lower in around.ROLES:
        return at + _named_place(after) if _named_place(after) else 0
    return at + 2 if lower in _OWNERS and after[0].lower == "till" and after[1].lower in _SHOPS else 0


def _is_owning(lower: str) -> bool:
    """Whether it is one person's, told by office: kyrkoherdens, rektors."""
    if lower in _OWNED:
        return True
    return lower.endswith(_OF_AN_OFFICE) and lower[:-1] not in _ANYBODYS


def _named_place(after: Sequence[Word]) -> int:
    """Return how far it is to the place with a name where somebody holds an office."""
    for place, word in enumerate(after[1:4], start=1):
        if after[place - 1].lower in {"på", "i", "vid"} and word.is_capital:
            return place + 1
    return 0
