"""Foreseeing: where promised numbers will probably end, and what the same forecast said in earlier years."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from lofte.analysis.forecast import Forecast, Goal
from lofte.analysis.parts import slots_forecast
from lofte.periods.calendar import Period
from lofte.promises.models import Target
from lofte.work import foretold, histories, queries, rules
from lofte.work.foreseen import Before, Foreseen
from lofte.work.foretold import Case, Look
from lofte.work.histories import Line, Week
from lofte.work.judging import Count
from lofte.work.outcomes import Outcome, PlaceOutcome
from lofte.work.queries.history import Asked
from lofte.work.yardsticks import Rule, Yardstick, rule_of

LOOKED_BACK = ((1, 4), (1, 8), (2, 4), (2, 8))  # years ago, and months into that year
SUMMED, SLOTTED = {Rule.SUM, Rule.SHARE}, {Rule.CADENCE, Rule.EVERY, Rule.SLOT}
NEVER = datetime(1970, 1, 2, tzinfo=timezone.get_fixed_timezone(0))


def foreseen(
    targets: Sequence[Target], outcomes: Mapping[int, Outcome], *, at: datetime
) -> dict[int, list[Foreseen]]:
    """Return the forecasts of each target's lines, by its key; a target that is not foreseen has none.

    `outcomes` are those counted at `at`, or at a cut before it. What own effort finds is not foreseen, nor
    what is told in words, is stopped or cannot be judged. The number of queries is fixed.
    """
    running = [target for target in targets if _is_foreseen(target, outcomes[target.pk])]
    found = {target.pk: _slots(outcomes[target.pk]) for target in running if _rule(target) in SLOTTED}
    summed = [target for target in running if target.pk not in found]
    if summed:
        found |= _summed(summed, outcomes, at)
    return {key: lines for key, lines in found.items() if lines}


def _is_foreseen(target: Target, outcome: Outcome) -> bool:
    is_own_effort = target.kind_of_work is not None and target.kind_of_work.is_own_effort
    is_running = outcome.starts < outcome.cut < outcome.ends
    is_judged = outcome.status not in {"stopped", "cannot_be_judged"}
    is_summed = _rule(target) in SUMMED and not target.over_prioritised_areas
    return is_running and is_judged and not is_own_effort and (is_summed or _rule(target) in SLOTTED)


def _rule(target: Target) -> Rule:
    return rule_of(target.kind, target.per, target.held)


# Rhythms: of the slots themselves


def _slots(outcome: Outcome) -> list[Foreseen]:
    found = []
    for line in outcome.places:
        states = [slot.state for slot in outcome.slots if slot.place == line.place]
        n_met, n_missed = states.count("met"), states.count("missed")
        n_left = states.count("due") + states.count("coming")
        if n_met + n_missed < foretold.FEWEST_SLOTS or not n_left:
            continue
        said = slots_forecast(n_met, n_missed, n_left)
        found.append(
            Foreseen(
                line.place,
                line.area_set_id,
                "slots",
                said.low,
                said.high,
                said.lowest,
                said.highest,
                said.chance,
                goal=float(n_met + n_missed + n_left),
                is_known=n_missed > 0,
            )
        )
    return found


# Numbers and shares: of the log week by week


@dataclass(frozen=True)
class _Asking:
    """A target with its rule, its outcome, and the days that are asked for."""

    target: Target
    yardstick: Yardstick
    outcome: Outcome
    at: datetime

    @property
    def window(self) -> Period:
        return Period(self.outcome.starts, self.outcome.ends)

    @property
    def stretches(self) -> list[date]:
        return histories.stretches(self.window)

    def asked(self) -> Asked:
        span = Period(self.stretches[-1], self.window.ends)
        count = Count(self.yardstick, span, self.window, self.outcome.cut)
        moments = [_midnight(self._cut_back(*back)) if self.looks_back else NEVER for back in LOOKED_BACK]
        return Asked(count, self.stretches, moments, until=self.at)

    def lines(self, weeks: Sequence[Week]) -> Iterable[tuple[PlaceOutcome, Line]]:
        """Yield what carries the promise, with the weeks of its areas."""
        areas = {ground.area_set_id: ground.areas for ground in self.yardstick.grounds}
        for line in self.outcome.places:
            if line.promised is not None:
                held = areas.get(line.area_set_id or 0, self.yardstick.areas)
                yield line, Line.of(weeks, held, self.yardstick.per_unit)

    def now(self) -> Look:
        return Look(self.window, self.outcome.cut, timezone.localdate(self.at))

    @property
    def looks_back(self) -> bool:
        """Whether the window is a year: then the same days of earlier years can be foreseen again."""
        return self.window.n_days in {365, 366} and _rule(self.target) is Rule.SUM

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
    now: Case
    back: tuple[tuple[Look, Case], ...]


def _summed(
    targets: Sequence[Target], outcomes: Mapping[int, Outcome], at: datetime
) -> dict[int, list[Foreseen]]:
    cut = outcomes[targets[0].pk].cut
    asking = []
    for target, rule in zip(targets, queries.yardsticks(targets, cut=cut), strict=True):
        outcome = outcomes[target.pk]
        asking.append(_Asking(target, rule.for_window(Period(outcome.starts, outcome.ends)), outcome, at))
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
    for place, line in asking.lines(weeks):
        late = line.late_shares(asking.stretches, timezone.localdate(asking.at))
        now = foretold.case(line, asking.now(), late)
        if now is None or not _can_tell(place):
            continue
        looks = [(look, foretold.case(line, look, late)) for look in asking.back()]
        back = tuple((look, case) for look, case in looks if case is not None and case.done)
        yield _LineCase(asking, place, line, replace(now, goal=_goal(asking.yardstick)), back)


def _can_tell(place: PlaceOutcome) -> bool:
    share = place.share
    return share is None or 0 <= share.part <= share.whole


def _goal(yardstick: Yardstick) -> Goal:
    """Return what the final number must be, by the rule that it is judged by when the time is out."""
    promised = float(yardstick.promised)
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
    window, cut = line.asking.window, line.asking.outcome.cut
    goal, done = float(line.place.promised or 0), line.place.done
    is_cap = line.asking.yardstick.comparator == "<="
    n_left, n_passed = (window.ends - cut).days / 7, (cut - window.starts).days / 7
    shift = done - line.now.done  # parts of an hour, and what was taken back in another area
    wait = said.known_in
    return Foreseen(
        place=line.place.place,
        area_set_id=line.place.area_set_id,
        kind="number",
        low=round(said.low + shift),
        high=round(said.high + shift),
        lowest=round(said.lowest + shift),
        highest=round(said.highest + shift),
        chance=round(said.chance, 3),
        goal=goal,
        is_cap=is_cap,
        is_reached=done > goal if is_cap else done >= goal,
        so_far=round(done / n_passed, 1),
        needed=None if is_cap else round(max(goal - done, 0) / n_left, 1),
        expected=round(goal * said.expected_share, 1) if said.n_years and not is_cap else None,
        expected_by_rule=line.place.expected,
        n_years=said.n_years,
        known_on=_day(cut, wait, window),
        is_known=wait == 0,
    )


def _day(cut: date, wait: int | None, window: Period) -> date | None:
    """Return the day after so many weeks; at the window's end everything is known."""
    day = None if wait is None else cut + timedelta(weeks=wait)
    return day if day is not None and day < window.ends else None


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
    )
