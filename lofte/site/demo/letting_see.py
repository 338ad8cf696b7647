"""Who lets whom see what of the log in the invented municipality: the police shares a single entry."""

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from lofte.accounts import ruling
from lofte.accounts.models import Group, Organisation, SharingRule
from lofte.promises.models import KindOfWork
from lofte.site.demo.ground import Ground
from lofte.work import actions as work
from lofte.work.sharing import actions as sharing

STOCKHOLM = ZoneInfo("Europe/Stockholm")
KEY = UUID(int=0x5EE7)
NOTE = "Trasig belysning längs gångvägen från skolan. Anmält till kommunen (påhittat)."


def let_see_some(ground: Ground, *, today: date, at: datetime) -> None:
    """Open two logs by decision, and share one entry of the police with a group."""
    by_kind = {one.kind: one for one in ground.parties.values()}
    for kind in ("municipality", "housing"):
        why, by = _ground(ground, by_kind[kind], today), ground.people["approver-municipality"]
        sharing.open_log(by_kind[kind], ground.partnership, ground=why, by=by, at=at)
    police, day = by_kind["police"], today - timedelta(days=1)
    moment = datetime.combine(day, time(15, 40), tzinfo=STOCKHOLM)
    entry = work.log(
        key=KEY,
        kind=KindOfWork.objects.get(code="foot-patrol"),
        organisation=police,
        area=min(ground.areas.values(), key=lambda one: one.sort_key),
        occurred_on=day,
        minutes=45,
        by=ground.people["field"],
        at=moment,
        note=NOTE,
        is_simulated=True,
    )
    group = Group.objects.get(partnership=ground.partnership, kind="bos")
    reach = sharing.Reach(ground.partnership, group)
    why = _ground(ground, police, today)
    sharing.share(entry, reach, ground=why, by=ground.people["field"], at=moment + timedelta(minutes=5))


def _ground(ground: Ground, party: Organisation, on: date) -> SharingRule:
    return ruling.grounds(ruling.in_force(ground.partnership.pk, on), party)[0]
