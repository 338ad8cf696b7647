"""A tombstone says that a text was taken from a release: where, on what ground and when. No database."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lofte.base.wording import day_long
from lofte.released.canonical import sha256
from lofte.released.sealed import Opened, fill

GONE = "[borttaget]"  # stands where a part of a text stood
GONE_IN_ENGLISH = "[removed]"
Plain = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """On what a text is taken away, as the law has it since a day."""

    code: str
    since: date
    sv: str
    en: str


GROUNDS = (
    Ground("gdpr_17", date(2018, 5, 25), "art. 17 dataskyddsförordningen", "Article 17 GDPR"),
    Ground("gdpr_6", date(2018, 5, 25), "art. 6 dataskyddsförordningen", "Article 6 GDPR"),
    Ground("osl", date(2009, 6, 30), "offentlighets- och sekretesslagen", "the Secrecy Act"),
    Ground("tf", date(2019, 1, 1), "tryckfrihetsförordningen", "the Freedom of the Press Act"),
    Ground("law", date(2018, 5, 25), "fick enligt lag inte publiceras", "not lawfully published"),
)


@dataclass(frozen=True)
class Tomb:
    """One tombstone, read: the canonical text that is hashed and signed, and what opens it."""

    canonical: str
    signature: str
    openings: Mapping[str, Opened]

    @property
    def content(self) -> Plain:
        texts = {pointer: one.text for pointer, one in self.openings.items()}
        found: Plain = fill(json.loads(self.canonical), texts)["content"]
        return found

    @property
    def of(self) -> str:
        """The checksum of the release that it stands over."""
        return str(json.loads(self.canonical)["content"]["of"]["sha256"])

    def as_json(self) -> Plain:
        opened = {at: {"salt": one.salt, "text": one.text} for at, one in self.openings.items()}
        return {"canonical": self.canonical, "signature": self.signature, "openings": opened}

    def told(self) -> Plain:
        """Return what the published document says of it."""
        content = self.content
        kept = {key: content[key] for key in ("ground", "decided_on", "reference", "office")}
        places = [one["pointer"] for one in content["removed"]]
        return kept | {"sha256": sha256(self.canonical), "places": places}


def texts(tombs: Sequence[Tomb]) -> dict[str, str]:
    """Return what stands in the place of what is gone: what is left of the text, or a plain note."""
    found: dict[str, str] = {}
    for tomb in tombs:
        content = tomb.content
        for one in content["removed"]:
            left = one["instead"]
            is_left = isinstance(left, str) and left
            found[one["pointer"]] = left if is_left else note(one["pointer"], content)
    return found


def gone_at(pointer: str) -> str:
    """Return the word for a part of a text that is gone, in the language of its place."""
    return GONE_IN_ENGLISH if pointer.endswith("/en") else GONE


def ground_words(code: str, language: str) -> str:
    """Return a ground as it is told in a language."""
    ground = next((one for one in GROUNDS if one.code == code), GROUNDS[-1])
    return ground.en if language == "en" else ground.sv


def note(pointer: str, content: Plain) -> str:
    """Say that a text stood here, in the language of its place."""
    on = date.fromisoformat(content["decided_on"])
    if pointer.endswith("/en"):
        ground = ground_words(content["ground"], "en")
        return f"A text stood here that was removed on {day_long(on, 'en')} ({ground})"
    ground = ground_words(content["ground"], "sv")
    return f"Här stod en text som togs bort {day_long(on, 'sv')} ({ground})"


def fixed(*, reference: str, office: str, decided_on: date) -> str:
    """Say what stands in the place of a fixed file: its checksum is kept, and by which decision it went."""
    return f"{GONE} {day_long(decided_on, 'sv')}, {office}, {reference}"


def is_fixed(content: bytes | memoryview) -> bool:
    """Whether this stands in the place of a fixed file."""
    return bytes(content).startswith(GONE.encode())


def removed(tombs: Sequence[Tomb]) -> Iterator[tuple[str, str]]:
    """Yield every place that a tombstone stands over, with its commitment."""
    for tomb in tombs:
        yield from ((one["pointer"], one["commitment"]) for one in tomb.content["removed"])
