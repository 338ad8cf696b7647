"""A released document as pages see it: the frozen content with its place in the chain, and nothing live."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lofte.released import queries
from lofte.released import tombs as tombstones
from lofte.released.canonical import dump
from lofte.released.models import Release
from lofte.released.sealed import Opened, fill, marks
from lofte.released.tombs import Tomb

Content = dict[str, Any]


@dataclass(frozen=True)
class Document:
    """One release. `body` is what is read: the frozen form with every text at its place."""

    kind: str
    partnership: str
    promise: str
    period: str
    version: int
    number: int
    sha256: str
    released_at: datetime
    is_simulated: bool
    canonical: str
    body: Content
    openings: Mapping[str, Opened] = field(default_factory=dict)
    tombs: tuple[Tomb, ...] = ()

    @property
    def is_sealed(self) -> bool:
        """Whether its texts stand outside the hash: what was released before that holds them inside."""
        return bool(self.openings or self.tombs)

    @property
    def data(self) -> str:
        """The JSON that is published."""
        return dump(self.body) if self.is_sealed else self.canonical

    @property
    def address(self) -> str:
        """The Swedish address of its page."""
        base = f"/{self.partnership}/loften/{self.promise}/"
        return base if self.kind == Release.Kind.PROMISE else f"{base}{self.period}/v{self.version}/"


@dataclass(frozen=True)
class Shelf:
    """All that a partnership has released."""

    documents: tuple[Document, ...]

    @property
    def promises(self) -> list[Document]:
        """The newest version of each promise, the latest time first."""
        newest: dict[str, Document] = {}
        for one in sorted(self._of(Release.Kind.PROMISE), key=lambda d: d.version):
            newest[one.promise] = one
        return sorted(
            newest.values(), key=lambda d: str(d.body["content"]["promise"]["starts"]), reverse=True
        )

    def promise(self, slug: str) -> Document:
        return next(one for one in self.promises if one.promise == slug)

    def followups(self, promise: str) -> list[Document]:
        """The newest version for each period, the latest period first."""
        newest: dict[str, Document] = {}
        for one in sorted(self._of(Release.Kind.FOLLOWUP), key=lambda d: d.version):
            if one.promise == promise:
                newest[one.period] = one
        return sorted(newest.values(), key=lambda d: str(d.body["content"]["period"]["starts"]), reverse=True)

    def versions(self, promise: str, period: str) -> list[Document]:
        """Every version for a period, the newest first."""
        found = [d for d in self._of(Release.Kind.FOLLOWUP) if (d.promise, d.period) == (promise, period)]
        return sorted(found, key=lambda d: d.version, reverse=True)

    def _of(self, kind: str) -> list[Document]:
        return [one for one in self.documents if one.kind == kind]


def of(release: Release) -> Document:
    """Read a release."""
    tombs = queries.tombs([release.partnership_slug]).get(release.sha256, [])
    return _read(release, queries.openings([release]).get(release.pk, {}), tombs)


def _read(release: Release, openings: Mapping[str, Opened], tombs: Sequence[Tomb]) -> Document:
    """Fill what is frozen with what is open; where a text is gone, its tombstone says so."""
    texts = {pointer: one.text for pointer, one in openings.items()} | tombstones.texts(tombs)
    told = {"redactions": [one.told() for one in tombs]} if tombs else {}
    return Document(
        kind=release.kind,
        partnership=release.partnership_slug,
        promise=release.promise_slug,
        period=release.period,
        version=release.version,
        number=release.number,
        sha256=release.sha256,
        released_at=release.released_at,
        is_simulated=release.is_simulated,
        canonical=release.canonical,
        body=fill(json.loads(release.canonical), texts) | told,
        tombs=tuple(tombs),
        openings=openings,
    )


def shelf(releases: Iterable[Release]) -> Shelf:
    found = list(releases)
    openings = queries.openings(found)
    tombs = queries.tombs(one.partnership_slug for one in found)
    return Shelf(tuple(_read(one, openings.get(one.pk, {}), tombs.get(one.sha256, [])) for one in found))


def newest_first(documents: Sequence[Document]) -> list[Document]:
    return sorted(documents, key=lambda one: one.released_at, reverse=True)


def commitments(release: Release) -> dict[str, str]:
    """Return every commitment of a release, by its place."""
    return dict(marks(json.loads(release.canonical)))
