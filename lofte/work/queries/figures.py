"""Work in figures: what targets count, month by month, for each area and organisation."""

from collections.abc import Sequence
from dataclasses import dataclass

from lofte.work.judging import Count
from lofte.work.queries import sums
from lofte.work.queries.sums import Sql

MONTH = "SUBSTR(CAST(e.occurred_on AS VARCHAR(10)), 1, 7)"  # a day is written alike on both databases


@dataclass(frozen=True)
class Cell:
    """What one organisation did in one area in one month, of what a target counts."""

    position: int  # of the count, in the order they were asked for
    month: str  # "2021-03"
    area_id: int
    organisation_id: int
    n: int
    whole: int  # of a share


def monthly(counts: Sequence[Count]) -> list[Cell]:
    """Add up the log by month, area and organisation for every count: one statement for each hundred."""
    arms = [
        sums.statement(
            [
                Sql(f"SELECT %s AS position, {MONTH} AS month, e.area_id, e.organisation_id,", (position,)),
                Sql(f"SUM({counted}) AS n, {f'SUM({whole})' if whole else '0'} AS whole"),
            ],
            count,
            group_by="month, e.area_id, e.organisation_id",
        )
        for position, count in enumerate(counts)
        if count.yardstick.areas and count.yardstick.organisations and count.days.n_days
        for counted, whole in [sums.counted_of(count.yardstick)]
    ]
    rows = (row for some in sums.statements(arms) for row in sums.run(arms[some]))
    return [Cell(*row) for row in rows]
