"""Rhythms: every week, twice a year, each term, on Tuesdays; how often something is to be done."""

import re
from dataclasses import dataclass

SLOTS = {
    "dygn": "day",
    "dygnet": "day",
    "dag": "day",
    "dagen": "day",
    "vecka": "week",
    "veckan": "week",
    "veckorna": "week",
    "helg": "week",
    "helgen": "week",
    "månad": "month",
    "månaden": "month",
    "kvartal": "quarter",
    "kvartalet": "quarter",
    "tertial": "tertial",
    "tertialet": "tertial",
    "termin": "term",
    "terminen": "term",
    "skoltermin": "term",
    "skolterminen": "term",
    "år": "year",
    "året": "year",
    "kalenderår": "year",
    "verksamhetsår": "year",
    "läsår": "year",
    "läsåret": "year",
    "natt": "night",
    "natten": "night",
    "kväll": "night",
    "säsong": "season",
    "säsongen": "season",
    "sommar": "season",
    "vår": "season",
    "höst": "season",
    "vinter": "season",
    "halvår": "half",
    "halvåret": "half",
    "tillfälle": "occasion",
    "gång": "occasion",
    "pass": "occasion",
    "månads": "month",
    "arbetspass": "occasion",
    "skolår": "year",
    "vardag": "day",
}
SLOT = "|".join(sorted(SLOTS, key=len, reverse=True))
ADVERBS = {
    "dagligen": "day",
    "veckovis": "week",
    "veckovisa": "week",
    "månadsvis": "month",
    "månadsvisa": "month",
    "månatligen": "month",
    "månatlig": "month",
    "månatliga": "month",
    "kvartalsvis": "quarter",
    "kvartalsvisa": "quarter",
    "tertialvis": "tertial",
    "tertialvisa": "tertial",
    "terminsvis": "term",
    "terminsvisa": "term",
    "årligen": "year",
    "årlig": "year",
    "årliga": "year",
    "årligt": "year",
    "halvårsvis": "half",
    "halvårsvisa": "half",
    "nattligen": "night",
    "varannandag": "day",
}
ADVERB = "|".join(sorted(ADVERBS, key=len, reverse=True))
NTH = {"annan": 2, "annat": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6}
WEEKDAY = r"(?:måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)"
SEASONS = (
    r"(?:varje |under |på )?(?:vår(?:en)?(?:s)?(?:-|,)? ?(?:och|samt|respektive) ?(?:under |"
    r"på )?höst(?:en)?)\b(?! ?termin)"
)
RHYTHM = re.compile(
    rf"\b(?P<nth>var(?:t|je)?\s?(?P<step>annan|annat|tredje|fjärde|femte|sjätte))\s+(?P<nthslot>{SLOT}|"
    rf"kvartal|tertial)\b"
    rf"|\bvar(?P<other>annan|annat)\s+(?P<otherslot>{SLOT})\b"
    rf"|(?P<season>\b{SEASONS})|\b(?:varje |per |under |i )(?P<terms>vår- och höst(?:termin(?:en)?)?)\b"
    rf"|\b(?:per|varje|var|à|i\s+varje)\s+(?P<slot>{SLOT})\b"
    rf"|(?<=/)\s?(?P<slash>{SLOT})\b"
    rf"|\b(?:i|om|på)\s+(?P<inslot>år\b(?=\s+[a-zåäö])(?!\s+\d)|veckan|månaden|året|dagen|dygnet|natten|"
    rf"kvartalet|halvåret|terminen|"
    rf"tertialet)\b"
    rf"|\bunder\s+(?:respektive |varje |vart och ett av |ett )?(?P<under>året|kalenderåret|år(?!\s*\d)|"
    rf"verksamhetsåret|läsåret|terminen|löftesåret)(?!\w)(?!\s*\d)"
    rf"|\bunder\s+(?P<one>våren|hösten|sommaren|vintern)\b"
    rf"|\b(?P<adverb>{ADVERB})\b",
    re.I,
)
WEEKLY_DAY = re.compile(
    rf"\b(?:(?P<nth>första|andra|tredje|sista)\s+(?P<nthday>{WEEKDAY})(?:en)?\s+(?:i|"
    rf"varje)\s+(?:varje\s+)?månad(?:en)?"
    rf"|(?P<every>varje|på|under|om|alla)?\s*(?P<day>{WEEKDAY})(?P<plural>ar|arna|s)?(?P<part>-?(?:kväll|"
    rf"eftermiddag|natt|förmiddag|morgon)(?:ar|arna|en)?)?"
    rf"(?P<second>(?:-?\s*(?:och|samt|,|till)\s+|\s*[–-]\s*)(?:varje )?{WEEKDAY}(?:ar|arna)?(?:-?(?:kväll|"
    rf"eftermiddag|natt|förmiddag)(?:ar|en)?)?)?)",
    re.I,
)


@dataclass(frozen=True)
class Rhythm:
    """`times` per `per`; a season that comes twice a year is still once per season."""

    start: int
    end: int
    per: str
    times: float | int
    is_standing: bool  # says "every", so it stands without a number of its own


def rhythms(text: str) -> list[Rhythm]:
    """Return how-often phrases in reading order."""
    found = []
    for match in RHYTHM.finditer(text):
        rhythm = from_match(match)
        if rhythm:
            found.append(rhythm)
    return found


def from_match(match: re.Match[str]) -> Rhythm | None:
    group = match.lastgroup
    span = match.span()
    if match["nthslot"]:
        return nth(span, match["nthslot"].lower(), NTH[match["step"].lower()])
    if match["otherslot"]:
        return nth(span, match["otherslot"].lower(), 2)
    if match["season"]:
        return Rhythm(*span, "season", 1, True)
    if match["terms"]:
        return Rhythm(*span, "term", 1, True)
    if match["adverb"]:
        return plain_rhythm(span, ADVERBS[match["adverb"].lower()], True)
    if match["one"]:
        return Rhythm(*span, "season", 1, False)
    if match["under"]:
        per = "term" if "termin" in match["under"] else "year"
        return Rhythm(*span, per, 1, False)
    word = (match["slot"] or match["slash"] or match["inslot"] or "").lower()
    standing = bool(match["slot"]) and match[0].lower().startswith(("varje", "var ", "i varje"))
    return plain_rhythm(span, SLOTS[word], standing) if group else None


def plain_rhythm(span: tuple[int, int], per: str, standing: bool) -> Rhythm:
    # The draft knows no half-year as a slot: once each half-year is twice a year.
    return Rhythm(*span, "year", 2, standing) if per == "half" else Rhythm(*span, per, 1, standing)


def nth(span: tuple[int, int], word: str, step: int) -> Rhythm | None:
    per = SLOTS.get(word, word)
    # Every third month is a quarter, every fourth a tertial, every sixth a half-year.
    if per == "month" and step in (3, 4, 6):
        return Rhythm(*span, {3: "quarter", 4: "tertial"}.get(step, "year"), 2 if step == 6 else 1, True)
    return Rhythm(*span, per, round(1 / step, 2), True)


def weekday_slot(text: str) -> tuple[int, int, float, str] | None:
    """Return (start, end, times, per) of a fixed weekday, or None."""
    for match in WEEKLY_DAY.finditer(text):
        if match["nthday"]:
            return match.start(), match.end(), 1, "month"
        bare = not (
            re.search(r"\bvarannan\s*$", text[: match.start()])
            or match["every"]
            or match["plural"]
            or match["part"]
        )
        after = text[match.end() : match.end() + 14]
        if match["second"] and re.search(r"\bkl|\d{1,2}\s*[–-]\s*\d{1,2}|\böpp", text):
            bare = False
        if (bare and not re.match(r"\s+(?:kl|\d{1,2}[–-])", after)) or re.match(
            r"\s+(?:den\s+)?\d{1,2}\s+[a-z]", after
        ):
            continue
        days: float = 1
        if match["second"]:
            days = 2 if re.search(r"och|samt|,", match["second"]) else weekdays_between(match)
        other = re.search(r"\bvar(?:annan|t\s?annan)\s*$", text[: match.start()])
        return match.start(), match.end(), 0.5 if other else days, "week"
    if workdays := WORKDAYS.search(text):
        return workdays.start(), workdays.end(), 5, "week"
    return None


WORKDAYS = re.compile(
    r"\b(?:varje vardag\w*|(?:alla |på )?vardagar(?:na)?|vardagskvällar|måndag(?:ar)?\s*(?:till|"
    r"[–-])\s*fredag(?:ar)?)\b",
    re.I,
)
DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def weekdays_between(match: re.Match[str]) -> int:
    first = DAYS.index(match["day"].lower())
    last = next(
        (number for number, name in enumerate(DAYS) if name in (match["second"] or "").lower()), first
    )
    return last - first + 1 if last > first else 1
