"""Persons pointed at in everyday words: he who lives above the pizzeria, the owner of the red Volvo.

Somebody is one among few when a person or an office stands beside a place, a thing or a habit that
only one has.
"""

import re
from collections.abc import Sequence

from lofte.screening import surroundings as around
from lofte.screening.words import Word


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WITHIN = 9  # words after the person in which it must be told
HEAD_LETTERS = 4  # at the end of a word: enough to tell most words from those for persons
_GENERIC = around.PERSONS | _set("han hon den familjen paret boende boenden")
# What somebody does or is, in the definite form; compounds end so too: kyrkvaktmästaren, busschauffören.
_OFFICE = re.compile(
    r"(?:\w{3,}aren|\w{2,}ören|\w*(?:mästarn|lärarn|skötarn)|\w{3,}isten|\d{2}-?åringen|\w*chefen|\w*värden|\w*vakten"
    r"|\w*ledaren|\w*prästen|\w*skan|"
    r"\w*kuratorn|\w*rektorn|\w*mamman|\w*pappan|\w*ägaren|\w*mannen|\w*kvinnan|\w*biträdet"
    r"|kommunalrådet|borgarrådet|\w*tränarn|"
    r"\w*politikern|\w*handlarn|\w*flickan|\w*killen|\w*tjejen|\w*praktikanten|\w*vikarien|\w*langaren|"
    r"\w*innehavaren|\w*ordföranden|\w*kassören|\w*innehavarn|\w*frisören|\w*assistenten|\w*konsulenten)\Z"
)
# Endings of those, looked at first.
HEADS = _set(
    "ngen aren ören karn sarn farn tarn narn larn darn garn barn rarn harn isten efen rden kten tten "
    "sten skan torn "
    "mman ppan nnen nnan ådet kern ckan llen ejen nten rien nden parn rören odet tern"
)
# Those are things, seasons and people in the hands of the police or on the road: anybody.
_NO_OFFICE = _set(
    "trottoaren "
    "sommaren hammaren kammaren skannern scannern mätaren läsaren kortläsaren skrivaren högtalaren släckaren "
    "brandsläckaren hjärtstartaren dammsugaren sändaren larmsändaren kokaren pollaren källaren visaren "
    "föraren bilisten cyklisten passageraren lastbilschauffören chauffören motorcyklisten mopedisten "
    "mc-föraren bilföraren lastbilsföraren mopedföraren trafikanten polisen åklagaren misstänkten anmälaren "
    "målsägaren målsäganden talespersonen presstalespersonen väktaren ordningsvakten gärningsmannen "
    "brandmannen räddningsledaren insatsledaren vakthavande körkortsinnehavaren fotgängaren elcyklisten "
    "medborgaren medlemmen deltagaren besökaren åskådaren användaren läsarn ansvaren svaren åren håren paren "
    "faran daren varan skaran alarmet fotpatrullören motorn tumlaren diskmaskinen markisen trafikpolisen "
    "affärsmannen talesmannen ombudsmannen tjänstemannen fyllan klockan flaskan påskan våskan ryggsäckskan "
    "väskan svenskan engelskan tyskan disken önskan granskan älskan tidningsskan asken franskan "
    "danskan kakan "
    "halvkan backan luckan lyckan veckan stickan äckan grillen kvällen stället fallen fjällen "
    "modellen hotellen "
    "rosten resten posten kusten festen listen hösten västen hästen gästen testen trösten misten lasten "
    "platsen frukosten mattan gräsmattan bristen asten tillståndet kvisten turisten terrorist terroristen "
    "artisten kvarten facten kontakten aktivisten tvisten rusten sekten punkten pakten effekten produkten "
    "objekten rättigheten skatten katten natten vatten botten platten hatten kvitten mitten trakten frukten "
    "skiften driften utsikten vikten plikten kraften stiften luften bakluckan skolan råden bänden orden "
    "jorden norden vården hården skärden gården världen förorden färden bilden tiden fältherden värden"
)
_OWNERS = re.compile(r"\w*(?:ägaren|ägarn|innehavaren|innehavarn|föreståndaren|hyresvärden)\Z")
_PLACES = re.compile(
    r"(?:\w{2,}(?:gatan|vägen|stigen|gränd|gränden|backen|allén|esplanaden)|\w*(?:kiosken|butiken|affären|"
    r"salongen|handeln|pizzerian|restaurangen|macken|apoteket|krogen|caféet|fiket|gymmet|bageriet"
    r"|biblioteket|"
    r"förskolan|dagiset|dagis|fritidsgården|ungdomsgården|fritids|kiosk|busskuren|fontänen|kassan"
    r"|receptionen|"
    r"husvagnen|kolonin|kolonilotten|familjehemmet|gruppboendet|äldreboendet|moskén|kyrkan|stallet"
    r"|verkstaden|"
    r"husbilen|soprummet|stugan|villan|radhuset|loftet|vindslägenheten|hörnhuset|gathuset|punkthuset"
    r"|tobaken))\Z"
)
_GROUPS = re.compile(r"\w*-?(?:laget|gruppen|klassen|kören|orkestern|teamet|nämnden|elvan|truppen)\Z")
_SUBJECTS = _set(
    "slöjd träslöjd syslöjd matte matematik idrott gympa engelska svenska historia musik bild "
    "hemkunskap kemi "
    "fysik biologi teknik religion samhällskunskap tyska franska spanska"
)
_WHERE = _set(
    "i på vid hos från mittemot bredvid ovanför under utanför ovanpå bakom intill nära mitt över ovan för"
)
_CLOSE = _set("på vid hos mittemot bredvid ovanför ovanpå utanför bakom intill under")  # a town takes "i"
_FACING = _set("mittemot bredvid ovanför ovanpå intill")
_HOMES = _set("familjehemmet husvagnen gruppboendet hörnhuset husbilen kolonistugan")
_STOREY = re.compile(
    r"(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|översta|nedersta|[1-9]:[ae])\Z"
)
_HABITS = re.compile(
    r"(?:bor|bott|äger|driver|jobbar|arbetar|extrajobbar|praktiserar|sköter|kör|säljer|sitter|står"
    r"|brukar|alltid|"
    r"går|tränar|spelar|städar|undervisar|öppnade|hyr|kallas|slutade|började|flyttade|kommit|har"
    r"|gift|pratar|talar)\Z"
)
_TELLING_ADJECTIVES = re.compile(
    r"(?:\d{1,2}-?årig[ae]|blinde?a?|döva?e?|stumma?e?|halta?e?|enda|ende|långhåriga?e?|rödhåriga?e?"
    r"|blonda?e?|"
    r"skäggige?a?|skallige?a?|tatuerade|enögde?a?|enarmade?|rullstolsburn[ae]|kände|kända|nya|nye"
    r"|nyinflyttade|"
    r"tunnhårige|överviktige?a?|haltande|stammande)\Z"
)
_PEOPLES = re.compile(
    r"(?:polsk|syrisk|somalisk|finsk|norsk|dansk|tysk|rysk|afghansk|irakisk|iransk|kurdisk|turkisk|bosnisk|"
    r"albansk|eritreansk|etiopisk|thailändsk|vietnamesisk|romsk|rumänsk|bulgarisk|ukrainsk|arabisk"
    r"|kinesisk)[ae]\Z"
)
_TRAITS = re.compile(
    r"(?:rullstol|permobil\w*|rullator\w*|kryckor\w*|hörapparat\w*|barnvagn|tvillingvagn\w*|ledarhund\w*|"
    r"\w*hunden|\w*hundarna|doberman\w*|schäfer\w*|rottweiler\w*|pitbull\w*|taxarna|taxen|pudeln|ögonlapp|"
    r"tatuering\w*|\w{5,}tröjan|protes|skägget|hästsvansen|lösskägget|ryggsäcken)\Z"
)
_KIN = re.compile(
    r"(?:son|dotter|grabb|pojke|flicka|tjej|kille|svärson|svärdotter|svärmor|svärfar|svåger"
    r"|svägerska|styvson|"
    r"styvdotter|bror|brorsa|syster|syrra|lillebror|lillasyster|storebror|storasyster|kusin|man|fru"
    r"|sambo|exman|"
    r"exfru|pojkvän|flickvän|mamma|pappa|mor|far|barnbarn|barn|unge|ungar|moped|hund|katt|fästmö|make|maka)\Z"
)
_KIN_OF = re.compile(
    r"(?:sonen|dottern|brodern|systern|mamman|pappan|modern|fadern|frun|kusinen|brorsan|syrran|farsan|morsan|"
    r"lillebrorsan|storebrorsan|polaren|flickvännen|pojkvännen|farmodern|mormodern|farfadern|morfadern|"
    r"styvpappan|styvmamman|styvfadern|bonuspappan|bonusmamman|fästmön|makan|maken|\w*barnsmamman)\Z"
)
_NOBODYS = _set("barnet barnen ett en deras hennes hans sina")  # or told elsewhere
_HIS = _set("hans hennes deras")
_SIZES = _set("äldsta äldste yngsta yngste lilla lille stora store nya nye mellersta ena båda lila")
_OURS = _set("min vår mitt vårt")
_COLLEAGUES = _set(
    "kollega kompis praktikant vikarie elev lärling granne kurator rektor chef vaktmästare städare medlem "
    "sommarjobbare timanställde timanställda"
)
_GOODS = re.compile(
    r"(?:\w*bilen|volvon|saaben|audin|bmw:n|epan|mopeden|moppen|motorcykeln|båten|hunden|hästen|villan|"
    r"stugan|radhuset|lokalen|\w*butiken|\w*affären|\w*kiosken|pizzerian|macken|salongen|\w*skjulet"
    r"|husvagnen|"
    r"husbilen|traktorn|a-traktorn)\Z"
)
_NUMBERED = _set("lägenhet lgh rum port nr nummer uppgång hus våning plan trappa klass lägenheten uppgången")
_CLASS = re.compile(
    r"[1-9][a-h]\Z|\d{1,4}:an\Z|\d{3,4}\Z|(?:tvåan|trean|fyran|femman|sexan|sjuan|åttan|nian)\Z"
)
_PEOPLE = _set(
    "personen boende pensionären mannen kvinnan killen tjejen pojken flickan familjen "
    "grannen hyresgästen "
    "eleven damen herrn tanten gubben grabben paret barnet gossen änkan änklingen"
)


def may_begin(lower: str) -> bool:
    """Whether a word may be the first of somebody pointed at; told quickly, for most words are not."""
    return lower in _STARTERS or (lower[-HEAD_LETTERS:] in HEADS and _is_office(lower))


def pointed(words: Sequence[Word], at: int) -> int:
    """Return the last word of somebody who is pointed at from here; 0 where nobody is."""
    lower = words[at].lower
    after = _after(words, at)
    if not after or (words[at].is_capital and not words[at].begins):
        return 0
    lowers = [word.lower for word in after]
    taken = (
        _ours(lower, lowers)
        or _owner(lower, lowers, after)
        or _whose(lower, lowers, after)
        or _the_only(words, at, lowers, after)
    )
    if not taken and (lower in _GENERIC or lower in _PEOPLE or _is_office(lower)):
        taken = _told(words, at, lowers, after)
    return at + taken if taken else 0


def _after(words: Sequence[Word], at: int) -> list[Word]:
    found = []
    for word in words[at + 1 : at + 1 + WITHIN]:
        if word.begins:
            break
        found.append(word)
    return found


def _is_office(lower: str) -> bool:
    if lower in around.ROLES:
        return True
    return (
        lower not in _NO_OFFICE
        and not lower.endswith(("barn", "kammaren", "föraren"))
        and _OFFICE.match(lower) is not None
    )


def _ours(lower: str, lowers: Sequence[str]) -> int:
    """Our trainee from the school; our colleague who left."""
    return (
        2
        if lower in _OURS
        and lowers[0] in _COLLEAGUES
        and lowers[1:2]
        and lowers[1] in {"som", "från", "på", "i"}
        else 0
    )


def _owner(lower: str, lowers: Sequence[str], after: Sequence[Word]) -> int:
    """The owner of the red Volvo; the holder of the shop at the square."""
    if not _OWNERS.match(lower) or lower in _NO_OFFICE or len(lowers) < 2:
        return 0
    if lowers[0] in {"till", "av"}:
        for place, said in enumerate(lowers[1:5], start=1):
            if (_GOODS.match(said) and place > 1) or _PLACES.match(said):
                return place + 1
            if place > 2 and after[place].is_capital and lowers[1] not in {"en", "ett"}:
                return place + 1
    return _where(lowers, after, is_one=True)


def _whose(lower: str, lowers: Sequence[str], after: Sequence[Word]) -> int:
    """The caretaker's eldest boy; his sister who is in the fourth form; the cousin of him who was shot."""
    skipped = 1 if lowers[0] in _SIZES else 0
    kin = lowers[skipped] if skipped < len(lowers) else ""
    if lower in _HIS and _KIN.match(kin):
        rest = lowers[skipped + 1 :]
        if rest[:1] == ["som"] and (
            _anchor(rest[1:], after[skipped + 2 :]) or any(map(_CLASS.match, rest[1:5]))
        ):
            return skipped + 3
        return 0
    if lower in _OFFICES and _KIN.match(kin):
        return skipped + 1
    if _KIN_OF.match(lower) and lowers[0] == "till" and len(lowers) > 1 and lowers[1] not in _NOBODYS:
        return 2
    return 0


def _the_only(words: Sequence[Word], at: int, lowers: Sequence[str], after: Sequence[Word]) -> int:
    """The only one of the staff who speaks a language; the only girl in the group."""
    if words[at].lower not in {"enda", "ende"} or len(lowers) < 2:
        return 0
    if (
        lowers[0] in {"i", "på", "som", "av"}
        and at
        and words[at - 1].lower in {"den", "det"}
        and "som" in lowers[:4]
    ):
        return lowers.index("som") + 2 if lowers.index("som") + 2 <= len(lowers) else 0
    for place, said in enumerate(lowers[:3]):
        if said in _GENERIC or said in _PEOPLE:
            return (
                place + 1
                if lowers[place + 1 : place + 2] and lowers[place + 1] in {"i", "på", "som", "från"}
                else 0
            )
    return 0


def _told(words: Sequence[Word], at: int, lowers: Sequence[str], after: Sequence[Word]) -> int:
    """A person or an office, and where or by what one knows them."""
    lower = words[at].lower
    is_pronoun = lower in {"han", "hon", "den"}
    is_office = _is_office(lower) and (lower in around.ROLES or lower not in _GENERIC)
    before = [
        word.lower for word in words[max(at - 3, 0) : at] if not word.begins or word.lower in {"den", "det"}
    ]
    is_one = is_office or any(_TELLING_ADJECTIVES.match(one) or _PEOPLES.match(one) for one in before[-2:])
    if lowers[0] == "som":
        return _habit(lowers, after)
    if lowers[0] in {"med", "i"} and len(lowers) > 1 and _TRAITS.match(lowers[1]):
        return 2
    if is_pronoun and lowers[0] == "den" and lowers[1:2] and "som" in lowers[:3]:
        return 2
    if (
        lower.startswith(("grann", "hyresg", "par"))
        and lowers[0] == "i"
        and len(lowers) > 1
        and _CLASS.match(lowers[1])
    ):
        return 2
    if lowers[0] in {"högst", "längst"} and len(lowers) > 2:
        return 2 + _where(lowers[2:], after[2:], is_one=True)
    if is_pronoun:
        return 0
    return _where(lowers, after, is_one=is_one or (len(lowers) > 1 and lowers[1] in _HOMES))


def _habit(lowers: Sequence[str], after: Sequence[Word]) -> int:
    """Who lives, works, drives, is called: and where, or what."""
    for place, said in enumerate(lowers[1:4], start=1):
        if not _HABITS.match(said):
            continue
        if said == "har" and lowers[place + 1 : place + 3] == ["hand", "om"] and len(lowers) > place + 3:
            return place + 4 if after[place + 3].is_capital else 0
        if said == "kallas":
            return place + 2 if len(lowers) > place + 1 else 0
        rest = _anchor(lowers[place + 1 :], after[place + 1 :])
        if rest:
            return place + 1 + rest
    return 0


def _anchor(lowers: Sequence[str], after: Sequence[Word]) -> int:
    """Return how far it is to a place that one can go to: the pizzeria, the yellow house, Tallvägen."""
    for place, said in enumerate(lowers[:6]):
        before = lowers[place - 1] if place else ""
        if _PLACES.match(said) or (before in _NUMBERED and said[:1].isdigit()):
            return place + 1
        if place and (
            _GROUPS.match(said) or (before in _WHERE and (after[place].is_capital or _CLASS.match(said)))
        ):
            return place + 1
        if place and lowers[0] in _WHERE and _GOODS.match(said):
            return place + 1
    return 0


def _where(lowers: Sequence[str], after: Sequence[Word], *, is_one: bool) -> int:
    """Return how far it is to the place behind a preposition, for an office or somebody told apart."""
    if not is_one or lowers[0] not in _WHERE or len(lowers) < 2:
        return 0
    for place, said in enumerate(lowers[1:5], start=1):
        if _PLACES.match(said) or said in _SUBJECTS or _GROUPS.match(said) or _CLASS.match(said):
            return place + 1
        if lowers[place - 1] in _NUMBERED and said[:1].isdigit():
            return place + 1
        if after[place].is_capital and lowers[place - 1] in _CLOSE | {"i"}:
            return place + 1
        if lowers[0] in _FACING and said.endswith(("n", "t")):
            return place + 1
        if _STOREY.match(lowers[place - 1]) and said in {"våningen", "trappan"}:
            return place + 1
        if said in {"kvarteret", "huset", "uppgången", "trapphuset"}:
            return place + 1
    return 0


_OFFICES = frozenset(
    f"{office}s"
    for office in around.ROLES
    | _set("vaktmästaren rektorn kommunalrådet kyrkoherden tränaren busschauffören offret chefen")
)
_STARTERS = (
    _GENERIC
    | _PEOPLE
    | _HIS
    | _OURS
    | _OFFICES
    | _set("enda ende sonen dottern brodern systern brorsan syrran farsan morsan polaren frun")
    | _set("maken makan kusinen")
    | _set("farmodern mormodern farfadern morfadern styvpappan styvmamman flickvännen")
    | _set("pojkvännen lillebrorsan")
    | _set("fästmön kollega")
)
