"""What is out, by partnership and by address."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from lofte.released.models import Opening, Page, Release
from lofte.released.sealed import Opened
from lofte.released.tombs import Tomb


@dataclass(frozen=True)
class ReadyPage:
    """A ready answer, as it goes out."""

    language: str
    media_type: str
    body: bytes
    etag: str
    is_gzipped: bool


# Written by hand: building this statement from the model took twenty times as long as running it.
_PAGE = "SELECT language, media_type, body, etag, FALSE FROM released_page WHERE path = %s"
_PACKED_PAGE = """
    SELECT language, media_type, COALESCE(gzipped, body), etag, gzipped IS NOT NULL
    FROM released_page WHERE path = %s
"""


def page(path: str, *, gzipped: bool = False) -> ReadyPage | None:
    """Return the ready answer to an address, packed if it lies there packed: one query."""
    with connection.cursor() as cursor:
        cursor.execute(_PACKED_PAGE if gzipped else _PAGE, [path])
        row = cursor.fetchone()
    if row is None:
        return None
    language, media_type, sent, etag, is_packed = row
    return ReadyPage(language, media_type, bytes(sent), etag, bool(is_packed))


def near(path: str) -> str | None:
    """Return the address that somebody meant who wrote it with a capital, with ÅÄÖ, without its last slash,
    or as the English twin of a file that is the same in both languages."""
    letters = unicodedata.normalize("NFKD", path).encode("ascii", "ignore").decode()
    bare = letters.rstrip("/")
    meant = [bare, f"{bare}/"]
    if bare.casefold().startswith("/en/"):
        meant.append(bare[len("/en") :])
    wanted = Q()
    for one in meant:
        wanted |= Q(path__iexact=one)
    found = Page.objects.filter(wanted).order_by("path").values_list("path", flat=True).first()
    return None if found == path else found


def releases(partnership_slug: str) -> QuerySet[Release]:
    """Return a partnership's releases in the order of their chain."""
    return Release.objects.filter(partnership_slug=partnership_slug).order_by("number")


def openings(releases: Sequence[Release]) -> dict[int, dict[str, Opened]]:
    """Return what opens each release, by its key and by place: one query."""
    found: dict[int, dict[str, Opened]] = {}
    rows = Opening.objects.filter(release__in=releases).order_by("pk")
    for release_id, pointer, salt, text in rows.values_list("release_id", "pointer", "salt", "text"):
        found.setdefault(release_id, {})[pointer] = Opened(salt, text)
    return found


def tombs(partnership_slugs: Iterable[str]) -> dict[str, list[Tomb]]:
    """Return the tombstones of some partnerships, in order, by the checksum of what they stand over."""
    made = Release.objects.filter(partnership_slug__in=set(partnership_slugs), kind=Release.Kind.REDACTION)
    rows = list(made.order_by("partnership_slug", "number"))
    opened = openings(rows) if rows else {}
    found: dict[str, list[Tomb]] = {}
    for row in rows:
        one = Tomb(row.canonical, row.signature, opened.get(row.pk, {}))
        found.setdefault(one.of, []).append(one)
    return found


def partnership_slugs() -> list[str]:
    """Return the partnerships that have released something, by name."""
    found = Release.objects.order_by("partnership_slug").values_list("partnership_slug", flat=True).distinct()
    return list(found)


def last_release(partnership_slug: str) -> Release | None:
    return releases(partnership_slug).last()


def find(partnership_slug: str, promise_slug: str, period: str) -> Release | None:
    """Return the newest version of a follow-up."""
    return (
        releases(partnership_slug)
        .filter(promise_slug=promise_slug, period=period, kind=Release.Kind.FOLLOWUP)
        .order_by("-version")
        .first()
    )
