"""Builds the demonstration once, and brings its work up to today when it is started another day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lofte.accounts.models import Organisation, Partnership, User
from lofte.base.models import AuditEvent
from lofte.periods.calendar import Period, tertials
from lofte.periods.slots import slots
from lofte.places.models import Area, AreaSet
from lofte.promises.actions.kinds import install_kinds
from lofte.promises.models import Activity, Promise
from lofte.site.demo import evenings, keeping, partnerships, streams
from lofte.site.demo.agreed import agree_on_everything
from lofte.site.demo.delivering import deliver_some
from lofte.site.demo.ground import Ground, Setting, lay
from lofte.site.demo.letting_in import let_in_some
from lofte.site.demo.letting_see import let_see_some
from lofte.site.demo.promising import promise_from
from lofte.site.demo.readings import EXEMPELKOPING, JONKOPING_2019, JONKOPING_2021
from lofte.site.demo.reporting import correct, report
from lofte.site.demo.revising import revise_searches
from lofte.site.demo.simulate import Stream, Stretch, simulate
from lofte.site.demo.twice import logged_twice
from lofte.work.actions import Missed, say_why_missed

STOCKHOLM = ZoneInfo("Europe/Stockholm")
BUILT = "demo.built"
Tell = Callable[[int, int], None]
Reasons = Mapping[str, str]  # a slot's key → why nobody filled it


class HalfBuilt(Exception):
    """An earlier build was cut off: its folder must be taken away first."""


def build(*, seed: int, today: date, tell: Tell | None = None) -> None:
    """Make both partnerships with promises, work and follow-ups; a second call adds the work since then.

    `tell` hears how many follow-ups are done. Each action commits by itself, so that what is released is
    chained in the order in which it happened.
    """
    install_kinds()
    n_begun = Partnership.objects.filter(
        slug__in=(partnerships.JONKOPING.slug, partnerships.EXEMPELKOPING.slug)
    ).count()
    if n_begun == 0:
        progress = _Progress(tell, n_all=9 + len(_over(today)) + len(_over(today)[-1:]))
        _jonkoping(seed, progress)
        _exempelkoping(seed, today, progress)
        AuditEvent.objects.create(verb=BUILT, target_type="demo", target_id=seed, at=_at(today))
        return
    if not AuditEvent.objects.filter(verb=BUILT).exists():
        raise HalfBuilt
    _bring_up_to(today, seed)


@dataclass
class _Progress:
    """Counts the follow-ups, which are what takes time."""

    tell: Tell | None
    n_all: int
    n_done: int = 0

    def step(self) -> None:
        self.n_done += 1
        if self.tell is not None:
            self.tell(self.n_done, self.n_all)


def _over(today: date) -> list[Period]:
    """Return this year's tertials whose follow-up has had time to be approved."""
    year = tertials(date(today.year, 1, 1), date(today.year + 1, 1, 1))
    return [period for period in year if period.ends + timedelta(days=12) <= today]


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=STOCKHOLM)


def _jonkoping(seed: int, progress: _Progress) -> None:
    ground = lay(partnerships.JONKOPING, _at(date(2019, 1, 7)))
    earlier = promise_from(JONKOPING_2019, ground=ground, at=_at(date(2019, 3, 26)))
    _work(earlier, streams.JONKOPING_2019, ground=ground, seed=seed, missed={})
    _report_all(earlier, ground, progress)
    promise = promise_from(JONKOPING_2021, ground=ground, at=_at(date(2021, 1, 18)))
    missed = {"week": streams.MISSED_WEEKS, "month": streams.MISSED_MONTHS}
    _work(promise, streams.JONKOPING, ground=ground, seed=seed, missed=missed)
    _report_all(promise, ground, progress)


def _work(
    promise: Promise, work: Sequence[Stream], *, ground: Ground, seed: int, missed: Mapping[str, Reasons]
) -> None:
    """Simulate a promise's whole time."""
    whole = Stretch(promise.starts, promise.ends)
    simulate(work, ground=ground, stretch=whole, seed=seed, promise=promise)
    _explain(promise, missed, by=ground.people["coordinator"], until=promise.ends)


def _report_all(promise: Promise, ground: Ground, progress: _Progress) -> None:
    """Release a follow-up for each of a promise's tertials."""
    for period in tertials(promise.starts, promise.ends):
        report(promise, period, ground=ground)
        progress.step()


def _exempelkoping(seed: int, today: date, progress: _Progress) -> None:
    year = today.year
    setting = partnerships.EXEMPELKOPING
    ground = lay(setting, _at(date(year, 1, 2)))
    reading = EXEMPELKOPING.for_year(year)
    promise = promise_from(reading, ground=ground, at=_at(reading.adopted_on))
    agree_on_everything(promise, ground=ground, year=year, at=_at(max(reading.adopted_on, date(year, 1, 2))))
    stretch = Stretch(promise.starts, min(today, promise.ends))  # nothing is logged before it is done
    simulate(streams.exempelkoping(year), ground=ground, stretch=stretch, seed=seed, promise=promise)
    deliver_some(ground, today=today)
    if today > date(year, 1, 7):  # before that nobody has begun
        logged_twice(ground, day=today - timedelta(days=3))
        let_see_some(ground, today=today, at=_at(date(year, 1, 7)))
    earlier, before = streams.exempelkoping_before(year), Stretch(date(year - 2, 1, 1), promise.starts)
    simulate(earlier, ground=ground, stretch=before, seed=seed + 1, promise=promise)
    reasons = {key.format(year=year): reason for key, reason in streams.EX_MISSED.items()}
    _explain(promise, {"week": reasons}, by=ground.people["coordinator"], until=stretch.ends)
    revise_searches(promise, ground=ground, today=today)
    over = _over(today)
    for period in over:
        thanks = keeping.THANKS if period == over[0] else ("", "")
        report(promise, period, ground=ground, is_sampled=period == over[-1], thanks=thanks)
        progress.step()
        if period == over[0]:
            keeping.take_away_a_name(ground, day=period.ends + timedelta(days=12))
        if period == over[0] and len(over) > 1:
            correct(promise, period, ground=ground)
    second = evenings.promise(year, ground=ground, at=_at(reading.adopted_on))
    simulate(evenings.streams(year), ground=ground, stretch=stretch, seed=seed, promise=second)
    for period in over[-1:]:
        report(second, period, ground=ground)
        progress.step()
    let_in_some(ground, today=today)
    keeping.keep_records(ground, today=today, over=over[0] if over else None)


def _explain(promise: Promise, missed: Mapping[str, Reasons], *, by: User, until: date) -> None:
    """Say why slots were missed, on every activity with that rhythm."""
    for per, reasons in missed.items():
        held = Activity.objects.filter(promise=promise, targets__kind="cadence", targets__per=per)
        owed = [
            slot for slot in slots(per, promise.starts, until) if slot.key in reasons and slot.ends <= until
        ]
        for activity in held.order_by("position", "pk").distinct():
            for slot in owed:
                why = Missed(activity, slot, reasons[slot.key])
                say_why_missed(why, by=by, at=_at(slot.ends), today=slot.ends)


def _bring_up_to(today: date, seed: int) -> None:
    """Add the work that the streams bring between the last start and today; nothing there is touched."""
    setting = partnerships.EXEMPELKOPING
    partnership = Partnership.objects.get(slug=setting.slug)
    promises = Promise.objects.filter(
        partnership=partnership, starts__year=today.year, adopted_on__isnull=False
    ).order_by("pk")
    ground = _ground_of(setting, partnership)
    works = (streams.exempelkoping(today.year), evenings.streams(today.year))
    for promise, work in zip(promises, works, strict=False):  # another year's demonstration has none
        stretch = Stretch(promise.starts, min(today, promise.ends))
        simulate(work, ground=ground, stretch=stretch, seed=seed, promise=promise)


def _ground_of(setting: Setting, partnership: Partnership) -> Ground:
    """Return the rows that a setting became when it was laid."""
    addresses = {f"{person.role}@{setting.slug}.invalid": person.role for person in setting.people}
    return Ground(
        partnership=partnership,
        parties={one.slug: one for one in Organisation.objects.filter(memberships__partnership=partnership)},
        people={addresses[one.email]: one for one in User.objects.filter(email__in=addresses)},
        area_sets={one.name: one for one in AreaSet.objects.filter(partnership=partnership)},
        areas={one.name: one for one in Area.objects.filter(containment__area_set__partnership=partnership)},
    )
