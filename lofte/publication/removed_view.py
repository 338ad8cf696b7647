"""What has been taken out of a released document since: when, on what ground, by whom; never the words."""

from dataclasses import dataclass
from datetime import date

from lofte.publication.documents import Document
from lofte.released import tombs


@dataclass(frozen=True)
class Removed:
    """One decision by which texts of the document went."""

    ground: str
    decided_on: date
    office: str
    reference: str


def removed(document: Document, language: str) -> list[Removed]:
    """Return the decisions in the order in which they were carried out."""
    return [
        Removed(
            ground=tombs.ground_words(one["ground"], language),
            decided_on=date.fromisoformat(one["decided_on"]),
            office=str(one["office"]),
            reference=str(one["reference"]),
        )
        for one in document.body.get("redactions", [])
    ]
