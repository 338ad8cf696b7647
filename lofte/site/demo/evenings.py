"""The invented municipality's second promise, where every seldom kind of target is seen."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from lofte.periods.holidays import public_holidays
from lofte.promises.models import Promise, Target
from lofte.site.demo.ground import Ground
from lofte.site.demo.promising import Mend, Reading, promise_from
from lofte.site.demo.simulate import Stream
from lofte.situation import actions as situation
from lofte.situation.models import Indicator

STOCKHOLM = ZoneInfo("Europe/Stockholm")
POLICE, KOMMUN = "lpo-exempelbygden", "exempelkopings-kommun"
CENTRE = "Exempelköpings centrum"
MEASURED = "Andelen invånare som känner sig trygga ute en sen kväll"

EVENINGS = Reading(
    document="exempelkoping-kvallar-2026.md",
    adopted_on=date(2026, 1, 12),
    answers={
        "who": "Polisen och kommunen",
        "which_place": "hela kommunen",
        "average_or_every": "I genomsnitt",
        "each_or_together": "Varje plats för sig",
        "exactly_or_at_least": "Minst",
        "per_year_or_whole_period": "Hela löftets tid",
    },
    mends=(
        Mend("220 timmar", "Timmar till fots i centrum"),
        Mend("kontakter med skolor", "Kontakter med skolor"),
        Mend("öppet kontor", "Öppet kontor"),
        Mend("krogmiljö", "Polis i krogmiljön"),
        Mend("evenemang", "Fotpatrull vid evenemang"),
        Mend("kampanj", "Skolbesök efter kampanjer"),
        Mend("trygga ute", "Upplevd trygghet"),
    ),
)


def promise(year: int, *, ground: Ground, at: datetime) -> Promise:
    """Adopt the promise, and tie what it says of safety to the survey's series."""
    made = promise_from(EVENINGS.for_year(year), ground=ground, at=at)
    series = _measured(year, ground)
    Target.objects.filter(activity__promise=made, kind="indicator").update(indicator=series)
    return made


def _measured(year: int, ground: Ground) -> Indicator:
    by = ground.people["coordinator"]
    at = datetime.combine(date(year, 1, 2), time(9), tzinfo=STOCKHOLM)
    series = situation.begin_indicator(
        partnership=ground.partnership,
        terms=situation.Terms(
            name=MEASURED,
            name_en="The share of residents who feel safe outdoors late in the evening",
            unit="procent",
            unit_en="per cent",
            source="Exempelköpings trygghetsmätning (påhittad)",
            method="Enkät till ett slumpmässigt urval av invånare, samma fråga varje år.",
            better="higher",
            better_said_by="trygghetssamordnaren",
        ),
        by=by,
        at=at,
        on=at.date(),
    )
    for day, value, n in ((date(year - 1, 9, 15), "64.5", 812), (date(year, 4, 15), "66.2", 790)):
        situation.write_value(
            indicator=series,
            reading=situation.Reading(
                measured_on=day,
                value=Decimal(value),
                source="Rapporten, tabell 3 (påhittad)",
                attested_by=ground.parties[KOMMUN],
                n_answers=n,
            ),
            by=by,
            at=datetime.combine(day, time(9), tzinfo=STOCKHOLM),
            today=day,
        )
    return series


def streams(year: int) -> Sequence[Stream]:
    """Return the work that only this promise asks for; the patrols are those of the other one."""
    free = public_holidays(year)
    tuesdays = [day for day in _days(year, 1) if day not in free and day.month != 7]
    # In order of time: a later start draws on from where this one ended.
    nights = sorted(day for weekday in (4, 5) for day in _days(year, weekday))
    spring, autumn = (date(year, 2, 7), date(year, 5, 23)), (date(year, 8, 29), date(year, 11, 28))
    return (
        Stream(
            "services-contact", KOMMUN, ["Norrbacka"], per_year={year: 168}, minutes=(30, 45), last_hour=15
        ),
        Stream(
            "open-office", POLICE, [CENTRE], on=tuple(tuesdays), minutes=(180,), first_hour=14, last_hour=14
        ),
        Stream(
            "pub-presence", POLICE, [CENTRE], on=tuple(nights), minutes=(180,), first_hour=21, last_hour=22
        ),
        Stream(
            "pub-presence",
            POLICE,
            ["Stationsparken"],
            on=tuple(day for day in nights if day.day > 4),
            minutes=(120,),
            first_hour=21,
            last_hour=22,
        ),
        Stream("public-event", KOMMUN, [CENTRE], on=(*spring, *autumn), first_hour=12, last_hour=15),
        Stream(
            "campaign",
            KOMMUN,
            ["Norrbacka"],
            on=tuple(date(year, month, 17) for month in (2, 4, 9, 11)),
            last_hour=12,
        ),
    )


def _days(year: int, weekday: int) -> list[date]:
    first = date(year, 1, 1)
    start = first + timedelta(days=(weekday - first.weekday()) % 7)
    return [start + timedelta(weeks=n) for n in range(53) if (start + timedelta(weeks=n)).year == year]
