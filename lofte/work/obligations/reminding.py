"""Reminders by mail, before a slot falls due and after it was missed: one letter to a person and day.

A letter goes out inside the transaction that notes its reminders. If sending fails nothing is noted and it is
tried again the next time; if the machine stops after sending and before the note is kept, that one letter is
sent once more. Nothing else is ever sent twice.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from lofte.accounts import held
from lofte.accounts.models import Partnership, User
from lofte.accounts.rights import Right
from lofte.periods.calendar import Period
from lofte.work.models import ReminderSent
from lofte.work.obligations import duties, words
from lofte.work.obligations.duties import Duty
from lofte.work.obligations.slots import Acting, Slot

FARTHEST = timedelta(days=61)  # a reminder is at most sixty days away from its slot
STALE = timedelta(days=30)  # a missed slot that nobody was told of in time is not dug up

logger = logging.getLogger(__name__)
When = ReminderSent.When


@dataclass(frozen=True)
class Reminder:
    """What a person is to be told of one slot."""

    person: User
    slot: Slot
    when: str

    @property
    def key(self) -> tuple[int, int, str, str, str]:
        return self.person.pk, self.slot.target_id, self.slot.key, self.slot.place, self.when


@dataclass(frozen=True)
class Sent:
    """What came of a day's reminders."""

    n_letters: int
    n_reminders: int
    n_failed: int


def due(today: date) -> list[Reminder]:
    """Return the reminders of a day that have not been sent, the earliest slot first."""
    days = Period(today - FARTHEST, today + FARTHEST)
    found = duties.targets(list(Partnership.objects.values_list("pk", flat=True)), days)
    agreed = found.filter(
        Q(obligations__days_before__isnull=False) | Q(obligations__days_after__isnull=False)
    ).distinct()
    owed = duties.of(list(agreed), today)
    people = _people(today)
    asked = [
        Reminder(person, slot, when)
        for duty in owed
        for slot, when in _of_day(duty, today)
        for person in _told(duty, people)
    ]
    sent = set(
        ReminderSent.objects.filter(target__in={duty.target.pk for duty in owed}).values_list(
            "person_id", "target_id", "slot", "place", "when"
        )
    )
    left = {reminder.key: reminder for reminder in asked if reminder.key not in sent}
    return sorted(left.values(), key=lambda one: (one.person.pk, one.when, one.slot.due_on, one.slot.title))


def _of_day(duty: Duty, today: date) -> Iterator[tuple[Slot, str]]:
    """Yield the slots of which something is to be said by today."""
    agreed = duty.agreed
    if agreed is None:
        return
    for slot in duty.slots:
        is_next = slot.number is None or slot.state == "due"
        if agreed.days_before is not None and slot.state in {"due", "coming"} and is_next:
            if slot.due_on - timedelta(days=agreed.days_before) <= today <= slot.due_on:
                yield slot, When.BEFORE
        elif agreed.days_after is not None and slot.is_unexplained:
            first = slot.ends + timedelta(days=max(agreed.days_after, 1) - 1)
            if first <= today <= first + STALE:
                yield slot, When.AFTER


@dataclass(frozen=True)
class _Person:
    """Somebody who can be told, and the organisations that somebody acts for, by partnership."""

    user: User
    organisations: dict[int, frozenset[int]]


def _people(today: date) -> list[_Person]:
    acting: dict[int, dict[int, set[int]]] = {}
    rows = held.having(today, Right.LOG)
    for user_id, partnership_id, organisation_id in rows.values_list(
        "user_id", "partnership_id", "organisation_id"
    ):
        acting.setdefault(user_id, {}).setdefault(partnership_id, set()).add(organisation_id)
    users = User.objects.filter(is_active=True, is_demo=False).exclude(reminded_of=User.Reminded.NONE)
    return [
        _Person(user, {key: frozenset(some) for key, some in acting.get(user.pk, {}).items()})
        for user in users.order_by("pk")
    ]


def _told(duty: Duty, people: Sequence[_Person]) -> Iterator[User]:
    """Yield those who answer and want to be told: by name, or because their organisation does."""
    for person in people:
        who = Acting(person.user.pk, person.organisations.get(duty.partnership_id, frozenset()))
        wants_all = person.user.reminded_of == User.Reminded.ALL
        if duty.responsible.is_named(who) or (wants_all and duty.responsible.is_by_organisation(who)):
            yield person.user


def send(today: date, *, at: datetime) -> Sent:
    """Send a day's letters; those that cannot be sent are tried again the next time."""
    by_person: dict[int, list[Reminder]] = {}
    for reminder in due(today):
        by_person.setdefault(reminder.person.pk, []).append(reminder)
    n_letters = n_reminders = n_failed = 0
    for reminders in by_person.values():
        try:
            _send(reminders, at)
        except (SMTPException, OSError) as fault:
            logger.warning("reminder not sent: %s", type(fault).__name__)
            n_failed += 1
        except IntegrityError:  # another run was quicker
            logger.info("reminder sent by another run")
        else:
            n_letters, n_reminders = n_letters + 1, n_reminders + len(reminders)
    logger.info("reminders: %d letters, %d slots, %d failed", n_letters, n_reminders, n_failed)
    return Sent(n_letters, n_reminders, n_failed)


@transaction.atomic
def _send(reminders: Sequence[Reminder], at: datetime) -> None:
    """Note the reminders, then send: the note is kept only when the letter has gone."""
    ReminderSent.objects.bulk_create(
        ReminderSent(
            person=one.person,
            target_id=one.slot.target_id,
            slot=one.slot.key,
            place=one.slot.place,
            when=one.when,
            sent_at=at,
        )
        for one in reminders
    )
    letter(reminders).send()


def forget_old(*, at: datetime) -> int:
    """Purge the notes of reminders that are older than they are kept."""
    kept = ReminderSent.Privacy.gallring
    n, _ = ReminderSent.objects.filter(sent_at__lt=at - kept).delete() if kept else (0, {})
    return n


def letter(reminders: Sequence[Reminder]) -> EmailMessage:
    """Write one person's letter, in that person's language: plain text, a line for each slot."""
    person = reminders[0].person
    with translation.override(person.language):
        before = [one.slot for one in reminders if one.when == When.BEFORE]
        after = [one.slot for one in reminders if one.when == When.AFTER]
        parts = [gettext("Hej!")]
        if before:
            lines = [f"- {words.when(slot)}: {words.name(slot)} ({words.which(slot)})" for slot in before]
            parts.append("\n".join([gettext("Det här ska göras:"), *lines]))
        if after:
            say_why = gettext("Ange skäl")
            missed = [
                f"- {words.name(slot)} ({words.which(slot)})\n  {say_why}: {_explain(slot)}" for slot in after
            ]
            parts.append("\n".join([gettext("Det här blev missat, och ingen har sagt varför:"), *missed]))
        whole = gettext("Hela din kalender")
        parts.append(f"{whole}: {_address('obligations:mine')}")
        parts.append(
            gettext("Du får brevet för att du svarar för det som står här. Du ändrar det på kalenderns sida.")
        )
        text = "\n\n".join(parts).replace("\N{NO-BREAK SPACE}", " ") + "\n"
        return EmailMessage(
            _subject(len(before), len(after)), text, settings.DEFAULT_FROM_EMAIL, [person.email]
        )


def _subject(n_before: int, n_after: int) -> str:
    said = []
    if n_before:
        said.append(ngettext("%(n)d sak att göra", "%(n)d saker att göra", n_before) % {"n": n_before})
    if n_after:
        said.append(ngettext("%(n)d missad utan skäl", "%(n)d missade utan skäl", n_after) % {"n": n_after})
    return f"Löfte: {', '.join(said)}"


def _explain(slot: Slot) -> str:
    return _address("work:missed", slot.activity_id, slot.key)


def _address(name: str, *keys: object) -> str:
    return settings.BASE_URL + reverse(name, args=keys)
