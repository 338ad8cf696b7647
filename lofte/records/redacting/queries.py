"""What waits to be taken away in a partnership, what has been, and where a text stands, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from lofte.accounts import queries as accounts
from lofte.accounts.models import Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.base.waiting import Item
from lofte.publication import documents
from lofte.publication.redacting.actions import Places
from lofte.records.redacting.models import AskedRedaction
from lofte.released import queries as released
from lofte.released.tombs import GROUNDS

KEYS = (Right.REGISTER, Right.SIGN, Right.ADMINISTER)  # any of them confirms


@dataclass(frozen=True)
class Kind:
    """So many rows of a kind of thing; those whose own name it is stay."""

    name: str
    n_rows: int
    stays: bool


@dataclass(frozen=True)
class Stone:
    """A tombstone, as the list shows it."""

    address: str
    n_texts: int
    ground: str
    office: str
    reference: str
    decided_on: date


def kinds(places: Places) -> list[Kind]:
    """Return the kinds of things that hold the text, and how many rows of each."""
    rows: dict[tuple[str, bool], set[object]] = {}
    for one in places.live:
        name = str(apps.get_model(one.model)._meta.verbose_name_plural)
        rows.setdefault((name, one.stays), set()).update(one.keys)
    return [Kind(name, len(keys), stays) for (name, stays), keys in sorted(rows.items())]


def addresses(places: Places) -> list[tuple[str, int]]:
    """Return each released address that holds the text, and at how many places."""
    return [(documents.of(release).address, len(openings)) for release, openings in places.released]


def ground_in_words(code: str) -> str:
    return next((one.sv for one in GROUNDS if one.code == code), code)


def asked(partnership: Partnership) -> QuerySet[AskedRedaction]:
    """Return what has been asked in a partnership, the latest first."""
    found = AskedRedaction.objects.filter(partnership=partnership)
    return found.select_related("partnership", "organisation", "asked_by").order_by("-pk")


def stones(partnership: Partnership) -> list[Stone]:
    """Return the partnership's tombstones, the latest first: what the operator's command made too."""
    every = [one.content for rows in released.tombs([partnership.slug]).values() for one in rows]
    found = [
        Stone(
            address=content["of"]["address"],
            n_texts=len(content["removed"]),
            ground=ground_in_words(content["ground"]),
            office=content["office"],
            reference=content["reference"],
            decided_on=date.fromisoformat(content["decided_on"]),
        )
        for content in every
    ]
    return sorted(found, key=lambda one: (one.decided_on, one.address), reverse=True)


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Yield, for one who may turn the second key, how many wait for it in each partnership."""
    for partnership in accounts.partnerships(viewer, *KEYS):
        rows = asked(partnership).filter(outcome=AskedRedaction.Outcome.WAITING)
        n = rows.exclude(asked_by=viewer.user_id).count()
        if n:
            said = ngettext(
                "%(n)d borttag väntar på en andra person", "%(n)d borttag väntar på en andra person", n
            )
            yield Item(text=said % {"n": n}, url=reverse("redacting:index", args=[partnership.slug]))
