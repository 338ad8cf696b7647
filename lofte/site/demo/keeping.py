"""What the registrar of the invented municipality keeps: register, requests, archive, what is cleared."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lofte.accounts.models import Organisation, User
from lofte.base import clearing as clearable
from lofte.periods.calendar import Period
from lofte.publication.redacting.actions import Decision
from lofte.records import actions as clearing
from lofte.records.archiving import handing
from lofte.records.models import AskedRedaction
from lofte.records.redacting import actions as redacting
from lofte.records.registering import answering, fixing, requests, things
from lofte.records.registering.models import Covered, RegisteredDocument
from lofte.site.demo.ground import Ground

STOCKHOLM = ZoneInfo("Europe/Stockholm")
COMMITTEE = "Kommunstyrelsen"
NAMED = "Ines Påhittlund"  # thanked by name in the year's first comment, and taken away since
THANKS = (f" Tack till {NAMED} som ringde in de flesta tipsen.", f" Thanks to {NAMED} for most of the tips.")
NOTE = """Minnesanteckning från boendemötet i Stationsparken (påhittad)

Mötet hölls i föreningslokalen. Fjorton boende kom, och två från kommunen.
De vill att belysningen vid lekplatsen lagas innan det blir mörkt om eftermiddagarna.
Kim Påhittsson ringde efter mötet från 070-174 06 05 och vill bli uppringd.
Boverket har svarat att bidraget räcker till stolparna.
Killen i lägenhet 3 pekades ut av en granne. Det har vi inte gått vidare med.
"""
AWAY = "Det har vi inte gått vidare med"
DECIDED = (("entry-writers", 84, False), ("entry-notes", 730, True), ("delivery-notes", 365, False))


@dataclass(frozen=True)
class Desk:
    """The registrar at the municipality, at ten o'clock on any day."""

    home: fixing.Home
    by: User

    @property
    def organisation(self) -> Organisation:
        return self.home.organisation

    def ask_away(self, text: str, decision: Decision, why: str, *, at: datetime) -> AskedRedaction:
        """Ask for a text to be taken away; another person confirms."""
        where, whose = self.home.partnership, self.organisation
        return redacting.ask(text, decision, why, partnership=where, organisation=whose, by=self.by, at=at)


def keep_records(ground: Ground, *, today: date, over: Period | None) -> None:
    """Leave the records as somebody would find them on a working day; `over` is the year's first tertial."""
    desk = _desk(ground)
    _decided(desk, ground, today)
    _waiting(desk, today)
    if over is not None and over.ends + timedelta(days=100) <= today:
        _answered(desk, over.key, over.ends + timedelta(days=70))
        _archived(desk, over, over.ends + timedelta(days=80))


def take_away_a_name(ground: Ground, *, day: date) -> None:
    """Somebody who was thanked by name asked for it to go: it is gone, and the released page says so."""
    desk = _desk(ground)
    decision = Decision("gdpr_17", f"KS {day.year}/22", COMMITTEE, day)
    why = "Den som nämns har bett om det."
    asked = desk.ask_away(NAMED, decision, why, at=_at(day))
    second = ground.people["approver-municipality"]
    redacting.confirm(asked, NAMED, by=second, at=_at(day + timedelta(days=1)))


def _desk(ground: Ground) -> Desk:
    municipality = next(one for one in ground.parties.values() if one.kind == "municipality")
    return Desk(fixing.Home(ground.partnership, municipality), ground.people["registrar"])


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=STOCKHOLM)


def _decided(desk: Desk, ground: Ground, today: date) -> None:
    """Three sorts are decided at the municipality, one of them held; the police keeps who logged."""
    day = today - timedelta(days=40)
    police = next(one for one in ground.parties.values() if one.kind == "police")
    for organisation, office, rows in (
        (desk.organisation, COMMITTEE, DECIDED),
        (police, "Lokalpolisområdeschefen", DECIDED[:1]),
    ):
        for number, (key, days, after) in enumerate(rows, start=11):
            ruling = clearing.Ruling(days, f"{day.year}/{number}", office, day, after_delivery=after)
            plan = clearable.plan(key)
            if plan is not None:
                clearing.decide(plan=plan, organisation=organisation, ruling=ruling, by=desk.by, at=_at(day))
    clearing.hold(
        plan=clearable.plan("delivery-notes"),
        organisation=desk.organisation,
        reason="Revisionen granskar hur antal från andra system har kommit in.",
        by=desk.by,
        at=_at(today - timedelta(days=20)),
    )


def _waiting(desk: Desk, today: date) -> None:
    """A request has come in, with a note that holds what a person must look at; a part of it is to go."""
    day = today - timedelta(days=2)
    title, kind = "Minnesanteckning från boendemöte", RegisteredDocument.Kind.OTHER
    entry = fixing.Entry(kind, "drawn_up", title, day - timedelta(days=20), series="KS")
    files = [fixing.content({"text": NOTE}), fixing.text(NOTE)]
    note = fixing.fix(entry, files, home=desk.home, by=desk.by, at=_at(day - timedelta(days=19)))
    asked = requests.Asked("Allt som rör mötet i Stationsparken i höst.", day, "mail", "KS")
    request = requests.receive(asked, home=desk.home, by=desk.by, at=_at(day))
    requests.collect(request, [note], by=desk.by, at=_at(day))
    decision = Decision("gdpr_6", f"KS {day.year}/31", COMMITTEE, day)
    why = "Meningen handlar om en utpekad person."
    desk.ask_away(AWAY, decision, why, at=_at(day + timedelta(days=1)))


def _answered(desk: Desk, period: str, day: date) -> None:
    """The first follow-up of the year was asked for, looked through, and given out whole."""
    found = things.of_partnership(desk.home.partnership, desk.organisation)
    thing = next(one for one in found if one.kind == "release" and period in one.title)
    entry = fixing.Entry(
        thing.kind,
        thing.direction,
        thing.title,
        thing.since,
        "KS",
        promise_slug=thing.promise_slug,
        thing=thing.kind,
        thing_key=thing.key,
    )
    document = fixing.fix(entry, things.files(thing), home=desk.home, by=desk.by, at=_at(day))
    asked = requests.Asked("Årets första uppföljning av medborgarlöftet, på papper.", day, "letter", "KS")
    request = requests.receive(asked, home=desk.home, by=desk.by, at=_at(day))
    requests.collect(request, [document], by=desk.by, at=_at(day))
    covered = Covered.objects.get(request=request)
    for suggested in covered.masks.order_by("pk"):  # those who signed, and the parties' own numbers
        requests.unmask(suggested, by=desk.by, at=_at(day))
    requests.judge(covered, Covered.Outcome.WHOLE, "", by=desk.by, at=_at(day))
    ruling = answering.Ruling("registrator", False, "", "", "KS")
    answering.answer(request, ruling, by=desk.by, at=_at(day + timedelta(days=1)))


def _archived(desk: Desk, over: Period, day: date) -> None:
    """The year's first four months lie at the archive, with a receipt."""
    package = handing.make(
        organisation=desk.organisation, starts=over.starts, ends=over.ends, by=desk.by, at=_at(day)
    )
    came = day + timedelta(days=2)
    handing.receive(package, receipt=f"EA-{day.year}-0147", received_on=came, by=desk.by, at=_at(came))
