"""Where it will probably end, in English: how much, how sure, what is needed, and when we know. Pure."""

from collections.abc import Sequence
from datetime import date

from lofte.base.wording import listed, month, number
from lofte.followup import english_places
from lofte.followup.facts import TargetFacts
from lofte.followup.foreseen_places import Sure, Told, ends, tenths
from lofte.work.foreseen import Before, Foreseen

REACHED: dict[Sure, str] = {
    "surely": "{goal} will almost certainly be reached{where}.",
    "probably": "Most speaks for {goal} being reached{where}{tenths}.",
    "unsure": "It is uncertain whether {goal} will be reached{where}.",
    "hardly": "Most speaks against {goal} being reached{where}{tenths}.",
    "not": "{goal} will hardly be reached{where}.",
}
KEPT: dict[Sure, str] = {  # a number that must not be passed
    "surely": "The limit of {goal} will almost certainly hold{where}.",
    "probably": "Most speaks for the limit of {goal} holding{where}{tenths}.",
    "unsure": "It is uncertain whether the limit of {goal} will hold{where}.",
    "hardly": "Most speaks against the limit of {goal} holding{where}{tenths}.",
    "not": "The limit of {goal} will hardly hold{where}.",
}
ALL_SLOTS: dict[Sure, str] = {
    "surely": "All will almost certainly be done{where}.",
    "probably": "Most speaks for all being done{where}{tenths}.",
    "unsure": "It is uncertain whether all will be done{where}.",
    "hardly": "Most speaks against all being done{where}{tenths}.",
    "not": "",  # one is missed already: what is done says so
}


def sentence(found: Told, facts: TargetFacts) -> str:
    """Tell the forecasts of one target."""
    parts = [_range(found), *_sure(found), *_needed(found), _season(found), _known(found)]
    return " ".join(part for part in parts if part)


def _at(lines: Sequence[Foreseen], found: Told) -> str:
    names = [line.place for line in lines if line.place]
    return "" if found.is_single or not names else f" in {english_places.places(names)}"


def _range(found: Told) -> str:
    if not found.are_few:
        return ""
    each = [f"{_ends(line)}{_at([line], found)}" for line in found.lines]
    if found.lines[0].kind == "slots":
        return f"If it goes on like this, {listed(each, 'en')} will be done."
    if found.lines[0].kind == "share":
        return f"If it goes on like this, the share will end at {listed(each, 'en')}."
    return f"At the present pace it will probably be {listed(each, 'en')}."


def _ends(line: Foreseen) -> str:
    low, high = ends(line.low, line.high)
    span = number(low, "en") if low == high else f"{number(low, 'en')}–{number(high, 'en')}"
    if line.kind == "share":
        return f"{span} per cent"
    return f"{span} of {number(line.goal, 'en')}" if line.kind == "slots" else span


def _sure(found: Told) -> list[str]:
    said = []
    for how, lines in found.by_sure.items():
        first = lines[0]
        words = ALL_SLOTS if first.kind == "slots" else KEPT if first.is_cap else REACHED
        unit = " per cent" if first.kind == "share" else ""
        odds = f" ({tenths(first)} in 10)" if len(lines) == 1 else ""
        goal = f"{number(first.goal, 'en')}{unit}"
        said.append(words[how].format(goal=goal, where=_at(lines, found), tenths=odds))
    return said


def _needed(found: Told) -> list[str]:
    """What it takes from now on: of what stands alone, else of the places that are furthest behind."""
    lines = found.open_lines if found.is_single else found.behind[:2]
    return [
        f"It takes {_pace(line.needed)} a week from now on{_at([line], found)}; so far it has been"
        f" {_pace(line.so_far)}."
        for line in lines
        if line.needed is not None and line.so_far is not None
    ]


def _pace(value: float) -> str:
    return number(value, "en", 0 if value >= 10 else 1)


def _season(found: Told) -> str:
    """That earlier years put another part of the work before today than the rule of the status does."""
    line = found.lines[0]
    if not found.is_single or line.is_reached or not found.has_season:
        return ""
    return f"As earlier years were spread, it should be {number(line.expected or 0, 'en', 0)} by now."


def _known(found: Told) -> str:
    if found.is_answered:
        return ""
    day = found.known_on
    if day is None:
        return "The answer will be known only when the time is up."
    return f"The answer will probably be known {_about(day, found.cut)}."


def _about(day: date, cut: date) -> str:
    part = "at the beginning" if day.day <= 10 else "in the middle" if day.day <= 20 else "at the end"
    year = "" if day.year == cut.year else f" {day.year}"
    return f"{part} of {month(day, 'en')}{year}"


def before(found: Sequence[Before], place: str = "") -> str:
    """Tell what was foreseen before and what it became, and how many of the ranges held."""
    said = [_said(one) for one in found]
    judged = [one.held for one in found if one.held is not None]
    where = f"{english_places.place(place)}: " if place and said else ""
    count = f" {sum(judged)} of {len(judged)} forecasts held." if len(judged) > 1 else ""
    return f"{where}{' '.join(said)}{count}"


def _said(one: Before) -> str:
    low, high = ends(one.low, one.high)
    when = f"{month(one.through, 'en')} {one.through.year}"
    span = f"{number(low, 'en')}–{number(high, 'en')}"
    if one.became is None:
        return f"In {when} we expected {span}."
    became = number(one.became, "en")
    if one.is_frozen:
        return f"In {when} we expected {span}; it became {became}."
    return f"The same forecast made in {when} would have said {span}; it became {became}."
