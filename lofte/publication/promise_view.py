"""A promise, a partnership and the front page as they are shown, from released documents alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from lofte.charts.paint import PAGE, Paint
from lofte.periods.calendar import Period
from lofte.publication import revision_view, sign_view
from lofte.publication.area_view import of_areas
from lofte.publication.documents import Document, Shelf
from lofte.publication.figures import Easel, Figure, of_ground
from lofte.publication.removed_view import Removed, removed

Plain = dict[str, Any]


@dataclass(frozen=True)
class Milestone:
    """A follow-up in the promise's row of time."""

    document: Document
    period: str
    lead: str
    lead_language: str


@dataclass(frozen=True)
class PointView:
    """A headline with the activities under it."""

    text: str
    reasons: str
    activities: list[Plain]


@dataclass(frozen=True)
class PlaceLink:
    """A place of the map, and where the newest follow-up tells of it; no anchor while there is none."""

    name: str
    address: str
    anchor: str


@dataclass(frozen=True)
class PromiseView:
    """A promise's page."""

    document: Document
    content: Plain
    promise: Plain
    points: list[PointView]
    followups: list[Milestone]
    ground: Figure | None
    signatures: list[Plain]
    earlier: Document | None
    areas: list[PlaceLink]
    removed: list[Removed]

    @property
    def readings(self) -> list[tuple[str, list[Plain]]]:
        """The settled questions, those of an activity together; those of the whole promise first."""
        found: dict[str, list[Plain]] = {"": []}
        asked = set()  # the same question of an activity's two targets is read once
        for question in self.content["questions"]:
            key = (question["activity"], question["text"], question["answer"])
            if key not in asked:
                found.setdefault(question["activity"], []).append(question)
            asked.add(key)
        return [(title, questions) for title, questions in found.items() if questions]

    @property
    def newest(self) -> Milestone | None:
        return self.followups[0] if self.followups else None


@dataclass(frozen=True)
class PartnershipView:
    """A partnership's page: its newest promise, its earlier ones, its ground."""

    slug: str
    name: str
    municipality: str
    promises: list[PromiseView]
    parties: list[str]
    is_simulated: bool

    @property
    def newest(self) -> PromiseView:
        return self.promises[0]

    @property
    def earlier(self) -> list[PromiseView]:
        return self.promises[1:]


def promise(document: Document, shelf: Shelf, language: str, *, paint: Paint = PAGE) -> PromiseView:
    """Read a released promise for one language."""
    content: Plain = document.body["content"]
    easel = Easel(language, paint, document.is_simulated, _days(content["promise"]))
    ground = content["map"]
    return PromiseView(
        document=document,
        content=content,
        promise=content["promise"],
        points=_points(content, language),
        followups=[_milestone(one, language) for one in shelf.followups(document.promise)],
        ground=of_ground(ground, content["promise"]["title"], easel) if ground else None,
        signatures=[
            {"name": one["name"], "role": one["title"], "party": one["party"], "on": ""}
            for one in content["signatures"]
        ],
        earlier=_earlier(content["promise"], shelf),
        areas=list(_places(ground["places"], shelf.followups(document.promise))) if ground else [],
        removed=removed(document, language),
    )


def _places(names: Sequence[str], followups: Sequence[Document]) -> Iterable[PlaceLink]:
    """Lead each place to its own part of the newest follow-up."""
    newest = followups[0] if followups else None
    told = of_areas(newest.body["content"]["activities"], names, "sv") if newest else ()
    anchors = {area.name: area.anchor for area in told if area.lines}
    for name in names:
        yield PlaceLink(name, newest.address if newest else "", anchors.get(name, ""))


def _days(plain: Plain) -> Period:
    starts, last = date.fromisoformat(plain["starts"]), date.fromisoformat(plain["last_day"])
    return Period(starts, last + timedelta(days=1))


def _points(content: Plain, language: str) -> list[PointView]:
    reasons = {point["text"]: point["reasons"] for point in content["points"]}
    activities = [_activity(plain, language) for plain in content["activities"]]
    found = [
        PointView(text, reasons.get(text, ""), list(group))
        for text, group in groupby(activities, key=lambda one: one["point"])
    ]
    bare = [text for text in reasons if text not in {point.text for point in found}]
    return [PointView(text, reasons[text], []) for text in bare] + found


def _activity(plain: Plain, language: str) -> Plain:
    return {
        "number": plain["number"],
        "title": plain["title"],
        "english": plain.get("name", {}).get("en", "") if language == "en" else "",
        "text": plain["text"],
        "point": plain["point"],
        "responsible": [one["name"] for one in plain["responsible"]],
        "contributing": [one["name"] for one in plain["contributing"]],
        "continues": plain["continues"],
        "descriptions": [target["description"][language] for target in plain["targets"]],
        "revisions": revision_view.of(plain["targets"], language),
        "signs": sign_view.of(plain["targets"]),
    }


def _milestone(document: Document, language: str) -> Milestone:
    content = document.body["content"]
    lead = content["lead"]
    spoken = language if lead[language] else "sv"
    return Milestone(document, content["period"]["key"], lead[spoken], spoken)


def _earlier(plain: Plain, shelf: Shelf) -> Document | None:
    before = plain["extends"]
    return next((one for one in shelf.promises if before and one.promise == before["slug"]), None)


def partnership(shelf: Shelf, language: str) -> PartnershipView:
    """Read all that a partnership has released for one language."""
    promises = [promise(one, shelf, language) for one in shelf.promises]
    newest = promises[0].content["partnership"]
    parties = [one["name"] for view in promises[:1] for one in view.promise["parties"]]
    return PartnershipView(
        slug=newest["slug"],
        name=newest["name"],
        municipality=newest["municipality"],
        promises=promises,
        parties=parties,
        is_simulated=any(one.is_simulated for one in shelf.documents),
    )


def front(shelves: Sequence[Shelf], language: str) -> list[PartnershipView]:
    """Read every partnership, by name."""
    return sorted((partnership(one, language) for one in shelves), key=lambda view: view.municipality)
