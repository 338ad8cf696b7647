"""A released follow-up as its page shows it: chosen, in order and in one language; templates only format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from lofte.charts import share
from lofte.charts.paint import PAGE, Paint
from lofte.followup.fixed_texts import METHOD
from lofte.periods.calendar import Period
from lofte.publication import revision_view, sign_view
from lofte.publication.area_view import AreaView, of_areas
from lofte.publication.documents import Document
from lofte.publication.figures import Easel, Figure, of_ground, of_target
from lofte.publication.removed_view import Removed, removed
from lofte.publication.revision_view import RevisionView
from lofte.publication.sign_view import SignView

Plain = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """Words with the language they are written in: Swedish stands in for what nobody put into English."""

    words: str
    language: str


@dataclass(frozen=True)
class Trace:
    """What lies behind a figure: what counts, by which rule, when, from where."""

    descriptions: list[str]
    counts: str
    counts_not: str
    days: list[tuple[str, str]]  # first and last, of each target
    counted_through: str
    source: str


@dataclass(frozen=True)
class ActivityView:
    """One activity. `english` is its name on an English page, where the title is quoted."""

    number: int
    title: str
    english: str
    text: str
    point: str
    responsible: list[str]
    contributing: list[str]
    status: str | None
    is_effort: bool  # counts what own effort finds: drawn without triumph
    sentence: Text
    comment: Text
    signs: list[SignView]
    figures: list[Figure]
    traces: list[Trace]
    revisions: list[RevisionView] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"aktivitet-{self.number}"


@dataclass(frozen=True)
class PointView:
    """A headline of the promise with its activities."""

    text: str
    activities: list[ActivityView]


@dataclass(frozen=True)
class SampleView:
    """What a sample of the logged entries showed; `seed` is empty where none was drawn."""

    said: list[Text]
    seed: str = ""
    list_sha256: str = ""
    numbers: Sequence[Plain] = ()


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
    sample: SampleView | None
    method: list[str]
    versions: list[Document] = field(default_factory=list)
    newer: Document | None = None
    removed: list[Removed] = field(default_factory=list)

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
    top = share.top_of(percents(content["activities"]))
    easel = Easel(language, paint, document.is_simulated, _period(content["period"]), top)
    activities = [_activity(plain, language, easel) for plain in content["activities"]]
    ground = promise.body["content"]["map"] if promise else None
    places = ground["places"] if ground else []
    areas = list(of_areas(content["activities"], places, language))
    return FollowUpView(
        document=document,
        content=content,
        lead=text(content["lead"], language),
        changes=[change for plain in content["activities"] for change in _changes(plain, language)],
        is_first=content["compared_with"] is None,
        points=[PointView(text, list(found)) for text, found in groupby(activities, key=lambda a: a.point)],
        areas=areas,
        ground=of_ground(ground, _map_title(content, language), easel) if ground else None,
        approvals=[_approval(plain) for plain in document.body["approvals"]],
        sample=_sample(content["sample"], language) if "sample" in content else None,
        method=[content["method"][key][language] for key in METHOD if key in content["method"]],
        versions=list(versions),
        newer=next((one for one in versions if one.version > document.version), None),
        removed=removed(document, language),
    )


def _period(plain: Plain) -> Period:
    last = date.fromisoformat(plain["last_day"])
    return Period(date.fromisoformat(plain["starts"]), last + timedelta(days=1), plain["key"])


def percents(activities: Sequence[Plain]) -> Iterable[float]:
    """Every share that the page draws, with its bounds and what was promised: they stand on one scale."""
    for target in (target for activity in activities for target in activity["targets"]):
        for line in target["places"] if target["kind"] == "share" else ():
            found = line["share"] or {}
            yield from (value for value in (found.get("high"), target["value"]) if value is not None)


def _changes(plain: Plain, language: str) -> Iterable[Text]:
    """What changed in an activity, and what came in after an earlier follow-up was counted."""
    if plain["change"]["sv"]:
        yield text(plain["change"], language)
    for quote in plain.get("after_cut", ()):  # released before there was such a thing: none
        said = text(quote["said"], language)
        yield replace(said, words=f"{plain['name'][said.language]}: {said.words[:1].lower()}{said.words[1:]}")


def english(plain: Plain, language: str) -> str:
    """The name that the English sentences use; "" in Swedish, where the title is the name."""
    name: str = plain.get("name", {}).get("en", "") if language == "en" else ""
    return name


def _map_title(content: Plain, language: str) -> str:
    title: str = content["promise"]["title"]
    return title


def text(both: Plain, language: str) -> Text:
    """Return words in the language; Swedish stands in for what is not in English."""
    return Text(both[language], language) if both[language] else Text(both["sv"], "sv")


def _activity(plain: Plain, language: str, easel: Easel) -> ActivityView:
    return ActivityView(
        number=plain["number"],
        title=plain["title"],
        english=english(plain, language),
        text=plain["text"],
        point=plain["point"],
        responsible=[party["name"] for party in plain["responsible"]],
        contributing=[party["name"] for party in plain["contributing"]],
        status=plain["status"],
        is_effort=plain["own_effort"],
        sentence=text(plain["sentence"], language),
        comment=text(plain["comment"], language),
        signs=sign_view.of(plain["targets"]),
        figures=_figures(plain, easel),
        traces=list(_traces(plain["targets"], language)),
        revisions=revision_view.of(plain["targets"], language),
    )


def _figures(plain: Plain, easel: Easel) -> list[Figure]:
    """The pictures of an activity; one alone needs no name, for the activity's heading is its name."""
    found = [figure for target in plain["targets"] for figure in of_target(target, plain, easel)]
    return found if len(found) > 1 else [replace(figure, name="") for figure in found]


def _traces(targets: Sequence[Plain], language: str) -> Iterable[Trace]:
    """One for each kind of work: two targets of a kind count the same things."""
    counted = [target for target in targets if target["kind"] != "qualitative"]
    for _, same in groupby(counted, key=lambda target: (target["definition"] or {"code": ""})["code"]):
        found = list(same)
        definition = found[0]["definition"] or {"counts": {}, "counts_not": {}}
        yield Trace(
            descriptions=[target["description"][language] for target in found],
            counts=definition["counts"].get(language, ""),
            counts_not=definition["counts_not"].get(language, ""),
            days=list(dict.fromkeys((target["starts"], target["last_day"]) for target in found)),
            counted_through=found[0]["counted_through"],
            source=found[0]["source"][language],
        )


def _sample(plain: Plain, language: str) -> SampleView:
    told = [*plain["parts"], *([plain] if plain["said"]["sv"] else []), *plain["broken_off"]]
    return SampleView(
        said=[text(one["said"], language) for one in told],
        seed=plain.get("seed", ""),
        list_sha256=plain.get("list_sha256", ""),
        numbers=plain.get("numbers", ()),
    )


def _approval(plain: Plain) -> Plain:
    return {
        "name": plain["name"],
        "role": plain["title"],
        "through": plain.get("through", {}).get("name", ""),
        "party": plain["organisation"]["name"],
        "on": plain["approved_at"],
    }
