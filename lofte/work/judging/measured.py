"""What others measure: a level, or a change from where it began. It is never work done. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from lofte.work import rules
from lofte.work.judging.counts import Count, blank, cannot_judge, stopped
from lofte.work.outcomes import LevelOutcome, MeasuredOutcome, Outcome, ValueOutcome
from lofte.work.rules import Unjudged, exact
from lofte.work.yardsticks import Yardstick

_TURNED = {">=": "<=", "<=": ">="}  # down by at least five is at most so much


@dataclass(frozen=True)
class Measurement:
    """What a series says on a day."""

    on: date
    value: Decimal


def judge_measured(count: Count, series: Sequence[Measurement]) -> Outcome:
    """Return the outcome of an indicator by its last measurement within the time."""
    why = count.yardstick.unjudged()
    if why is not None:
        return cannot_judge(count, why)
    made = _measured(count, sorted(series, key=lambda one: one.on))
    return stopped(count, made)


def _measured(count: Count, series: Sequence[Measurement]) -> Outcome:
    yardstick, window = count.yardstick, count.window
    known = [one for one in series if one.on < min(count.cut, window.ends)]
    now = next((one for one in reversed(known) if one.on >= window.starts), None)
    before = _baseline(yardstick, series, window.starts)
    found = MeasuredOutcome(
        value=None if now is None else float(now.value),
        measured_on=None if now is None else now.on,
        baseline=None if before is None else float(before.value),
        baseline_on=None if before is None else before.on,
        change=None,
        n_values=sum(one.on in window for one in known),
        values=tuple(ValueOutcome(one.on, float(one.value)) for one in known),
        level=_level(yardstick, before),
    )
    if now is None:
        return replace(blank(count), measured=found, why=Unjudged.NO_MEASUREMENT.value)
    if yardstick.reads_as not in {"change", "percent"}:
        holds = rules.holds_level(
            exact(now.value),
            comparator=yardstick.comparator,
            promised=yardstick.promised,
            upper=yardstick.highest,
        )
        change = None if before is None else _change("change", exact(now.value), exact(before.value))
        return _judged(count, replace(found, change=_plain(change)), holds=holds)
    return _judged_change(count, found, now, before)


def _level(yardstick: Yardstick, before: Measurement | None) -> LevelOutcome | None:
    """Return where the series should be: as promised, or so far from where it began."""
    if yardstick.reads_as not in {"change", "percent"}:
        upper = None if yardstick.highest is None else float(yardstick.highest)
        return LevelOutcome(yardstick.comparator, float(yardstick.promised), upper)
    if before is None or yardstick.value is None:  # of any change in the right direction there is no level
        return None
    began, is_down = exact(before.value), yardstick.direction == "down"
    steps = [yardstick.promised, *([] if yardstick.highest is None else [yardstick.highest])]
    if yardstick.reads_as == "percent":
        steps = [abs(began) * step / 100 for step in steps]
    ends = sorted(round(float(began - step if is_down else began + step), 2) for step in steps)
    bound = _TURNED.get(yardstick.comparator, yardstick.comparator) if is_down else yardstick.comparator
    return LevelOutcome(bound, ends[0], ends[1] if len(ends) > 1 else None)


def _baseline(yardstick: Yardstick, series: Sequence[Measurement], starts: date) -> Measurement | None:
    """Return where it began: as the promise says, else the last measurement before the time begins."""
    if yardstick.baseline is not None and yardstick.baseline_on is not None:
        return Measurement(yardstick.baseline_on, yardstick.baseline)
    if yardstick.baseline_on is not None:
        return next((one for one in series if one.on == yardstick.baseline_on), None)
    return next((one for one in reversed(series) if one.on < starts), None)


def _judged_change(
    count: Count, found: MeasuredOutcome, now: Measurement, before: Measurement | None
) -> Outcome:
    yardstick = count.yardstick
    change = None
    if before is not None:
        change = _change(yardstick.reads_as, exact(now.value), exact(before.value))
    if change is None:
        return replace(blank(count), measured=found, why=Unjudged.NO_BASELINE.value)
    holds = rules.holds_change(
        change,
        comparator=yardstick.comparator,
        promised=None if yardstick.value is None else yardstick.promised,
        upper=yardstick.highest,
        is_down=yardstick.direction == "down",
    )
    return _judged(count, replace(found, change=_plain(change)), holds=holds)


def _change(reads_as: str, now: Fraction, before: Fraction) -> Fraction | None:
    """Return a difference, or the percent that it is; None of nought."""
    if reads_as != "percent":
        return now - before
    return None if before == 0 else 100 * (now - before) / abs(before)


def _plain(change: Fraction | None) -> float | None:
    return None if change is None else round(float(change), 2)


def _judged(count: Count, found: MeasuredOutcome, *, holds: bool) -> Outcome:
    status = rules.indicator_status(holds=holds, is_over=count.is_over)
    return replace(blank(count), measured=found, status=status)
