"""Targets: one per measurable thing of an undertaking, or one qualitative target when nothing is measurable."""

import re
from dataclasses import dataclass, replace
from datetime import date

from lofte.reader import kinds
from lofte.reader.dates import days, periods
from lofte.reader.draft import Period, Target
from lofte.reader.numbers import PARTS, numerals, part_of_hundred
from lofte.reader.passage import Passage
from lofte.reader.quantities import AVERAGE, Quantity, quantities
from lofte.reader.rhythms import Rhythm, rhythms, weekday_slot

EACH = re.compile(
    r"\b(?:vardera|var och en|vart och ett|på varje (?:plats|gata|ort|ställe)|i varje|för varje (?:område|"
    r"ort)|vid varje (?:skola|plats)|per (?:område|ort|plats|skola|stadsdel|kommun|kommundel|gata)|"
    r"respektive|på var(?:je|t) (?:plats|ställe)|var för sig|i vart och ett|i (?:samtliga|"
    r"alla) [\w ]{0,50}områden)\b",
    re.I,
)
TOGETHER = re.compile(
    r"\b(?:sammanlagt|totalt|tillsammans i|gemensamt för|sammantaget|sammanräknat|i allt|ihop|summerat|"
    r"fördelat på|fördelade på|fördelat mellan|tillsammans för)\b",
    re.I,
)
THEIR_SHARE = re.compile(r"\bvarav\b|\bav (?:dem|dessa|vilka)\b|\bdärav\b", re.I)
OF = re.compile(
    r"\s+(?:av|bland)\s+(?P<of>(?:alla |samtliga |de |dem|dessa)?[^,.;:()]{0,60}?)(?=\s+(?:ska|skall|är|"
    r"har|kommer|känner|som|på|i|under|uppger|vara)\b|[,.;:()]|$)",
    re.I,
)
MEETING_UNITS = re.compile(
    r"möte|träff|lägesbild|rapport|samråd|dialog|avstämning|nyhetsbrev|sammanträde|café|kaffe", re.I
)
WORK_UNITS = re.compile(
    r"patrull|kontroll|besök|kontakt|insats|pass|rond|vandr|tillsyn|tillfälle|kväll|nätter|timm|samtal|"
    r"inspektion|ärende|sökning|hundsök",
    re.I,
)
GOAL = re.compile(r"\b(?:[Mm]ålet är|[Mm]ål är|[Mm]ålsättningen är|ambitionen är) att\b|^[Mm]ål:")
VAGUE_NUMBER = re.compile(r"\b(?:ett par|några|ett antal|flera|ett flertal|ett fåtal)\b", re.I)
STAFFED = re.compile(r"\bbemann|\böpp(?:et|en|na)\b|kontor|mottagning|jour\b", re.I)
PEOPLE = re.compile(
    r"^(?:poliser|personer|vuxna|väktare|fältare|volontärer|nattvandrare|ordningsvakter|medarbetare|"
    r"patrullerande|fältassistenter|föräldrar)$",
    re.I,
)
FROM_TO = re.compile(r"\bfrån\s+$", re.I)


@dataclass(frozen=True)
class Reading:
    """A target with what the questions want to know of how it was said."""

    target: Target
    start: int  # in the passage
    end: int
    comparing_word: bool = False
    bare_length: bool = False
    per_words: str = ""
    of_other_sort: bool = False
    said: str = ""  # the whole undertaking


@dataclass(frozen=True)
class Sentence:
    """A passage with everything in it that may make a target."""

    passage: Passage
    places: tuple[str, ...]
    own_places: tuple[tuple[int, str], ...]
    period: Period | None
    quantities: tuple[Quantity, ...]
    rhythms: tuple[Rhythm, ...]

    @property
    def text(self) -> str:
        return self.passage.text


def read_targets(
    passage: Passage, places: tuple[str, ...], own_places: tuple[tuple[int, str], ...], period: Period | None
) -> list[Reading]:
    """Return the targets of an undertaking, at least one."""
    said = Sentence(
        passage, places, own_places, period, tuple(quantities(passage.text)), tuple(rhythms(passage.text))
    )
    counts = [quantity for quantity in said.quantities if quantity.role == "count"]
    if weekday_slot(said.text) or any(rhythm.is_standing for rhythm in said.rhythms):
        # "mellan 14 och 17" on weekdays is a time of day.
        counts = [
            quantity
            for quantity in counts
            if not (
                quantity.comparator == "between" and quantity.unit is None and (quantity.upper or 99) <= 24
            )
        ]
        # "Minst två poliser varje kväll" counts the evenings, not the officers.
        counts = [
            quantity
            for quantity in counts
            if not PEOPLE.match(quantity.unit or "") or quantity.unit == "personer"
        ]
    shares = shares_of(said)
    if re.match(r"\W*(?:Inget|Inga|Ingen)\b", said.text) and kinds.INDICATOR.search(said.text):
        return [target(said, "indicator", *re.match(r"\W*\w+", said.text).span(), comparator="=", value=0)]  # type: ignore[union-attr]
    if (
        kinds.CHANGE.search(said.text)
        and kinds.INDICATOR.search(said.text)
        and not any(is_work(q) for q in counts)
    ):
        return [indicator(said)]
    if is_measured_level(said, counts) or (
        GOAL.search(said.text) and any(q.role == "percent" for q in said.quantities) and not counts
    ):
        return [indicator(said)]
    if coverage := coverage_in_rhythm(said, counts):
        return [coverage]
    found = [hours(said, quantity) for quantity in said.quantities if quantity.role == "hours"]
    found += numbered(said, counts)
    found += shares
    if not found:
        found = [unnumbered(said)]
    return [
        replace(with_length(said, reading), said=said.text)
        for reading in sorted(found, key=lambda reading: reading.start)
    ]


def is_measured_level(said: Sentence, counts: list[Quantity]) -> bool:
    """Say whether a percentage is what a survey will show, not a part of something counted."""
    shares = [quantity for quantity in said.quantities if quantity.role == "percent"]
    return bool(shares and not counts and kinds.SURVEYED.search(said.text))


def coverage_in_rhythm(said: Sentence, counts: list[Quantity]) -> Reading | None:
    """Return the covering of a whole set once in every slot (`varje gångväg en gång i månaden`)."""
    match = kinds.COVERAGE.search(said.text)
    if (
        match is None
        or not counts
        or any(count.value != 1 or count.unit not in ("gång", "tillfälle") for count in counts)
    ):
        return None
    rhythm = rhythm_of(said, counts[0])
    return (
        replace(covered(said, match, None), target=replace(covered(said, match, None).target, per=rhythm.per))
        if rhythm
        else None
    )


def is_work(quantity: Quantity) -> bool:
    return bool(quantity.unit and WORK_UNITS.search(quantity.unit))


def target(said: Sentence, kind: str, start: int, end: int, **given: object) -> Reading:
    """Return a reading of one stretch; what is not given stays unknown."""
    places = places_near(said, start)
    blank = Target(
        kind=kind, comparator=None, value=None, upper=None, unit=None, per=None, period=target_period(said, kind), places=places,
        each_place=each_place(said, places, start), minimum_minutes=None, of=None, source=said.passage.source(start, end),
    )  # fmt: skip
    return Reading(replace(blank, **given), start, end)  # type: ignore[arg-type]


def from_quantity(said: Sentence, kind: str, quantity: Quantity, **given: object) -> Reading:
    numbers: dict[str, object] = {
        "comparator": quantity.comparator or "=", "value": quantity.value, "upper": quantity.upper, "unit": quantity.unit,
    }  # fmt: skip
    reading = target(said, kind, quantity.start, quantity.end, **(numbers | given))
    return replace(
        reading, comparing_word=quantity.start < quantity.number_start or quantity.comparator != "="
    )


# ---- numbers that count


def numbered(said: Sentence, counts: list[Quantity]) -> list[Reading]:
    found = []
    taken: set[int] = set()
    for quantity in counts:
        rhythm = rhythm_of(said, quantity)
        if rhythm:
            taken.add(rhythm.start)
        found.append(counted(said, quantity, rhythm))
    objects = [quantity for quantity in said.quantities if quantity.role == "objects"]
    if not found and objects and not has_kind_of_its_own(said):
        found = [from_objects(said, objects[0])]
    return found


def has_kind_of_its_own(said: Sentence) -> bool:
    text = said.text
    return bool(
        any(rhythm.is_standing for rhythm in said.rhythms)
        or any(quantity.role in ("days", "hours", "percent") for quantity in said.quantities)
        or weekday_slot(text)
        or kinds.COVERAGE.search(text)
        or kinds.ON_DEMAND.search(text)
        or kinds.FOLLOW_ON.search(text)
    )


def from_objects(said: Sentence, quantity: Quantity) -> Reading:
    if is_milestone(said.text):
        return from_quantity(said, "milestone", quantity)
    rhythm = next(iter(said.rhythms), None)
    return from_quantity(said, "count", quantity, per=rhythm.per if rhythm else None)


def rhythm_of(said: Sentence, quantity: Quantity) -> Rhythm | None:
    """Return how often a number is meant: the phrase after it in its clause, else the one before."""
    others = [
        other for other in said.quantities if other is not quantity and other.role in ("count", "hours")
    ]
    after = [
        rhythm
        for rhythm in said.rhythms
        if rhythm.start >= quantity.number_start
        and not any(quantity.start < other.start < rhythm.start for other in others)
        and not re.search(r"[.;]\s", said.text[quantity.end : rhythm.start])
    ]
    if after:
        return min(after, key=lambda rhythm: (not standing_near(said, quantity, rhythm), rhythm.start))
    before = [
        rhythm
        for rhythm in said.rhythms
        if rhythm.end <= quantity.start
        and not any(rhythm.end <= other.start < quantity.start for other in others)
        and not re.search(r"[.;]\s", said.text[rhythm.end : quantity.start])
    ]
    return before[-1] if before else shared_rhythm(said, quantity)


def standing_near(said: Sentence, quantity: Quantity, rhythm: Rhythm) -> bool:
    return rhythm.start - quantity.end < 40


def shared_rhythm(said: Sentence, quantity: Quantity) -> Rhythm | None:
    """Return the one phrase that closes a row of numbers (`två besök och tre möten per termin`)."""
    after = [rhythm for rhythm in said.rhythms if rhythm.start > quantity.end]
    if len(after) == 1 and not re.search(r"[.;]\s|\bvarav\b", said.text[quantity.end : after[0].start]):
        return after[0]
    return None


def counted(said: Sentence, quantity: Quantity, rhythm: Rhythm | None) -> Reading:
    per = rhythm.per if rhythm else None
    value = scaled(quantity.value, rhythm)
    upper = None if quantity.upper is None else scaled(quantity.upper, rhythm)
    kind = counted_kind(said, quantity, rhythm)
    if kind == "milestone":
        per = None
    reading = from_quantity(said, kind, quantity, per=per, value=value, upper=upper)
    words = said.text[rhythm.start : rhythm.end] if rhythm else ""
    return replace(reading, per_words=words)


def scaled(value: float, rhythm: Rhythm | None) -> float | int:
    return value if rhythm is None or rhythm.times == 1 else round(value * rhythm.times, 2)


def counted_kind(said: Sentence, quantity: Quantity, rhythm: Rhythm | None) -> str:
    per = rhythm.per if rhythm else None
    clause = clause_around(said, quantity)
    if per in ("week", "month", "night", "day", "occasion") or (
        per in ("quarter", "tertial") and is_product(quantity, clause)
    ):
        slot = weekday_slot(said.text)
        is_time = quantity.unit in (
            "gång",
            "gånger",
            "ggr",
            "tillfälle",
            "tillfällen",
            "kväll",
            "dag",
            "dagar",
            "eftermiddag",
            "förmiddag",
            "halvdag",
        )
        if is_time and (slot or (per == "week" and STAFFED.search(clause))):
            return "slot"
        return "cadence" if is_product(quantity, clause) else "rate"
    if per is None and quantity.comparator in ("=", ">=") and is_delivered(said.text, quantity):
        return "milestone"
    return "count"


def clause_around(said: Sentence, quantity: Quantity) -> str:
    """Return the sentence that the number stands in."""
    start = max(said.text.rfind(". ", 0, quantity.start), 0)
    end = said.text.find(". ", quantity.end)
    return said.text[start : end if end > 0 else len(said.text)]


def is_product(quantity: Quantity, clause: str) -> bool:
    """Say whether what comes in the rhythm is a product or meeting; the counted thing's own name speaks first."""
    unit = quantity.unit or ""
    if MEETING_UNITS.search(unit):
        return True
    if WORK_UNITS.search(unit) and unit not in ("tillfälle", "tillfällen"):
        return False
    return bool(kinds.PRODUCT.search(clause)) and not re.search(
        r"patrull|kontroll|tillsyn|besök", clause, re.I
    )


def is_delivered(text: str, quantity: Quantity) -> bool:
    if kinds.ONGOING.search(text[: quantity.start]) or (quantity.unit and WORK_UNITS.search(quantity.unit)):
        return False
    deliver = kinds.DELIVER.search(text)
    if not deliver:
        return False
    if re.search(r"\b(?:nya|nytt|ny)\b", text[quantity.number_start : quantity.end]):
        return True
    return bool(kinds.HARD_DEADLINE.search(text) or kinds.STRONG_DELIVER.search(quantity.unit or ""))


# ---- hours, shares, lengths


def hours(said: Sentence, quantity: Quantity) -> Reading:
    rhythm = rhythm_of(said, quantity)
    reading = from_quantity(
        said, "hours", quantity, per=rhythm.per if rhythm else None, value=scaled(quantity.value, rhythm)
    )
    return replace(reading, per_words=said.text[rhythm.start : rhythm.end] if rhythm else "")


def shares_of(said: Sentence) -> list[Reading]:
    found = [share(said, quantity) for quantity in said.quantities if quantity.role == "percent"]
    for match in PARTS.finditer(said.text):
        if not re.match(r"\s+(?:vecka|månad|dag|år|natt|kväll|termin)", said.text[match.end() :]):
            value = part_of_hundred(match)
            said_as = Quantity(
                "percent",
                match.start(),
                match.end(),
                match.start(),
                value,
                None,
                compared_before(said.text, match.start()),
                "procent",
            )
            found.append(share(said, said_as))
    return found


def compared_before(text: str, start: int) -> str:
    before = text[max(0, start - 20) : start].lower()
    return (
        ">="
        if re.search(r"\b(?:minst|åtminstone)\s+(?:\w+\s+)?$", before)
        else "<="
        if re.search(r"\bhögst\s+$", before)
        else "="
    )


def share(said: Sentence, quantity: Quantity) -> Reading:
    whole, other_sort = whole_of(said, quantity)
    reading = from_quantity(said, "share", quantity, unit="procent", of=whole)
    return replace(reading, of_other_sort=other_sort or whole is None)


PERSONS = re.compile(
    r"användare|personer|ungdomar|förare|kvinnor|män\b|elever|flickor|pojkar|unga|barn|misstänkta|"
    r"gärningsmän|invånare|debutanter|missbrukare",
    re.I,
)
THINGS = re.compile(r"brott|kontroll|insats|besök|beslag|ärende|patrull|timmar|tillfäll", re.I)


def whole_of(said: Sentence, quantity: Quantity) -> tuple[str | None, bool]:
    """Return the words for what a share is a share of, and whether part and whole are of different sorts."""
    before = [
        other
        for other in said.quantities
        if other.role == "count" and other.end <= quantity.start and other.unit
    ]
    if before and THEIR_SHARE.search(said.text[before[-1].end : quantity.number_start]):
        part = said.text[quantity.end : quantity.end + 80]
        whole = before[-1].unit or ""
        return before[-1].unit, bool(PERSONS.search(part)) and bool(
            THINGS.search(whole)
        ) and not PERSONS.search(whole)
    if match := OF.match(said.text, quantity.end):
        words = match["of"].strip()
        return words or None, False
    return None, False


def with_length(said: Sentence, reading: Reading) -> Reading:
    """Return a counted target with the length of each item, where one is printed."""
    if reading.target.kind in (
        "share",
        "hours",
        "indicator",
        "follow_on",
        "milestone",
        "on_demand",
        "qualitative",
        "slot",
    ):
        return reading
    lengths = [quantity for quantity in said.quantities if quantity.role == "length"]
    if lengths:
        nearest = min(lengths, key=lambda quantity: abs(quantity.start - reading.start))
        if following_count(said, reading, nearest):
            return reading
        minutes = replace(reading.target, minimum_minutes=int(nearest.value))
        return replace(
            reading, target=minutes, bare_length=nearest.comparator == "" or nearest.comparator == "="
        )
    if match := kinds.LENGTH_BARE.search(said.text):
        minutes = replace(
            reading.target,
            minimum_minutes=kinds.LENGTH_WORDS.get(
                match[0].lower(), 60 if "en timmes" in match[0].lower() else 30
            ),
        )
        return replace(reading, target=minutes, bare_length=True)
    return reading


def following_count(said: Sentence, reading: Reading, length: Quantity) -> bool:
    """Say whether another number stands between a target and the length, which then belongs to that one."""
    return any(
        other.role == "count" and reading.start < other.start < length.start and other.start != reading.start
        for other in said.quantities
    )


# ---- nothing counted


def unnumbered(said: Sentence) -> Reading:
    text = said.text
    whole = (0, len(text))
    limit = next((quantity for quantity in said.quantities if quantity.role == "days"), None)
    if match := kinds.FOLLOW_ON.search(text):
        if limit:
            return from_quantity(said, "follow_on", limit)
        return target(said, "follow_on", *match.span())
    if match := kinds.ON_DEMAND.search(text):
        return target(said, "on_demand", *match.span())
    if (
        kinds.HARD_DEADLINE.search(text)
        and re.match(r"(?:\W*(?:en|ett) )", text)
        and kinds.DEADLINE.search(text)
    ):
        return target(said, "milestone", *whole)
    coverage = kinds.COVERAGE.search(text)
    standing = next((rhythm for rhythm in said.rhythms if rhythm.is_standing), None)
    if coverage and not kinds.NOT_COVERAGE_AFTER.match(text, coverage.end()):
        return covered(said, coverage, standing)
    if VAGUE_NUMBER.search(text):
        standing = None
    if slot := weekday_slot(text):
        return target(
            said, "slot", slot[0], slot[1], comparator="=", value=slot[2], per=slot[3], unit="tillfällen"
        )
    if standing and not re.search(r"\bvarje (?:år|dag) (?:som|då)\b", text):
        return in_rhythm(said, standing)
    if is_milestone(text):
        match = kinds.DELIVER.search(text) or kinds.HARD_DEADLINE.search(text)
        return target(said, "milestone", *(whole if match is None else (match.start(), len(text))))
    return target(said, "qualitative", *whole)


def covered(said: Sentence, match: re.Match[str], standing: Rhythm | None) -> Reading:
    number = next(
        (
            quantity
            for quantity in said.quantities
            if quantity.role in ("objects",) and quantity.start >= match.start()
        ),
        None,
    )
    per = standing.per if standing and not match.start() <= standing.start < match.end() else None
    if per is None:
        per = next(
            (rhythm.per for rhythm in said.rhythms if not match.start() <= rhythm.start < match.end()), None
        )
    value = number.value if number else None
    return target(
        said,
        "coverage",
        *match.span(),
        value=value,
        comparator="=" if number else None,
        unit=number.unit if number else None,
        per=per,
    )


def in_rhythm(said: Sentence, standing: Rhythm) -> Reading:
    text = said.text
    if standing.per in ("term", "year", "season") and not kinds.PRODUCT.search(text):
        kind = "count"
    elif kinds.PRODUCT.search(text) or not kinds.WORK.search(text):
        kind = "cadence"
    else:
        kind = "rate"
    return target(
        said, kind, standing.start, standing.end, comparator="=", value=standing.times, per=standing.per
    )


DATED_THING = re.compile(
    r"\b(?:under|i|till|på) (?:våren|hösten|sommaren|vintern|januari|februari|mars|april|maj|juni|juli|"
    r"augusti|september|oktober|november|december)\b",
    re.I,
)
PURPOSE = re.compile(r"\b(?:för att|i syfte att|i förebyggande syfte|så att)\b")
ONE_THING = re.compile(
    r"^\W*(?:En|Ett)\s+(?!antal|par|stort|flertal|fåtal)(?:ny |nytt |gemensam |gemensamt |särskild |"
    r"lokal |lokalt |\w+(?:ad|at|lig|ligt) ){0,2}\w+ (?:[\w, -]+? )?(?:ska|skall|kommer att|"
    r"lovar att) (?:[\w, ]+? )?(?:genomföras|hållas|arrangeras|anordnas|ordnas|antas|tas fram|bildas|"
    r"startas|starta|byggas|öppnas|öppna|inrättas|upprättas|införas|göras|utföras|skapas|byggs|sättas upp|"
    r"monteras|finnas|utses|bli klar)\b"
)


def is_milestone(text: str) -> bool:
    """Say whether one thing with a clear end is delivered."""
    # What it is for is not what is delivered.
    text = PURPOSE.split(text)[0]
    if ONE_THING.match(text) and not kinds.ONGOING.search(text):
        return True
    deliver = kinds.DELIVER.search(text)
    deadline = kinds.HARD_DEADLINE.search(text)
    if deadline and (kinds.DEADLINE.search(text) or days(text)) and not kinds.VAGUE.search(text):
        return True
    if not deliver or not deadline:
        dated = DATED_THING.search(text)
        if dated and kinds.SINGULAR.search(text) and not kinds.ONGOING.search(text):
            return True
    if not deliver:
        return False
    ongoing = kinds.ONGOING.search(text)
    if ongoing and ongoing.start() < deliver.start():
        return False
    # In the passive the thing stands before its verb: "Kameror sätts upp".
    passive = (
        bool(re.search(r"\w(?:s|as)\b", deliver[0])) and "ska " not in text[: deliver.start()]
    ) or ONE_THING.match(text)
    after = text[0 if passive else deliver.start() : deliver.end() + 70]
    if kinds.INHERENT.search(after) and not kinds.VAGUE.search(text):
        return True
    return bool(deadline or kinds.SINGULAR.search(after) or kinds.STRONG_DELIVER.search(after))


def indicator(said: Sentence) -> Reading:
    text = said.text
    numbers = [quantity for quantity in said.quantities if quantity.role in ("percent", "count", "objects")]
    down, up = kinds.DIRECTION_DOWN.search(text), kinds.DIRECTION_UP.search(text)
    if re.search(r"\binte (?:öka|bli fler|bli högre|stiga)\b", text):
        down, up = re.search(r"\binte\b", text), None
    comparator = "<=" if down and (not up or down.start() <= up.start()) else ">=" if up else None
    goal = next(
        (q for q in numbers if re.search(r"\btill (?:minst |högst )?$", text[: q.number_start])),
        numbers[-1] if numbers else None,
    )
    if goal is None and (
        level := next(
            (
                n
                for n in numerals(text)
                if re.search(r"\b(?:till|under|över|vara|minst|högst)\s$", text[: n.start])
                and not 1900 < n.value < 2100
            ),
            None,
        )
    ):
        return target(
            said, "indicator", level.start, level.end, comparator=comparator or "=", value=level.value
        )
    if goal is None and (nought := re.search(r"\b(?:noll|0)\b", text)):
        return target(said, "indicator", *nought.span(), comparator="=", value=0)
    if goal is None:
        place = (down or up or kinds.INDICATOR.search(text)).span()  # type: ignore[union-attr]
        return target(said, "indicator", *place, comparator=comparator)
    value = goal.upper if goal.upper is not None and FROM_TO.search(text[: goal.number_start]) else goal.value
    comparator = goal.comparator if goal.comparator in (">=", "<=") else comparator or goal.comparator
    rhythm = rhythm_of(said, goal)
    return from_quantity(
        said,
        "indicator",
        goal,
        comparator=comparator,
        value=value,
        upper=None,
        per=rhythm.per if rhythm else None,
    )


# ---- where and when


def places_near(said: Sentence, start: int) -> tuple[str, ...]:
    """Return the target's own places when its part of the sentence names others than the rest."""
    starts = sorted(quantity.start for quantity in said.quantities if quantity.role in ("count", "hours"))
    if len(starts) < 2 or start not in starts:
        return said.places
    number = starts.index(start)
    end = starts[number + 1] if number + 1 < len(starts) else len(said.text)
    own = tuple(name for at, name in said.own_places if start <= at < end)
    return own or said.places


def each_place(said: Sentence, places: tuple[str, ...], start: int) -> bool | None:
    if places and re.match(r"(?:samtliga|alla|varje|vart och ett)\b", places[0], re.I):
        return True
    if len(places) < 2:
        return None
    if EACH.search(said.text):
        return True
    return False if TOGETHER.search(said.text) else None


def target_period(said: Sentence, kind: str) -> Period | None:
    """Return the target's own time: up to its deadline, or the year it names inside a longer promise."""
    if kind == "milestone":
        ends = deadline(said)
        start = said.period.start if said.period and ends and said.period.start <= ends else ends
        return Period(start, ends) if start and ends else None
    named = [dated.period for dated in periods(said.text) if dated.period]
    if len(named) == 1 and named[0] != said.period and not days(said.text):
        inside = said.period is None or (
            said.period.start <= named[0].start and named[0].end <= said.period.end
        )
        return named[0] if inside else None
    return None


def deadline(said: Sentence) -> date | None:
    year = said.period.start.year if said.period and said.period.start.year == said.period.end.year else None
    named = [dated.period.end for dated in days(said.text, year) if dated.period]
    named += [dated.period.end for dated in periods(said.text) if dated.period]
    return named[0] if named else None


def is_average(text: str) -> bool:
    return bool(AVERAGE.search(text))
