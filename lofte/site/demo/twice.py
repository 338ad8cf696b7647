"""Work of the demonstration that two people have logged: the coordinator is asked whether it is one."""

from datetime import date, datetime, time
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from lofte.promises.models import KindOfWork
from lofte.site.demo.ground import Ground
from lofte.work import actions as work
from lofte.work.admitting import Draft

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def logged_twice(ground: Ground, *, day: date) -> None:
    """Let an officer and the coordinator both log the open evening that they held together."""
    kind = KindOfWork.objects.get(code="open-office")
    area = min(ground.areas.values(), key=lambda one: one.sort_key)
    for role, party, begins in (("field", "police", time(18)), ("coordinator", "municipality", time(18, 15))):
        person = ground.people[role]
        work.put(
            Draft(
                key=uuid5(NAMESPACE_URL, f"lofte:demo:twice:{ground.partnership.slug}:{day}:{party}"),
                kind=kind,
                organisation=next(one for one in ground.parties.values() if one.kind == party),
                area=area,
                occurred_on=day,
                started_at=begins,
                minutes=120,
            ),
            by=person,
            at=datetime.combine(day, time(21), tzinfo=STOCKHOLM),
            is_simulated=True,
        )
