"""The stated rules of counting: what is expected by now, and which status that gives. Pure.

docs/methods/counting.md says the same in words for the public.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from lofte.periods.calendar import Period, parse
from lofte.periods.pacing import EVEN, Pace
from lofte.work.outcomes import SlotState, Status

ON_TRACK = Fraction(9, 10)  # of what is expected by now: one bad week is not a delay
ABOUT = Fraction(9, 10)  # of a number promised as "about": enough when the time is out

WINDOWED = {"quarter": 3, "tertial": 4, "term": 6, "season": 6, "year": 12}  # months: these begin anew
PACED = frozenset({"day", "night", "week", "month"})  # so many each of these is a pace, not a sum
Amount = int | Fraction
_WORST_FIRST: tuple[Status, ...] = ("stopped", "not_met", "behind", "cannot_be_judged", "on_track", "done")


class Unjudged(StrEnum):
    """Why a target cannot be judged."""

    IN_WORDS = "in_words"  # promised in words: told in words
    NO_KIND_OF_WORK = "no_kind_of_work"
    NO_VALUE = "no_value"
    NO_QUANTITY = "no_quantity"
    NO_SLOT = "no_slot"
    PLACES_UNSETTLED = "places_unsettled"  # each place or together: nobody has said
    PACE_UNSETTLED = "pace_unsettled"  # in every week, or on average: nobody has said
    STATE_UNSETTLED = "state_unsettled"  # a case counts when begun or when closed: nobody has said
    NO_PLACES = "no_places"  # no area is prioritised during the window
    NOTHING_TO_SHARE = "nothing_to_share"  # a share of nought
    PART_OVER_WHOLE = "part_over_whole"  # what it is a share of was not always written down
    NO_OCCASION_KIND = "no_occasion_kind"  # after, or at, each of what: nobody has said
    NO_OCCASIONS = "no_occasions"  # nothing has happened that it was promised for
    NO_SERIES = "no_series"  # an indicator without a series of measurements
    NO_MEASUREMENT = "no_measurement"  # nothing was measured within the time
    NO_BASELINE = "no_baseline"  # a change from what?
    NO_DIRECTION = "no_direction"  # a change up or down?


def exact(value: Decimal | float | Fraction) -> Fraction:
    """Return a promised value as an exact fraction, so that rounding down never slips."""
    return value if isinstance(value, Fraction) else Fraction(str(value))


def expected(promised: Fraction, window: Period, cut: date, pace: Pace = EVEN) -> Fraction:
    """Return promised × the share of the window that falls due before the cut; evenly, by the day."""
    return promised * pace.share(window, cut)


def keeps_pace(done: Amount, expected_by_now: Fraction) -> bool:
    """Judge whether nine tenths of what is expected by now, rounded down to whole things, is done."""
    return done >= floor(ON_TRACK * expected_by_now)


def count_status(
    done: Amount,
    *,
    comparator: str,
    promised: Fraction,
    window: Period,
    cut: date,
    pace: Pace = EVEN,
) -> Status:
    """Judge a count against what was promised for it.

    At least, exactly, about, between: done when the number (the lower one) is reached, and when it is passed.
    At most: on track while not passed, done when the time is out, not met as soon as it is passed.
    """
    is_over = cut >= window.ends
    if comparator == "<=":
        if done > promised:
            return "not_met"
        return "done" if is_over else "on_track"
    if done >= promised or (is_over and comparator == "~" and done >= ABOUT * promised):
        return "done"
    if is_over:
        return "not_met"
    return "on_track" if keeps_pace(done, expected(promised, window, cut, pace)) else "behind"


def is_exceeded(done: Amount, *, comparator: str, promised: Fraction, upper: Fraction | None) -> bool:
    """Judge whether more was done than a number promised as exact, or as a span, speaks of."""
    if comparator == "between" and upper is not None:
        return done > upper
    return comparator == "=" and done > promised


def holds_share(
    part: int, whole: int, *, comparator: str, promised: Fraction, upper: Fraction | None
) -> bool:
    """Judge a share in percent against the promised one; "exactly" and "about" as their tolerance says."""
    share = Fraction(100 * part, whole)
    if comparator == "<=":
        return share <= promised
    if comparator == "between" and upper is not None:
        return promised <= share <= upper
    if comparator == "=":
        return abs(share - promised) <= Fraction(1, 2)  # the same whole percent
    if comparator == "~":
        return ABOUT * promised <= share <= promised * (2 - ABOUT)
    return share >= promised


def is_share(part: int, whole: int) -> bool:
    """Say whether there is a whole, and the part lies within it: the log need not hold both of each entry."""
    return whole > 0 and 0 <= part <= whole


def share_status(
    part: int,
    whole: int,
    *,
    comparator: str,
    promised: Fraction,
    upper: Fraction | None,
    window: Period,
    cut: date,
) -> Status:
    """Judge a share by its point alone: its interval is shown and decides nothing."""
    if not is_share(part, whole):
        return "cannot_be_judged"
    holds = holds_share(part, whole, comparator=comparator, promised=promised, upper=upper)
    if cut >= window.ends:
        return "done" if holds else "not_met"
    return "on_track" if holds else "behind"


def slot_state(
    n_met: Amount, *, needed: Fraction | int, slot: Period, cut: date, comparator: str = ">="
) -> SlotState:
    """Judge one slot: met as soon as it is, missed when it has passed, due while it runs.

    At most so many: missed as soon as there are more, met when it has passed. About so many: nine tenths do
    when it has passed.
    """
    is_over, is_cap = slot.ends <= cut, comparator == "<="
    if is_cap and n_met > needed:
        return "missed"
    if not is_cap and n_met >= needed:
        return "met"
    if is_over:
        return "met" if is_cap or (comparator == "~" and n_met >= ABOUT * needed) else "missed"
    return "due" if slot.starts < cut else "coming"


def cadence_status(states: Sequence[SlotState], *, of_all: Fraction = Fraction(1)) -> Status:
    """Judge a cadence: nine tenths of what it should be keeps the pace, and only what was promised keeps it.

    `of_all` is the share of the slots that was promised: all of them, where nothing else is said.
    """
    n_met, n_judged = states.count("met"), states.count("met") + states.count("missed")
    if n_judged == len(states):  # nothing is left to come
        return "done" if n_met >= of_all * n_judged else "not_met"
    return "on_track" if n_met >= ON_TRACK * of_all * n_judged else "behind"


def occasions_status(states: Sequence[SlotState], *, of_all: Fraction, is_over: bool) -> Status:
    """Judge what was owed at, or after, occasions; where there was none, there is nothing to judge."""
    if not states:
        return "cannot_be_judged"
    n_met, n_judged = states.count("met"), states.count("met") + states.count("missed")
    if not n_judged:
        return "on_track"
    if is_over:  # what can still be in time speaks for neither
        return "done" if n_met >= of_all * n_judged else "not_met"
    return "on_track" if n_met >= ON_TRACK * of_all * n_judged else "behind"


def holds_change(
    change: Fraction, *, comparator: str, promised: Fraction | None, upper: Fraction | None, is_down: bool
) -> bool:
    """Judge a change against the promised one: any in the right direction where no number is said."""
    moved = -change if is_down else change
    if promised is None:
        return moved > 0
    return holds_level(moved, comparator=comparator, promised=promised, upper=upper)


def holds_level(level: Fraction, *, comparator: str, promised: Fraction, upper: Fraction | None) -> bool:
    """Judge a measured level against the promised one; "about" is within a tenth of it."""
    if comparator == "<=":
        return level <= promised
    if comparator == "between" and upper is not None:
        return promised <= level <= upper
    if comparator == "=":
        return level == promised
    if comparator == "~":
        return abs(level - promised) <= (1 - ABOUT) * abs(promised)
    return level >= promised


def indicator_status(*, holds: bool, is_over: bool) -> Status:
    """Judge by the last measurement alone: it is a state of things, never work done."""
    if is_over:
        return "done" if holds else "not_met"
    return "on_track" if holds else "behind"


def milestone_status(reached_on: date | None, *, window: Period, cut: date) -> Status:
    """Judge a milestone: done in time, on track before its day, not met after it (or when it came late)."""
    if reached_on is not None and reached_on < window.ends:
        return "done"
    return "on_track" if cut < window.ends else "not_met"


def worst(statuses: Sequence[Status]) -> Status:
    """Return the worst of the lines' statuses: a promise for each place holds when it holds in all."""
    return min(statuses, key=_WORST_FIRST.index, default="cannot_be_judged")


def windows(per: str, whole: Period, *, since: date, cut: date) -> list[Period]:
    """Return the windows a target is judged over, the last one holding the day before the cut.

    A target per quarter, tertial, term, season or year begins anew with each; a season is half a year, as
    a term is.
    All that ended after `since` come with it, in order of time. Other targets have one window: the whole.
    """
    if per not in WINDOWED:
        return [whole]
    today = min(max(cut - timedelta(days=1), whole.starts), whole.last_day)
    found = []
    for year in range(whole.starts.year, whole.last_day.year + 1):
        for part in _parts_of_year(year, WINDOWED[per]):
            window = part.overlap(whole)
            if window and window.starts <= today and (window.ends > since or today in window):
                found.append(window)
    return found


def _parts_of_year(year: int, n_months: int) -> list[Period]:
    names = {3: ["Q1", "Q2", "Q3", "Q4"], 4: ["T1", "T2", "T3"], 6: ["H1", "H2"], 12: [""]}[n_months]
    return [parse(f"{year}-{name}".rstrip("-")) for name in names]
