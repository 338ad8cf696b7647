"""A package is made for the e-archive, handed out as one file, and delivered when its receipt is recorded."""

import io
import zipfile
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from lofte.accounts.models import Organisation, User
from lofte.base import audit
from lofte.records.archiving import packing
from lofte.records.archiving.models import ArchivePackage

UNDATED = (1980, 1, 1, 0, 0, 0)  # the same package is the same file


class Refused(Exception):
    """A package or a receipt that cannot be recorded."""

    code = "refused"
    field = "__all__"


class WrongWayRound(Refused):
    code = "wrong_way_round"
    field = "last_day"


class NotOver(Refused):
    """What is not over can still change."""

    code = "not_over"
    field = "last_day"


class ReceivedAlready(Refused):
    code = "received"


class BeforeItWasMade(Refused):
    code = "before_made"
    field = "received_on"


class NotReceivedYet(Refused):
    code = "future"
    field = "received_on"


class Changed(Exception):
    """What the package was made of has changed since: the file would be another."""


def make(*, organisation: Organisation, starts: date, ends: date, by: User, at: datetime) -> ArchivePackage:
    """Make a package of a time that is over, and note it."""
    if ends <= starts:
        raise WrongWayRound
    if ends > timezone.localdate(at):
        raise NotOver
    asked = packing.Asked(organisation, starts, ends, at, by)
    return packing.note(asked, packing.whole(asked)[1])


def as_file(one: ArchivePackage) -> bytes:
    """Return the package as one file. It is made anew, and given out only where it is the same."""
    asked = packing.Asked(one.organisation, one.starts, one.ends, one.made_at)
    package, parts = packing.whole(asked)
    if parts[-1].sha256 != one.sha256:
        raise Changed
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts:
            packed.writestr(zipfile.ZipInfo(f"{package.name}/{part.path}", UNDATED), part.content)
    return held.getvalue()


@transaction.atomic
def receive(one: ArchivePackage, *, receipt: str, received_on: date, by: User, at: datetime) -> None:
    """Record the archive's receipt: from now on it is delivered."""
    if received_on < timezone.localdate(one.made_at):
        raise BeforeItWasMade
    if received_on > timezone.localdate(at):
        raise NotReceivedYet
    waiting = ArchivePackage.objects.filter(pk=one.pk, receipt="")
    said = {"receipt": receipt.strip(), "received_on": received_on, "recorded_by": by, "recorded_at": at}
    if not waiting.update(**said):
        raise ReceivedAlready
    audit.record("archive.received", target=one, by_id=by.pk, at=at)


def packages(organisation: Organisation) -> QuerySet[ArchivePackage]:
    """Return an organisation's packages, the latest first."""
    rows = ArchivePackage.objects.filter(organisation=organisation).select_related("organisation")
    return rows.order_by("-pk")


def delivered(organisation_ids: list[int]) -> dict[int, list[tuple[date, date]]]:
    """Return the times that each organisation has delivered, with a receipt."""
    found: dict[int, list[tuple[date, date]]] = {}
    rows = ArchivePackage.objects.filter(organisation__in=organisation_ids).exclude(receipt="").order_by("pk")
    for key, starts, ends in rows.values_list("organisation", "starts", "ends"):
        found.setdefault(key, []).append((starts, ends))
    return found


def within(since: str, times: list[tuple[date, date]]) -> Q:
    """Return what picks the rows whose time lies in one of these."""
    found = Q(pk__in=[])
    for starts, ends in times:
        found |= Q(**{f"{since}__gte": packing.begins(starts), f"{since}__lt": packing.begins(ends)})
    return found
