"""Where it will probably end, in English: how much, how sure, what is needed, and when we know. Pure."""

from collections.abc import Sequence
from datetime import date

from lofte.base.wording import listed, month, number
from lofte.followup import english_places
from lofte.followup.facts import TargetFacts
from lofte.followup.foreseen_places import Sure, Told, ends, sure, tenths
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
        if line.needed is not None and line.so_far is not None and sure(line) != "surely"
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


ALL_PLACES = "All together"


def caption() -> str:
    return "Earlier forecasts and what it became"


def header() -> tuple[str, str, str, str, str]:
    return ("Area", "Forecast from", "Probable total", "It became", "Held")


def before(found: Sequence[tuple[str, Before]]) -> str:
    """Tell the latest of what was foreseen before, and how many of the ranges held."""
    lines = {place for place, _ in found}
    waiting = [one for one in found if one[1].became is None]
    judged = [one for one in found if one[1].became is not None]
    said = [_trusted(waiting), _said(judged[-1][1]) if len(lines) == 1 and judged else ""]
    n_held = sum(one.held is True for _, one in judged)
    if len(judged) > 1:
        said.append(f"{n_held} of {len(judged)} earlier forecasts held.")
    return " ".join(part for part in said if part)


def _trusted(waiting: Sequence[tuple[str, Before]]) -> str:
    """What the last follow-up foresaw of this same time."""
    last = max((one.through for _, one in waiting), default=None)
    if last is None:
        return ""
    each = [
        f"{english_places.place(place)} {_span(one)}".strip() for place, one in waiting if one.through == last
    ]
    return f"In {_when(last)} we expected {listed(each, 'en')}."


def row(place: str, one: Before) -> tuple[str, ...]:
    """Return a row of the table: where, when, what was foreseen, what it became, whether it held."""
    again = "" if one.is_frozen else ", made afterwards"
    held = "" if one.held is None else "yes" if one.held else "no"
    became = "not yet" if one.became is None else number(one.became, "en")
    where = english_places.place(place) if place else ALL_PLACES
    return where, f"{_when(one.through)}{again}", _span(one), became, held


def _said(one: Before) -> str:
    became = number(one.became or 0, "en")
    if one.is_frozen:
        return f"In {_when(one.through)} we expected {_span(one)}; it became {became}."
    return f"The same forecast made in {_when(one.through)} would have said {_span(one)}; it became {became}."


def _when(day: date) -> str:
    return f"{month(day, 'en')} {day.year}"


def _span(one: Before) -> str:
    low, high = ends(one.low, one.high)
    return f"{number(low, 'en')}–{number(high, 'en')}"
