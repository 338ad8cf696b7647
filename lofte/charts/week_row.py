"""The row of weeks: a cadence as its slots, done, missed, due and coming, told apart by shape."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from lofte.charts import paint as p
from lofte.charts.paint import PAGE, Canvas, Caption, Paint
from lofte.charts.table import Table
from lofte.charts.words import SlotState, Words

_LEGEND: tuple[SlotState, ...] = ("met", "missed", "due", "coming")
_NAME, _MONTHS, _LINE = 24.0, 16.0, 24.0
_FEW, _YEAR = 8, 12  # slots on a line of months
_STEP, _WIDE, _AIRY = 15.5, 23.5, 32.0  # units between slots: 18 weeks, 12 months or 8 on the smallest phone
_COLUMN = 108.0  # units, of the legend: two, and the mark of simulation, on the smallest phone
_LONGEST = 18  # slots on a line: a tertial of weeks; more would be too small on a phone


@dataclass(frozen=True)
class Slot:
    """One slot. `name` is ready text (``v. 14``)."""

    name: str
    starts: date
    ends: date
    state: SlotState
    reason: str = ""

    @property
    def middle(self) -> date:
        """The day that says which month a slot belongs to: a week's Thursday."""
        return self.starts + timedelta(days=((self.ends - self.starts).days) // 2)


@dataclass(frozen=True)
class Track:
    """One place's slots in order of time. `place` is empty for the whole."""

    place: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class WeekRow:
    """A cadence. `key` is unique on its page."""

    key: str
    title: str
    tracks: tuple[Track, ...]
    words: Words
    is_simulated: bool = False


def counts(slots: tuple[Slot, ...]) -> dict[SlotState, int]:
    """Return how many slots are in each state, the states that occur only."""
    found = {state: sum(slot.state == state for slot in slots) for state in _LEGEND}
    return {state: n for state, n in found.items() if n}


def sentence(chart: WeekRow, track: Track) -> str:
    """Say a track in words: ``Råslätt: 15 klara, 2 missade (v. 7, v. 8)``."""
    parts = []
    for state, n in counts(track.slots).items():
        names = [slot.name for slot in track.slots if slot.state == state] if state == "missed" else []
        parts.append(chart.words.n_slots(n, state) + (f" ({', '.join(names)})" if names else ""))
    return f"{track.place + ': ' if track.place else ''}{', '.join(parts)}"


def table(chart: WeekRow) -> Table:
    """Return every slot as a row: when, where, how it went, why it was missed."""
    w = chart.words
    has_places = any(track.place for track in chart.tracks)
    header = (w.slot_name, *((w.place,) if has_places else ()), w.state, w.reason)
    rows = tuple(
        (slot.name, *((track.place,) if has_places else ()), w.slot[slot.state], slot.reason)
        for track in chart.tracks
        for slot in track.slots
    )
    return Table(chart.title, header, rows)


def draw(chart: WeekRow, *, paint: Paint = PAGE) -> str:
    """Draw each place's slots, a tertial to the line, the months above."""
    states = [s for s in _LEGEND if any(slot.state == s for track in chart.tracks for slot in track.slots)]
    longest = max((len(track.slots) for track in chart.tracks), default=0)
    step = _step(chart.tracks, longest)
    marks: dict[SlotState, list[str]] = {state: [] for state in states}
    canvas, y = Canvas(paint), 0.0
    for track in chart.tracks:
        if track.place:
            y += canvas.name(track.place, y=y + 16) + _NAME
        for line in lines(track.slots):
            if _has_months(chart, track):
                _months(canvas, chart, line, y, step)
                y += _MONTHS
            for n, slot in enumerate(line):
                marks[slot.state].append(_mark(slot.state, n * step, y + 1))
            y += _LINE
    y = _legend(canvas, chart, marks, y + 6)
    for state, drawn in marks.items():
        canvas.add(f"slot-{state}", f'<path d="{"".join(drawn)}"/>')
    if chart.is_simulated:
        canvas.simulated(chart.words.simulated, y=y - 4)
        y += 4
    said = ". ".join(sentence(chart, track) for track in chart.tracks)
    caption = Caption(chart.key, "week-row", chart.title, f"{said}.")
    return p.drawing(paint, caption, height=y, body=canvas.svg())


def _step(tracks: tuple[Track, ...], longest: int) -> float:
    """Return how far slots stand apart: months need room for their names."""
    if longest <= _FEW and any(_are_months(track.slots) for track in tracks):
        return _AIRY
    return _WIDE if longest <= _YEAR else _STEP


def _are_months(slots: tuple[Slot, ...]) -> bool:
    return len(slots) > 1 and all(a.middle.month != b.middle.month for a, b in pairwise(slots))


def lines(slots: tuple[Slot, ...]) -> list[tuple[Slot, ...]]:
    """Break a long row where a tertial ends, and where even that is too long."""
    if len(slots) <= _LONGEST:
        return [slots]
    broken = []
    for _, group in groupby(slots, key=lambda s: (s.middle.year, (s.middle.month - 1) // 4)):
        part = tuple(group)
        broken += [part[n : n + _LONGEST] for n in range(0, len(part), _LONGEST)]
    return broken


def _mark(state: SlotState, x: float, y: float) -> str:
    """A slot as a stretch of its state's one path: a square, crossed when missed; a dot to come."""
    if state == "coming":
        return f"M{x + 4.5:g} {y + 6.5:g}a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
    cross = "m0 0 11 11m-11 0 11-11" if state == "missed" else ""
    return f"M{x + 1:g} {y + 1:g}h11v11h-11z{cross}"


def _has_months(chart: WeekRow, track: Track) -> bool:
    """The months stand above the first track, and above others only where their slots fall otherwise."""
    first = chart.tracks[0]
    same = [slot.starts for slot in track.slots] == [slot.starts for slot in first.slots]
    return track is first or not same or len(lines(track.slots)) > 1


def _months(canvas: Canvas, chart: WeekRow, slots: tuple[Slot, ...], y: float, step: float) -> None:
    """Name each month above its first slot; where each is a month there is room for three letters or one."""
    month = 0
    for n, slot in enumerate(slots):
        if slot.middle.month != month:
            month = slot.middle.month
            name = chart.words.months[month - 1]
            if _are_months(slots):
                name = name[:3] if step >= _AIRY else name[:1].upper()
            canvas.text("chart-note", name, x=0, dx=n * step, y=y + 11)


def _legend(canvas: Canvas, chart: WeekRow, marks: dict[SlotState, list[str]], y: float) -> float:
    total = counts(tuple(slot for track in chart.tracks for slot in track.slots))
    for n, (state, drawn) in enumerate(marks.items()):
        x, row = n % 2 * _COLUMN, n // 2
        drawn.append(_mark(state, x, y + 4 + row * 22))
        words = chart.words.n_slots(total[state], state)
        canvas.text("chart-note", words, x=0, dx=x + 20, y=y + 15 + row * 22)
    return y + 22 * ((len(marks) + 1) // 2)
