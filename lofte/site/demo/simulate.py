"""Simulated work: streams of entries, the same for the same seed, every row marked as simulated."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from lofte.accounts.models import Organisation
from lofte.periods.slots import slots
from lofte.places.models import Area
from lofte.promises.models import Activity, KindOfWork, Promise
from lofte.site.demo.ground import Ground
from lofte.work.models import Entry, EntryQuantity, EntryRecipient

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SUMMER = {6: 0.9, 7: 0.6, 8: 0.85, 12: 0.85}  # fewer hands in summer and at Christmas


@dataclass(frozen=True)
class Stream:
    """Work of one kind: so many a year in each area, or once in each slot of a cadence."""

    kind: str
    party: str
    areas: Sequence[str]
    per_year: Mapping[int, float] = field(default_factory=dict)
    cadence: str = ""
    skipped: Sequence[str] = ()  # slots that nobody filled, by their key
    on: Sequence[date] = ()  # given days
    minutes: Sequence[int] = ()
    quantities: Mapping[str, tuple[float, str]] = field(
        default_factory=dict
    )  # code → (share, of which other code)
    recipients: Sequence[str] = ()
    checks: Sequence[str] = ()
    state: str = "done"
    activity: str = ""  # words of the activity that the work is logged on, where it counts to that one alone
    first_hour: int = 9
    last_hour: int = 21


@dataclass(frozen=True)
class Stretch:
    """What is simulated: from a day, to a day that is left out."""

    starts: date
    ends: date


def simulate(
    streams: Sequence[Stream],
    *,
    ground: Ground,
    stretch: Stretch,
    seed: int,
    promise: Promise,
) -> int:
    """Write the entries of all streams; return how many."""
    kinds = {kind.code: kind for kind in KindOfWork.objects.prefetch_related("quantities").order_by("pk")}
    n_written = 0
    for number, stream in enumerate(streams):
        for (
            area
        ) in stream.areas:  # a source of luck for each: more days add to the end of each and change nothing
            random = Random(f"{seed}:{ground.partnership.slug}:{number}:{stream.kind}:{area}")
            activity = promise.activities.get(text__contains=stream.activity) if stream.activity else None
            writer = _Writer(ground, kinds[stream.kind], stream, random, activity)
            n_written += writer.write(area, stretch)
    return n_written


@dataclass
class _Writer:
    """Turns one stream into rows."""

    ground: Ground
    kind: KindOfWork
    stream: Stream
    random: Random
    activity: Activity | None

    def write(self, area: str, stretch: Stretch) -> int:
        leaves = self._leaves(area)
        drawn = [self._entry(day, self.random.choice(leaves)) for day in self._days(stretch)]
        known = set(
            Entry.objects.filter(is_simulated=True, kind_of_work=self.kind).values_list("key", flat=True)
        )
        entries = Entry.objects.bulk_create([one for one in drawn if one.key not in known], batch_size=2000)
        self._write_quantities(entries)
        EntryRecipient.objects.bulk_create(
            EntryRecipient(entry=entry, organisation=self.ground.parties[name])
            for entry in entries
            for name in self.stream.recipients
        )
        return len(entries)

    def _days(self, stretch: Stretch) -> Iterator[date]:
        if self.stream.on:
            yield from (day for day in self.stream.on if stretch.starts <= day < stretch.ends)
            return
        if self.stream.cadence:
            yield from self._slot_days(stretch)
            return
        for n in range((stretch.ends - stretch.starts).days):
            day = stretch.starts + timedelta(days=n)
            mean = self.stream.per_year.get(day.year, 0.0) / 365 * SUMMER.get(day.month, 1.06)
            yield from [day] * self._poisson(mean)

    def _slot_days(self, stretch: Stretch) -> Iterator[date]:
        for slot in slots(self.stream.cadence, stretch.starts, stretch.ends):
            if slot.key in self.stream.skipped:
                continue
            day = slot.starts + timedelta(days=min(self.random.choice([0, 0, 1, 2]), slot.n_days - 1))
            if day.weekday() >= 5:
                day += timedelta(days=7 - day.weekday())
            if day < min(slot.ends, stretch.ends):
                yield day

    def _poisson(self, mean: float) -> int:
        """Draw by Knuth's product of uniforms: plenty for the small means of a single day."""
        limit, product, n = math.exp(-mean), self.random.random(), 0
        while product > limit:
            product *= self.random.random()
            n += 1
        return n

    def _leaves(self, name: str) -> list[Area]:
        held = self.ground.area_sets[name].containment.select_related("area").order_by("pk")
        return [row.area for row in held if row.area.kind != Area.Kind.KOMMUN]

    def _entry(self, day: date, area: Area) -> Entry:
        started = time(
            self.random.randint(self.stream.first_hour, self.stream.last_hour),
            self.random.choice([0, 15, 30, 45]),
        )
        organisation: Organisation = self.ground.parties[self.stream.party]
        return Entry(
            key=UUID(int=self.random.getrandbits(128), version=4),
            kind_of_work=self.kind,
            organisation=organisation,
            area=area,
            activity=self.activity,
            occurred_on=day,
            started_at=started,
            minutes=self.random.choice(self.stream.minutes) if self.stream.minutes else None,
            state=self.stream.state,
            checks=list(self.stream.checks),
            logged_at=datetime.combine(day, time(22, 30), tzinfo=STOCKHOLM),
            is_simulated=True,
        )

    def _write_quantities(self, entries: Sequence[Entry]) -> None:
        known = {quantity.code: quantity for quantity in self.kind.quantities.all()}
        rows = []
        for entry in entries:
            values: dict[str, int] = {}
            for code, (share, whole) in self.stream.quantities.items():
                n = values.get(whole, 0)
                values[code] = (
                    sum(self.random.random() < share for _ in range(n)) if whole else max(1, round(share))
                )
            rows += [
                EntryQuantity(entry=entry, quantity=known[code], value=value)
                for code, value in values.items()
            ]
        EntryQuantity.objects.bulk_create(rows, batch_size=2000)
