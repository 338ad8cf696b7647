"""What the staff's pages show of a sample: who has fixed a number, what is to be looked up, what waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.base.quoting import quoted
from lofte.base.waiting import Item
from lofte.base.wording import day_long, period_name
from lofte.followup import queries
from lofte.followup.models import CHECKING, FollowUp, Sample, SampledEntry, SampleNumber
from lofte.promises import language
from lofte.work import words
from lofte.work.models import Entry
from lofte.work.templatetags.work import kind_name

__all__ = ["CHECKING", "numbers", "parts", "said", "to_check", "told", "waiting"]
# What the one who looks an entry up is told of it: not the hour, not when it was written.
TOLD = ("occurred_on", "minutes", "occasions", "kind_of_work", "area")


@dataclass(frozen=True)
class PartyNumber:
    """A signing party: whether its number is fixed and told, and what the viewer may do about it."""

    organisation: Organisation
    row: SampleNumber | None
    may_fix: bool
    may_tell: bool


@dataclass(frozen=True)
class Part:
    """One organisation's drawn entries, and how far the one who checks has come."""

    organisation: Organisation
    checked_by: Organisation
    n: int
    n_answered: int
    may_check: bool


def numbers(sample: Sample, viewer: Viewer) -> list[PartyNumber]:
    """Return the signing parties in their order."""
    promise = sample.followup.promise
    parties = queries.signing_parties(promise)
    rows = {row.organisation_id: row for row in sample.numbers.all()}
    mine = viewer.organisation_ids(promise.partnership_id, Right.SIGN)
    is_open, are_fixed = _is_open(sample), len(rows) == len(parties)
    return [
        PartyNumber(
            party,
            row := rows.get(party.pk),
            may_fix=is_open and party.pk in mine and row is None,
            may_tell=is_open and are_fixed and party.pk in mine and row is not None and not row.told_at,
        )
        for party in parties
    ]


def _is_open(sample: Sample) -> bool:
    return not (sample.drawn_at or sample.abandoned_at) and sample.followup.state == FollowUp.State.WRITING


def parts(sample: Sample, viewer: Viewer) -> list[Part]:
    """Return the drawn entries by whose they are: two queries."""
    mine = viewer.organisation_ids(sample.followup.promise.partnership_id, *CHECKING)
    counted = (
        sample.entries.whole(Purpose.COUNTING)
        .values("organisation", "checked_by")
        .annotate(n=Count("pk"), n_answered=Count("pk", filter=~Q(answer="")))
        .order_by("organisation")
    )
    found = list(counted)
    names = Organisation.objects.in_bulk(
        {one[key] for one in found for key in ("organisation", "checked_by")}
    )
    return [
        Part(
            names[one["organisation"]],
            names[one["checked_by"]],
            one["n"],
            one["n_answered"],
            may_check=one["checked_by"] in mine and not sample.finished_at and not sample.abandoned_at,
        )
        for one in found
    ]


def to_check(sample: Sample, viewer: Viewer) -> list[SampledEntry]:
    """Return the drawn entries that the viewer's organisations look up, in the order they were drawn.

    The entries are fetched through their own layer, with what is told of them alone: three queries.
    """
    mine = viewer.organisation_ids(sample.followup.promise.partnership_id, *CHECKING)
    rows = list(
        sample.entries.seen_by(viewer)
        .filter(checked_by__in=mine)
        .select_related("organisation", "checked_by")
        .order_by("organisation__name", "position", "pk")
    )
    drawn = Entry.objects.whole(Purpose.CHOSEN).select_related("kind_of_work", "area")
    entries = drawn.only(*TOLD).in_bulk([row.entry_id for row in rows])
    for row in rows:
        row.entry = entries[row.entry_id]
    return rows


def told(row: SampledEntry) -> str:
    """Say what is to be looked up: kind, area, day and length, and nothing of persons."""
    entry, lang = row.entry, language.current()
    pieces = [kind_name(entry.kind_of_work), entry.area.name, day_long(entry.occurred_on, lang)]
    if entry.minutes is not None:
        pieces.append(words.minutes(entry.minutes))
    if entry.occasions > 1:
        pieces.append(_("%(n)d gånger") % {"n": entry.occasions})
    return ", ".join(pieces)


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Offer the start page what the samples under way ask of the viewer: there is one for a follow-up."""
    for sample in _under_way(viewer):
        yield from _asked(sample, viewer)


def _under_way(viewer: Viewer) -> QuerySet[Sample]:
    return (
        Sample.objects.seen_by(viewer)
        .filter(
            followup__state=FollowUp.State.WRITING,
            finished_at=None,
            abandoned_at=None,
        )
        .select_related("followup__promise")
        .order_by("pk")
    )


def _asked(sample: Sample, viewer: Viewer) -> Iterator[Item]:
    title = quoted(sample.followup.promise.title)
    name = {"period": period_name(sample.followup.period, language.current())}
    page = reverse("followup:sample", args=[sample.followup_id])
    if not sample.drawn_at:
        parties = numbers(sample, viewer)
        if any(party.may_fix for party in parties):
            yield Item(_("Bestäm ert tal för stickprovet, %(period)s") % name, page, None, "answer", title)
        if any(party.may_tell for party in parties):
            yield Item(_("Visa ert tal för stickprovet, %(period)s") % name, page, None, "answer", title)
        return
    found = parts(sample, viewer)
    n_left = sum(part.n - part.n_answered for part in found)
    if any(part.may_check and part.n_answered < part.n for part in found):
        check = reverse("followup:sample-check", args=[sample.followup_id])
        yield Item(_("Kontrollera stickprovet, %(period)s") % name, check, None, "answer", title)
    elif not n_left and viewer.may(sample.followup.promise.partnership_id, Right.WRITE_FOLLOWUP):
        yield Item(_("Avsluta stickprovet, %(period)s") % name, page, None, "answer", title)


def said(parts: Sequence[dict[str, dict[str, str]]]) -> list[str]:
    """Return what was found, in the reader's language."""
    return [part["said"][language.current()] for part in parts]
