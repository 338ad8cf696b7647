"""From a published target to its picture and its table: one piece of code for the page and for print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join

from lofte.base.wording import day_long, listed, number, period_short
from lofte.charts import area_map, promise_line, series, share, week_row
from lofte.charts.area_map import AreaMap, MapArea
from lofte.charts.outline import Bounds
from lofte.charts.paint import PAGE, Paint
from lofte.charts.promise_line import PromiseLine, Row
from lofte.charts.series import Level, Point, Series
from lofte.charts.share import Share
from lofte.charts.table import Table
from lofte.charts.week_row import Slot, Track, WeekRow
from lofte.charts.words import Words
from lofte.charts.words import of as words_of
from lofte.followup import foreseeing
from lofte.followup.facts import Language
from lofte.periods.calendar import Period, parse

Plain = dict[str, Any]


PERCENT = frozenset({"share", "answered"})  # kinds of forecasts
BY_OCCASION = frozenset({"on_demand", "follow_on"})  # of so many occasions: a line, not a row of days


@dataclass(frozen=True)
class Figure:
    """A drawing with what it says in words, and its twin table. `note` says which days it shows."""

    kind: str
    svg: str
    said: str
    table: Table
    note: str = ""
    name: str = ""  # what it shows, said where an activity has several
    before: Table | None = None  # what was foreseen earlier, and what it became


@dataclass(frozen=True)
class Easel:
    """How figures are drawn: in which language, dressed for what, and whether the figures are simulated."""

    language: str
    paint: Paint
    is_simulated: bool
    period: Period
    share_top: float = 100.0  # where the scale of shares ends: one scale on a page

    @property
    def words(self) -> Words:
        return words_of(self.language)


def of_target(target: Plain, activity: Plain, easel: Easel) -> list[Figure]:
    """Return a target's pictures: none where nothing can be counted."""
    key = f"a{activity['number']}-{target['number']}"
    if target["kind"] == "share":
        return list(_shares(key, target, easel))
    if target["kind"] == "indicator":
        return list(_series(key, target, activity, easel))
    if target["slots"] and target["kind"] not in BY_OCCASION:
        return list(_rhythm(key, target, activity, easel))
    if any(line["promised"] is not None for line in target["places"]) and target["kind"] != "milestone":
        return [_line(key, target, activity, easel)]
    return []


def _series(key: str, target: Plain, activity: Plain, easel: Easel) -> Iterable[Figure]:
    """What others measured, never as work done; an older release holds the last value alone: no picture."""
    found = target["measured"] or {}
    if not found.get("values"):
        return
    said, ends = found["level"], date.fromisoformat(target["last_day"])
    chart = Series(
        key,
        _title(target, activity, easel),
        series.mark(target["unit"][easel.language], easel.words),
        tuple(Point(date.fromisoformat(one["on"]), one["value"]) for one in found["values"]),
        easel.words,
        Level(said["bound"], said["value"], ends, said["upper"]) if said else None,
        easel.is_simulated,
    )
    svg = series.draw(chart, paint=easel.paint)
    yield Figure("series", svg, f"{series.sentence(chart)}.", series.table(chart), name=chart.title)


def _line(key: str, target: Plain, activity: Plain, easel: Easel) -> Figure:
    is_over = target["counted_through"] >= target["last_day"]  # what was expected is then what was promised
    rows = [_row(line if not is_over else line | {"expected": None}) for line in target["places"]]
    unit, title = target["unit"][easel.language], _title(target, activity, easel)
    drawn = PromiseLine(
        key,
        title,
        unit,
        tuple(row for row in rows if row.promised is not None),
        easel.words,
        easel.is_simulated,
    )
    said = ". ".join(promise_line.sentence(drawn, row) for row in drawn.rows)
    whole = PromiseLine(key, title, unit, tuple(rows), easel.words, easel.is_simulated)
    svg = promise_line.draw(drawn, paint=easel.paint)
    name = unit[:1].upper() + unit[1:]
    noted, before = _before(target, easel)
    note = " ".join(filter(None, (_interim(target, easel), noted)))
    return Figure("promise-line", svg, f"{said}.", promise_line.table(whole), note, name, before)


def _before(target: Plain, easel: Easel) -> tuple[str, Table | None]:
    """Say what was foreseen earlier and what it became, and return its table."""
    language: Language = "en" if easel.language == "en" else "sv"
    together = {"place": "", "forecast": target.get("forecast")}  # of what is judged together
    found = foreseeing.beside([*target["places"], together], language)
    return (found.said, Table(found.caption, found.header, found.rows)) if found else ("", None)


def _interim(target: Plain, easel: Easel) -> str:
    """Say what is to be done along the way, where it is not as much every day."""
    pace = target.get("pace", {"kind": "even"})
    language: Language = "en" if easel.language == "en" else "sv"
    if pace["kind"] == "season":
        even = {"sv": "Väntat följer säsongen, inte dagarna.", "en": "What is expected follows the season."}
        return even[language]
    if pace["kind"] != "points":
        return ""
    by = {"sv": "till och med", "en": "by"}[language]
    points = [
        f"{number(one['done'], language)} {by} {day_long(date.fromisoformat(one['last_day']), language)}"
        for one in pace["points"]
    ]
    name = {"sv": "Delmål", "en": "Interim points"}[language]
    return f"{name}: {listed(points, language)}."


def _title(target: Plain, activity: Plain, easel: Easel) -> str:
    if easel.language == "sv":
        return str(activity["title"])
    unit: str = target["unit"][easel.language]
    return str(activity.get("name", {}).get("en", "")) or unit[:1].upper() + unit[1:]


def _row(line: Plain) -> Row:
    found = line["forecast"] or {}
    forecast = {} if found.get("kind") in PERCENT else found  # of occasions: no number of them
    return Row(
        line["place"],
        line["done"],
        line["promised"],
        line["expected"],
        line["status"],
        forecast.get("low"),
        forecast.get("high"),
    )


def _rhythm(key: str, target: Plain, activity: Plain, easel: Easel) -> Iterable[Figure]:
    """The slots of the follow-up's own period; the sentence tells the whole."""
    places = list(dict.fromkeys(slot["place"] for slot in target["slots"]))
    tracks = [Track(place, tuple(_slots(target["slots"], place, easel))) for place in places]
    tracks = [track for track in tracks if track.slots]
    if not tracks:
        return
    chart = WeekRow(key, _title(target, activity, easel), tuple(tracks), easel.words, easel.is_simulated)
    said = ". ".join(week_row.sentence(chart, track) for track in chart.tracks)
    table = _rhythm_table(chart, target, easel)
    shows = easel.words.shows.format(period=period_short(easel.period.key, easel.language))
    noted, before = _before(target, easel)
    note = " ".join(filter(None, (shows, noted)))
    svg = week_row.draw(chart, paint=easel.paint)
    yield Figure("week-row", svg, f"{said}.", table, note, chart.title, before)


def _rhythm_table(chart: WeekRow, target: Plain, easel: Easel) -> Table:
    """A row for each place: how many done, how many missed, which and why, and the whole time beside it."""
    w = chart.words
    so_far = {
        line["place"]: f"{w.number(line['done'])} {w.of} {w.number(line['expected'])}"
        for line in target["places"]
        if line["expected"] is not None
    }
    rows = []
    for track in chart.tracks:
        n = week_row.counts(track.slots)
        missed = [slot for slot in track.slots if slot.state == "missed"]
        is_marked = easel.language != "sv" and easel.paint is PAGE
        parts = [_named(list(found), reason, is_marked) for reason, found in groupby(missed, _reason)]
        named = format_html_join("; ", "{}", ((part,) for part in parts)) if is_marked else "; ".join(parts)
        counts = (str(n.get("met", 0)), str(n.get("missed", 0)))
        rows.append((track.place or w.all_places, *counts, named, so_far.get(track.place, "")))
    period = period_short(easel.period.key, easel.language)
    header = (w.place, w.slots["met"].capitalize(), w.slots["missed"].capitalize(), w.reason, w.in_all)
    return Table(f"{chart.title}, {period}", header, tuple(rows))


def _reason(slot: Slot) -> str:
    return slot.reason


def _named(missed: Sequence[Slot], reason: str, is_marked: bool) -> str:
    """Name the slots and why: reasons are kept as they were written."""
    names = ", ".join(slot.name for slot in missed)
    if reason and is_marked:
        return format_html('{}: <span lang="sv">{}</span>', names, reason)
    return f"{names}: {reason}" if reason else names


def _slots(slots: Sequence[Plain], place: str, easel: Easel) -> Iterable[Slot]:
    for slot in slots:
        days = parse(slot["slot"])
        name = period_short(slot["slot"], easel.language)
        made = Slot(name, days.starts, days.ends, slot["state"], slot["reason"])
        if slot["place"] == place and made.middle in easel.period:
            yield made


def _shares(key: str, target: Plain, easel: Easel) -> Iterable[Figure]:
    lines = [line for line in target["places"] if line["share"] and line["share"]["share"] is not None]
    for n, line in enumerate(lines):
        found = line["share"]
        noted, before = _before({"places": [line]}, easel)
        title = f"{target['unit'][easel.language]}{', ' + line['place'] if line['place'] else ''}"
        title = title[:1].upper() + title[1:]
        chart = Share(
            f"{key}-{n}",
            title,
            found["part"],
            found["whole"],
            found["share"],
            found["low"],
            found["high"],
            target["value"],
            easel.words,
            easel.is_simulated,
            line["place"],
            easel.share_top,
        )
        yield Figure(
            "share",
            share.draw(chart, paint=easel.paint),
            f"{share.sentence(chart)}.",
            share.table(chart),
            noted,
            title,
            before,
        )


def of_ground(ground: Plain, title: str, easel: Easel) -> Figure:
    """Return the map of where a promise holds."""
    areas = tuple(
        MapArea(
            area["name"],
            area["geometry"],
            (area["label"][0], area["label"][1]),
            bool(area["group"]),
            area["group"],
        )
        for area in ground["areas"]
    )
    chart = AreaMap(
        "karta",
        title if easel.language == "sv" else "Where the promise holds",
        areas,
        easel.words,
        ground["attribution"],
        ground["water"],
        Bounds(*ground["frame"]),
        easel.is_simulated,
        tuple(ground["places"]),
    )
    said = f"{easel.words.is_promised}: {', '.join(ground['places'])}."
    return Figure("area-map", area_map.draw(chart, paint=easel.paint), said, area_map.table(chart))
