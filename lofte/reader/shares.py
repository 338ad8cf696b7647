"""Shares of something counted, and the length of each item."""

import re
from dataclasses import replace

from lofte.reader import kinds
from lofte.reader.numbers import PARTS, part_of_hundred
from lofte.reader.quantities import Quantity
from lofte.reader.wording import Reading, Sentence, from_quantity

THEIR_SHARE = re.compile(r"\bvarav\b|\bav (?:dem|dessa|vilka)\b|\bdärav\b", re.I)


OF = re.compile(
    r"\s+(?:av|bland)\s+(?P<of>(?:alla |samtliga |de |dem|dessa)?[^,.;:()]{0,60}?)(?=\s+(?:ska|skall|är|"
    r"har|kommer|känner|som|på|i|under|uppger|vara)\b|[,.;:()]|$)",
    re.I,
)


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
        return replace(reading, target=minutes, bare_length=nearest.comparator in {"", "="})
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
