"""Pairs of entries that could be one piece of work, before anybody has looked at their times."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from lofte.accounts import walls

_PAIRS = """
SELECT a.id, b.id
FROM work_entry a
JOIN work_entry b ON b.kind_of_work_id = a.kind_of_work_id AND b.area_id = a.area_id
    AND b.occurred_on = a.occurred_on AND b.state = a.state AND b.id > a.id
JOIN work_entrynote n ON n.entry_id = a.id
JOIN work_entrynote m ON m.entry_id = b.id
WHERE a.occurred_on >= %s AND a.sign = 1 AND b.sign = 1
    AND a.delivery_id IS NULL AND b.delivery_id IS NULL
    AND a.organisation_id IN ({members}) AND b.organisation_id IN ({members})
    AND (a.organisation_id IN ({ours}) OR b.organisation_id IN ({ours}))
    AND (n.entered_by_id <> m.entered_by_id
        OR COALESCE(n.on_behalf_of_id, 0) <> COALESCE(m.on_behalf_of_id, 0))
    AND NOT EXISTS (SELECT 1 FROM work_entry r WHERE r.reverses_id IN (a.id, b.id))
    AND NOT EXISTS (SELECT 1 FROM work_double d WHERE d.first_id = a.id AND d.second_id = b.id)
ORDER BY a.occurred_on DESC, a.id DESC, b.id DESC
LIMIT %s
"""


def alike(
    *, since: date, members: Collection[int], ours: Collection[int], at_most: int
) -> list[tuple[int, int]]:
    """Return pairs by two people, of the same kind, area and day, that stand and that nobody has answered."""
    if not members or not ours:
        return []
    marks = {name: ", ".join(["%s"] * len(keys)) for name, keys in (("members", members), ("ours", ours))}
    values: list[Any] = [since, *members, *members, *ours, *ours, at_most]
    with walls.lifted(), connection.cursor() as cursor:  # who wrote is compared, and not told
        cursor.execute(_PAIRS.format(**marks), values)
        return [(first, second) for first, second in cursor.fetchall()]
