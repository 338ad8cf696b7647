"""A draft's targets set against the log there is: what each rule would have counted in the last two years."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lofte.periods.calendar import Period
from lofte.promises.models import Activity, Promise, Target
from lofte.work import counting, queries
from lofte.work.judging import Count
from lofte.work.queries import figures
from lofte.work.queries.figures import Cell
from lofte.work.rules import Unjudged, exact
from lofte.work.weighing import rules
from lofte.work.weighing.rules import Finding, History, Tried
from lofte.work.yardsticks import Yardstick

N_MONTHS = 24


@dataclass(frozen=True)
class TriedTarget:
    """A target with what there is to say of it, and the years of the log by place."""

    target: Target
    tried: Tried
    findings: tuple[Finding, ...]
    histories: tuple[History, ...]
    unjudged: Unjudged | None
    n_open: int  # questions about it that nobody has answered

    @property
    def n_warnings(self) -> int:
        return sum(one.is_warning for one in self.findings) + (self.n_open > 0) + self.is_uncountable

    @property
    def is_uncountable(self) -> bool:
        return self.unjudged not in {None, Unjudged.IN_WORDS, Unjudged.PLACES_UNSETTLED}


@dataclass(frozen=True)
class TriedActivity:
    activity: Activity
    number: int
    targets: tuple[TriedTarget, ...]


@dataclass(frozen=True)
class Trial:
    """A whole draft, tried: `days` are the whole months of the log that it is tried against."""

    promise: Promise
    days: Period
    activities: tuple[TriedActivity, ...]

    @property
    def targets(self) -> list[TriedTarget]:
        return [target for activity in self.activities for target in activity.targets]

    @property
    def n_tried(self) -> int:
        return sum(one.target.kind != Target.Kind.QUALITATIVE for one in self.targets)

    @property
    def n_to_mend(self) -> int:
        return sum(one.n_warnings > 0 for one in self.targets)


@dataclass(frozen=True)
class _Log:
    """What is known of the targets beforehand: months, cadences kept, and questions that are open."""

    counted: Mapping[int, tuple[History, ...]]
    kept: Mapping[int, tuple[int, int]]
    asked: Mapping[int, int]


def months_before(today: date, promise: Promise) -> Period:
    """Return the last twenty-four whole months before today and the promise."""
    last = min(today, promise.starts)
    ends = date(last.year, last.month, 1)
    return Period(date(ends.year - N_MONTHS // 12, ends.month, 1), ends)


def tried(promise: Promise, today: date) -> Trial:
    """Try every target of a promise fetched by `whole_promise`; the queries do not grow."""
    days = months_before(today, promise)
    activities = list(promise.activities.all())
    targets = [target for activity in activities for target in activity.targets.all()]
    yardsticks = dict(zip((one.pk for one in targets), queries.read_as(targets), strict=True))
    log = _Log(_counted(yardsticks, days), _kept(yardsticks, days), _open_questions(promise))
    rows = {target.pk: _one(target, yardsticks[target.pk], log) for target in targets}
    return Trial(
        promise,
        days,
        tuple(
            TriedActivity(activity, number, tuple(rows[target.pk] for target in activity.targets.all()))
            for number, activity in enumerate(activities, start=1)
        ),
    )


def _one(target: Target, yardstick: Yardstick, log: _Log) -> TriedTarget:
    facts = Tried(
        kind=target.kind,
        comparator=target.comparator or ">=",
        value=None if target.value is None else exact(target.value),
        per=target.per,
        window=yardstick.whole,
        places=tuple(ground.name for ground in yardstick.grounds),
        each_place=yardstick.is_each if yardstick.over_prioritised else target.each_place,
        is_even=target.pace == Target.Pace.EVEN,
        is_persons=target.quantity is not None and target.quantity.is_persons,
    )
    is_told = target.kind == Target.Kind.QUALITATIVE
    histories = log.counted.get(target.pk, ())
    is_compared = target.pk in log.counted or target.pk in log.kept
    found = [] if is_told else rules.findings(facts, histories, kept=log.kept.get(target.pk))
    return TriedTarget(
        target=target,
        tried=facts,
        findings=tuple(one for one in found if is_compared or one.code != "nothing"),
        histories=histories,
        unjudged=yardstick.unjudged(),
        n_open=log.asked.get(target.pk, 0),
    )


def _open_questions(promise: Promise) -> dict[int, int]:
    """Return how many open questions there are about each target."""
    found: dict[int, int] = defaultdict(int)
    for question in promise.questions.all():
        if question.settled_on is None:
            for key in {*question.facts.get("targets", []), question.target_id or 0}:
                found[int(key)] += 1
    return found


def _counted(yardsticks: Mapping[int, Yardstick], days: Period) -> dict[int, tuple[History, ...]]:
    """Return the months of each target that a sum can be made of, in each place where that is promised."""
    summed = {
        key: Count(replace(one, whole=days), days, days, days.ends)
        for key, one in yardsticks.items()
        if _is_summed(one)
    }
    by_count: dict[int, list[Cell]] = defaultdict(list)
    for cell in figures.monthly(list(summed.values())):
        by_count[cell.position].append(cell)
    return {
        key: tuple(_histories(count.yardstick, by_count[position], days))
        for position, (key, count) in enumerate(summed.items())
    }


def _is_summed(yardstick: Yardstick) -> bool:
    """Whether months can be added up: also where nobody has settled how the places are meant."""
    settled = {None, Unjudged.PLACES_UNSETTLED, Unjudged.PACE_UNSETTLED}
    return yardstick.kind in {"count", "share", "rate"} and yardstick.unjudged() in settled


def _histories(yardstick: Yardstick, cells: Sequence[Cell], days: Period) -> list[History]:
    places: list[tuple[str, frozenset[int]]] = [("", yardstick.areas)]
    if yardstick.is_each and len(yardstick.grounds) > 1 and yardstick.kind != "share":
        places = [(ground.name, ground.areas) for ground in yardstick.grounds]
    keys = _months(days, min((cell.month for cell in cells), default=""))
    return [_history(name, areas, keys, cells, days) for name, areas in places]


def _months(days: Period, first: str) -> list[str]:
    """Return the keys of the months since the first that the log holds: before it, nobody logged."""
    keys = [
        f"{days.starts.year + month // 12}-{month % 12 + 1:02d}"
        for month in range(days.starts.month - 1, days.starts.month - 1 + N_MONTHS)
    ]
    return [key for key in keys if key >= first]


def _history(
    name: str, areas: frozenset[int], keys: Sequence[str], cells: Sequence[Cell], days: Period
) -> History:
    counts: dict[str, int] = defaultdict(int)
    wholes: dict[str, int] = defaultdict(int)
    for cell in cells:
        if cell.area_id in areas:
            counts[cell.month] += cell.n
            wholes[cell.month] += cell.whole
    return History(
        place=name,
        last=days.last_day.replace(day=1),
        counts=tuple(counts[key] for key in keys),
        wholes=tuple(wholes[key] for key in keys),
    )


def _kept(yardsticks: Mapping[int, Yardstick], days: Period) -> dict[int, tuple[int, int]]:
    """Return for each cadence how many occasions of the last twelve months were kept, and how many owed."""
    year = Period(date(days.ends.year - 1, days.ends.month, 1), days.ends)
    rhythms = [
        replace(one, whole=year, stopped_on=None)
        for one in yardsticks.values()
        if one.kind == "cadence" and one.unjudged() is None
    ]
    found = counting.judged(rhythms, period=year, cut=year.ends)
    return {
        key: (sum(slot.state == "met" for slot in outcome.slots), len(outcome.slots))
        for key, outcome in found.items()
    }


def season_of(promise: Promise, target: Target, today: date) -> tuple[int, ...]:
    """Return the weights that the log of the last years gives the months of a target; () without a year."""
    days = months_before(today, promise)
    (yardstick,) = queries.read_as([target])
    histories = _counted({target.pk: replace(yardstick, each_place=False)}, days).get(target.pk, ())
    return rules.season(histories[0]) if histories else ()
