"""Samples of the demonstration: one finished with invented answers, one whose numbers are not told yet."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from lofte.accounts.models import Organisation, User
from lofte.followup import sampling, sampling_rules
from lofte.followup.models import FollowUp, SampledEntry
from lofte.promises.models import Promise
from lofte.site.demo.ground import Ground
from lofte.work import actions as work
from lofte.work.models import Entry

NUMBERS = {"municipality": (30412, "gröna gungan i parken"), "police": (88, "sju tranor över fältet")}
N_LATE = 3  # patrols that come in when the follow-up is out
HOUR = timedelta(hours=1)


def _signing(ground: Ground) -> Iterator[tuple[Organisation, User, tuple[int, str]]]:
    for kind, number in NUMBERS.items():
        party = next(one for one in ground.parties.values() if one.kind == kind)
        yield party, ground.people[f"approver-{kind}"], number


def checked(followup: FollowUp, *, ground: Ground, at: datetime) -> None:
    """Take a sample the whole way: of the police's entries one differs and one is not in the register."""
    by = ground.people["coordinator"]
    sample = sampling.begin(followup=followup, by=by, at=at)
    for party, person, number in _signing(ground):
        commitment = sampling_rules.commitment(*number)
        sampling.fix(sample=sample, organisation=party, commitment=commitment, by=person, at=at + HOUR)
    for party, person, (told, words) in _signing(ground):
        sampling.tell(
            sample=sample, organisation=party, number=told, words=words, by=person, at=at + 2 * HOUR
        )
    for party, person, _ in _signing(ground):
        rows = list(sample.entries.filter(checked_by=party).order_by("organisation", "position"))
        answers = {row.pk: _answer(position, row) for position, row in enumerate(rows)}
        sampling.answer(sample=sample, organisation=party, answers=answers, by=person, at=at + 3 * HOUR)
    sampling.finish(sample=sample, by=by, at=at + 4 * HOUR)


def _answer(position: int, row: SampledEntry) -> tuple[str, str]:
    if row.organisation.kind == Organisation.Kind.POLICE and position == 11:
        return "differs", "Registret har dagen efter."
    if row.organisation.kind == Organisation.Kind.POLICE and position == 29:
        return "not_there", ""
    return "agrees", ""


def begun(followup: FollowUp, *, ground: Ground, at: datetime) -> None:
    """Begin a sample and let the first party fix its number: the other's is waited for."""
    sample = sampling.begin(followup=followup, by=ground.people["coordinator"], at=at)
    party, person, number = next(_signing(ground))
    commitment = sampling_rules.commitment(*number)
    sampling.fix(sample=sample, organisation=party, commitment=commitment, by=person, at=at + HOUR)


def late_work(promise: Promise, last_day: date, *, ground: Ground, at: datetime) -> None:
    """Log some patrols again, of the days before, when their follow-up is out."""
    there = Entry.objects.filter(
        kind_of_work__code="foot-patrol",
        occurred_on__lte=last_day,
        occurred_on__gt=last_day - timedelta(days=10),
        organisation__in=promise.parties.values("organisation"),
    ).select_related("kind_of_work", "organisation", "area")
    for n, entry in enumerate(there.order_by("occurred_on", "pk")[:N_LATE]):
        work.log(
            key=uuid5(NAMESPACE_URL, f"lofte:demo:late:{promise.pk}:{n}"),
            kind=entry.kind_of_work,
            organisation=entry.organisation,
            area=entry.area,
            occurred_on=entry.occurred_on,
            minutes=entry.minutes,
            by=ground.people["field"],
            at=at,
            is_simulated=True,
        )
