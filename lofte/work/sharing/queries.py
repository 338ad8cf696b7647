"""What is shared: of an entry, with a viewer, and by standing decision."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lofte.accounts.models import Group, Membership, Organisation, Partnership, Share
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.work import belonging
from lofte.work.models import Entry, EntryNote
from lofte.work.sharing.actions import ENTRY, Reach

AT_MOST = 50  # the newest


def of_entry(entry: Entry) -> QuerySet[Share]:
    """Return with whom an entry is shared now, by itself or with the whole log."""
    rows = Share.objects.filter(
        Q(key=entry.pk) | Q(key=None, organisation=entry.organisation_id), thing=ENTRY, withdrawn_at=None
    )
    return rows.select_related("group", "partnership", "ground").order_by("said_at", "pk")


def reaches(entry: Entry, on: date, but: Collection[Share] = ()) -> list[Reach]:
    """Return with whom an entry can be shared and is not yet: its organisation's groups and partnerships."""
    told = {(one.partnership_id, one.group_id) for one in but if one.key is not None}
    member = Membership.objects.filter(organisation=entry.organisation_id).select_related("partnership")
    whole = [Reach(one.partnership) for one in member.order_by("partnership__name", "pk")]
    runs = Q(ends=None) | Q(ends__gt=on)
    groups = Group.objects.filter(
        runs, starts__lte=on, partnership__in=[one.partnership for one in whole], members__isnull=False
    )
    found = groups.distinct().select_related("partnership").order_by("name", "pk")
    every = [*(Reach(one.partnership, one) for one in found), *whole]
    return [one for one in every if (one.partnership.pk, one.group.pk if one.group else None) not in told]


@dataclass(frozen=True)
class Told:
    """An entry that somebody let the viewer see, with its words and why."""

    entry: Entry
    text: str
    share: Share


def shared_with(viewer: Viewer) -> list[Told]:
    """Return what others have shared with the viewer one by one, the newest first: queries do not grow."""
    ours = viewer.organisations_with()
    rows = Entry.sight.shares(viewer).exclude(key=None).exclude(organisation__in=ours)
    return _told(viewer, rows.order_by("-said_at", "-pk"))


def shared_by(viewer: Viewer) -> list[Told]:
    """Return what the viewer's own organisations share one by one, the newest first."""
    ours = viewer.organisations_with(Right.LOG, Right.SEE_FIGURES)
    rows = Share.objects.filter(thing=ENTRY, organisation__in=ours, withdrawn_at=None).exclude(key=None)
    return _told(viewer, rows.order_by("-said_at", "-pk"))


def _told(viewer: Viewer, rows: QuerySet[Share]) -> list[Told]:
    shares = list(rows.select_related("group", "partnership", "ground", "organisation")[:AT_MOST])
    keys = [one.key for one in shares if one.key is not None]
    seen = Entry.objects.seen_by(viewer).select_related("kind_of_work", "area", "place", "organisation")
    entries = seen.prefetch_related(*belonging.whole(Purpose.CHOSEN)).in_bulk(keys)
    texts = dict(EntryNote.objects.seen_by(viewer).filter(entry__in=keys).values_list("entry_id", "text"))
    return [Told(entries[one.key], texts.get(one.key or 0, ""), one) for one in shares if one.key in entries]


@dataclass(frozen=True)
class Stand:
    """Whether a partnership sees an organisation's entries one by one, and since when."""

    organisation: Organisation
    partnership: Partnership
    share: Share | None


def stands(viewer: Viewer) -> Sequence[Stand]:
    """Return how it stands for each organisation that the viewer decides for: two queries."""
    pairs = [
        (one, organisation)
        for one in viewer.partnership_ids(Right.SIGN)
        for organisation in viewer.organisation_ids(one, Right.SIGN)
    ]
    members = Membership.objects.select_related("organisation", "partnership").filter(
        partnership__in=[one for one, _ in pairs], organisation__in=[one for _, one in pairs]
    )
    rows = {
        (one.partnership_id, one.organisation_id): one
        for one in Share.objects.filter(thing=ENTRY, key=None, withdrawn_at=None).select_related("ground")
    }
    return [
        Stand(one.organisation, one.partnership, rows.get((one.partnership_id, one.organisation_id)))
        for one in members.order_by("partnership__name", "position", "pk")
        if (one.partnership_id, one.organisation_id) in pairs
    ]
