"""Ask for a text to be taken away, take the asking back, or repeat the words and let it go."""

import logging
import secrets
from datetime import date, datetime
from functools import partial
from hmac import compare_digest

from django.db import OperationalError, transaction
from django.utils import timezone

from lofte.accounts import walls
from lofte.accounts.models import Organisation, Partnership, User
from lofte.base import audit
from lofte.publication.redacting import actions as redacting
from lofte.publication.redacting.actions import Decision, Places, Refused
from lofte.publication.redacting.journal import sum_of
from lofte.records.redacting import reach
from lofte.records.redacting.models import AskedRedaction
from lofte.released.models import Redaction
from lofte.released.tombs import GROUNDS

logger = logging.getLogger(__name__)
Outcome = AskedRedaction.Outcome


class StandsElsewhere(Refused):
    """The text stands in another partnership's things too."""

    code = "elsewhere"


class Nowhere(Refused):
    code = "nowhere"


class NotDecidedYet(Refused):
    code = "future"


class SamePerson(Refused):
    """Who asked does not confirm: two keys are two persons."""

    code = "same_person"


class OtherWords(Refused):
    code = "other_words"


class Settled(Refused):
    """It has been carried out or taken back already."""

    code = "settled"


def seek(
    text: str, *, partnership: Partnership, organisation: Organisation, by: User, at: datetime
) -> Places:
    """Return each place where the text stands.

    The trail is told that somebody looked, also when the answer was a refusal: a refusal tells of a text too.
    """
    told = partial(audit.record, "redaction.sought", target=partnership, by_id=by.pk, at=at)
    try:
        found = _found(text, partnership, organisation)
    except Refused as refused:
        told(n=0, refused=refused.code)
        raise
    told(n=found.n)
    return found


@walls.lifted()
def _found(text: str, partnership: Partnership, organisation: Organisation) -> Places:
    found = redacting.preview(text)
    if not found.n:
        raise Nowhere
    if not reach.is_within(found, partnership, organisation):
        raise StandsElsewhere
    return found


def stamp(text: str, found: Places) -> str:
    """Return a keyed sum of what a preview showed: something else must be seen first."""
    live = [(one.model, one.column, one.keys) for one in found.live]
    released = [(release.pk, [one.pk for one in openings]) for release, openings in found.released]
    return sum_of("seen", f"{text}\n{live}\n{released}")


@transaction.atomic
def ask(
    text: str,
    decision: Decision,
    why: str,
    *,
    partnership: Partnership,
    organisation: Organisation,
    by: User,
    at: datetime,
) -> AskedRedaction:
    """Let it wait for another person. Of the text a sum is kept, salted and keyed, until it is settled."""
    check(text, decision, why, on=timezone.localdate(at))
    found = _found(text, partnership, organisation)
    salt = secrets.token_hex(16)
    made = AskedRedaction.objects.create(
        partnership=partnership,
        organisation=organisation,
        salt=salt,
        sum=sum_of(salt, text),
        ground=decision.ground,
        reference=decision.reference,
        office=decision.office,
        decided_on=decision.decided_on,
        why=why,
        n_places=found.n,
        asked_by=by,
        asked_at=at,
    )
    audit.record("redaction.asked", target=made, by_id=by.pk, at=at, ground=decision.ground, n=found.n)
    return made


def check(text: str, decision: Decision, why: str, *, on: date) -> None:
    """Refuse words that say the text itself, and a ground that was not the law on the day."""
    redacting.check(decision, text)
    if text in why:
        raise redacting.SaysItself
    if decision.decided_on > on:
        raise NotDecidedYet
    if not any(one.code == decision.ground and one.since <= decision.decided_on for one in GROUNDS):
        raise redacting.UnknownGround


def confirm(asked: AskedRedaction, text: str, *, by: User, at: datetime) -> Redaction:
    """Take the text away everywhere, at once, by the second person's words: as the command does."""
    try:
        made = _carried_out(asked, text, by=by, at=at)
    except Settled:
        raise
    except Refused as refused:
        audit.record("redaction.refused", target=asked, by_id=by.pk, at=at, refused=refused.code)
        raise
    try:
        redacting.leave_no_trace()
    except OperationalError as fault:  # somebody reads just now: what went is written over all the same
        logger.warning("the database's files were not packed after a redaction: %s", type(fault).__name__)
    return made


@walls.lifted()
@transaction.atomic
def _carried_out(asked: AskedRedaction, text: str, *, by: User, at: datetime) -> Redaction:
    if asked.asked_by_id == by.pk:
        raise SamePerson
    salt, kept = asked.salt, asked.sum
    _settle(asked, Outcome.DONE, by=by, at=at)
    if not compare_digest(sum_of(salt, text), kept):
        raise OtherWords
    _found(text, asked.partnership, asked.organisation)
    decision = Decision(asked.ground, asked.reference, asked.office, asked.decided_on)
    places = redacting.redact(text=text, decision=decision, at=at)
    made = Redaction.objects.get(key=places.key)
    AskedRedaction.objects.filter(pk=asked.pk).update(redaction=made, n_places=places.n)
    audit.record("redaction.confirmed", target=asked, by_id=by.pk, at=at, n=places.n)
    return made


@transaction.atomic
def withdraw(asked: AskedRedaction, *, by: User, at: datetime) -> None:
    """Take the asking back: nothing goes, and the sum goes."""
    _settle(asked, Outcome.WITHDRAWN, by=by, at=at)
    audit.record("redaction.withdrawn", target=asked, by_id=by.pk, at=at)


def _settle(asked: AskedRedaction, outcome: Outcome, *, by: User, at: datetime) -> None:
    waiting = AskedRedaction.objects.filter(pk=asked.pk, outcome=Outcome.WAITING)
    if not waiting.update(outcome=outcome, settled_by=by, settled_at=at, salt="", sum=""):
        raise Settled
