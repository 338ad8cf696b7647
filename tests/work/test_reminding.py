"""Letters before a slot falls due and after it was missed: to those who answer, once, in their language."""

import logging
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from lofte.accounts.models import Group, GroupMember, User
from lofte.promises.models import Target
from lofte.site import cli
from lofte.work.models import ReminderSent
from lofte.work.obligations import reminding
from tests.cast import Cast
from tests.work import making
from tests.work.test_agreed import agree

NOW = datetime(2021, 3, 12, 6, tzinfo=UTC)
FRIDAY, SUNDAY = date(2021, 3, 12), date(2021, 3, 14)


class NoAnswer(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages: Any) -> int:
        raise SMTPException


@pytest.fixture
def owed(cast: Cast) -> Target:
    """A picture each week of 2021 that BOS Norra answers for: Bo by name, and whom the municipality sends."""
    group = Group.objects.create(
        partnership=cast.partnership, kind="bos", name="BOS Norra", starts=date(2019, 1, 1)
    )
    GroupMember.objects.create(
        group=group, organisation=cast.housing, person=cast.partner, starts=date(2019, 1, 1)
    )
    GroupMember.objects.create(group=group, organisation=cast.municipality, starts=date(2019, 1, 1))
    activity = making.activity(making.promise(cast.partnership), title="Lägesbild")
    target = making.target(
        activity, "cadence", 1, per="week", places=[cast.north], kind_of_work=making.kind_of_work("bild")
    )
    agree(target, group=group, days_before=2, days_after=1, agreed_on=date(2020, 12, 1))
    return target


def met(target: Target, cast: Cast, *weeks: int) -> None:
    assert target.kind_of_work is not None
    for week in weeks:
        day = date.fromisocalendar(2021, week, 3)
        making.work(target.kind_of_work, cast.north_area, day, cast.police)


def test_who_sits_in_the_group_is_told_two_days_before_and_nobody_else(cast: Cast, owed: Target) -> None:
    met(owed, cast, *range(1, 10))

    assert reminding.send(FRIDAY - timedelta(days=1), at=NOW).n_letters == 0
    sent = reminding.send(FRIDAY, at=NOW)

    assert (sent.n_letters, sent.n_reminders) == (1, 1)
    (letter,) = mail.outbox
    assert letter.to == [cast.partner.email]
    assert letter.subject == "Löfte: 1 sak att göra"
    assert "- sön 14 mars: Lägesbild, Norra (v. 10)" in letter.body
    assert "http://localhost:8000/intern/kalender/" in letter.body


def test_one_of_the_organisation_is_told_only_when_that_is_wanted(cast: Cast, owed: Target) -> None:
    met(owed, cast, *range(1, 10))
    User.objects.filter(pk__in=[cast.coordinator.pk, cast.officer.pk]).update(reminded_of="all")

    reminding.send(FRIDAY, at=NOW)

    assert sorted(letter.to[0] for letter in mail.outbox) == ["bo@example.org", "kim@example.org"]


def test_one_who_wants_none_or_may_not_sign_in_is_told_nothing(cast: Cast, owed: Target) -> None:
    met(owed, cast, *range(1, 10))

    User.objects.filter(pk=cast.partner.pk).update(reminded_of="none")
    assert reminding.send(FRIDAY, at=NOW).n_letters == 0
    User.objects.filter(pk=cast.partner.pk).update(reminded_of="mine", is_active=False)
    assert reminding.send(FRIDAY, at=NOW).n_letters == 0


def test_what_is_done_already_or_free_is_not_reminded_of(cast: Cast, owed: Target) -> None:
    met(owed, cast, *range(1, 11))
    assert reminding.send(FRIDAY, at=NOW).n_letters == 0

    met(owed, cast, *range(11, 28))
    agree(owed, first_free_week=28, last_free_week=31, days_before=2, agreed_on=date(2021, 1, 2))
    assert reminding.send(date(2021, 7, 16), at=NOW).n_letters == 0


def test_run_twice_nothing_is_sent_twice_and_a_day_left_out_is_made_up_for(cast: Cast, owed: Target) -> None:
    met(owed, cast, *range(1, 10))

    letters = [reminding.send(day, at=NOW).n_letters for day in (FRIDAY, FRIDAY, SUNDAY)]
    ReminderSent.objects.all().delete()

    assert letters == [1, 0, 0]
    assert reminding.send(SUNDAY, at=NOW).n_letters == 1


def test_a_missed_week_is_told_once_it_is_over_with_the_way_to_say_why(cast: Cast, owed: Target) -> None:
    met(owed, cast, *range(1, 10), 11, 12)
    User.objects.filter(pk=cast.partner.pk).update(language="en")

    reminding.send(date(2021, 3, 15), at=NOW)

    (letter,) = mail.outbox
    assert letter.subject == "Löfte: 1 missed without a reason"
    assert f"http://localhost:8000/en/intern/logga/takt/{owed.activity_id}/2021-W10/" in letter.body
    assert "Lägesbild, Norra (week 10)" in letter.body


def test_old_ones_are_not_dug_up_and_all_of_a_day_are_one_letter(cast: Cast, owed: Target) -> None:
    sent = reminding.send(FRIDAY, at=NOW)

    weeks = set(ReminderSent.objects.filter(when="after").values_list("slot", flat=True))
    assert weeks == {"2021-W06", "2021-W07", "2021-W08", "2021-W09"} | ({"2021-W05"} & weeks)
    assert (sent.n_letters, len(mail.outbox)) == (1, 1)
    assert sent.n_reminders == 1 + len(weeks)


def test_a_letter_that_cannot_be_sent_is_not_noted_and_goes_the_next_time(
    cast: Cast, owed: Target, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    met(owed, cast, *range(1, 10))
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.NoAnswer"

    with caplog.at_level(logging.INFO):
        assert reminding.send(FRIDAY, at=NOW).n_failed == 1
    assert not ReminderSent.objects.exists()
    settings.EMAIL_BACKEND = works

    assert reminding.send(FRIDAY, at=NOW).n_letters == 1
    assert "example.org" not in caplog.text
    assert cast.partner.name not in caplog.text


def test_a_stop_after_sending_repeats_that_letter_and_no_other(cast: Cast, owed: Target) -> None:
    met(owed, cast, *range(1, 10))
    (due,) = reminding.due(FRIDAY)

    with transaction.atomic():  # sent, and the machine stops before the note is kept
        reminding._send([due], NOW)
        transaction.set_rollback(True)
    reminding.send(FRIDAY, at=NOW)
    reminding.send(FRIDAY, at=NOW)

    assert len(mail.outbox) == 2


def test_notes_are_purged_when_they_are_a_year_old(cast: Cast, owed: Target) -> None:
    met(owed, cast, *range(1, 10))
    reminding.send(FRIDAY, at=NOW)

    assert reminding.forget_old(at=NOW + timedelta(days=364)) == 0
    assert reminding.forget_old(at=NOW + timedelta(days=366)) == 1


def test_the_next_numbered_meeting_is_reminded_of_and_no_later_one(cast: Cast, owed: Target) -> None:
    Target.objects.filter(pk=owed.pk).update(kind="count", value=10, comparator=">=", per="year")
    assert owed.kind_of_work is not None
    for month in (1, 2):
        making.work(owed.kind_of_work, cast.north_area, date(2021, month, 12), cast.police)

    found = reminding.due(date(2021, 4, 18))  # the third of ten is needed by 20 April at an even pace

    assert [(one.slot.number, one.slot.due_on) for one in found] == [(3, date(2021, 4, 20))]


def test_the_command_sends_for_a_day_and_says_how_many(
    cast: Cast,
    owed: Target,
    settings: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    met(owed, cast, *range(1, 10))

    assert cli.main(["remind", "--today", "2021-03-12"]) == 2
    assert "LOFTE_EMAIL_URL" in capsys.readouterr().err
    settings.SENDS_MAIL = True
    assert cli.main(["remind", "--today", "fredag"]) == 2
    assert cli.main(["remind", "--today", "2021-03-12"]) == 0

    assert "Skickade brev: 1. Tillfällen: 1." in capsys.readouterr().out
    assert len(mail.outbox) == 1
