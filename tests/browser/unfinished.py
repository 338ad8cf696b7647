"""What the demonstration leaves out as half done: drafts, follow-ups on their way, a log by hand."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from lofte.accounts.entering import inviting, linking, otp, second
from lofte.accounts.models import (
    IdentityProvider,
    Invite,
    Organisation,
    Partnership,
    RestrictedLink,
    Role,
    User,
)
from lofte.beginning import keys
from lofte.beginning.models import FirstKey
from lofte.followup import actions as followups
from lofte.followup import approving, sampling, sampling_rules
from lofte.followup.models import FollowUp, FollowUpLine
from lofte.places.models import Area
from lofte.promises import actions as promises
from lofte.promises.models import KindOfWork, Promise
from lofte.publication.redacting.actions import Decision
from lofte.records.redacting import actions as redacting
from lofte.records.registering import fixing, requests
from lofte.work import actions as work
from tests.browser.looking import BEGINNER, FIRST_KEY, INVITED, LINKED, NO_ROLE, TWO_STEPS
from tests.browser.visiting import PASSWORD

SECRET = b"en hemlighet i appen"
DOCUMENT = Path(__file__).parent / "documents" / "soderby-2026.md"


def add(at: datetime) -> None:
    """Leave everything half done, in Exempelköping."""
    partnership = Partnership.objects.get(slug="exempelkoping")
    coordinator = _person("coordinator")
    _drafts(partnership, coordinator, at)
    _followups(partnership, coordinator, at)
    _log(_person("field"), at)
    User.objects.create_user(NO_ROLE, "Kim Påhittsson", PASSWORD)
    _two_steps(at)
    _provider()
    _invite(partnership, at)
    _link(at)
    _first_keys(at)


def asked(at: datetime) -> None:
    """Leave a request unanswered, with a document in it that has something to look at."""
    partnership = Partnership.objects.get(slug="exempelkoping")
    home = fixing.Home(partnership, Organisation.objects.get(slug="exempelkopings-kommun"))
    words = "Mötet hölls vid ån.\nKim Påhittsson ringde från 070-174 06 05.\nInget mer sades."
    entry = fixing.Entry("other", "received", "Minnesanteckning", at.date(), series="KS")
    files = [fixing.content({"text": words}), fixing.text(words)]
    by = _person("registrar")
    document = fixing.fix(entry, files, home=home, by=by, at=at)
    came_in = requests.Asked("Allt om mötet vid ån.", at.date(), "mail", "KS")
    requests.collect(requests.receive(came_in, home=home, by=by, at=at), [document], by=by, at=at)
    decision = Decision("gdpr_17", "KS 2026/12", "Kommunstyrelsen", at.date())
    where, whose = partnership, home.organisation
    why = "Den som nämns har bett om det."
    redacting.ask("Inget mer sades", decision, why, partnership=where, organisation=whose, by=by, at=at)


def _provider() -> None:
    """Let the municipality have a sign-in of its own, which does not answer."""
    IdentityProvider.objects.create(
        slug="kommunen",
        name="Exempelköpings kommun",
        organisation=Organisation.objects.get(slug="exempelkopings-kommun"),
        protocol=IdentityProvider.Protocol.OIDC,
        issuer="http://localhost:1",
        client_id="lofte",
    )


def _invite(partnership: Partnership, at: datetime) -> None:
    """Leave an invitation open, whose address the tests know."""
    invitation, _ = inviting.invite(
        partnership=partnership,
        organisation=Organisation.objects.get(slug="exempelkopings-kommun"),
        kind=Role.Kind.FIELD,
        by=_person("coordinator"),
        at=at,
    )
    Invite.objects.filter(pk=invitation.pk).update(sum=sha256(INVITED.encode()).hexdigest())


def _first_keys(at: datetime) -> None:
    """Leave a key that opens, whose address the tests know, and somebody who has used one and not chosen."""
    keys.make(at=at)
    FirstKey.objects.update(sum=sha256(FIRST_KEY.encode()).hexdigest())
    user = User.objects.create_user(BEGINNER, "Bim Påhittsson", PASSWORD)
    FirstKey.objects.create(sum="0" * 64, made_at=at, expires_at=at, used_at=at, used_by=user)


def _link(at: datetime) -> None:
    """Leave a link to the weekly sheet, whose address the tests know."""
    by = _person("field")
    link, _ = linking.make(
        scope=RestrictedLink.Scope.SHEET,
        organisation=Organisation.objects.get(slug="lpo-exempelbygden"),
        codes=list(KindOfWork.objects.order_by("pk").values_list("code", flat=True)),
        lasts=timedelta(weeks=4),
        by=by,
        at=at,
    )
    RestrictedLink.objects.filter(pk=link.pk).update(sum=sha256(LINKED.encode()).hexdigest())


def _two_steps(at: datetime) -> None:
    """Let somebody have an app for one-time codes."""
    user = User.objects.create_user(TWO_STEPS, "Nour Påhittad", PASSWORD)
    earlier = at - timedelta(hours=1)
    second.connect(user=user, secret=SECRET, typed=otp.code(SECRET, otp.step_at(earlier)), at=earlier)


def _person(role: str) -> User:
    return User.objects.get(email=f"{role}@exempelkoping.invalid")


def _drafts(partnership: Partnership, by: User, at: datetime) -> None:
    """Make one that is being read, one with all done but the adoption, and one with nothing in it."""
    read = promises.receive_document(
        partnership=partnership, name=DOCUMENT.name, data=DOCUMENT.read_bytes(), by=by, at=at
    )
    question = read.questions.order_by("position", "pk").last()
    assert question is not None
    promises.settle(question=question, answer=question.options[0], by=by, on=at.date(), at=at)
    promises.confirm_activity(activity=read.activities.order_by("position", "pk")[0], by=by, at=at)
    earlier = Promise.objects.get(partnership=partnership, slug="2026")
    ready = promises.extend(
        promise=earlier,
        title="Medborgarlöfte 2027",
        starts=date(2027, 1, 1),
        ends=date(2028, 1, 1),
        by=by,
        at=at,
    )
    for activity in ready.activities.order_by("position", "pk"):
        promises.confirm_activity(activity=activity, by=by, at=at)
    promises.new_promise(
        partnership=partnership,
        title="Löfte från början",
        starts=date(2027, 1, 1),
        ends=date(2028, 1, 1),
        parties=[one.organisation for one in earlier.parties.select_related("organisation")],
        by=by,
        at=at,
    )


def _followups(partnership: Partnership, by: User, at: datetime) -> None:
    """Begin the running tertial, and leave a correction of an earlier one waiting for its approvals."""
    promise = Promise.objects.get(partnership=partnership, slug="2026")
    followups.draft(promise=promise, period_key="2026-T3", by=by, at=at)
    released = FollowUp.objects.get(promise=promise, period="2026-T2")
    correction = followups.new_version(
        followup=released, reason="Fem trafikkontroller kom med för sent.", by=by, at=at
    )
    edits = [_commented(line) for line in correction.lines.order_by("position", "pk")]
    lead = {"lead_sv": correction.lead_sv, "lead_en": correction.lead_en}
    followups.edit(followup=correction, edits=edits, by=by, at=at, **lead)
    approving.submit(followup=correction, by=by, at=at)
    _sample(at)


def _sample(at: datetime) -> None:
    """Draw a sample of a correction in Jönköping, and answer nothing."""
    partnership = Partnership.objects.get(slug="jonkoping")
    by = User.objects.get(email="coordinator@jonkoping.invalid")
    last = FollowUp.objects.get(promise__partnership=partnership, period="2022-T3")
    correction = followups.new_version(followup=last, reason="Ett stickprov ska dras.", by=by, at=at)
    sample = sampling.begin(followup=correction, by=by, at=at)
    signing = [
        (one.organisation, one.user)
        for one in Role.objects.filter(partnership=partnership, kind=Role.Kind.APPROVER).select_related(
            "organisation", "user"
        )
    ]
    commitment = sampling_rules.commitment(4711, "en gul båt vid ån")
    for party, person in signing:
        sampling.fix(sample=sample, organisation=party, commitment=commitment, by=person, at=at)
    for party, person in signing:
        sampling.tell(
            sample=sample, organisation=party, number=4711, words="en gul båt vid ån", by=person, at=at
        )


def _commented(line: FollowUpLine) -> followups.Edit:
    said = (
        line.comment_sv or "Vi har gjort det vi hann med.",
        line.comment_en or "We did what we had time for.",
    )
    return followups.Edit(line.pk, line.text_sv, line.text_en, *said)


def _log(by: User, at: datetime) -> None:
    """Log as a person does: one that stands, one that was taken back."""
    organisation = by.roles.select_related("organisation").get().organisation
    area = Area.objects.get(name="Norrbacka", version_year=2026)
    entries = [
        work.log(
            key=uuid4(),
            kind=KindOfWork.objects.get(code=code),
            organisation=organisation,
            area=area,
            occurred_on=at.date(),
            minutes=45,
            by=by,
            at=at,
        )
        for code in ("foot-patrol", "traffic-control", "foot-patrol")
    ]
    work.reverse(entries[-1], reason="Loggat två gånger", by=by, at=at)
