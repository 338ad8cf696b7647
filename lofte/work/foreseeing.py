"""Foreseeing: where promised numbers will probably end, and what the same forecast said in earlier years."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from lofte.analysis.forecast import Forecast, Goal
from lofte.analysis.spreads import FloatArray
from lofte.periods.calendar import Period
from lofte.promises.models import Target
from lofte.work import foreseen_slots, foretold, histories, queries, rules
from lofte.work.exposure import owed_days
from lofte.work.foreseen import Before, Foreseen, Unforeseen
from lofte.work.foretold import Case, Look
from lofte.work.histories import Line, Week
from lofte.work.judging import Count
from lofte.work.outcomes import Outcome, PlaceOutcome
from lofte.work.queries.history import Asked
from lofte.work.yardsticks import IN_SLOTS, Ground, Rule, Yardstick, rule_of

LOOKED_BACK = ((1, 4), (1, 8), (2, 4), (2, 8))  # years ago, and months into that year
SUMMED, SLOTTED = {Rule.SUM, Rule.SHARE, Rule.AVERAGE}, {*IN_SLOTS, Rule.OCCASIONS}
NEVER = datetime(1970, 1, 2, tzinfo=timezone.get_fixed_timezone(0))
DONE_WITH = frozenset({"stopped", "cannot_be_judged", "done", "not_met"})


def foreseen(
    targets: Sequence[Target],
    outcomes: Mapping[int, Outcome],
    *,
    at: datetime,
    period: Period | None = None,
) -> dict[int, list[Foreseen]]:
    """Return the forecasts of each target's lines, by its key; a target that is not foreseen has none.

    `outcomes` are those counted at `at`, or at a cut before it, for `period`. What own effort finds is not
    foreseen, nor what is told in words, happens once, is measured by others, is stopped or cannot be judged.
    The number of queries is fixed.
    """
    running = [target for target in targets if _is_foreseen(target, outcomes[target.pk])]
    if not running:
        return {}
    cut = outcomes[running[0].pk].cut
    asking, found = [], {}
    for target, rule in zip(running, queries.yardsticks(running, cut=cut), strict=True):
        outcome = outcomes[target.pk]
        yardstick = rule.for_window(Period(outcome.starts, outcome.ends))
        if yardstick.rule in SLOTTED:
            found[target.pk] = foreseen_slots.foreseen(yardstick, outcome)
        else:
            asking.append(_Asking(target, yardstick, outcome, at, period))
    if asking:
        found |= _summed(asking)
    return {key: lines for key, lines in found.items() if lines}


def unforeseen(target: Target, outcome: Outcome) -> Unforeseen | None:
    """Say why nothing is foreseen of a target that has no forecast; None where there is nothing to say."""
    if not _is_running(outcome) or outcome.status in DONE_WITH or outcome.in_words:
        return None
    if (rule := _rule(target)) is Rule.MILESTONE:
        return Unforeseen.ONCE
    if rule is Rule.INDICATOR:
        return Unforeseen.MEASURED
    if _is_own_effort(target):
        return Unforeseen.OWN_EFFORT
    enough = foreseen_slots.enough_days(outcome) if rule is Rule.COVERAGE else foretold.EARLIEST_ALONE
    return Unforeseen.TOO_EARLY if (outcome.cut - outcome.starts).days < enough else Unforeseen.TOO_FEW


def _is_foreseen(target: Target, outcome: Outcome) -> bool:
    is_judged = outcome.status not in {"stopped", "cannot_be_judged"}
    is_foreseeable = _rule(target) in SUMMED | SLOTTED and not _is_own_effort(target)
    return _is_running(outcome) and is_judged and is_foreseeable


def _is_running(outcome: Outcome) -> bool:
    return outcome.starts < outcome.cut < outcome.ends


def _is_own_effort(target: Target) -> bool:
    return target.kind_of_work is not None and target.kind_of_work.is_own_effort


def _rule(target: Target) -> Rule:
    return rule_of(target.kind, target.per, target.held)


@dataclass(frozen=True)
class _Asking:
    """A target with its rule, its outcome, and the days that are asked for."""

    target: Target
    yardstick: Yardstick
    outcome: Outcome
    at: datetime
    period: Period | None

    @cached_property
    def count(self) -> Count:
        """The count that the outcome was made by."""
        own = Period(self.outcome.starts, self.outcome.ends)
        return Count(self.yardstick, own, self.period or own, self.outcome.cut)

    @cached_property
    def window(self) -> Period:
        """The days whose work counts: the weeks that belong to the window are counted whole."""
        return self.yardstick.span(self.count.window)

    @property
    def cut(self) -> date:
        """The first day that is not counted: in a closed period its weeks are counted whole."""
        return min(self.count.days.ends, self.window.ends)

    @cached_property
    def stretches(self) -> list[date]:
        return histories.stretches(self.window)

    def asked(self) -> Asked:
        span = Period(self.stretches[-1], self.window.ends)
        count = replace(self.count, window=span)
        moments = [_midnight(self._cut_back(*back)) if self.looks_back else NEVER for back in LOOKED_BACK]
        return Asked(count, self.stretches, moments, until=self.at)

    def lines(self, weeks: Sequence[Week]) -> Iterable[tuple[PlaceOutcome, Ground | None, Line]]:
        """Yield what carries the promise, with the weeks of its areas."""
        grounds = {ground.area_set_id: ground for ground in self.yardstick.grounds}
        for line in self.outcome.places:
            if line.promised is not None:
                ground = grounds.get(line.area_set_id or 0)
                held = ground.areas if ground else self.yardstick.areas
                yield line, ground, Line.of(weeks, held, self.yardstick.per_unit)

    def owed(self, ground: Ground | None) -> FloatArray:
        return owed_days(self.yardstick, ground, self.count.window, self.window)

    def now(self, owed: FloatArray) -> Look:
        at, is_alone = timezone.localdate(self.at), self.yardstick.over_prioritised
        return Look(self.window, self.cut, at, owed=owed, is_alone=is_alone)

    @property
    def looks_back(self) -> bool:
        """Whether the window is a year: then the same days of earlier years can be foreseen again."""
        is_year = self.window.n_days in {365, 366} and not self.yardstick.over_prioritised
        return is_year and self.yardstick.rule is Rule.SUM

    def back(self) -> list[Look]:
        """Return from where the same line is looked at in earlier years, with the log as it was."""
        found = []
        for moment, (n_years, n_months) in enumerate(LOOKED_BACK if self.looks_back else ()):
            cut = self._cut_back(n_years, n_months)
            window = Period(self.stretches[n_years], self.stretches[n_years - 1])
            found.append(Look(window, cut, cut, stretch=n_years, moment=moment))
        return found

    def _cut_back(self, n_years: int, n_months: int) -> date:
        starts = self.stretches[n_years]
        months = starts.month - 1 + n_months
        return date(starts.year + months // 12, months % 12 + 1, min(starts.day, 28))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@dataclass(frozen=True)
class _LineCase:
    """A line that is foreseen, with what is known of it now and was known earlier."""

    asking: _Asking
    place: PlaceOutcome
    line: Line
    owed: FloatArray
    now: Case
    back: tuple[tuple[Look, Case], ...]

    @property
    def n_weeks(self) -> tuple[float, float]:
        """Return the weeks on which anything was owed so far, and those to come."""
        is_owed = self.owed > 0
        n_passed = (self.asking.cut - self.asking.window.starts).days
        return float(is_owed[:n_passed].sum()) / 7, float(is_owed[n_passed:].sum()) / 7


def _summed(asking: Sequence[_Asking]) -> dict[int, list[Foreseen]]:
    weekly = queries.weekly([one.asked() for one in asking])
    lines = [line for one, weeks in zip(asking, weekly, strict=True) for line in _line_cases(one, weeks)]
    cases = [case for line in lines for case in (line.now, *(case for _, case in line.back))]
    told = iter(foretold.told(cases))
    found: dict[int, list[Foreseen]] = defaultdict(list)
    for line in lines:
        now = next(told)
        before = tuple(_before(line, look, next(told)) for look, _ in line.back)
        made = _share(line, now) if line.place.share is not None else _number(line, now)
        found[line.asking.target.pk].append(replace(made, before=before))
    return found


def _line_cases(asking: _Asking, weeks: Sequence[Week]) -> Iterable[_LineCase]:
    for place, ground, line in asking.lines(weeks):
        late = line.late_shares(asking.stretches, timezone.localdate(asking.at))
        owed = asking.owed(ground)
        now = foretold.case(line, asking.now(owed), late)
        if now is None or not _can_tell(place):
            continue
        looks = [(look, foretold.case(line, look, late)) for look in asking.back()]
        back = tuple((look, case) for look, case in looks if case is not None and case.done)
        goal = _goal(asking.yardstick, float(place.promised or 0))
        made = _LineCase(asking, place, line, owed, replace(now, goal=goal), back)
        if made.n_weeks[1]:
            yield made


def _can_tell(place: PlaceOutcome) -> bool:
    share = place.share
    return share is None or 0 <= share.part <= share.whole


def _goal(yardstick: Yardstick, promised: float) -> Goal:
    """Return what the final number must be, by the rule that it is judged by when the time is out."""
    if yardstick.kind == "share":
        return _share_goal(yardstick, promised)
    if yardstick.comparator == "<=":
        return Goal(most=promised)
    return Goal(least=promised * (float(rules.ABOUT) if yardstick.comparator == "~" else 1))


def _share_goal(yardstick: Yardstick, promised: float) -> Goal:
    about = float(rules.ABOUT)
    spans = {
        "<=": Goal(most=promised),
        "=": Goal(least=promised - 0.5, most=promised + 0.5),
        "~": Goal(least=about * promised, most=(2 - about) * promised),
        "between": Goal(least=promised, most=float(yardstick.highest or promised)),
    }
    found = spans.get(yardstick.comparator, Goal(least=promised))
    return Goal(*(None if end is None else end / 100 for end in (found.least, found.most)))


def _before(line: _LineCase, look: Look, said: Forecast) -> Before:
    through, became = look.cut - timedelta(days=1), round(line.line.total(look.stretch))
    return Before(through, look.window.ends, said.low, said.high, became, is_frozen=False)


def _number(line: _LineCase, said: Forecast) -> Foreseen:
    goal, done = float(line.place.promised or 0), line.place.done
    is_cap = line.asking.yardstick.comparator == "<="
    n_passed, n_left = line.n_weeks
    n_slots = _n_slots(line, goal)
    each = n_slots / (n_passed + n_left) if n_slots else 1.0  # slots of a pace in a week
    shift = done - line.now.done  # parts of an hour, and what was taken back in another area
    return Foreseen(
        place=line.place.place,
        area_set_id=line.place.area_set_id,
        kind="average" if n_slots else "number",
        low=round(said.low + shift),
        high=round(said.high + shift),
        lowest=round(said.lowest + shift),
        highest=round(said.highest + shift),
        chance=round(said.chance, 3),
        goal=goal,
        is_cap=is_cap,
        is_reached=done > goal if is_cap else done >= goal,
        so_far=round(done / n_passed / each, 1) if n_passed else None,
        needed=None if is_cap else round(max(goal - done, 0) / n_left / each, 1),
        expected=round(goal * said.expected_share, 1) if said.n_years and not is_cap else None,
        expected_by_rule=line.place.expected,
        n_years=said.n_years,
        known_on=_day(line.asking, said.known_in),
        is_known=said.known_in == 0,
        n_slots=n_slots,
        follows_list=line.asking.yardstick.over_prioritised,
    )


def _n_slots(line: _LineCase, goal: float) -> float | None:
    """Return over how many weeks (days, months) an average is promised; None where a number is."""
    yardstick = line.asking.yardstick
    if yardstick.rule is not Rule.AVERAGE or not yardstick.promised:
        return None
    return goal / float(yardstick.promised)


def _day(asking: _Asking, wait: int | None) -> date | None:
    """Return the day after so many weeks; at the window's end everything is known."""
    day = None if wait is None else asking.cut + timedelta(weeks=wait)
    return day if day is not None and day < asking.window.ends else None


def _share(line: _LineCase, whole: Forecast) -> Foreseen:
    share = line.place.share
    assert share is not None  # noqa: S101
    said = foretold.told_share(line.now, n_part=share.part, n_whole=share.whole, goal=line.now.goal)
    return Foreseen(
        place=line.place.place,
        area_set_id=line.place.area_set_id,
        kind="share",
        **{name: round(100 * getattr(said, name), 1) for name in ("low", "high", "lowest", "highest")},
        chance=round(said.chance, 3),
        goal=float(line.place.promised or 0),
        is_cap=line.asking.yardstick.comparator == "<=",
        n_years=whole.n_years,
        follows_list=line.asking.yardstick.over_prioritised,
    )
