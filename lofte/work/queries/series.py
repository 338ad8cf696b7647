"""The series behind indicators: what others measured, never what was done."""

from collections.abc import Iterable

from lofte.situation.queries import series
from lofte.work.judging import Measurement


def measurements(indicator_ids: Iterable[int | None]) -> dict[int, list[Measurement]]:
    """Return the values that stand in each series, in order of time."""
    wanted = {one for one in indicator_ids if one is not None}
    found = series(wanted) if wanted else {}
    return {key: [Measurement(on, value) for on, value in rows] for key, rows in found.items()}
