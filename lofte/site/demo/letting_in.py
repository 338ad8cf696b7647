"""Who comes in, and on whose word, in the invented municipality: roles, deputies, invitations, links."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lofte.accounts import giving
from lofte.accounts.entering import inviting, linking
from lofte.accounts.models import Organisation, RestrictedLink, Role, User
from lofte.site.demo.ground import Ground

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NEW_APPROVER = ("Eli Påhittlind", "förste vice ordförande i kommunstyrelsen")
WEEK = timedelta(weeks=1)


def let_in_some(ground: Ground, *, today: date) -> None:
    """Leave one of each as somebody would find it on a working day."""
    by_kind = {one.kind: one for one in ground.parties.values()}
    _approver_that_waits(ground, by_kind["municipality"], today)
    _deputies(ground, today)
    _invitations(ground, by_kind, today)
    _links(ground, by_kind["police"], today)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=STOCKHOLM)


def _approver_that_waits(ground: Ground, party: Organisation, today: date) -> None:
    """One administrator has asked for a new approver; the other has not confirmed."""
    name, title = NEW_APPROVER
    user = User.objects.create_user(f"approver-new@{ground.partnership.slug}.invalid", name)
    user.title, user.is_demo = title, True
    user.save(update_fields=["title", "is_demo"])
    office = giving.Office(user, party, Role.Kind.APPROVER, today)
    day = today - timedelta(days=1)
    giving.give(office, partnership=ground.partnership, by=ground.people["administrator"], at=_at(day))


def _deputies(ground: Ground, today: date) -> None:
    """The deputy has signed once, and will when the approver is away again."""
    approver, deputy = ground.people["approver-police"], ground.people["deputy"]
    ours = Role.objects.filter(partnership=ground.partnership)
    signatory, stands_in = ours.get(user=approver), ours.get(user=deputy)
    for starts in (today - 20 * WEEK, today + 3 * WEEK):
        absence = giving.Absence(signatory, stands_in, starts, starts + 2 * WEEK)
        giving.delegate(absence, by=approver, at=_at(min(starts, today) - WEEK))


def _invitations(ground: Ground, by_kind: dict[str, Organisation], today: date) -> None:
    """One waits to be used, one was taken back."""
    by = ground.people["administrator"]
    made = [
        inviting.invite(
            partnership=ground.partnership,
            organisation=by_kind[kind],
            kind=role,
            by=by,
            at=_at(today - timedelta(days=days)),
        )[0]
        for kind, role, days in (("housing", Role.Kind.FIELD, 9), ("association", Role.Kind.REPORTER, 3))
    ]
    inviting.revoke(made[0], by=by, at=_at(today - timedelta(days=8)))


def _links(ground: Ground, police: Organisation, today: date) -> None:
    """One link to the weekly sheet is in use; one is out of time, one was taken back."""
    by = ground.people["field"]
    _link(police, ("foot-patrol",), today - 9 * WEEK, by)
    taken = _link(police, ("drug-offence", "foot-patrol"), today - 2 * WEEK, by)
    linking.revoke(taken, by=by, at=_at(today - WEEK))
    used = _link(police, ("foot-patrol", "traffic-control"), today - WEEK, by)
    linking.note_opened(used, at=_at(today - timedelta(days=2)))
    linking.note_used(used, at=_at(today - timedelta(days=2)))


def _link(police: Organisation, codes: Sequence[str], day: date, by: User) -> RestrictedLink:
    made, _ = linking.make(
        scope=RestrictedLink.Scope.SHEET,
        organisation=police,
        codes=codes,
        lasts=4 * WEEK,
        by=by,
        at=_at(day),
    )
    return made
