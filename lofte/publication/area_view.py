"""Every area by itself, against its own promise, in the order of the promise: never ranked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lofte.charts.words import Words
from lofte.charts.words import of as words_of

Plain = dict[str, Any]


@dataclass(frozen=True)
class AreaLine:
    """What was promised for an area in one activity, and how it goes: by itself, or together with others."""

    number: int
    title: str
    english: str
    said: str  # 271 av 800; "" where there is nothing to count
    status: str
    is_joint: bool
    is_effort: bool


@dataclass(frozen=True)
class AreaView:
    """One area, alone with its own promise."""

    name: str
    anchor: str
    lines: list[AreaLine]


def of_areas(activities: Sequence[Plain], places: Sequence[str], language: str) -> Iterable[AreaView]:
    """Return the areas where the promise holds; `places` are those of its map, which come first."""
    targets = [target for activity in activities for target in activity["targets"]]
    own = [line["place"] for target in targets for line in target["places"] if line["promised"] is not None]
    named = [name for target in targets for name in target.get("areas", ())]
    for n, name in enumerate((name for name in dict.fromkeys([*places, *named, *own]) if name), start=1):
        yield AreaView(name, f"omrade-{n}", list(_lines(activities, name, language)))


def _lines(activities: Sequence[Plain], name: str, language: str) -> Iterable[AreaLine]:
    for activity in activities:
        for target in activity["targets"]:
            for line in target["places"]:
                is_joint = not line["place"] and name in target.get("areas", ())
                if line["status"] and (line["place"] == name or is_joint):
                    yield AreaLine(
                        number=activity["number"],
                        title=activity["title"],
                        english=activity.get("name", {}).get("en", "") if language == "en" else "",
                        said=_said(target, line, words_of(language)),
                        status=line["status"],
                        is_joint=is_joint,
                        is_effort=activity["own_effort"],
                    )


def _said(target: Plain, line: Plain, words: Words) -> str:
    """What is done of what was promised; of a rhythm, of the times that have passed."""
    if target["kind"] == "share":
        found = line["share"]
        if not found or found["share"] is None:
            return ""
        unit = target["unit"][words.language]
        return f"{words.percent(found['share'])} {unit} ({found['part']} {words.of} {found['whole']})"
    whole = line["expected"] if target["kind"] == "cadence" else line["promised"]
    if target["kind"] not in {"count", "cadence"} or whole is None:
        return ""
    return f"{words.number(line['done'])} {words.of} {words.number(whole)}"
