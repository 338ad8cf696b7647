"""Hours, paces, fixed times, coverage, what follows on something, what others measure: in Swedish. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from lofte.base.wording import count_word, day_long, listed, number
from lofte.followup import swedish
from lofte.followup.facts import TargetFacts, Words
from lofte.followup.swedish_places import at_places
from lofte.followup.swedish_rhythm import NEUTER, PER, rhythm
from lofte.work.outcomes import MeasuredOutcome, Outcome, PlaceOutcome

OFTEN = {
    "day": "om dagen",
    "week": "i veckan",
    "month": "i månaden",
    "night": "per natt",
}
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
NO_UNIT = frozenset({"antal", "st", "stycken"})  # the name of the series says of what
NAMED = 6  # more places than these are summed, not named


def as_hours(facts: TargetFacts) -> TargetFacts:
    """Let hours be what is counted: timmar fotpatrull."""
    one, many = f"timme {facts.one.sv}".strip(), f"timmar {facts.one.sv}".strip()
    return replace(facts, one=Words(one), many=Words(many)) if facts.kind == "hours" else facts


def promised(facts: TargetFacts) -> str:
    """What we promised, as one sentence."""
    facts = as_hours(facts)
    when, where = swedish.window(facts.starts, facts.ends), swedish.where(facts)
    rule = facts.particulars.rule
    if facts.kind == "indicator":
        return _promised_measure(facts)
    if rule == "average":
        return f"Vi lovade i genomsnitt {swedish.amount(facts)} {OFTEN[facts.per]}{where} {when}."
    if rule == "every":
        return f"Vi lovade {swedish.amount(facts)} varje {PER[facts.per][0]}{where} {when}."
    if rule == "slot":
        return f"Vi lovade {_thing(facts)} {_often(facts)}{_clock(facts)}{where} {when}{_but(facts)}."
    if rule == "coverage":
        return f"Vi lovade {_thing(facts)} {_everywhere(facts)}{_repeated(facts)} {when}{_but(facts)}."
    if rule == "occasions":
        return f"Vi lovade {_at_occasions(facts)}{where} {when}."
    return f"Vi lovade {swedish.amount(facts)}{where} {when}."


def _thing(facts: TargetFacts) -> str:
    return f"{swedish.article(facts)} {facts.one.sv}"


def _often(facts: TargetFacts) -> str:
    """varje tisdag och torsdag; två gånger i veckan; en tisdag varje månad."""
    days = listed([WEEKDAYS[day - 1] for day in facts.particulars.weekdays], "sv")
    if days and facts.per in {"", "day", "night", "week"}:
        return f"varje {days}"
    each = f"varje {PER[facts.per or 'week'][0]}"
    times = "" if facts.value in {None, 1} else f"{count_word(facts.value or 0, 'sv')} gånger "
    return f"på en {days} {each}" if days else f"{times}{each}"


def _clock(facts: TargetFacts) -> str:
    hours = [one.removesuffix(".00") for one in facts.particulars.clock]
    return f" klockan {hours[0]}\N{EN DASH}{hours[1]}" if hours else ""


def _but(facts: TargetFacts) -> str:
    return ", utom på helgdagar" if facts.particulars.skips_holidays else ""


def _repeated(facts: TargetFacts) -> str:
    is_rhythm = facts.particulars.weekdays or facts.per not in {"", "period"}
    return f" {_often(replace(facts, value=1))}" if is_rhythm else ""


def _everywhere(facts: TargetFacts) -> str:
    """på Storgatan och Nygatan, var för sig; på alla tolv platser."""
    names = facts.particulars.spots or facts.places
    if facts.particulars.spots or (facts.places and facts.value is None):
        said = at_places(names, facts.prepositions)
        return f"{said}, var för sig," if len(names) > 1 else said
    if facts.in_prioritised:
        return "i varje prioriterat område"
    n = "" if facts.value is None or facts.particulars.is_percent else f" {count_word(facts.value, 'sv')}"
    share = f"{swedish.COMPARED[facts.comparator]}{number(facts.value or 0, 'sv')} procent av alla"
    return f"på {share if facts.particulars.is_percent else f'alla{n}'} platser{swedish.where(facts)}"


def _at_occasions(facts: TargetFacts) -> str:
    one = facts.particulars.occasion_one.sv
    if facts.kind == "follow_on":
        limit = f"inom {facts.particulars.limit.sv} " if facts.particulars.limit.sv else ""
        return f"{_thing(facts)} {limit}efter varje {one}"
    if facts.particulars.is_percent:
        share = f"{swedish.COMPARED[facts.comparator]}{number(facts.value or 0, 'sv')} procent"
        return f"{_thing(facts)} vid {share} av alla {facts.particulars.occasion_many.sv}"
    what = _thing(facts) if facts.value in {None, 1} else swedish.amount(facts)
    return f"{what} vid varje {one}"


def _promised_measure(facts: TargetFacts) -> str:
    known, last = facts.particulars, day_long(facts.ends - timedelta(days=1), "sv")
    if known.reads_as not in {"change", "percent"}:
        level = f"{swedish.COMPARED[facts.comparator]}{_measure(facts.value or 0, facts)}"
        if facts.comparator == "between" and facts.upper is not None:
            level = f"mellan {number(facts.value or 0, 'sv', 2)} och {_measure(facts.upper, facts)}"
        return f"Vi lovade att {known.series.sv} ska vara {level} senast den {last}."
    verb = "minska" if known.direction == "down" else "öka"
    if facts.value is None:
        return f"Vi lovade att {known.series.sv} ska {verb} till den {last}."
    size = (
        f"{number(facts.value, 'sv', 2)} procent"
        if known.reads_as == "percent"
        else _steps(facts.value, facts)
    )
    by = f"{swedish.COMPARED[facts.comparator]}{size}"
    return f"Vi lovade att {known.series.sv} ska {verb} med {by} till den {last}."


def _measure(value: float, facts: TargetFacts) -> str:
    unit = facts.particulars.series_unit.sv
    return f"{number(value, 'sv', 2)} {'' if unit in NO_UNIT else unit}".strip()


def _steps(value: float, facts: TargetFacts) -> str:
    """A change of a share is in percentage points."""
    is_percent = facts.particulars.series_unit.sv in {"procent", "%"}
    return f"{number(value, 'sv', 2)} procentenheter" if is_percent else _measure(value, facts)


# What is done


def told(facts: TargetFacts, outcome: Outcome) -> str:
    """What is done of it so far, or in the end."""
    rule, facts = facts.particulars.rule, as_hours(facts)
    if facts.kind == "indicator":
        return _measured(facts, outcome)
    if outcome.cut <= outcome.starts:
        return "Tiden har inte börjat än."
    if rule == "average":
        return _averaged(facts, outcome)
    if rule == "every":
        is_cap = facts.comparator == "<="
        happened = (
            ("Gränsen hölls", "Gränsen hölls inte")
            if is_cap
            else ("Så mycket blev det", "Så mycket blev det inte")
        )
        return rhythm(facts, outcome, happened)
    if rule == "slot":
        return rhythm(_by_times(facts), outcome, ("Tiden hölls", "Tiden hölls inte"))
    if rule == "coverage":
        return _covered(facts, outcome)
    if rule == "occasions":
        return _followed(facts, outcome)
    return swedish.counted(facts, outcome)


def _by_times(facts: TargetFacts) -> TargetFacts:
    is_by_day = facts.particulars.weekdays and facts.per in {"", "day", "night", "week"}
    return replace(facts, per="time" if is_by_day else facts.per or "week")


def _averaged(facts: TargetFacts, outcome: Outcome) -> str:
    lines = [line for line in outcome.places if line.promised is not None]
    averages = outcome.facts.get("averages", [])
    one, many, _ = PER[facts.per]
    if not averages or not averages[0]["n_slots"]:
        return f"{'Inget' if facts.per in NEUTER else 'Ingen'} {one} har gått till ända än."
    is_over = outcome.cut >= outcome.ends
    opening = "När tiden var ute var det" if is_over else "Hittills är det"
    kept = (
        swedish.verdict(lines, facts, "not_met" if is_over else "behind") if is_over or len(lines) > 1 else ""
    )
    each = [_pace(found["each"], facts) for found in averages]
    if len(lines) == 1:
        done = f"{swedish.n_done(lines[0].done, facts)} {swedish.is_done(lines[0].done, facts)}"
        n = averages[0]["n_slots"]
        on = f"på {count_word(n, 'sv')} {one if n == 1 else many}"
        return f"{opening} i genomsnitt {each[0]} {OFTEN[facts.per]}: {done} {on}.{kept}"
    at = [f"{pace} {swedish.at(line.place, facts)}" for pace, line in zip(each, lines, strict=True)]
    at[0] = at[0].replace(each[0], f"{each[0]} {OFTEN[facts.per]}", 1)
    return f"{opening} i genomsnitt {listed(at, 'sv')}.{kept}"


def _pace(value: float, facts: TargetFacts) -> str:
    """With a second decimal where the first would hide which side of the promise it is on."""
    is_near = any(round(value, 1) == limit != value for limit in (facts.value, facts.upper))
    return number(value, "sv", 2 if is_near else 1)


def _covered(facts: TargetFacts, outcome: Outcome) -> str:
    lines, is_over = outcome.places, outcome.cut >= outcome.ends
    is_rhythm = bool(outcome.slots)
    n_of = {line.place: line.expected if is_rhythm and not is_over else line.promised for line in lines}
    total = sum(value or 0 for value in n_of.values())
    done = sum(line.done for line in lines)
    if not total:
        return (
            f"Hittills är {swedish.n_done(done, facts)} {swedish.is_done(done, facts)}; tiden är inte ute än."
        )
    opening = "När tiden var ute var" if is_over else "Hittills är"
    each = [
        f"{count_word(line.done, 'sv')} av {count_word(n_of[line.place] or 0, 'sv')}"
        f" {swedish.at(line.place, facts)}"
        for line in lines
        if line.place
    ]
    shown = f": {listed(each, 'sv')}" if 1 < len(each) <= NAMED else ""
    return f"{opening} {count_word(done, 'sv')} av {count_word(total, 'sv')} gjorda{shown}.{_kept(outcome)}"


def _kept(outcome: Outcome) -> str:
    if outcome.cut < outcome.ends:
        return ""
    return " Löftet är hållet." if outcome.status == "done" else " Löftet hölls inte."


def _followed(facts: TargetFacts, outcome: Outcome) -> str:
    """Det gjordes vid fyra av fem evenemang; efter fyra av fem kampanjer kom det i tid."""
    lines = outcome.places
    met, judged = _sum(lines, "done"), _sum(lines, "expected")
    n_due = _sum(lines, "promised") - judged
    many = facts.particulars.occasion_many.sv
    if not judged:
        return f"{swedish.capital(count_word(n_due, 'sv'))} väntar än: tiden är inte ute."
    of = f"{count_word(met, 'sv')} av {count_word(judged, 'sv')} {many}"
    said = f"Det gjordes i tid efter {of}." if facts.kind == "follow_on" else f"Det gjordes vid {of}."
    late = outcome.facts.get("late", 0)
    said += f" Efter {count_word(late, 'sv')} kom det för sent." if late else ""
    if facts.kind == "follow_on" and n_due:
        said += f" {swedish.capital(count_word(n_due, 'sv'))} väntar än: tiden är inte ute."
    return f"{said}{_kept(outcome)}"


def _sum(lines: Sequence[PlaceOutcome], name: str) -> int:
    return int(sum(getattr(line, name) or 0 for line in lines))


def _measured(facts: TargetFacts, outcome: Outcome) -> str:
    found = outcome.measured
    if found is None or found.value is None or found.measured_on is None:
        return swedish.unjudged("no_measurement")
    day = day_long(found.measured_on, "sv")
    said = f"Vid den senaste mätningen, den {day}, var det {_measure(found.value, facts)}."
    is_over, holds = outcome.cut >= outcome.ends, outcome.status in {"done", "on_track"}
    if is_over:
        kept = " Löftet är hållet." if holds else " Löftet hölls inte."
    else:
        kept = " Det motsvarar löftet." if holds else " Det motsvarar inte löftet."
    source = f" Källa: {facts.particulars.source}." if facts.particulars.source else ""
    return f"{said}{_since(facts, found)}{kept} Det mäter läget, inte vad som är gjort.{source}"


def _since(facts: TargetFacts, found: MeasuredOutcome) -> str:
    if found.baseline is None or found.baseline_on is None:
        return ""
    before = f" Utgångsläget, den {day_long(found.baseline_on, 'sv')}, var {_measure(found.baseline, facts)}"
    if found.change is None:
        return f"{before}."
    if found.change == 0:
        return f"{before}: ingen förändring."
    way = "ökning" if found.change > 0 else "minskning"
    size = abs(found.change)
    told = (
        f"{number(size, 'sv', 1)} procent" if facts.particulars.reads_as == "percent" else _steps(size, facts)
    )
    return f"{before}: en {way} med {told}."
