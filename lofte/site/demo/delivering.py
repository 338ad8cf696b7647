"""Counts that the invented police deliver from their own system: two weeks, an overlap, a mapping."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from lofte.accounts import ruling
from lofte.accounts.models import Organisation
from lofte.accounts.reaching import Choice, Circle
from lofte.periods.calendar import Period
from lofte.periods.slots import slots
from lofte.promises.models import KindOfWork
from lofte.site.demo.ground import Ground
from lofte.work.deliveries.actions import Consignment, deliver
from lofte.work.deliveries.facts import THURSDAY, Work
from lofte.work.models import ColumnMapping, Delivery, Entry

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SPACE = UUID("6f1f8a50-0a43-5b6e-9f0a-1d2c3b4a5968")
SOURCE, OFFICE = "STORM (påhittat)", "Planeringen, Lokalpolisområde Exempelbygden"
SINCE = timedelta(days=140)  # weeks that are looked through for two without rows
N_WEEKS = 2


def deliver_some(ground: Ground, *, today: date) -> None:
    """Deliver checks of two weeks that the log has none of, and patrols that it has: those wait."""
    police = ground.parties["lpo-exempelbygden"]
    control, patrol = (KindOfWork.objects.get(code=code) for code in ("traffic-control", "foot-patrol"))
    weeks = _without_rows(control, police, ground, slots("week", today - SINCE, today - timedelta(days=7)))
    for n, week in enumerate(weeks):
        works = [_figure(control, ground, "Kvarnängen", week, 2 + n, minutes=20)]
        if n == len(weeks) - 1:
            works.append(_figure(patrol, ground, "Norrbacka", week, 7))
        _bring(police, week, works, ground)
    ColumnMapping.objects.create(
        organisation=police,
        name="STORM, veckolista (påhittad)",
        columns={"kind": "Insatstyp", "area": "Område", "day": "Datum", "minutes": "Minuter"},
        fixed={},
        kinds={"fpatrull": "foot-patrol:done", "trafik": "traffic-control:done"},
        grounds={"norrb": f"s{ground.area_sets['Norrbacka'].pk}"},
        source=SOURCE,
        attesting_office=OFFICE,
        saved_at=datetime.combine(today, time(9), tzinfo=STOCKHOLM),
    )


def _without_rows(
    kind: KindOfWork, police: Organisation, ground: Ground, weeks: Sequence[Period]
) -> list[Period]:
    rows = Entry.objects.filter(kind_of_work=kind, organisation=police, area=ground.areas["Kvarnängen"])
    days = set(rows.values_list("occurred_on", flat=True))
    return [week for week in weeks if not any(day in week for day in days)][-N_WEEKS:]


def _figure(
    kind: KindOfWork, ground: Ground, area: str, week: Period, n: int, *, minutes: int | None = None
) -> Work:
    return Work(
        kind_id=kind.pk,
        area_id=ground.areas[area].pk,
        day=week.starts + THURSDAY,
        minutes=minutes,
        occasions=n,
    )


def _bring(police: Organisation, week: Period, works: Sequence[Work], ground: Ground) -> None:
    brought = Consignment(
        key=uuid5(SPACE, week.key),
        organisation=police,
        starts=week.starts,
        ends=week.ends,
        source=SOURCE,
        attesting_office=OFFICE,
        way=Delivery.Way.SHEET,
        holds=Delivery.Holds.FIGURES,
        works=works,
    )
    monday = datetime.combine(week.ends, time(8, 20), tzinfo=STOCKHOLM)
    rules = ruling.read_first(ground.partnership.pk, monday.date())
    why = ruling.grounds(rules, police)[0]
    choice = Choice(Circle(police, (ground.partnership,)), why)
    deliver(brought, choice=choice, by=ground.people["coordinator"], at=monday)
