"""What is asked at every saved entry, each in one statement, laid out and (where it pays) planned once."""

from datetime import date
from typing import NamedTuple

from lofte.base.inserting import Question
from lofte.base.prepared import Prepared

# SQLite plans a statement anew for each value that it has statistics on, which takes four times as long as
# answering; of a value that is selected it knows nothing beforehand.
_STANDING = Prepared(
    "lofte_standing",
    """
SELECT DISTINCT r.partnership_id, p.is_simulated,
    EXISTS (SELECT 1 FROM places_areaset s JOIN places_containment c ON c.area_set_id = s.id
            WHERE s.partnership_id = r.partnership_id AND c.area_id = (SELECT CAST(%s AS bigint)))
    OR EXISTS (SELECT 1 FROM places_areaset s
            WHERE s.partnership_id = r.partnership_id AND s.whole_id = (SELECT CAST(%s AS bigint)))
FROM accounts_role r JOIN accounts_partnership p ON p.id = r.partnership_id
JOIN accounts_roleright a ON a.partnership_id = r.partnership_id AND a.kind = r.kind AND a.may = %s
WHERE r.user_id = %s AND r.organisation_id = %s AND r.awaits = %s
    AND r.starts <= %s AND (r.ends IS NULL OR r.ends > %s)
ORDER BY r.partnership_id
""",
)


class Standing(NamedTuple):
    """A partnership in which a person does an organisation's work, and whether an area belongs to it."""

    partnership_id: int
    is_simulated: bool
    holds_area: bool


def standing(
    user_id: int, organisation_id: int, *, area_id: int | None, right: str, on: date
) -> list[Standing]:
    """Return the partnerships in which the person may do this for the organisation."""
    rows = _STANDING.ask([area_id, area_id, right, user_id, organisation_id, False, on, on])
    return [Standing(key, bool(simulated), bool(held)) for key, simulated, held in rows]


def deliveries_of(organisation_id: int, *, starts: date, ends: date) -> Question:
    """Ask whether the organisation has delivered anything for some of these days."""
    return Question(
        "SELECT 1 FROM work_delivery WHERE organisation_id = %s AND ends > %s AND starts < %s LIMIT 1",
        (organisation_id, starts, ends),
    )
