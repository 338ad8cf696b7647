"""Where it will probably end, in Swedish: how much, how sure, what is needed, and when we know. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from lofte.base.wording import count_word, day_long, listed, month, number
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
from lofte.followup.swedish_kinds import OFTEN
from lofte.followup.swedish_places import at_places
from lofte.work.foreseen import Before, Foreseen, Unforeseen

REACHED: dict[Sure, str] = {
    "surely": "{goal} nås med all sannolikhet{where}.",
    "probably": "Det mesta talar för att {goal} nås{where}{tenths}.",
    "unsure": "Det är osäkert om {goal} nås{where}.",
    "hardly": "Det mesta talar mot att {goal} nås{where}{tenths}.",
    "not": "{goal} nås knappast{where}.",
}
KEPT: dict[Sure, str] = {  # a number that must not be passed
    "surely": "Gränsen {goal} håller med all sannolikhet{where}.",
    "probably": "Det mesta talar för att gränsen {goal} håller{where}{tenths}.",
    "unsure": "Det är osäkert om gränsen {goal} håller{where}.",
    "hardly": "Det mesta talar mot att gränsen {goal} håller{where}{tenths}.",
    "not": "Gränsen {goal} håller knappast{where}.",
}
ALL_SLOTS: dict[Sure, str] = {
    "surely": "Med all sannolikhet blir alla gjorda{where}.",
    "probably": "Det mesta talar för att alla blir gjorda{where}{tenths}.",
    "unsure": "Det är osäkert om alla blir gjorda{where}.",
    "hardly": "Det mesta talar mot att alla blir gjorda{where}{tenths}.",
    "not": "",  # one is missed already: what is done says so
}
REST: dict[Sure, str] = {
    "surely": "Alla som är kvar blir med all sannolikhet gjorda{where}.",
    "probably": "Det mesta talar för att alla som är kvar blir gjorda{where}{tenths}.",
    "unsure": "Det är osäkert om alla som är kvar blir gjorda{where}.",
    "hardly": "Det mesta talar mot att alla som är kvar blir gjorda{where}{tenths}.",
    "not": "",  # many are left: the range says enough
}
NOT_MADE: dict[Unforeseen, str] = {
    Unforeseen.ONCE: "Någon prognos görs inte: det händer en gång.",
    Unforeseen.MEASURED: (
        "Någon prognos görs inte: det är ett läge som andra mäter, inte ett arbete som vi kan räkna framåt."
    ),
    Unforeseen.OWN_EFFORT: "Någon prognos görs inte: vad insatser hittar är ingen takt att hålla.",
    Unforeseen.TOO_EARLY: "Det är för tidigt att säga var det slutar.",
    Unforeseen.TOO_FEW: "Det är för få för att säga var det slutar.",
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
        "Prognosen räknar med att listan över prioriterade områden inte ändras."
        if found.follows_list
        else "",
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
        left = "en dag" if n_days == 1 else f"{count_word(n_days, 'sv')} dagar"
    elif n_days < TEN_WEEKS:
        left = f"ungefär {count_word(round(n_days / 7), 'sv')} veckor"
    else:
        left = f"ungefär {count_word(round(n_days / A_MONTH), 'sv')} månader"
    return f"Det ska vara klart senast den {day_long(last, 'sv')}: det är {left} kvar. "


def _at(lines: Sequence[Foreseen], found: Told, facts: TargetFacts) -> str:
    names = [line.place for line in lines if line.place]
    return "" if found.is_single or not names else f" {at_places(names, facts.prepositions)}"


def _range(found: Told, facts: TargetFacts) -> str:
    if not found.are_few:
        return ""
    first = found.lines[0]
    all_of_them = listed([f"{_ends(line)}{_at([line], found, facts)}" for line in found.lines], "sv")
    if first.kind == "slots" and facts.comparator == "<=":
        return f"Fortsätter det så här hålls gränsen {all_of_them}."
    if first.kind == "slots":
        return f"Fortsätter det så här blir {all_of_them} gjorda."
    if first.kind == "answered":
        many = facts.particulars.occasion_many.sv
        if facts.kind == "follow_on":
            return f"Fortsätter det så här kommer det till slut i tid efter {all_of_them} av alla {many}."
        return f"Fortsätter det så här blir det till slut gjort vid {all_of_them} av alla {many}."
    if first.kind == "share":
        return f"Fortsätter det så här blir andelen till slut {all_of_them}."
    if first.kind == "average":
        return f"Med nuvarande takt blir det troligen i genomsnitt {all_of_them} {OFTEN[facts.per]}."
    return f"Med nuvarande takt blir det troligen {all_of_them}."


def _ends(line: Foreseen) -> str:
    low, high = fine_ends(line) if line.kind == "average" else ends(line.low, line.high)
    span = number(low, "sv") if low == high else f"{number(low, 'sv')}–{number(high, 'sv')}"
    if line.kind in {"share", "answered"}:
        return f"{span} procent"
    return f"{span} av {number(line.of or line.goal, 'sv')}" if line.kind == "slots" else span


def _goal(line: Foreseen, facts: TargetFacts) -> str:
    if line.kind in {"share", "answered"}:
        return f"{number(line.goal, 'sv')} procent"
    goal = number(each(line, line.goal), "sv", 2)
    return f"{goal} {OFTEN[facts.per]}" if line.kind == "average" else goal


def _sure(found: Told, facts: TargetFacts) -> list[str]:
    said = []
    for (how, is_of_rest), lines in found.by_sure.items():
        first = lines[0]
        of_all = REST if is_of_rest else ALL_SLOTS
        words = of_all if asks_for_all(first) else KEPT if first.is_cap else REACHED
        odds = f" ({tenths(first)} av 10)" if len(lines) == 1 else ""
        said.append(words[how].format(goal=_goal(first, facts), where=_at(lines, found, facts), tenths=odds))
    return said


def _more(found: Told, facts: TargetFacts) -> str:
    """Of occasions: how many will come."""
    if found.more is None or found.more[1] == 0:
        return ""
    low, high = found.more
    known = facts.particulars
    many = known.occasion_one.sv if high == 1 else known.occasion_many.sv
    if low == 0:
        return f"Troligen blir det högst {number(high, 'sv')} {many} till."
    span = number(low, "sv") if low == high else f"{number(low, 'sv')}–{number(high, 'sv')}"
    return f"Troligen blir det {span} {many} till."


def _needed(found: Told, facts: TargetFacts) -> list[str]:
    """What it takes from now on: of what stands alone, else of the places that are furthest behind."""
    lines = found.open_lines if found.is_single else found.behind[:2]
    said = []
    for line in lines:
        if line.needed is None or line.so_far is None or sure(line) == "surely":
            continue
        start = "Det" if found.is_single else f"{_capital(_at([line], found, facts).strip())}"
        verb = "behövs" if found.is_single else "behövs det"
        said.append(
            f"{start} {verb} {_pace(line.needed)} {_often(facts, line)} från och med nu;"
            f" hittills har det varit {_pace(line.so_far)}."
        )
    return said


def _often(facts: TargetFacts, line: Foreseen) -> str:
    return OFTEN[facts.per] if line.kind == "average" else OFTEN["week"]


def _pace(value: float) -> str:
    return number(value, "sv", 0 if value >= 10 else 1)


def _season(found: Told) -> str:
    """That earlier years put another part of the work before today than the rule of the status does."""
    line = found.lines[0]
    if not found.is_single or line.is_reached or not found.has_season:
        return ""
    return f"Så som tidigare år har fördelat sig borde det vara {number(line.expected or 0, 'sv', 0)} nu."


def _known(found: Told) -> str:
    if found.is_answered:
        return ""
    day = found.known_on
    if day is None:
        return "Svaret vet vi först när tiden är ute."
    return f"Svaret vet vi troligen {_about(day, found.cut)}."


def _about(day: date, cut: date) -> str:
    part = "början" if day.day <= 10 else "mitten" if day.day <= 20 else "slutet"
    year = "" if day.year == cut.year else f" {day.year}"
    return f"i {part} av {month(day, 'sv')}{year}"


ALL_PLACES = "Alla tillsammans"


def caption() -> str:
    return "Tidigare prognoser och vad det blev"


def header() -> tuple[str, str, str, str, str]:
    return ("Område", "Prognos från", "Trolig slutsumma", "Det blev", "Höll")


def before(found: Sequence[tuple[str, Before]]) -> str:
    """Tell the latest of what was foreseen before, and how many of the ranges held."""
    lines = {place for place, _ in found}
    waiting = [one for one in found if one[1].became is None]
    judged = [one for one in found if one[1].became is not None]
    said = [_trusted(waiting), _said(judged[-1][1]) if len(lines) == 1 and judged else ""]
    n_held = sum(one.held is True for _, one in judged)
    if len(judged) > 1:
        said.append(f"{n_held} av {len(judged)} tidigare prognoser höll.")
    return " ".join(part for part in said if part)


def _trusted(waiting: Sequence[tuple[str, Before]]) -> str:
    """What the last follow-up foresaw of this same time."""
    last = max((one.through for _, one in waiting), default=None)
    if last is None:
        return ""
    each = [f"{place} {_span(one)}".strip() for place, one in waiting if one.through == last]
    return f"I {_when(last)} trodde vi {listed(each, 'sv')}."


def row(place: str, one: Before) -> tuple[str, ...]:
    """Return a row of the table: where, when, what was foreseen, what it became, whether it held."""
    again = "" if one.is_frozen else ", i efterhand"
    held = "" if one.held is None else "ja" if one.held else "nej"
    became = "inte än" if one.became is None else f"{number(one.became, 'sv')}{_unit(one)}"
    return place or ALL_PLACES, f"{_when(one.through)}{again}", _span(one), became, held


def _said(one: Before) -> str:
    became = f"{number(one.became or 0, 'sv')}{_unit(one)}"
    if one.is_frozen:
        return f"I {_when(one.through)} trodde vi {_span(one)}; det blev {became}."
    return f"Samma prognos gjord i {_when(one.through)} hade sagt {_span(one)}; det blev {became}."


def _when(day: date) -> str:
    return f"{month(day, 'sv')} {day.year}"


def _span(one: Before) -> str:
    low, high = ends(one.low, one.high)
    return f"{number(low, 'sv')}–{number(high, 'sv')}{_unit(one)}"


def _unit(one: Before) -> str:
    return " procent" if one.kind in {"share", "answered"} else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
