"""What the components page shows: every value and component with simulated figures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from lofte.base.second_look import Snippet, advice
from lofte.charts import area_map, columns, promise_line, series, share, week_row, words
from lofte.charts.area_map import AreaMap, MapArea
from lofte.charts.columns import Column, Columns
from lofte.charts.promise_line import PromiseLine, Row
from lofte.charts.series import Level, Point, Series
from lofte.charts.share import Share
from lofte.charts.table import Table
from lofte.charts.week_row import Slot, Track, WeekRow
from lofte.charts.words import Words
from lofte.periods.slots import slots

COLOURS = (
    ("paper", "paper-raised", "paper-sunk", "ink", "ink-quiet", "rule", "rule-strong"),
    ("accent", "accent-deep", "accent-pale", "good", "late", "bad"),
    ("line-done", "map-promised", "water", "land"),
)
STEPS = ("3xl", "2xl", "xl", "l", "m", "s", "xs")
SPACES = ("1", "2", "3", "4", "5", "6", "8", "10", "12", "16", "20")
STATUSES = ("on_track", "behind", "done", "not_met", "cannot_be_judged", "stopped")


def _kinds() -> list[tuple[str, str]]:
    return [("patrol", _("Fotpatrull")), ("control", _("Trafikkontroll"))]


class ExampleForm(forms.Form):
    """One of each field, as a form in error."""

    place = forms.CharField(initial="")
    minutes = forms.IntegerField(min_value=1, max_value=600)
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=_kinds)
    is_repeated = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "place": (_("Område"), _("Det område där arbetet gjordes.")),
            "minutes": (_("Minuter"), ""),
            "note": (_("Anteckning"), _("Skriv inget om enskilda personer.")),
            "kind": (_("Slags arbete"), ""),
            "is_repeated": (_("Samma tid nästa vecka"), ""),
        }
        for name, (label, help_text) in labels.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text


def example_form() -> ExampleForm:
    """Return a form in error, with a sentence at each field."""
    form = ExampleForm({"exempel-minutes": "-20", "exempel-kind": "patrol"}, prefix="exempel")
    form.is_valid()
    form.errors.clear()
    form.add_error("place", _("Välj ett område: utan det räknas inte arbetet mot något löfte."))
    form.add_error("minutes", _("Minuterna ska vara mellan 1 och 600. Du skrev −20."))
    return form


def second_look() -> dict[str, object]:
    """Return what the second look takes: a child at risk, and a name in a note."""
    label = _("Anteckning")
    name = Snippet(label, _("Pratade med "), "Lo Påhittsson", _(" om belysningen."), "sv")
    return {"advice": advice({"child"}), "snippets": [name], "looked": "exempel", "reach": "own"}


@dataclass(frozen=True)
class Picture:
    """What components/figure.html takes."""

    svg: str
    sentence: str
    table: Table


def pictures(language: str) -> dict[str, Picture]:
    """Return one of each picture, simulated, in an invented municipality."""
    w = words.of(language)
    line, weeks, part, ground = _line(w), _weeks(w), _share(w), _map(w)
    behind = promise_line.sentence(line, line.rows[1]) + "."
    missed = week_row.sentence(weeks, weeks.tracks[0]) + "."
    return {
        "promise_line": Picture(promise_line.draw(line), behind, promise_line.table(line)),
        "week_row": Picture(week_row.draw(weeks), missed, week_row.table(weeks)),
        "share": Picture(share.draw(part), share.sentence(part) + ".", share.table(part)),
        "series": Picture(
            series.draw(_series(w)), series.sentence(_series(w)) + ".", series.table(_series(w))
        ),
        "columns": Picture(columns.draw(_months(w)), "", columns.table(_months(w))),
        "area_map": Picture(area_map.draw(ground), "", area_map.table(ground)),
    }


def _line(w: Words) -> PromiseLine:
    rows = (
        Row("Norrby", 412, 800, 267, "on_track", 720, 940),
        Row("Hamnen", 181, 800, 267, "behind", 430, 610),
        Row("Ekbacken", 810, 800, 267, "done"),
    )
    return PromiseLine("line", _("Fotpatruller i tre områden"), _("fotpatruller"), rows, w, is_simulated=True)


def _weeks(w: Words) -> WeekRow:
    found = []
    for n, slot in enumerate(slots("week", date(2026, 1, 1), date(2026, 5, 1))):
        missed, state = n in {7, 8}, "met" if n < 14 else "due" if n == 14 else "coming"
        name = _("v. {week}").format(week=int(slot.key[-2:]))
        reason = _("Sportlov") if missed else ""
        found.append(Slot(name, slot.starts, slot.ends, "missed" if missed else state, reason))  # type: ignore[arg-type]
    title = _("Lägesbild varje vecka, januari–april")
    return WeekRow("weeks", title, (Track("Norrby", tuple(found)),), w, is_simulated=True)


def _months(w: Words) -> Columns:
    figures = (61, 74, 82, 70, 66, 58, 41, 63, 77, 80, 69, 52)
    found = [Column(name[:1].upper(), name, value) for name, value in zip(w.months, figures, strict=True)]
    return Columns("months", _("Fotpatruller, månad för månad"), _("Fotpatruller"), tuple(found), w, True)


def _share(w: Words) -> Share:
    title = _("Förstagångsanvändare bland upptäckta brott")
    return Share("part", title, 12, 52, 23.1, 13.7, 36.1, 20, w, is_simulated=True)


def _series(w: Words) -> Series:
    found = ((date(2019, 3, 1), 61), (date(2021, 3, 1), 58), (date(2023, 3, 1), 66), (date(2025, 3, 1), 71))
    points = tuple(Point(on, value) for on, value in found)
    level = Level(">=", 80, date(2027, 1, 1))
    return Series("series", _("Andel som känner sig trygga"), w.percent_mark, points, w, level, True)


def _map(w: Words) -> AreaMap:
    borders = {
        "Norrby": ((0, 6), (4, 7), (5, 4), (2, 3), (0, 4)),
        "Hamnen": ((5, 4), (4, 7), (8, 8), (9, 5), (7, 4)),
        "Ekbacken": ((2, 3), (5, 4), (7, 4), (7, 1), (3, 0)),
        "Skogsliden": ((7, 1), (7, 4), (9, 5), (12, 4), (11, 1)),
    }
    lake = ((8, 8), (9, 5), (12, 4), (13, 9), (9, 9.5))
    areas = tuple(
        MapArea(name, _polygon(ring), _middle(ring), is_promised=name != "Skogsliden")
        for name, ring in borders.items()
    )
    title, source = _("Tre områden i Exempelköping"), "påhittade gränser"
    return AreaMap("ground", title, areas, w, source, _polygon(lake), is_simulated=True)


Ring = tuple[tuple[float, float], ...]


def _earth(point: tuple[float, float]) -> tuple[float, float]:
    return 14.0 + point[0] / 100, 57.0 + point[1] / 180


def _polygon(ring: Ring) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[_earth(point) for point in (*ring, ring[0])]]}


def _middle(ring: Ring) -> tuple[float, float]:
    return _earth((sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)))
