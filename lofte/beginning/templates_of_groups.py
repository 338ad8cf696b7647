"""Groups that a partnership usually has, as data: what each is called, and who sits in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class GroupTemplate:
    """A group to begin with. One that is `per_area` is made once for each area that is chosen."""

    code: str
    kind: str
    name: str
    per_area: bool
    seats: tuple[str, ...]
    about: str
    about_en: str

    def called(self, area: str = "") -> str:
        """Return the group's name, for an area where it has one."""
        return self.name.replace("{area}", area)[:120]


@cache
def group_templates() -> Sequence[GroupTemplate]:
    """Return the templates in the order they are shown."""
    rows = json.loads((Path(__file__).parent / "groups.json").read_text(encoding="utf-8"))
    return tuple(GroupTemplate(**{**row, "seats": tuple(row["seats"])}) for row in rows)
