"""What the coordinators of the demonstration write: invented, and true to the simulated figures."""

import json
from pathlib import Path
from typing import Any

GOING, LATE, SHORT = "going", "late", "short"
MOODS = {
    "on_track": GOING,
    "done": GOING,
    "behind": LATE,
    "not_met": SHORT,
    "cannot_be_judged": GOING,
    "stopped": SHORT,
}
_SAID: dict[str, Any] = json.loads(
    (Path(__file__).parent / "documents" / "comments.json").read_text(encoding="utf-8")
)


def comment_on(kind_code: str, status: str) -> tuple[str, str]:
    """Return the comment for a kind of work in a status, in Swedish and in English."""
    mood = MOODS[status]
    words = _SAID.get(kind_code, {}).get(mood) or _SAID[""][mood]
    return words["sv"], words["en"]
