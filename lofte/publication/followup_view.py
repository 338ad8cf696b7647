"""A released follow-up as its page shows it: chosen, in order and in one language; templates only format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from lofte.charts.paint import PAGE, Paint
from lofte.charts.shapes import PATHS
from lofte.periods.calendar import Period
from lofte.publication.documents import Document
from lofte.publication.figures import Easel, Figure, of_ground, of_target

Plain = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """Words with the language they are written in: Swedish stands in for what nobody put into English."""

    words: str
    language: str


@dataclass(frozen=True)
class Trace:
    """What lies behind a figure: what counts, by which rule, when, from where."""

    description: str
    counts: str
    counts_not: str
    starts: str
    last_day: str
    counted_through: str
    source: str


@dataclass(frozen=True)
class ActivityView:
    """One activity."""

    number: int
    title: str
    text: str
    point: str
    responsible: list[str]
    contributing: list[str]
    status: str | None
    sentence: Text
    comment: Text
    signs: list[str]
    figures: list[Figure]
    traces: list[Trace]

    @property
    def anchor(self) -> str:
        return f"aktivitet-{self.number}"


@dataclass(frozen=True)
class PointView:
    """A headline of the promise with its activities."""

    text: str
    activities: list[ActivityView]


@dataclass(frozen=True)
class AreaLine:
    """What was promised for one area in one activity, and what is done there."""

    number: int
    title: str
    unit: str
    done: float
    promised: float
    status: str


@dataclass(frozen=True)
class AreaView:
    """One area, alone with its own promise."""

    name: str
    anchor: str
    lines: list[AreaLine]


@dataclass(frozen=True)
class FollowUpView:
    """The whole page."""

    document: Document
    content: Plain
    lead: Text
    changes: list[Text]
    is_first: bool
    points: list[PointView]
    areas: list[AreaView]
    ground: Figure | None
    approvals: list[Plain]
    method: list[str]
    versions: list[Document] = field(default_factory=list)
    newer: Document | None = None

    @property
    def shapes(self) -> list[tuple[str, str]]:
        """The shapes of the statuses that the page shows."""
        shown = {activity.status for activity in self.activities}
        shown |= {line.status for area in self.areas for line in area.lines}
        return [(status, path) for status, path in PATHS.items() if status in shown]

    @property
    def activities(self) -> list[ActivityView]:
        return [activity for point in self.points for activity in point.activities]


def view(
    document: Document,
    promise: Document | None,
    language: str,
    *,
    versions: Sequence[Document] = (),
    paint: Paint = PAGE,
) -> FollowUpView:
    """Read a released follow-up for one language."""
    content: Plain = document.body["content"]
    easel = Easel(language, paint, document.is_simulated, _period(content["period"]))
    activities = [_activity(plain, language, easel) for plain in content["activities"]]
    ground = promise.body["content"]["map"] if promise else None
    areas = list(_areas(content["activities"], language))
    return FollowUpView(
        document=document,
        content=content,
        lead=_text(content["lead"], language),
        changes=[_text(a["change"], language) for a in content["activities"] if a["change"]["sv"]],
        is_first=content["compared_with"] is None,
        points=[PointView(text, list(found)) for text, found in groupby(activities, key=lambda a: a.point)],
        areas=areas,
        ground=of_ground(ground, _map_title(content, language), easel) if ground else None,
        approvals=[_approval(plain) for plain in document.body["approvals"]],
        method=[text[language] for text in content["method"].values()],
        versions=list(versions),
        newer=next((one for one in versions if one.version > document.version), None),
    )


def _period(plain: Plain) -> Period:
    last = date.fromisoformat(plain["last_day"])
    return Period(date.fromisoformat(plain["starts"]), last + timedelta(days=1), plain["key"])


def _map_title(content: Plain, language: str) -> str:
    title: str = content["promise"]["title"]
    return title


def _text(both: Plain, language: str) -> Text:
    return Text(both[language], language) if both[language] else Text(both["sv"], "sv")


def _activity(plain: Plain, language: str, easel: Easel) -> ActivityView:
    return ActivityView(
        number=plain["number"],
        title=plain["title"],
        text=plain["text"],
        point=plain["point"],
        responsible=[party["name"] for party in plain["responsible"]],
        contributing=[party["name"] for party in plain["contributing"]],
        status=plain["status"],
        sentence=_text(plain["sentence"], language),
        comment=_text(plain["comment"], language),
        signs=[target["sign"] for target in plain["targets"] if target["sign"]],
        figures=[figure for target in plain["targets"] for figure in of_target(target, plain, easel)],
        traces=[_trace(target, language) for target in plain["targets"] if target["kind"] != "qualitative"],
    )


def _trace(target: Plain, language: str) -> Trace:
    definition = target["definition"] or {"counts": {}, "counts_not": {}}
    return Trace(
        description=target["description"][language],
        counts=definition["counts"].get(language, ""),
        counts_not=definition["counts_not"].get(language, ""),
        starts=target["starts"],
        last_day=target["last_day"],
        counted_through=target["counted_through"],
        source=target["source"][language],
    )


def _areas(activities: Sequence[Plain], language: str) -> Iterable[AreaView]:
    """Every area by itself, in the order in which the promise names them: never ranked."""
    names = dict.fromkeys(
        line["place"]
        for activity in activities
        for target in activity["targets"]
        for line in target["places"]
        if line["place"] and line["promised"] is not None
    )
    for n, name in enumerate(names, start=1):
        yield AreaView(name, f"omrade-{n}", list(_area_lines(activities, name, language)))


def _area_lines(activities: Sequence[Plain], name: str, language: str) -> Iterable[AreaLine]:
    for activity in activities:
        for target in activity["targets"]:
            for line in target["places"]:
                if line["place"] == name and line["status"] and target["kind"] in {"count", "cadence"}:
                    promised = line["promised"] if target["kind"] == "count" else line["expected"]
                    unit = target["unit"][language]
                    yield AreaLine(
                        activity["number"], activity["title"], unit, line["done"], promised, line["status"]
                    )


def _approval(plain: Plain) -> Plain:
    return {
        "name": plain["name"],
        "role": plain["title"],
        "party": plain["organisation"]["name"],
        "on": plain["approved_at"],
    }
