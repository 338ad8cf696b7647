"""A series as a picture with its sentence: the values that stand, in order of time."""

from dataclasses import dataclass

from django.utils.translation import get_language

from lofte.charts import series as chart
from lofte.charts.series import Point, Series
from lofte.charts.words import of as words_of
from lofte.situation import queries
from lofte.situation.models import Indicator


@dataclass(frozen=True)
class Picture:
    """A drawing, and the words that say the same; the page has its table."""

    svg: str
    said: str


def of(indicator: Indicator) -> Picture | None:
    """Return the picture of a series; None before anything was measured."""
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    words, is_english = words_of(language), language == "en"
    unit = (indicator.unit_en or indicator.unit) if is_english else indicator.unit
    drawn = Series(
        key="serie",
        title=(indicator.name_en or indicator.name) if is_english else indicator.name,
        unit=chart.mark(unit, words),
        points=tuple(Point(on, float(value)) for on, value in queries.series([indicator.pk])[indicator.pk]),
        words=words,
        is_simulated=indicator.is_simulated,
    )
    return Picture(chart.draw(drawn), f"{chart.sentence(drawn)}.") if drawn.points else None
