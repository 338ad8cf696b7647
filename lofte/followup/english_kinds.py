"""Hours, paces, fixed times, coverage, what follows on something, what others measure: in English. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from lofte.base.wording import count_word, day_long, listed, number
from lofte.followup import english, english_places
from lofte.followup.english_rhythm import PER, rhythm
from lofte.followup.facts import TargetFacts, Words
from lofte.work.outcomes import MeasuredOutcome, Outcome, PlaceOutcome

OFTEN = {"day": "a day", "week": "a week", "month": "a month", "night": "a night"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NO_UNIT = frozenset({"antal", "st", "stycken", "number"})  # the series' name says of what
NAMED = 6  # more places than these are summed, not named


def as_hours(facts: TargetFacts) -> TargetFacts:
    """Let hours be what is counted: hours of foot patrols."""
    of = f" of {facts.many.en}" if facts.many.en else ""
    hours = replace(facts, one=Words("", f"hour{of}"), many=Words("", f"hours{of}"))
    return hours if facts.kind == "hours" else facts


def promised(facts: TargetFacts) -> str:
    """What we promised, as one sentence."""
    facts = as_hours(facts)
    when, where = english.window(facts.starts, facts.ends), english.where(facts)
    rule = facts.particulars.rule
    if facts.kind == "indicator":
        return _promised_measure(facts)
    if rule == "average":
        return f"We promised {english.amount(facts)} {OFTEN[facts.per]} on average{where} {when}."
    if rule == "every":
        return f"We promised {english.amount(facts)} every {PER[facts.per][0]}{where} {when}."
    if rule == "slot":
        return f"We promised one {facts.one.en} {_often(facts)}{_clock(facts)}{where} {when}{_but(facts)}."
    if rule == "coverage":
        return f"We promised one {facts.one.en} {_everywhere(facts)}{_repeated(facts)} {when}{_but(facts)}."
    if rule == "occasions":
        return f"We promised {_at_occasions(facts)}{where} {when}."
    return f"We promised {english.amount(facts)}{where} {when}."


def _often(facts: TargetFacts) -> str:
    """every Tuesday and Thursday; two times every week; on a Tuesday every month."""
    days = listed([WEEKDAYS[day - 1] for day in facts.particulars.weekdays], "en")
    if days and facts.per in {"", "day", "night", "week"}:
        return f"every {days}"
    each = f"every {PER[facts.per or 'week'][0]}"
    times = "" if facts.value in {None, 1} else f"{count_word(facts.value or 0, 'en')} times "
    return f"on a {days} {each}" if days else f"{times}{each}"


def _clock(facts: TargetFacts) -> str:
    hours = [one.replace(".", ":") for one in facts.particulars.clock]
    return f" between {hours[0]} and {hours[1]}" if hours else ""


def _but(facts: TargetFacts) -> str:
    return ", except on public holidays" if facts.particulars.skips_holidays else ""


def _repeated(facts: TargetFacts) -> str:
    is_rhythm = facts.particulars.weekdays or facts.per not in {"", "period"}
    return f" {_often(replace(facts, value=1))}" if is_rhythm else ""


def _everywhere(facts: TargetFacts) -> str:
    """in each of Storgatan and Nygatan; in all twelve places."""
    names = facts.particulars.spots or facts.places
    if facts.particulars.spots or (facts.places and facts.value is None):
        return f"in {'each of ' if len(names) > 1 else ''}{english_places.places(names)}"
    if facts.in_prioritised:
        return "in each prioritised area"
    n = "" if facts.value is None or facts.particulars.is_percent else f" {count_word(facts.value, 'en')}"
    share = f"{english.COMPARED[facts.comparator]}{number(facts.value or 0, 'en')} per cent of all"
    return f"in {share if facts.particulars.is_percent else f'all{n}'} places{english.where(facts)}"


def _at_occasions(facts: TargetFacts) -> str:
    one = facts.particulars.occasion_one.en
    if facts.kind == "follow_on":
        limit = f"within {facts.particulars.limit.en} " if facts.particulars.limit.en else ""
        return f"one {facts.one.en} {limit}after every {one}"
    if facts.particulars.is_percent:
        share = f"{english.COMPARED[facts.comparator]}{number(facts.value or 0, 'en')} per cent"
        return f"one {facts.one.en} at {share} of all {facts.particulars.occasion_many.en}"
    what = f"one {facts.one.en}" if facts.value in {None, 1} else english.amount(facts)
    return f"{what} at every {one}"


def _promised_measure(facts: TargetFacts) -> str:
    known, last = facts.particulars, day_long(facts.ends - timedelta(days=1), "en")
    if known.reads_as not in {"change", "percent"}:
        level = f"{english.COMPARED[facts.comparator]}{_measure(facts.value or 0, facts)}"
        if facts.comparator == "between" and facts.upper is not None:
            level = f"between {number(facts.value or 0, 'en', 2)} and {_measure(facts.upper, facts)}"
        return f"We promised that {known.series.en} would be {level} by {last}."
    verb = "fall" if known.direction == "down" else "rise"
    if facts.value is None:
        return f"We promised that {known.series.en} would {verb} by {last}."
    is_percent = known.reads_as == "percent"
    size = f"{number(facts.value, 'en', 2)} per cent" if is_percent else _steps(facts.value, facts)
    return (
        f"We promised that {known.series.en} would {verb} by {english.COMPARED[facts.comparator]}{size},"
        f" no later than {last}."
    )


def _measure(value: float, facts: TargetFacts) -> str:
    unit = facts.particulars.series_unit.en
    return f"{number(value, 'en', 2)} {'' if unit in NO_UNIT else unit}".strip()


def _steps(value: float, facts: TargetFacts) -> str:
    """A change of a share is in percentage points."""
    is_percent = facts.particulars.series_unit.en in {"per cent", "percent", "%"}
    return f"{number(value, 'en', 2)} percentage points" if is_percent else _measure(value, facts)


# What is done


def told(facts: TargetFacts, outcome: Outcome) -> str:
    """What is done of it so far, or in the end."""
    rule, facts = facts.particulars.rule, as_hours(facts)
    if facts.kind == "indicator":
        return _measured(facts, outcome)
    if outcome.cut <= outcome.starts:
        return "The time has not begun yet."
    if rule == "average":
        return _averaged(facts, outcome)
    if rule == "every":
        is_cap = facts.comparator == "<="
        happened = (
            ("The limit held", "The limit did not hold") if is_cap else ("It was done", "It was not done")
        )
        return rhythm(facts, outcome, happened)
    if rule == "slot":
        return rhythm(_by_times(facts), outcome, ("The time was kept", "The time was not kept"))
    if rule == "coverage":
        return _covered(facts, outcome)
    if rule == "occasions":
        return _followed(facts, outcome)
    return english.counted(facts, outcome)


def _by_times(facts: TargetFacts) -> TargetFacts:
    is_by_day = facts.particulars.weekdays and facts.per in {"", "day", "night", "week"}
    return replace(facts, per="time" if is_by_day else facts.per or "week")


def _averaged(facts: TargetFacts, outcome: Outcome) -> str:
    lines = [line for line in outcome.places if line.promised is not None]
    averages = outcome.facts.get("averages", [])
    one, many = PER[facts.per]
    if not averages or not averages[0]["n_slots"]:
        return f"No {one} has passed yet."
    is_over = outcome.cut >= outcome.ends
    opening = "When the time was up it was" if is_over else "So far it is"
    kept = english.verdict(lines, "not_met" if is_over else "behind") if is_over or len(lines) > 1 else ""
    each = [_pace(found["each"], facts) for found in averages]
    if len(lines) == 1:
        n = averages[0]["n_slots"]
        done = f"{count_word(lines[0].done, 'en')} {english.participle(facts)}"
        on = f"in {count_word(n, 'en')} {one if n == 1 else many}"
        return f"{opening} {each[0]} {OFTEN[facts.per]} on average: {done} {on}.{kept}"
    at = [f"{pace} in {english_places.place(line.place)}" for pace, line in zip(each, lines, strict=True)]
    at[0] = at[0].replace(each[0], f"{each[0]} {OFTEN[facts.per]}", 1)
    return f"{opening}, on average, {listed(at, 'en')}.{kept}"


def _pace(value: float, facts: TargetFacts) -> str:
    """With a second decimal where the first would hide which side of the promise it is on."""
    is_near = any(round(value, 1) == limit != value for limit in (facts.value, facts.upper))
    return number(value, "en", 2 if is_near else 1)


def _covered(facts: TargetFacts, outcome: Outcome) -> str:
    lines, is_over = outcome.places, outcome.cut >= outcome.ends
    is_rhythm = bool(outcome.slots)
    n_of = {line.place: line.expected if is_rhythm and not is_over else line.promised for line in lines}
    total = sum(value or 0 for value in n_of.values())
    done = sum(line.done for line in lines)
    if not total:
        return f"So far {english.have_been(done, facts)}; the time is not up yet."
    opening = "When the time was up" if is_over else "So far"
    each = [
        f"{count_word(line.done, 'en')} of {count_word(n_of[line.place] or 0, 'en')}"
        f" in {english_places.place(line.place)}"
        for line in lines
        if line.place
    ]
    shown = f": {listed(each, 'en')}" if 1 < len(each) <= NAMED else ""
    have = "had" if is_over else "has" if done == 1 else "have"
    of = f"{count_word(done, 'en')} of {count_word(total, 'en')}"
    return f"{opening} {of} {have} been done{shown}.{_kept(outcome)}"


def _kept(outcome: Outcome) -> str:
    if outcome.cut < outcome.ends:
        return ""
    return " The promise was kept." if outcome.status == "done" else " The promise was not kept."


def _followed(facts: TargetFacts, outcome: Outcome) -> str:
    """It was done at four of five events; in time after four of five campaigns."""
    lines = outcome.places
    met, judged = _sum(lines, "done"), _sum(lines, "expected")
    n_due = _sum(lines, "promised") - judged
    many = facts.particulars.occasion_many.en
    waits = (
        f"{english.capital(count_word(n_due, 'en'))} {'waits' if n_due == 1 else 'wait'}: the time is not up."
    )
    if not judged:
        return waits
    of = f"{count_word(met, 'en')} of {count_word(judged, 'en')} {many}"
    said = f"It was done in time after {of}." if facts.kind == "follow_on" else f"It was done at {of}."
    late = outcome.facts.get("late", 0)
    said += f" After {count_word(late, 'en')} it came too late." if late else ""
    if facts.kind == "follow_on" and n_due:
        said += f" {waits}"
    return f"{said}{_kept(outcome)}"


def _sum(lines: Sequence[PlaceOutcome], name: str) -> int:
    return int(sum(getattr(line, name) or 0 for line in lines))


def _measured(facts: TargetFacts, outcome: Outcome) -> str:
    found = outcome.measured
    if found is None or found.value is None or found.measured_on is None:
        return english.unjudged("no_measurement")
    day = day_long(found.measured_on, "en")
    said = f"At the last measurement, on {day}, it was {_measure(found.value, facts)}."
    is_over, holds = outcome.cut >= outcome.ends, outcome.status in {"done", "on_track"}
    if is_over:
        kept = " The promise was kept." if holds else " The promise was not kept."
    else:
        kept = " That is as promised." if holds else " That is not as promised."
    return f"{said}{_since(facts, found)}{kept} This measures how things are, not what has been done."


def _since(facts: TargetFacts, found: MeasuredOutcome) -> str:
    if found.baseline is None or found.baseline_on is None:
        return ""
    day = day_long(found.baseline_on, "en")
    before = f" The baseline, on {day}, was {_measure(found.baseline, facts)}"
    if found.change is None:
        return f"{before}."
    if found.change == 0:
        return f"{before}: no change."
    way, size = "a rise" if found.change > 0 else "a fall", abs(found.change)
    is_percent = facts.particulars.reads_as == "percent"
    told = f"{number(size, 'en', 1)} per cent" if is_percent else _steps(size, facts)
    return f"{before}: {way} of {told}."
