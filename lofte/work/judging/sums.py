"""Numbers that add up: so many times, so many hours, so many a week on average; and shares of them. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from lofte.analysis.shares import wilson
from lofte.periods.calendar import Period
from lofte.periods.pacing import EVEN
from lofte.work import rules
from lofte.work.judging.counts import Count, Line, Tallies, blank, judged_lines, parts, shown, together, worst
from lofte.work.outcomes import Outcome, PlaceOutcome, ShareOutcome
from lofte.work.rules import Unjudged
from lofte.work.yardsticks import Rule


def summed(count: Count, tallies: Tallies) -> Outcome:
    """Judge a number of times or hours, over the whole time or on average."""
    yardstick = count.yardstick
    lines = judged_lines(count, tallies)
    owed = [_promised(count, line) for line in lines]
    if not all(owed):
        return replace(blank(count), why=Unjudged.NO_SLOT.value)
    places = tuple(_line(count, line, promised) for line, promised in zip(lines, owed, strict=True))
    exceeded = any(
        rules.is_exceeded(
            yardstick.amount(line.n),
            comparator=yardstick.comparator,
            promised=promised,
            upper=_upper(count, promised),
        )
        for line, promised in zip(lines, owed, strict=True)
    )
    facts = {"exceeded": True} if exceeded else {}
    return replace(
        blank(count),
        status=worst(places),
        places=places + parts(count, tallies),
        n_in_period=shown(yardstick, together(count, tallies).n_in_period),
        facts=facts | _averages(count, lines),
    )


def _slots(count: Count, line: Line) -> list[Period]:
    return [slot for slot in count.yardstick.slots(count.window) if line.owes(slot)]


def _promised(count: Count, line: Line) -> Fraction:
    """Return what is owed in all: the number, or the pace times the weeks that are owed."""
    yardstick = count.yardstick
    if yardstick.rule is not Rule.AVERAGE:
        return yardstick.promised
    return yardstick.promised * len(_slots(count, line)) if yardstick.promised else Fraction(0)


def _upper(count: Count, promised: Fraction) -> Fraction | None:
    yardstick = count.yardstick
    if yardstick.highest is None or yardstick.rule is not Rule.AVERAGE:
        return yardstick.highest
    return yardstick.highest * promised / yardstick.promised


def _line(count: Count, line: Line, promised: Fraction) -> PlaceOutcome:
    yardstick = count.yardstick
    window = line.window if yardstick.rule is Rule.SUM else _paced(count, line)
    is_cap = yardstick.comparator == "<="
    cut = window.ends if count.is_over else count.cut
    pace = yardstick.pace.over(count.window, promised) if yardstick.rule is Rule.SUM else EVEN
    by_now = rules.expected(promised, window, cut, pace)
    return PlaceOutcome(
        place=line.name,
        area_set_id=line.area_set_id,
        done=shown(yardstick, line.n),
        promised=float(promised),
        expected=None if is_cap else round(float(by_now), 2),
        in_period=shown(yardstick, line.n_in_period),
        status=rules.count_status(
            yardstick.amount(line.n),
            comparator=yardstick.comparator,
            promised=promised,
            window=window,
            cut=cut,
            pace=pace,
        ),
    )


def _paced(count: Count, line: Line) -> Period:
    """Return the days over which a pace is held: those of the weeks that are owed."""
    slots = _slots(count, line)
    return Period(slots[0].starts, slots[-1].ends)


def _averages(count: Count, lines: Sequence[Line]) -> dict[str, list[dict[str, float]]]:
    """Return for each line how many slots are over, and how much that makes in each of them."""
    if count.yardstick.rule is not Rule.AVERAGE:
        return {}
    found = []
    for line in lines:
        n_over = sum(slot.ends <= count.cut_for(slot) for slot in _slots(count, line))
        each = round(float(count.yardstick.amount(line.n)) / n_over, 2) if n_over else 0.0
        found.append({"each": each, "n_slots": n_over})
    return {"averages": found}


def share(count: Count, tallies: Tallies) -> Outcome:
    """Judge a part of a whole."""
    whole = together(count, tallies)
    places = tuple(_share_line(count, line) for line in judged_lines(count, tallies))
    status = worst(places)
    return replace(
        blank(count),
        status=status,
        places=places,
        share=share_of(whole.n, whole.whole),
        n_in_period=whole.n_in_period,
        why=_why_no_share(places) if status == "cannot_be_judged" else "",
    )


def _why_no_share(places: Sequence[PlaceOutcome]) -> str:
    found = [place.share for place in places if place.share is not None]
    is_over = any(share.part > share.whole for share in found)
    return (Unjudged.PART_OVER_WHOLE if is_over else Unjudged.NOTHING_TO_SHARE).value


def _share_line(count: Count, line: Line) -> PlaceOutcome:
    yardstick = count.yardstick
    return PlaceOutcome(
        place=line.name,
        area_set_id=line.area_set_id,
        done=line.n,
        promised=float(yardstick.promised),
        expected=None,
        in_period=line.n_in_period,
        status=rules.share_status(
            line.n,
            line.whole,
            comparator=yardstick.comparator,
            promised=yardstick.promised,
            upper=yardstick.highest,
            window=line.window,
            cut=count.cut,
        ),
        share=share_of(line.n, line.whole),
    )


def share_of(part: int, whole: int) -> ShareOutcome:
    """Return a share in percent with its interval; without them where the two do not make a share."""
    found = wilson(part, whole) if rules.is_share(part, whole) else None
    if found is None:
        return ShareOutcome(part, whole, None, None, None)
    share, low, high = (round(100 * value, 1) for value in (found.share, found.low, found.high))
    return ShareOutcome(part, whole, share, low, high)
