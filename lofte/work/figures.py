"""Work in figures: what the log adds up to for each activity, over time, by area and by organisation."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext

from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.base import wording
from lofte.periods.calendar import Period, parse, tertials
from lofte.places.models import Area
from lofte.promises import revising
from lofte.promises.models import Activity, Promise, Target
from lofte.promises.queries import activities, facts_of
from lofte.promises.sentences import describe_target
from lofte.work import queries, words
from lofte.work.judging import Count
from lofte.work.queries.figures import Cell, monthly
from lofte.work.templatetags.work import kind_name, quantity_name
from lofte.work.yardsticks import Yardstick

LONGEST_MONTH = 31  # days
MONTHS_SHOWN = 12  # columns that a table can have and still be read; a longer time is shown by tertial


@dataclass(frozen=True)
class Row:
    """A line of a table: a name, a figure for each bucket of time, and what they add up to."""

    name: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.values)


@dataclass(frozen=True)
class Sheet:
    """What one target counts (of a share: its part, or its whole), with every cell behind it."""

    target: Target
    thing: str  # what the figures are figures of
    description: str
    cells: tuple[Cell, ...]  # their `n` is the figure
    buckets: tuple[Period, ...]
    areas: dict[int, str]
    organisations: dict[int, str]

    @property
    def activity(self) -> Activity:
        return self.target.activity

    @property
    def says_more(self) -> bool:
        """Whether the thing says more than the activity's name does."""
        return self.thing.casefold() != self.activity.title.casefold()

    @property
    def in_all(self) -> Row:
        return Row(self.activity.title, self._added(self.cells))

    @property
    def by_area(self) -> list[Row]:
        return self._rows(self.areas, lambda cell: cell.area_id)

    @property
    def by_organisation(self) -> list[Row]:
        return self._rows(self.organisations, lambda cell: cell.organisation_id)

    def _rows(self, names: dict[int, str], key: Callable[[Cell], int]) -> list[Row]:
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(key(cell), []).append(cell)
        rows = (Row(name, self._added(found[pk])) for pk, name in names.items() if pk in found)
        return [row for row in rows if any(row.values)]

    def _added(self, cells: Iterable[Cell]) -> tuple[int, ...]:
        sums = Counter[int]()
        for cell in cells:
            sums[self._bucket(cell.month)] += cell.n
        return tuple(sums[n] for n in range(len(self.buckets)))

    def _bucket(self, month: str) -> int:
        """A week that belongs to the time is counted whole: its days beside the edge belong to the edge."""
        first = parse(month).starts
        return max((n for n, bucket in enumerate(self.buckets) if bucket.starts <= first), default=0)


def promises(viewer: Viewer, today: date) -> QuerySet[Promise]:
    """Return the adopted promises that have begun, where the viewer holds a role, the newest first."""
    return (
        Promise.objects.seen_by(viewer)
        .filter(
            partnership__in=viewer.partnership_ids(Right.SEE_FIGURES),
            adopted_on__isnull=False,
            starts__lte=today,
        )
        .select_related("partnership")
        .order_by("-starts", "partnership__name", "pk")
    )


def times(promise: Promise, today: date) -> list[Period]:
    """Return what can be chosen: the whole promise, each year of it, each tertial that has begun."""
    whole = Period(promise.starts, promise.ends)
    years = [parse(str(year)) for year in range(promise.starts.year, whole.last_day.year + 1)]
    named = f"{years[0].key}-{years[-1].key}" if len(years) > 1 else years[0].key
    found = [parse(named), *(years if len(years) > 1 else []), *tertials(promise.starts, promise.ends)]
    return [period for period in found if period.starts <= today]


def buckets(period: Period, today: date) -> tuple[Period, ...]:
    """Return the months of a time, or its tertials when the months would be too many to read."""
    last = min(period.last_day, today)
    months = _months(period.starts, last)
    if len(months) <= MONTHS_SHOWN:
        return tuple(months)
    return tuple(tertials(period.starts, last + timedelta(days=1)))


def _months(first: date, last: date) -> list[Period]:
    found = [parse(f"{first:%Y-%m}")]
    while found[-1].ends <= last:
        found.append(parse(f"{found[-1].ends:%Y-%m}"))
    return found


def sheets(
    promise: Promise, period: Period, today: date, *, activity_id: int | None = None
) -> tuple[list[Sheet], list[Activity]]:
    """Return the figures of a promise's activities, and the activities that have none: two sums in all."""
    found = [one for one in activities().filter(promise=promise) if activity_id in {None, one.pk}]
    targets = [target for activity in found for target in _with(activity, promise)]
    cut = today + timedelta(days=1)  # what is revised from a later day does not hold yet
    read = revising.in_force(targets, cut)
    counts = [
        (target, count)
        for target, yardstick in zip(read, queries.yardsticks(targets, cut=cut), strict=True)
        if (count := _count(yardstick, period, today)) is not None
    ]
    cells: dict[int, list[Cell]] = {}
    for cell in monthly([count for _, count in counts]):
        cells.setdefault(cell.position, []).append(cell)
    made = [
        sheet
        for position, (target, _) in enumerate(counts)
        for sheet in _sheets(target, promise, tuple(cells.get(position, ())), buckets(period, today))
    ]
    shown = {sheet.activity.pk for sheet in made}
    return _named(_once(made)), [activity for activity in found if activity.pk not in shown]


def _with(activity: Activity, promise: Promise) -> Iterable[Target]:
    activity.promise = promise
    for target in activity.targets.all():
        target.activity = activity
        yield target


def _count(yardstick: Yardstick, period: Period, today: date) -> Count | None:
    """Return the count to make, or None for what counts no work: promised in words, or without a kind."""
    has_work = yardstick.kind_of_work_id is not None or yardstick.only_own
    window = yardstick.whole.overlap(period)
    if yardstick.kind in {"qualitative", "indicator"} or not has_work or window is None:
        return None
    return Count(yardstick, window, window, today + timedelta(days=1))


def _sheets(
    target: Target, promise: Promise, cells: tuple[Cell, ...], over: tuple[Period, ...]
) -> Iterable[Sheet]:
    said = describe_target(facts_of(target, promise), words.language()).rstrip(".")
    if target.kind != Target.Kind.SHARE:
        yield Sheet(target, _thing(target), said, cells, over, {}, {})
        return
    wholes = tuple(Cell(c.position, c.month, c.area_id, c.organisation_id, c.whole, c.whole) for c in cells)
    whole = quantity_name(target.whole) if target.whole is not None else _thing(target)
    yield Sheet(target, whole.capitalize(), said, wholes, over, {}, {})
    if target.quantity is not None:
        yield Sheet(target, quantity_name(target.quantity).capitalize(), said, cells, over, {}, {})


def _thing(target: Target) -> str:
    if target.kind != Target.Kind.SHARE and target.quantity is not None:
        return quantity_name(target.quantity).capitalize()
    if target.kind == Target.Kind.HOURS and target.kind_of_work is not None:  # the log adds up minutes
        return gettext("%(work)s, minuter") % {"work": kind_name(target.kind_of_work)}
    return kind_name(target.kind_of_work) if target.kind_of_work is not None else gettext("Gjort")


def _once(made: Sequence[Sheet]) -> list[Sheet]:
    """Leave out what an activity's earlier sheet says: a share is often of what another target counts."""
    found: dict[tuple[object, ...], Sheet] = {}
    for sheet in made:
        plain = sorted((c.month, c.area_id, c.organisation_id, c.n) for c in sheet.cells)
        found.setdefault((sheet.activity.pk, sheet.thing, tuple(plain)), sheet)
    return list(found.values())


def _named(made: Sequence[Sheet]) -> list[Sheet]:
    """Give the sheets the names of their areas and organisations: two queries for all."""
    cells = [cell for sheet in made for cell in sheet.cells]
    areas = Area.objects.filter(pk__in={cell.area_id for cell in cells}).order_by("sort_key", "pk")
    keys = {cell.organisation_id for cell in cells}
    organisations = Organisation.objects.filter(pk__in=keys).order_by("name", "pk")
    named = dict(areas.values_list("pk", "name"))
    doers = dict(organisations.values_list("pk", "name"))
    return [
        Sheet(one.target, one.thing, one.description, one.cells, one.buckets, named, doers) for one in made
    ]


def bucket_name(bucket: Period, over: Sequence[Period]) -> str:
    """Name a month or a tertial above its column, with its year where there are several."""
    language = words.language()
    year = f" {bucket.starts.year}" if over[0].starts.year != over[-1].starts.year else ""
    first = wording.month_short(bucket.starts, language)
    if bucket.n_days <= LONGEST_MONTH:
        return first + year
    return f"{first}\N{EN DASH}{wording.month_short(bucket.last_day, language)}{year}"
