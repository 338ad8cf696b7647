"""A target of an adopted promise is revised: from a day, with a reason, by the word of each signing party."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from lofte.accounts.models import Organisation, Role, User
from lofte.accounts.sight import Purpose
from lofte.base import audit, sequels
from lofte.promises import queries, revising
from lofte.promises.actions.adopting import NotAdopted
from lofte.promises.actions.stopping import AlreadyStopped, ReasonMissing
from lofte.promises.actions.targets import TargetTerms, as_written
from lofte.promises.models import Promise, Target, TargetRevision


class SameAsBefore(Exception):
    """A revision that changes nothing."""


class ReachesBack(Exception):
    """A revision that would hold before it was decided, or before the one that came last."""

    def __init__(self, earliest: date) -> None:
        super().__init__(earliest.isoformat())
        self.earliest = earliest


class RevisedOutside(Exception):
    """A day when the promise does not hold, or a decision from a day that has not come."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


class PartyMissing(Exception):
    """A signing party whose word is not there."""

    def __init__(self, parties: Sequence[Organisation]) -> None:
        super().__init__(", ".join(party.slug for party in parties))
        self.parties = tuple(parties)


class AnotherKind(Exception):
    """The kind of an adopted target is not revised."""


@dataclass(frozen=True)
class Decision:
    """From when a revision holds, why, and who decided it when: an approver of each signing party."""

    applies_from: date
    reason: str
    decided_on: date
    deciders: tuple[Role, ...]


@transaction.atomic
def revise_target(
    *, target: Target, terms: TargetTerms, decision: Decision, by: User, at: datetime
) -> TargetRevision:
    """Write what an adopted target is to say from a day on; what was promised stays as it is."""
    promise = Promise.objects.whole(Purpose.ACTING).select_for_update().get(pk=target.activity.promise_id)
    stands, read = revised(promise, target, terms, decision, today=timezone.localdate(at))
    made = TargetRevision.objects.create(
        target_id=target.pk,
        applies_from=decision.applies_from,
        reason=decision.reason.strip(),
        decided_on=decision.decided_on,
        decided_by=_named(promise, decision.deciders),
        before=revising.facts_of(stands),
        after=revising.facts_of(read),
        recorded_by=by,
        recorded_at=at,
    )
    revising.keep_places(made)
    facts = {"revision": made.pk, "applies_from": decision.applies_from.isoformat()}
    audit.record("target.revised", target=target, by_id=by.pk, at=at, **facts)
    sequels.follow("target.revised", promise, by=by, at=at)
    return made


def revised(
    promise: Promise, target: Target, terms: TargetTerms, decision: Decision, *, today: date
) -> tuple[Target, Target]:
    """Return a target as it reads now and as it would read, refused like what is written down."""
    stands = revising.in_force([queries.targets().select_related("activity").get(pk=target.pk)])[0]
    if not promise.is_adopted:
        raise NotAdopted
    if stands.activity.stopped_on is not None:
        raise AlreadyStopped(stands.activity_id)
    if terms.kind != stands.kind:
        raise AnotherKind(terms.kind)
    _demand_days(promise, target, decision, today=today)
    _demand_words(promise, decision)
    read = as_written(promise, stands, terms)
    if revising.are_alike(revising.facts_of(stands), revising.facts_of(read)):
        raise SameAsBefore
    return stands, read


def _demand_days(promise: Promise, target: Target, decision: Decision, *, today: date) -> None:
    if decision.decided_on > today:
        raise RevisedOutside(decision.decided_on)
    if not promise.starts <= decision.applies_from < promise.ends:
        raise RevisedOutside(decision.applies_from)
    last = target.revisions.order_by("applies_from", "pk").last()
    earliest = max(decision.decided_on, last.applies_from if last else decision.decided_on)
    if decision.applies_from < earliest:
        raise ReachesBack(earliest)


def _demand_words(promise: Promise, decision: Decision) -> None:
    """Demand a reason, and an approver of each signing party who held the role on the day of the decision."""
    if not decision.reason.strip():
        raise ReasonMissing
    known = {role.pk for role in queries.deciders(promise, decision.decided_on)}
    said = {role.organisation_id for role in decision.deciders if role.pk in known}
    missing = [party for party in queries.signing_parties(promise) if party.pk not in said]
    if missing or not said:
        raise PartyMissing(missing)


def _named(promise: Promise, roles: Sequence[Role]) -> list[dict[str, str]]:
    """Name those who decided, in the order of their parties."""
    order = [party.pk for party in queries.signing_parties(promise)]
    return [
        {"name": role.user.name, "title": role.user.title, "party": role.organisation.name}
        for role in sorted(roles, key=lambda role: (order.index(role.organisation_id), role.user.name))
    ]
