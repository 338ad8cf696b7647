"""What the pages say of deliveries and overlaps."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.base import wording
from lofte.charts.table import Table
from lofte.periods.calendar import Period
from lofte.periods.slots import week_of
from lofte.places.models import Area, AreaSet
from lofte.promises.models import KindOfWork, Quantity
from lofte.work import words
from lofte.work.deliveries import actions, clashing
from lofte.work.deliveries.facts import Work, from_json, works_of
from lofte.work.models import Delivery, Entry, Overlap
from lofte.work.templatetags.work import kind_name, quantity_name

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MINUTES_AN_HOUR = 60


def days(starts: date, ends: date) -> str:
    """Say a period: v. 14 2021, or from a day to a day."""
    if ends - starts == WEEK and starts.weekday() == 0:
        return wording.period_name(week_of(starts).key, words.language())
    first, last = (wording.day_long(day, words.language()) for day in (starts, ends - DAY))
    return first if first == last else f"{first}\N{EN DASH}{last}"


def way(delivery: Delivery) -> str:
    return {
        Delivery.Way.SHEET.value: gettext("veckoblad"),
        Delivery.Way.CSV.value: gettext("CSV-fil"),
        Delivery.Way.XLSX.value: gettext("Excelfil"),
    }.get(delivery.way, gettext("ODS-fil"))


def what(delivery: Delivery) -> str:
    """Name a delivery: v. 14 2021, veckoblad."""
    return f"{days(delivery.starts, delivery.ends)}, {way(delivery)}"


def facts(delivery: Delivery, *, is_ours: bool) -> list[tuple[str, str]]:
    """Return where a delivery comes from; others are not told at what hour somebody handed it in."""
    at = timezone.localtime(delivery.delivered_at)
    return [
        (gettext("Organisation"), delivery.organisation.name),
        (gettext("Gäller"), days(delivery.starts, delivery.ends)),
        (gettext("System"), delivery.source),
        (gettext("Intygas av"), delivery.attesting_office),
        (
            gettext("Lämnad som"),
            (gettext("%(way)s, %(day)s kl. %(time)s") if is_ours else gettext("%(way)s, %(day)s"))
            % {
                "way": way(delivery),
                "day": wording.day_long(at.date(), words.language()),
                "time": wording.clock(at, words.language()),
            },
        ),
        *([(gettext("Filens kontrollsumma"), delivery.file_sum[:16])] if delivery.file_sum else []),
    ]


def replaced(delivery: Delivery, viewer: Viewer) -> list[Delivery]:
    """Return what a delivery took the place of, as far as the viewer sees it."""
    rows = Delivery.objects.seen_by(viewer).filter(replacement__delivery=delivery)
    return list(rows.order_by("starts", "pk"))


def later(delivery: Delivery, viewer: Viewer) -> Delivery | None:
    """Return what took the place of a delivery, if the viewer sees it."""
    return Delivery.objects.seen_by(viewer).filter(replacements__earlier=delivery).first()


def near_weeks(week: Period, last: Period) -> dict[str, str]:
    """Return the weeks before and after, as far as there is something to give."""
    found = {"before": week_of(week.starts - DAY).key}
    if week.starts < last.starts:
        found["after"] = week_of(week.ends).key
    return found


@dataclass
class _Sum:
    n: int = 0
    minutes: int = 0
    quantities: dict[int, int] | None = None

    def add(self, work: Work) -> None:
        self.n += work.occasions
        self.minutes += work.occasions * (work.minutes or 0)
        self.quantities = self.quantities or {}
        for key, value in work.quantities:
            self.quantities[key] = self.quantities.get(key, 0) + value


def table(delivery: Delivery) -> Table:
    """Return what was delivered, summed by kind and place: as it came, whatever became of it since."""
    return summed(
        actions.delivered([delivery]), gettext("Det som levererades, oavsett vad som har hänt sedan dess")
    )


def summed(works: Sequence[Work], caption: str) -> Table:
    """Add works up by kind and place."""
    sums: dict[tuple[int, str, int, int | None], _Sum] = defaultdict(_Sum)
    for work in works:
        sums[work.kind_id, work.state, work.area_id, work.area_set_id].add(work)
    kinds = KindOfWork.objects.in_bulk({key[0] for key in sums})
    areas = Area.objects.in_bulk({key[2] for key in sums})
    sets = AreaSet.objects.in_bulk({key[3] for key in sums if key[3]})
    named = {q.pk: q for q in Quantity.objects.filter(kind_of_work__in=kinds)}
    rows = [
        (
            _kind(kinds[kind_id], state),
            sets[set_id].name if set_id else areas[area_id].name,
            wording.number(one.n, words.language()),
            wording.number(one.minutes / MINUTES_AN_HOUR, words.language()) if one.minutes else "",
            ", ".join(f"{quantity_name(named[q])} {n}" for q, n in sorted((one.quantities or {}).items())),
        )
        for (kind_id, state, area_id, set_id), one in sums.items()
    ]
    header = (
        gettext("Slag"),
        gettext("Område"),
        gettext("Tillfällen"),
        gettext("Timmar"),
        gettext("Varav"),
    )
    used = [n for n in range(len(header)) if n < 3 or any(row[n] for row in rows)]
    return Table(caption, _columns(header, used), tuple(_columns(row, used) for row in sorted(rows)))


def _columns(row: Sequence[str], used: Sequence[int]) -> tuple[str, ...]:
    """Return the cells of the columns that hold anything."""
    return tuple(row[n] for n in used)


def _kind(kind: KindOfWork, state: str) -> str:
    if state == Entry.State.DONE:
        return str(kind_name(kind))
    return f"{kind_name(kind)}, {words.state(state)}"


def where(overlap: Overlap) -> str:
    """Name an overlap: Fotpatrull, Råslätt, v. 14 2021."""
    place = overlap.area_set.name if overlap.area_set else overlap.area.name
    return ", ".join((_kind(overlap.kind_of_work, overlap.state), place, days(overlap.starts, overlap.ends)))


def together(overlaps: Iterable[Overlap]) -> list[tuple[Delivery, str, int]]:
    """Return the deliveries of which more than one thing waits, with how many."""
    rows = [row.delivery for row in overlaps if row.delivery is not None]
    counts = Counter(row.pk for row in rows)
    found = {row.pk: row for row in rows if counts[row.pk] > 1}
    return [(row, what(row), counts[key]) for key, row in found.items()]


def choices_of(delivery: Delivery) -> list[tuple[str, str]]:
    """Return the ways to settle all that waits of a delivery."""
    return [
        (Overlap.Settled.FIRST.value, gettext("Räkna det som redan räknas")),
        (
            Overlap.Settled.LATER.value,
            gettext("Räkna leveransen ur %(source)s") % {"source": delivery.source},
        ),
        (Overlap.Settled.BOTH.value, gettext("Räkna båda: det är olika arbete")),
    ]


def settled(overlap: Overlap) -> str:
    """Say how an overlap was settled."""
    return {
        Overlap.Settled.FIRST.value: gettext("Det som kom först räknas"),
        Overlap.Settled.LATER.value: gettext("Det som kom sedan räknas"),
        Overlap.Settled.BOTH.value: gettext("Båda räknas, det är olika arbete"),
    }.get(overlap.settled_as, gettext("Leveransen ersattes av en senare"))


@dataclass(frozen=True)
class Told:
    """An overlap with both its sides."""

    overlap: Overlap
    where: str
    first: Table
    later: Table
    choices: list[tuple[str, str]]


def told(overlaps: Iterable[Overlap]) -> list[Told]:
    """Return overlaps with what counts now and what waits."""
    rows = list(overlaps)
    firsts = clashing.first_sides(rows)
    return [_told(row, works_of(firsts[row.pk]), _waiting(row), _sources(firsts[row.pk])) for row in rows]


def _sources(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    rows = Delivery.objects.whole(Purpose.SETTLING).filter(entries__in=entries).distinct().order_by("pk")
    return list(dict.fromkeys((row.holds, row.source) for row in rows))


def _waiting(overlap: Overlap) -> list[Work]:
    entries = [kept["entry"] for kept in overlap.waiting if "entry" in kept]
    logged = works_of(Entry.objects.whole(Purpose.SETTLING).filter(pk__in=entries)) if entries else []
    return [*logged, *(from_json(kept) for kept in overlap.waiting if "entry" not in kept)]


def _told(
    overlap: Overlap, first: Sequence[Work], later: Sequence[Work], sources: Sequence[tuple[str, str]]
) -> Told:
    came = overlap.delivery
    side = _side(came.holds, came.source, later) if came else _side("", "", later)
    stands = _first_side(sources, first)
    return Told(
        overlap=overlap,
        where=where(overlap),
        first=summed(first, gettext("Räknas nu: %(side)s") % {"side": stands}),
        later=summed(later, gettext("Väntar: %(side)s") % {"side": side}),
        choices=[
            (Overlap.Settled.FIRST.value, gettext("Räkna %(side)s") % {"side": stands}),
            (Overlap.Settled.LATER.value, gettext("Räkna %(side)s") % {"side": side}),
            (Overlap.Settled.BOTH.value, gettext("Räkna båda: det är olika arbete")),
        ],
    )


def _first_side(sources: Sequence[tuple[str, str]], works: Sequence[Work]) -> str:
    holds, source = sources[0] if len(sources) == 1 else ("", "")
    return _side(holds, source, works)


def _side(holds: str, source: str, works: Sequence[Work]) -> str:
    """Name a side of an overlap: siffran 12 ur STORM; 3 poster ur STORM; 3 loggade poster."""
    n = sum(work.occasions for work in works)
    if holds == Delivery.Holds.FIGURES:
        return gettext("siffran %(n)d ur %(source)s") % {"n": n, "source": source}
    if holds:
        said = ngettext("%(n)d post ur %(source)s", "%(n)d poster ur %(source)s", n)
        return said % {"n": n, "source": source}
    return ngettext("%(n)d loggad post", "%(n)d loggade poster", n) % {"n": n}
