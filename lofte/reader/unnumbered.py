"""Targets without a number of their own: by what is covered, when, after what, or what will be delivered."""

import re
from dataclasses import replace

from lofte.reader import kinds
from lofte.reader.dates import days
from lofte.reader.quantities import Quantity
from lofte.reader.rhythms import Rhythm, weekday_slot
from lofte.reader.wording import Reading, Sentence, from_quantity, rhythm_of, target

VAGUE_NUMBER = re.compile(r"\b(?:ett par|några|ett antal|flera|ett flertal|ett fåtal)\b", re.I)


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


# ---- nothing counted


def unnumbered(said: Sentence) -> Reading:
    """Return the one target of an undertaking that counts nothing."""
    return by_occasion(said) or by_rhythm(said) or by_delivery(said)


def by_occasion(said: Sentence) -> Reading | None:
    """Return what follows on something, waits to be asked for, or is one thing by a day."""
    text = said.text
    limit = next((quantity for quantity in said.quantities if quantity.role == "days"), None)
    if match := kinds.FOLLOW_ON.search(text):
        return from_quantity(said, "follow_on", limit) if limit else target(said, "follow_on", *match.span())
    if match := kinds.ON_DEMAND.search(text):
        return target(said, "on_demand", *match.span())
    if kinds.HARD_DEADLINE.search(text) and re.match(r"\W*(?:en|ett) ", text) and kinds.DEADLINE.search(text):
        return target(said, "milestone", 0, len(text))
    return None


def by_rhythm(said: Sentence) -> Reading | None:
    """Return what covers a set, comes at a fixed time, or comes in a rhythm."""
    text = said.text
    coverage = kinds.COVERAGE.search(text)
    standing = next((rhythm for rhythm in said.rhythms if rhythm.is_standing), None)
    if coverage and not kinds.NOT_COVERAGE_AFTER.match(text, coverage.end()):
        return covered(said, coverage, standing)
    if slot := weekday_slot(text):
        start, end, times, per = slot
        return target(said, "slot", start, end, comparator="=", value=times, per=per, unit="tillfällen")
    if standing and not VAGUE_NUMBER.search(text) and not re.search(r"\bvarje (?:år|dag) (?:som|då)\b", text):
        return in_rhythm(said, standing)
    return None


def by_delivery(said: Sentence) -> Reading:
    text = said.text
    if not is_milestone(text):
        return target(said, "qualitative", 0, len(text))
    match = kinds.DELIVER.search(text) or kinds.HARD_DEADLINE.search(text)
    return target(said, "milestone", match.start() if match else 0, len(text))


def covered(said: Sentence, match: re.Match[str], standing: Rhythm | None) -> Reading:
    number = next(
        (
            quantity
            for quantity in said.quantities
            if quantity.role == "objects" and quantity.start >= match.start()
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
    least = re.search(r"\bminst\s+$", text[: standing.start], re.I)
    return target(
        said,
        kind,
        least.start() if least else standing.start,
        standing.end,
        comparator=">=" if least else "=",
        value=standing.times,
        per=standing.per,
    )


DATED_THING = re.compile(
    r"\b(?:under|i|till|på) (?:våren|hösten|sommaren|vintern|januari|februari|mars|april|maj|juni|juli|"
    r"augusti|september|oktober|november|december)\b",
    re.I,
)


PURPOSE = re.compile(
    # "ansvara för att …" says what is done, not what for.
    r"(?<!ansvara )(?<!ansvarar )(?<!sörja )(?<!sörjer )(?<!svara )"
    r"\b(?:för att|i syfte (?:om )?att|i förebyggande syfte|så att|förutsättningar för)\b"
)


ONE_THING = re.compile(
    r"^\W*(?:En|Ett)\s+(?!antal|par|stort|flertal|fåtal)(?:ny |nytt |gemensam |gemensamt |särskild |"
    r"lokal |lokalt |\w+(?:ad|at|lig|ligt) ){0,2}\w+ (?:[\w, -]+? )?(?:ska|skall|kommer att|"
    r"lovar att) (?:[\w, ]+? )?(?:genomföras|hållas|arrangeras|anordnas|ordnas|antas|tas fram|bildas|"
    r"startas|starta|byggas|öppnas|öppna|inrättas|upprättas|införas|göras|utföras|skapas|byggs|sättas upp|"
    r"monteras|finnas|utses|bli klar)\b"
)


# "Ansökan inskickad, 2024-06-30"
DONE_BY_THEN = re.compile(
    r"\b(?:in(?:skicka|lämna)|genomför|anta|besluta|framta|ta|uppsa|installera|monter|inköp|anställ|teckna|upphandla|"
    r"bygg|färdigställ|publicera|inrätta|etablera|invig|utarbeta|revidera|öppna|starta)(?:ad|at|d|t|gen|get|gna|da|ade|tt)\b"
)


# "Värdar som genom sin närvaro skapar trygghet" deliver nothing.
RELATIVE = re.compile(r"\bsom (?:[\w/-]+ ){0,9}$")


def is_milestone(text: str) -> bool:
    """Say whether one thing with a clear end is delivered."""
    # What it is for is not what is delivered.
    text = re.sub(r"\bsom finns\b", "som", PURPOSE.split(text)[0])
    if ONE_THING.match(text) and not kinds.ONGOING.search(text):
        return True
    if DONE_BY_THEN.search(text) and days(text):
        return True
    deliver = next(
        (one for one in kinds.DELIVER.finditer(text) if not RELATIVE.search(text[: one.start()])), None
    )
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
    if ongoing and ongoing.start() <= deliver.start():
        return False
    # In the passive the thing stands before its verb: "Kameror sätts upp".
    passive = (
        bool(re.search(r"\w(?:s|as)\b", deliver[0])) and "ska " not in text[: deliver.start()]
    ) or ONE_THING.match(text)
    after = text[0 if passive else deliver.start() : deliver.end() + 70]
    if kinds.INHERENT.search(after) and not kinds.VAGUE.search(text):
        return True
    return bool(deadline or kinds.SINGULAR.search(after) or kinds.STRONG_DELIVER.search(after))
