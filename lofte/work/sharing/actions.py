"""An entry is shared on a ground, or refused; sharing is taken back; a whole log is opened by decision."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from lofte.accounts.models import Group, Organisation, Partnership, Share, SharingRule, User
from lofte.accounts.sight import Purpose
from lofte.base import audit
from lofte.work.models import Entry

ENTRY = Entry._meta.label


class Refused(Exception):
    """Something that is not shared."""

    code = "refused"


class SharedAlready(Refused):
    code = "shared_already"


@dataclass(frozen=True)
class Reach:
    """With whom: a whole partnership, or one of its groups."""

    partnership: Partnership
    group: Group | None = None

    @property
    def level(self) -> str:
        return Share.Level.PARTNERSHIP if self.group is None else Share.Level.GROUP


def share(entry: Entry, reach: Reach, *, ground: SharingRule, by: User, at: datetime) -> Share:
    """Let others see one entry, with its note and without who wrote it."""
    row = _share(entry.organisation, entry.pk, reach, ground=ground, by=by, at=at)
    audit.record(
        "entry.shared", target=entry, by_id=by.pk, at=at, level=reach.level, ground=ground.code, share=row.pk
    )
    return row


@transaction.atomic
def _share(
    organisation: Organisation, key: int | None, reach: Reach, *, ground: SharingRule, by: User, at: datetime
) -> Share:
    try:
        with transaction.atomic():
            return Share.objects.create(
                thing=ENTRY,
                key=key,
                organisation=organisation,
                partnership=reach.partnership,
                level=reach.level,
                group=reach.group,
                ground=ground,
                said_by=by,
                said_at=at,
            )
    except IntegrityError as error:
        raise SharedAlready from error


def refuse(entry: Entry, why: list[str], *, by: User, at: datetime) -> None:
    """Write down that the guidance said no: by the codes of its rules, with nothing of the text."""
    audit.record("entry.not_shared", target=entry, by_id=by.pk, at=at, rules=sorted(why))


@transaction.atomic
def withdraw(row: Share, *, by: User, at: datetime) -> None:
    """Take a sharing back: from now on it opens nothing. Once more changes nothing."""
    done = Share.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_by=by, withdrawn_at=at)
    if not done:
        return
    if row.key is None:
        audit.record("log.closed", target=row, by_id=by.pk, at=at, organisation=row.organisation_id)
    else:
        entry = Entry.objects.whole(Purpose.ACTING).get(pk=row.key)
        audit.record("entry.share_withdrawn", target=entry, by_id=by.pk, at=at, share=row.pk)


@transaction.atomic
def open_log(
    organisation: Organisation, partnership: Partnership, *, ground: SharingRule, by: User, at: datetime
) -> Share:
    """Let a partnership see every entry of an organisation one by one, without notes and writers."""
    row = _share(organisation, None, Reach(partnership), ground=ground, by=by, at=at)
    audit.record("log.opened", target=row, by_id=by.pk, at=at, organisation=row.organisation_id)
    return row
