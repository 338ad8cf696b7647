"""Questions: where a careful person would ask what is meant, with the answers there are."""

import re

from lofte.reader.activities import Found
from lofte.reader.draft import Period, Question, Source
from lofte.reader.validity import Validity
from lofte.reader.wording import Reading

FOR_ALL = re.compile(
    r"\b(?:under|för) (?:hela )?(?:perioden|löftesperioden|avtalsperioden|löftets|giltighetstiden|tiden|"
    r"löftestiden|båda åren|hela)\b|\bgiltighetstid|\btotalt (?:för|under)\b",
    re.I,
)
CASES = re.compile(r"ärende|utredning|\bfall\b|insatser? som påbörjas|påbörja|sociala? insats", re.I)
COUNTED = ("count", "hours")


def questions_of(found: list[Found], period: Period | None, validity: Validity) -> tuple[Question, ...]:
    """Return every question, in the order of the text."""
    asked: list[Question] = []
    for one in found:
        for reading in one.readings:
            asked.extend(of_reading(one, reading, period))
        if not one.named_somebody and not is_level(one):
            asked.append(who(one))
    asked.extend(twice(found))
    asked.extend(of_period(validity))
    return tuple(sorted(asked, key=lambda question: question.source.start if question.source else -1))


def of_reading(one: Found, reading: Reading, period: Period | None) -> list[Question]:
    """Return the questions of one target, each where its wording is open."""
    asked = (
        in_time(reading, period),
        in_place(reading),
        of_length(reading),
        of_number(reading),
        of_whole(reading),
        of_case(one, reading),
    )
    return [question for question in asked if question]


def in_time(reading: Reading, period: Period | None) -> Question | None:
    target = reading.target
    if target.kind not in COUNTED or not is_open_in_time(reading, period):
        return None
    text = f"Gäller {shown(target.value)} {target.unit or 'stycken'} för varje år eller för hela löftets tid?"
    return Question("per_year_or_whole_period", text, ("Per år", "Hela löftets tid"), target.source)


def in_place(reading: Reading) -> Question | None:
    target = reading.target
    counts = target.kind in ("count", "hours", "share", "rate") and target.value is not None
    if not counts or len(target.places) < 2 or target.each_place is not None:
        return None
    text = f"Gäller talet för varje plats för sig ({', '.join(target.places)}) eller för alla tillsammans?"
    options = ("Varje plats för sig", "Alla platser tillsammans")
    return Question("each_or_together", text, options, target.source)


def of_length(reading: Reading) -> Question | None:
    target = reading.target
    if target.minimum_minutes is None or not reading.bare_length:
        return None
    text = f"Är {target.minimum_minutes} minuter en minsta tid varje gång, eller räknas en längre som flera?"
    options = (
        "Minsta tid: en längre räknas en gång, en kortare inte alls",
        "Ungefärlig längd: alla räknas en gång",
        "Mått: längre tid räknas som flera",
    )
    return Question("length_or_minimum", text, options, target.source)


def of_number(reading: Reading) -> Question | None:
    target = reading.target
    bare = target.comparator == "=" and not reading.comparing_word and not is_once(reading)
    if target.kind not in COUNTED or not bare:
        return None
    number = shown(target.value)
    text = f"Menas precis {number} eller minst {number}?"
    return Question("exactly_or_at_least", text, ("Precis", "Minst"), target.source)


def of_whole(reading: Reading) -> Question | None:
    target = reading.target
    if target.kind != "share" or not reading.of_other_sort:
        return None
    options = ("Av alla personer", f"Av alla {target.of or 'händelser'}")
    return Question("share_of_what", "Vad är andelen en del av: hur räknas helheten?", options, target.source)


def of_case(one: Found, reading: Reading) -> Question | None:
    if reading.target.kind != "count" or not is_case(one, reading):
        return None
    text = "Räknas ett ärende när det påbörjas eller när det avslutas?"
    return Question("counted_when", text, ("När det påbörjas", "När det avslutas"), reading.target.source)


def is_open_in_time(reading: Reading, period: Period | None) -> bool:
    """Say whether a number may hold per year or for all of a promise that is longer than a year."""
    if period is not None and (period.end - period.start).days <= 366:
        return False
    if reading.target.period is not None:
        return False
    if FOR_ALL.search(reading.said):
        return False
    return reading.target.per is None or reading.per_words.lower().startswith("under")


def is_once(reading: Reading) -> bool:
    """Say whether the number is a bare `every term`, which nobody asks about."""
    return reading.target.value == 1 and reading.target.unit is None


def is_case(one: Found, reading: Reading) -> bool:
    return bool(CASES.search(reading.target.unit or "")) and not re.search(
        r"påbörja|avsluta|starta|inled|öppna", one.activity.text, re.I
    )


def is_level(one: Found) -> bool:
    return any(reading.target.kind == "indicator" for reading in one.readings)


def who(one: Found) -> Question:
    return Question(
        "who",
        "Vem ansvarar för det här?",
        ("Polisen", "Kommunen", "Polisen och kommunen tillsammans", "Någon annan"),
        one.activity.source,
    )


def twice(found: list[Found]) -> list[Question]:
    """Ask where the same thing for the same places is promised with two numbers."""
    seen: dict[tuple[object, ...], tuple[float, Source]] = {}
    asked = []
    for one in found:
        for reading in one.readings:
            target = reading.target
            if (
                target.value is None
                or not target.unit
                or target.unit in ("gånger", "tillfällen", "stycken", "gång", "procent", "timmar")
            ):
                continue
            key = (
                target.unit.lower(),
                target.per,
                target.places,
                one.activity.responsible,
                target.kind,
                one.activity.promise,
            )
            if key in seen and seen[key][0] != target.value:
                values = (shown(seen[key][0]), shown(target.value))
                asked.append(
                    Question(
                        "which_number",
                        f"Dokumentet säger både {values[0]} och {values[1]} {target.unit}: vilket gäller?",
                        values,
                        target.source,
                    )
                )
            seen.setdefault(key, (target.value, target.source))
    return asked


def of_period(validity: Validity) -> list[Question]:
    if len(validity.years) > 1:
        years = tuple(str(dated.period.start.year) for dated in validity.years if dated.period)
        return [
            Question(
                "which_period",
                "Sidan har löften för flera år: vilket ska läsas in?",
                tuple(dict.fromkeys(years)),
                None,
            )
        ]
    if validity.impossible:
        passage, dated = validity.impossible[0]
        return [
            Question(
                "which_period",
                f"Datumet ”{passage.text[dated.start : dated.end]}” finns inte: vilken dag menas?",
                ("Sista dagen i månaden", "En annan dag"),
                passage.source(dated.start, dated.end),
            )
        ]
    if validity.period is None:
        return [
            Question(
                "which_period",
                "Dokumentet säger inte vilken tid löftet gäller: vilken period menas?",
                ("Innevarande år", "En annan period"),
                None,
            )
        ]
    return []


def shown(value: float | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
