"""What is promised and done, target by target, in English. Pure: facts in, plain English out."""

from collections.abc import Sequence
from datetime import date, timedelta

from lofte.base.wording import count_word, day_long, listed, month, number
from lofte.followup import english_places
from lofte.followup.english_rhythm import PER
from lofte.followup.facts import TargetFacts
from lofte.work.outcomes import Outcome, PlaceOutcome, ShareOutcome

COMPARED = {">=": "at least ", "<=": "at most ", "=": "", "~": "about ", "between": "", "": ""}
RECIPIENTS = {"polisen": "the police", "kommunen": "the municipality"}
UNJUDGED = {
    "no_kind_of_work": "It has not been settled what work should count.",
    "no_value": "The promise gives no number.",
    "no_quantity": "It has not been settled what should be counted.",
    "no_slot": "The promise does not say how often.",
    "places_unsettled": "Nobody has settled whether the number holds for each area or for all together.",
    "state_unsettled": "Nobody has settled whether a case counts when it begins or when it is closed.",
    "no_places": "No area was prioritised during this time.",
    "nothing_to_share": "There is nothing yet to take a share of.",
    "part_over_whole": "What it is a share of has not been filled in for all the work that is logged.",
    "pace_unsettled": "Nobody has settled whether the pace holds every time or on average.",
    "no_occasion_kind": "It has not been settled which occasions the promise is about.",
    "no_occasions": "No occasion that the promise is about has been logged.",
    "no_series": "No series of measurements belongs to the promise.",
    "no_measurement": "Nothing has been measured within the time of the promise.",
    "no_baseline": "There is no baseline to compare with.",
    "no_direction": "The promise does not say whether it should rise or fall.",
    "withheld": "The share is not shown: the number is so small that it could point at single persons.",
}


def _day(day: date) -> str:
    return f"{day.day}\N{NO-BREAK SPACE}{month(day, 'en')}"


def window(starts: date, ends: date) -> str:
    """during 2021; between 1 March and 31 August 2021."""
    last = ends - timedelta(days=1)
    if (starts.month, starts.day, last.month, last.day) == (1, 1, 12, 31):
        years = str(starts.year) if starts.year == last.year else f"{starts.year}\N{EN DASH}{last.year}"
        return f"during {years}"
    first = _day(starts) if starts.year == last.year else day_long(starts, "en")
    return f"between {first} and {day_long(last, 'en')}"


def at_places(places: Sequence[str]) -> str:
    return f"in {english_places.places(places)}"


def _value(value: float | None) -> str:
    if value is None:
        return ""
    return count_word(int(value), "en") if float(value).is_integer() else number(value, "en")


def amount(facts: TargetFacts) -> str:
    upper = f" to {_value(facts.upper)}" if facts.comparator == "between" and facts.upper else ""
    unit = facts.one.en if facts.value == 1 and not upper else facts.many.en
    length = f" of at least {facts.minimum_minutes} minutes" if facts.minimum_minutes else ""
    return f"{COMPARED[facts.comparator]}{_value(facts.value)}{upper} {unit}{length}"


def where(facts: TargetFacts) -> str:
    if facts.in_prioritised:
        return f" in {'the prioritised areas' if facts.each_place is False else 'each prioritised area'}"
    if not facts.places:
        return ""
    if len(facts.places) > 1 and facts.each_place:
        return " in each area"
    return f" {at_places(facts.places)}{' together' if len(facts.places) > 1 else ''}"


def promised(facts: TargetFacts) -> str:
    """What we promised, as one sentence."""
    when = window(facts.starts, facts.ends)
    if facts.kind == "count":
        verb = "We promised to detect" if facts.is_own_effort else "We promised"
        return f"{verb} {amount(facts)}{where(facts)} {when}."
    if facts.kind == "cadence":
        what = f"one {facts.one.en}" if facts.value in {None, 1} else amount(facts)
        names = [RECIPIENTS.get(name, name) for name in facts.recipients]
        shared_with = f", shared with {listed(names, 'en')}" if names else ""
        return f"We promised {what} every {PER[facts.per][0]}{where(facts)}{shared_with}."
    if facts.kind == "share":
        share = f"{COMPARED[facts.comparator]}{_value(facts.value)} per cent of all {facts.whole.en}"
        return f"We promised that {share} should concern {facts.part.en}{where(facts)} {when}."
    if facts.kind == "milestone":
        last = day_long(facts.ends - timedelta(days=1), "en")
        return f"We promised that it would be finished by {last}."
    return ""


def participle(facts: TargetFacts) -> str:
    if facts.is_own_effort:
        return "detected"
    if facts.counted_state:
        return facts.counted_state
    return "held" if facts.many.en.endswith("meetings") else "done"


def have_been(n: float, facts: TargetFacts) -> str:
    return f"{count_word(n, 'en')} {'has' if n == 1 else 'have'} been {participle(facts)}"


def counted(facts: TargetFacts, outcome: Outcome) -> str:
    """What is done of a number."""
    lines = [line for line in outcome.places if line.promised is not None]
    if not lines:
        return "It is not possible to say."
    if outcome.cut >= outcome.ends:
        said = f"When the time was up, {_lines(lines, facts, 'had')}.{verdict(lines, 'not_met')}"
        return f"{said}{_more_than_said(lines, facts)}"
    if outcome.cut <= outcome.starts:
        return "The time has not begun yet."
    if facts.comparator == "<=" or lines[0].expected is None:
        return f"So far {_lines(lines, facts, 'have')}.{_passed(lines)}"
    already = " The promise is already kept." if all(line.status == "done" for line in lines) else ""
    return f"{_by_now(lines, facts, outcome.cut)}{already}"


def _by_now(lines: Sequence[PlaceOutcome], facts: TargetFacts, cut: date) -> str:
    """What should be done by now, and what is."""
    expected = [line.expected or 0 for line in lines]
    if not any(round(value) for value in expected):  # so early that nothing whole is expected
        return f"So far {_lines(lines, facts, 'have')}."
    if len({round(value) for value in expected}) > 1:  # areas that were prioritised at different times
        each = [
            f"{count_word(line.done, 'en')} of the expected {count_word(round(line.expected or 0), 'en')}"
            f" in {english_places.place(line.place)}"
            for line in lines
        ]
        return f"So far {listed(each, 'en')} have been {participle(facts)}.{verdict(lines, 'behind')}"
    until = f"By {_day(cut - timedelta(days=1))} {_expected(expected[0], facts)}"
    if len(lines) == 1:
        return f"{until}; {have_been(lines[0].done, facts)}."
    return f"{until} in each area. {capital(_lines(lines, facts, 'have'))}.{verdict(lines, 'behind')}"


def _passed(lines: Sequence[PlaceOutcome]) -> str:
    """That more is done than was promised at most."""
    places = [line.place for line in lines if line.status == "not_met"]
    if not places:
        return ""
    return f" The limit has been passed{' ' + at_places(places) if len(lines) > 1 else ''}."


def _more_than_said(lines: Sequence[PlaceOutcome], facts: TargetFacts) -> str:
    """That more is done than an exact number, or a span, speaks of."""
    most = {"=": facts.value, "between": facts.upper}.get(facts.comparator)
    places = [line.place for line in lines if most is not None and line.done > most]
    if not places:
        return ""
    return f" That is more than the promise says{' ' + at_places(places) if len(lines) > 1 else ''}."


def _expected(value: float, facts: TargetFacts) -> str:
    whole = round(value)
    about = "" if float(value).is_integer() or whole > 12 else "about "
    return f"{about}{count_word(whole, 'en')} should have been {participle(facts)}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lines(lines: Sequence[PlaceOutcome], facts: TargetFacts, verb: str) -> str:
    """271 have been done in Råslätt, 231 in Öxnehaga and 266 in Ekhagen."""
    n = lines[0].done
    have = "has" if verb == "have" and n == 1 else verb
    first = f"{count_word(n, 'en')} {have} been {participle(facts)}"
    if len(lines) == 1:
        return first
    rest = [f"{count_word(line.done, 'en')} in {english_places.place(line.place)}" for line in lines[1:]]
    return listed([f"{first} in {english_places.place(lines[0].place)}", *rest], "en")


def verdict(lines: Sequence[PlaceOutcome], status: str) -> str:
    places = [line.place for line in lines if line.status == status]
    if status == "behind":
        return (
            f" {capital(english_places.places(places))} {'is' if len(places) == 1 else 'are'} behind."
            if places
            else ""
        )
    at = f" {at_places(places)}" if len(lines) > 1 and places else ""
    return f" The promise was not kept{at}." if places else " The promise was kept."


def shared(facts: TargetFacts, outcome: Outcome) -> str:
    """What part of the whole."""
    is_over = outcome.cut >= outcome.ends
    opening = "When the time was up the share was" if is_over else "So far the share is"
    lines = [line for line in outcome.places if line.promised is not None]
    kept = verdict(lines, "not_met") if is_over and lines else ""
    if outcome.share is not None and len(outcome.places) < 2:
        return f"{_share(outcome.share, facts, opening)}{kept}"
    each = [
        f"{_percent(line.share, facts)} ({line.share.part} of {line.share.whole})"
        f" in {english_places.place(line.place)}"
        for line in outcome.places
        if line.share is not None and line.share.share is not None
    ]
    return f"{opening} {listed(each, 'en')}.{kept}" if each else "It is not possible to say."


def _percent(share: ShareOutcome, facts: TargetFacts) -> str:
    """A share in whole per cent; with a decimal where the whole number would hide which side it is on."""
    value, promised = share.share or 0, {facts.value, facts.upper} - {None}
    is_near = any(round(value) == limit != value for limit in promised)
    return f"{number(value, 'en', 1 if is_near else 0)} per cent"


def _share(share: ShareOutcome, facts: TargetFacts, opening: str) -> str:
    if share.share is None or share.low is None or share.high is None:
        return f"It is not possible to say: there are no {facts.whole.en} to take a share of."
    spread = f"between {number(share.low, 'en', 0)} and {number(share.high, 'en', 0)} per cent"
    return (
        f"{opening} {_percent(share, facts)} ({share.part} of {share.whole})."
        f" Chance makes the figure uncertain: {spread} is plausible."
    )


def reached(facts: TargetFacts, outcome: Outcome) -> str:
    """Whether a milestone is there."""
    if outcome.reached_on is None:
        return "It is not finished yet." if outcome.cut < outcome.ends else "It was not finished in time."
    day = outcome.reached_on
    when = f"in {month(day, 'en')} {day.year}" if facts.is_police else f"on {day_long(day, 'en')}"
    return f"It was finished {when}{', after the promised day' if day >= outcome.ends else ''}."


def told() -> str:
    """What has no number."""
    return "The activity has no target and is told in words."


def worked_on(*, is_often: bool) -> str:
    """That something was done, where there is no number."""
    if is_often:
        return "Work that belongs here was logged on several occasions during the period."
    return "Work that belongs here was logged during the period."


def unjudged(why: str) -> str:
    if why == "withheld":  # it can be said, and is not
        return UNJUDGED[why]
    return f"It is not possible to say yet. {UNJUDGED.get(why, '')}".strip()


def earlier_window(outcome: Outcome, facts: TargetFacts) -> str:
    """The last word of a window that ended within the period."""
    lines = [line for line in outcome.places if line.promised is not None]
    if facts.kind not in {"count", "hours", "rate"} or not lines:
        return ""
    opening = capital(window(outcome.starts, outcome.ends))
    kept = "kept" if outcome.status == "done" else "not kept"
    return f"{opening}, {_lines(lines, facts, 'had')}; the promise was {kept}."


def effort_note() -> str:
    more = "more found may mean that the police looked more, not that there was more crime"
    return f"This measures effort: {more}."


def stopped(day: date) -> str:
    return f"The activity was stopped on {day_long(day, 'en')}."
