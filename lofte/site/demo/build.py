"""Builds the demonstration once, and brings its work up to today when it is started another day."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from lofte.accounts.models import Organisation, Partnership, User
from lofte.periods.calendar import tertials
from lofte.periods.slots import slots
from lofte.places.models import Area, AreaSet
from lofte.promises.actions.kinds import install_kinds
from lofte.promises.models import Activity, Promise
from lofte.promises.rules import NO_SET
from lofte.publication.actions import publish_promise
from lofte.site.demo import partnerships, streams
from lofte.site.demo.ground import Ground, Setting, lay
from lofte.site.demo.promising import Reading, promise_from
from lofte.site.demo.reporting import report
from lofte.site.demo.simulate import Stretch, simulate
from lofte.work.actions import Missed, say_why_missed

STOCKHOLM = ZoneInfo("Europe/Stockholm")
Reasons = Mapping[str, str]  # a slot's key → why nobody filled it

JONKOPING_2019 = Reading(
    document="jonkoping-2019.md",
    adopted_on=date(2019, 3, 26),
    kinds={},
    titles={9: "Översyn av Juneporten"},
    answers={"who": "Polisen och kommunen", "which_place": "Jönköpings kommun"},
)
JONKOPING_2021 = Reading(
    document="jonkoping-2021-2022.md",
    adopted_on=date(2021, 1, 18),
    kinds={5: "activity-work", 8: "measures-decided"},
    titles={
        3: "Narkotikabrott på Råslätt",
        4: "Narkotikabrott på Öxnehaga, Österängen och Ekhagen",
        5: "Effektiv samordning för trygghet (EST)",
        6: "Lägesbild för Råslätt",
        7: "Lägesbild för övriga områden",
        8: "Åtgärder redovisade",
        9: "Strategiska säkerhetsgruppen (SSG)",
        10: "Brottsoperativa grupper (BOS)",
        11: "Sociala insatsgrupper (SIG)",
        12: "Övrig samverkan",
    },
    answers={
        "per_year_or_whole_period": "Per år",
        "per_year_or_whole_period:11": "Hela löftets tid",
        "each_or_together": "Varje plats för sig",
        "each_or_together:4": "Alla platser tillsammans",
        "length_or_minimum": "Minsta tid: en längre räknas en gång, en kortare inte alls",
        "exactly_or_at_least": "Minst",
        "share_of_what": "Av alla narkotikabrott",
        "counted_when": "När det avslutas",
        "who": "Kommunen",
        "which_place": "Jönköpings kommun",
    },
)
EXEMPELKOPING = Reading(
    document="exempelkoping-2026.md",
    adopted_on=date(2026, 1, 12),
    kinds={10: "ssg-meeting", 11: "joint-meeting"},
    titles={
        3: "Lampor på gångvägar",
        4: "Översyn av Stationsparken",
        5: "Nattvandring",
        6: "Narkotikabrott",
        8: "Sociala insatsgrupper (SIG)",
        9: "Lägesbild för Norrbacka",
        10: "Trygghetsrådet",
        11: "Möten med boende på torgen",
    },
    answers={
        "each_or_together": "Varje plats för sig",
        "each_or_together:2": "Alla platser tillsammans",
        "length_or_minimum": "Minsta tid: en längre räknas en gång, en kortare inte alls",
        "exactly_or_at_least": "Minst",
        "share_of_what": "Av alla narkotikabrott",
        "counted_when": "När det påbörjas",
        "who": "Polisen och kommunen",
        "which_place": "hela kommunen",
        "which_place:1": NO_SET,  # "vart och ett av områdena" is no place of its own
    },
)


def build(*, seed: int, today: date) -> None:
    """Make both partnerships with promises, work and follow-ups; a second call adds the work since then."""
    install_kinds()
    if not Partnership.objects.filter(slug=partnerships.JONKOPING.slug).exists():
        with transaction.atomic():
            _jonkoping(seed)
    if Partnership.objects.filter(slug=partnerships.EXEMPELKOPING.slug).exists():
        _bring_up_to(today, seed)
        return
    with transaction.atomic():
        _exempelkoping(seed, today)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=STOCKHOLM)


def _jonkoping(seed: int) -> None:
    ground = lay(partnerships.JONKOPING, _at(date(2019, 1, 7)))
    publish_promise(
        promise=promise_from(JONKOPING_2019, ground=ground, at=_at(date(2019, 3, 26))),
        at=_at(date(2019, 3, 27)),
    )
    promise = promise_from(JONKOPING_2021, ground=ground, at=_at(date(2021, 1, 18)))
    activities = _by_position(promise)
    whole = Stretch(promise.starts, promise.ends)
    simulate(streams.JONKOPING, ground=ground, stretch=whole, seed=seed, activities=activities)
    missed = {"week": streams.MISSED_WEEKS, "month": streams.MISSED_MONTHS}
    _explain(promise, missed, by=ground.people["coordinator"], until=promise.ends)
    publish_promise(promise=promise, at=_at(date(2021, 1, 19)))
    for period in tertials(promise.starts, promise.ends):
        report(promise, period, ground=ground)


def _exempelkoping(seed: int, today: date) -> None:
    year = today.year
    setting = partnerships.EXEMPELKOPING
    ground = lay(setting, _at(date(year, 1, 2)))
    reading = EXEMPELKOPING.for_year(year)
    promise = promise_from(reading, ground=ground, at=_at(reading.adopted_on))
    stretch = Stretch(promise.starts, min(today + timedelta(days=1), promise.ends))
    activities = _by_position(promise)
    simulate(streams.exempelkoping(year), ground=ground, stretch=stretch, seed=seed, activities=activities)
    reasons = {key.format(year=year): reason for key, reason in streams.EX_MISSED.items()}
    _explain(promise, {"week": reasons}, by=ground.people["coordinator"], until=stretch.ends)
    publish_promise(promise=promise, at=_at(reading.adopted_on + timedelta(days=1)))
    for period in tertials(promise.starts, promise.ends):
        if period.ends + timedelta(days=12) <= today:
            report(promise, period, ground=ground)


def _by_position(promise: Promise) -> dict[int, Activity]:
    return {activity.position: activity for activity in promise.activities.order_by("position", "pk")}


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
    promise = Promise.objects.filter(partnership=partnership, starts__year=today.year).order_by("pk").first()
    if promise is None:
        return
    simulate(
        streams.exempelkoping(today.year),
        ground=_ground_of(setting, partnership),
        stretch=Stretch(promise.starts, min(today + timedelta(days=1), promise.ends)),
        seed=seed,
        activities=_by_position(promise),
    )


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
