"""Targets: one per measurable thing of an undertaking, or one qualitative where nothing is."""

import re
from dataclasses import replace

from lofte.reader import kinds
from lofte.reader.draft import Period
from lofte.reader.levels import GOAL, indicator, is_measured_level, main_clauses
from lofte.reader.passage import Passage
from lofte.reader.quantities import Quantity
from lofte.reader.quantity_words import AVERAGE
from lofte.reader.rhythms import Rhythm, rhythms, weekday_slot
from lofte.reader.shares import shares_of, with_length
from lofte.reader.sharing import shared_out
from lofte.reader.unnumbered import coverage_in_rhythm, is_milestone, unnumbered
from lofte.reader.wording import Reading, Sentence, from_quantity, rhythm_of, scaled, target

MEETING_UNITS = re.compile(
    r"möte|träff|lägesbild|rapport|samråd|dialog|avstämning|nyhetsbrev|sammanträde|café|kaffe", re.I
)


WORK_UNITS = re.compile(
    r"patrull|kontroll|besök|kontakt|insats|pass|rond|vandr|tillsyn|tillfälle|kväll|nätter|timm|samtal|"
    r"inspektion|ärende|sökning|hundsök",
    re.I,
)


# People and things that are to be there, not work that is counted.
IN_PLACE = re.compile(r"polis(?:er)?$|värdar$|kameror$|fältare$|samordnare$|tjänster$|volontärer$", re.I)


STAFFED = re.compile(r"\bbemann|\böpp(?:et|en|na)\b|kontor|mottagning|jour\b", re.I)


PEOPLE = re.compile(
    r"^(?:poliser|personer|vuxna|väktare|fältare|volontärer|nattvandrare|ordningsvakter|medarbetare|"
    r"patrullerande|fältassistenter|föräldrar)$",
    re.I,
)


def read_targets(
    passage: Passage, places: tuple[str, ...], own_places: tuple[tuple[int, str], ...], period: Period | None
) -> list[Reading]:
    """Return the targets of an undertaking, at least one."""
    said = Sentence(
        passage, places, own_places, period, shared_out(passage.text), tuple(rhythms(passage.text))
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
    main = main_clauses(said.text)
    if kinds.CHANGE.search(main) and kinds.INDICATOR.search(main) and not any(is_work(q) for q in counts):
        return [indicator(said)]
    if NOMINAL_LEVEL.match(said.text) and kinds.MEASURED.search(said.text) and not counts:
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
    if found and (beside := LEVEL_BESIDE.search(said.text)):
        down = beside["way"].lower().startswith(("minsk", "sänk", "halver"))
        found.append(target(said, "indicator", *beside.span(), comparator="<=" if down else ">="))
    if not found:
        found = [unnumbered(said)]
    return [
        replace(with_length(said, reading), said=said.text)
        for reading in sorted(found, key=lambda reading: reading.start)
    ]


# "Ökad trygghet enligt mätningen" needs no verb.
NOMINAL_LEVEL = re.compile(r"\W*(?:En |Ett )?(?:[Öö]kad|[Mm]inskad|[Hh]ögre|[Ll]ägre|[Ff]ärre|[Mm]inskat) ")


# "… per termin och minska andelen elever som …": a level beside work that is counted.
LEVEL_BESIDE = re.compile(
    r"\b(?:och|samt)\s+(?:därmed |därigenom |på så sätt )?"
    r"(?P<way>minska|sänka|halvera|öka|höja)\s+(?:andelen|antalet)\b",
    re.I,
)
GATHERING = re.compile(r"utbildning|föreläsning|möte|träff|kampanj|kurs|dialog|temadag|temakväll|café", re.I)


def is_work(quantity: Quantity) -> bool:
    unit = quantity.unit or ""
    return bool(WORK_UNITS.search(unit) or GATHERING.search(unit))


# ---- numbers that count


def numbered(said: Sentence, counts: list[Quantity]) -> list[Reading]:
    found = []
    taken: set[int] = set()
    for quantity in counts:
        rhythm = rhythm_of(said, quantity)
        if rhythm:
            taken.add(rhythm.start)
        found.append(counted(said, quantity, rhythm))
    found = once_each(found)
    objects = [quantity for quantity in said.quantities if quantity.role == "objects"]
    if not found and objects and not has_kind_of_its_own(said):
        found = [from_objects(said, one) for one in objects if one is objects[0] or one.is_again]
    return found


def once_each(found: list[Reading]) -> list[Reading]:
    """Leave out a number said again of the same thing (`tre möten … ska ske vid tre tillfällen`)."""
    kept: list[Reading] = []
    for reading in found:
        target, unit = reading.target, reading.target.unit
        again = any(
            (target.value, target.comparator, target.per, target.places)
            == (other.target.value, other.target.comparator, other.target.per, other.target.places)
            and (unit == other.target.unit or unit in TIMES)
            for other in kept
        )
        if not again:
            kept.append(reading)
    return kept


TIMES = ("gånger", "tillfällen", "ggr", "tillfälle", "gång")


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
    per = rhythm.per if rhythm else None
    # "Tillsyn vid ett ställe i månaden" is a rate as any work so many times a month is.
    kind = "rate" if per in ("week", "month", "night", "day") else "count"
    return from_quantity(said, kind, quantity, per=per)


def counted(said: Sentence, quantity: Quantity, rhythm: Rhythm | None) -> Reading:
    per = rhythm.per if rhythm else None
    value = scaled(quantity.value, rhythm)
    upper = None if quantity.upper is None else scaled(quantity.upper, rhythm)
    kind = counted_kind(said, quantity, rhythm)
    if kind == "milestone":
        per = None
    if quantity.unit in ("vår", "höst", "sommar", "vinter"):
        # "1 vår, 1 höst" is once a season.
        return from_quantity(said, kind, quantity, per="season", unit=None)
    reading = from_quantity(said, kind, quantity, per=per, value=value, upper=upper)
    words = said.text[rhythm.start : rhythm.end] if rhythm else ""
    return replace(reading, per_words=words)


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
    if (
        per is None
        and IN_PLACE.search(quantity.unit or "")
        and re.search(r"\bska(?:ll)? (?:vara|finnas)\b", clause)
    ):
        return "milestone"
    return "count"


def clause_around(said: Sentence, quantity: Quantity) -> str:
    """Return the sentence that the number stands in."""
    start = max(said.text.rfind(". ", 0, quantity.start), 0)
    end = said.text.find(". ", quantity.end)
    return said.text[start : end if end > 0 else len(said.text)]


def is_product(quantity: Quantity, clause: str) -> bool:
    """Say whether what comes in the rhythm is a product or meeting; the thing's own name speaks first."""
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


def is_average(text: str) -> bool:
    return bool(AVERAGE.search(text))
