"""Where it will probably end, in English: how much, how sure, what is needed, and when we know. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from lofte.base.wording import count_word, day_long, listed, month, number
from lofte.followup import english_places
from lofte.followup.english_kinds import OFTEN
from lofte.followup.facts import TargetFacts
from lofte.followup.foreseen_places import (
    A_MONTH,
    TEN_WEEKS,
    TWO_WEEKS,
    Sure,
    Told,
    asks_for_all,
    each,
    ends,
    fine_ends,
    sure,
    tenths,
)
from lofte.work.foreseen import Before, Foreseen, Unforeseen

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
REST: dict[Sure, str] = {
    "surely": "All that are left will almost certainly be done{where}.",
    "probably": "Most speaks for all that are left being done{where}{tenths}.",
    "unsure": "It is uncertain whether all that are left will be done{where}.",
    "hardly": "Most speaks against all that are left being done{where}{tenths}.",
    "not": "",  # many are left: the range says enough
}
NOT_MADE: dict[Unforeseen, str] = {
    Unforeseen.ONCE: "No forecast is made: it happens once.",
    Unforeseen.MEASURED: (
        "No forecast is made: it is a state of things that others measure, not work that we can reckon ahead."
    ),
    Unforeseen.OWN_EFFORT: "No forecast is made: what efforts find is not a pace to be kept.",
    Unforeseen.TOO_EARLY: "It is too early to say where it will end.",
    Unforeseen.TOO_FEW: "They are too few to say where it will end.",
}


def sentence(found: Told, facts: TargetFacts) -> str:
    """Tell the forecasts of one target."""
    parts = [
        _range(found, facts),
        *_sure(found, facts),
        *_needed(found, facts),
        _more(found, facts),
        _season(found),
        _known(found),
        "The forecast takes the list of prioritised areas to stay as it is." if found.follows_list else "",
    ]
    return " ".join(part for part in parts if part)


def brief(found: Told, facts: TargetFacts) -> str:
    """Tell them in one sentence: where it will probably end, and how sure it is."""
    parts = [part for part in (_range(found, facts), *_sure(found, facts)) if part]
    inside = [part[:1].lower() + part[1:] for part in parts[1:]]
    return "; ".join(part.removesuffix(".") for part in [*parts[:1], *inside]) + "."


def not_made(why: Unforeseen, facts: TargetFacts, cut: date) -> str:
    """Say why there is no forecast; of what happens once, how long is left."""
    return f"{_left(facts, cut)}{NOT_MADE[why]}" if why is Unforeseen.ONCE else NOT_MADE[why]


def _left(facts: TargetFacts, cut: date) -> str:
    last = facts.ends - timedelta(days=1)
    n_days = (last - cut).days + 1
    if n_days < TWO_WEEKS:
        left = "one day is" if n_days == 1 else f"{count_word(n_days, 'en')} days are"
    elif n_days < TEN_WEEKS:
        left = f"about {count_word(round(n_days / 7), 'en')} weeks are"
    else:
        left = f"about {count_word(round(n_days / A_MONTH), 'en')} months are"
    return f"It is to be finished by {day_long(last, 'en')}: {left} left. "


def _at(lines: Sequence[Foreseen], found: Told) -> str:
    names = [line.place for line in lines if line.place]
    return "" if found.is_single or not names else f" in {english_places.places(names)}"


def _range(found: Told, facts: TargetFacts) -> str:
    if not found.are_few:
        return ""
    first = found.lines[0]
    all_of_them = listed([f"{_ends(line)}{_at([line], found)}" for line in found.lines], "en")
    if first.kind == "slots" and facts.comparator == "<=":
        return f"If it goes on like this, the limit will hold in {all_of_them}."
    if first.kind == "slots":
        return f"If it goes on like this, {all_of_them} will be done."
    if first.kind == "answered":
        many = facts.particulars.occasion_many.en
        if facts.kind == "follow_on":
            return f"If it goes on like this, it will have come in time after {all_of_them} of all {many}."
        return f"If it goes on like this, it will have been done at {all_of_them} of all {many}."
    if first.kind == "share":
        return f"If it goes on like this, the share will end at {all_of_them}."
    if first.kind == "average":
        return f"At the present pace it will probably be {all_of_them} {OFTEN[facts.per]} on average."
    return f"At the present pace it will probably be {all_of_them}."


def _ends(line: Foreseen) -> str:
    low, high = fine_ends(line) if line.kind == "average" else ends(line.low, line.high)
    span = number(low, "en") if low == high else f"{number(low, 'en')}–{number(high, 'en')}"
    if line.kind in {"share", "answered"}:
        return f"{span} per cent"
    return f"{span} of {number(line.of or line.goal, 'en')}" if line.kind == "slots" else span


def _goal(line: Foreseen, facts: TargetFacts) -> str:
    if line.kind in {"share", "answered"}:
        return f"{number(line.goal, 'en')} per cent"
    goal = number(each(line, line.goal), "en", 2)
    return f"{goal} {OFTEN[facts.per]}" if line.kind == "average" else goal


def _sure(found: Told, facts: TargetFacts) -> list[str]:
    said = []
    for (how, is_of_rest), lines in found.by_sure.items():
        first = lines[0]
        of_all = REST if is_of_rest else ALL_SLOTS
        words = of_all if asks_for_all(first) else KEPT if first.is_cap else REACHED
        odds = f" ({tenths(first)} in 10)" if len(lines) == 1 else ""
        said.append(words[how].format(goal=_goal(first, facts), where=_at(lines, found), tenths=odds))
    return said


def _more(found: Told, facts: TargetFacts) -> str:
    """Of occasions: how many will come."""
    if found.more is None or found.more[1] == 0:
        return ""
    low, high = found.more
    known = facts.particulars
    many = known.occasion_one.en if high == 1 else known.occasion_many.en
    if low == 0:
        return f"Probably at most {number(high, 'en')} more {many} will come."
    span = number(low, "en") if low == high else f"{number(low, 'en')}–{number(high, 'en')}"
    return f"Probably {span} more {many} will come."


def _often(facts: TargetFacts, line: Foreseen) -> str:
    return OFTEN[facts.per] if line.kind == "average" else OFTEN["week"]


def _needed(found: Told, facts: TargetFacts) -> list[str]:
    """What it takes from now on: of what stands alone, else of the places that are furthest behind."""
    lines = found.open_lines if found.is_single else found.behind[:2]
    return [
        f"It takes {_pace(line.needed)} {_often(facts, line)} from now on{_at([line], found)};"
        f" so far it has been {_pace(line.so_far)}."
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
    became = "not yet" if one.became is None else f"{number(one.became, 'en')}{_unit(one)}"
    where = english_places.place(place) if place else ALL_PLACES
    return where, f"{_when(one.through)}{again}", _span(one), became, held


def _said(one: Before) -> str:
    became = f"{number(one.became or 0, 'en')}{_unit(one)}"
    if one.is_frozen:
        return f"In {_when(one.through)} we expected {_span(one)}; it became {became}."
    return f"The same forecast made in {_when(one.through)} would have said {_span(one)}; it became {became}."


def _when(day: date) -> str:
    return f"{month(day, 'en')} {day.year}"


def _span(one: Before) -> str:
    low, high = ends(one.low, one.high)
    return f"{number(low, 'en')}–{number(high, 'en')}{_unit(one)}"


def _unit(one: Before) -> str:
    return " per cent" if one.kind in {"share", "answered"} else ""
