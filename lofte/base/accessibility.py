"""The accessibility statement, told from a dated record of what is known to be wrong."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

RECORD = Path(__file__).with_name("accessibility.json")
FRESH = timedelta(days=365)  # the statement is to be looked over every year
COMPLAINTS = "https://www.digg.se/tdosanmalan"


@dataclass(frozen=True)
class Remark:
    """One thing known of the site: what it is, since when it is known, and the demand it falls short of."""

    text: str
    noticed_on: date | None = None
    clause: str = ""


@dataclass(frozen=True)
class Statement:
    """What the record says, in one language."""

    assessed_on: date
    updated_on: date
    method: str
    deviations: tuple[Remark, ...]
    untested: tuple[Remark, ...]
    outside: tuple[Remark, ...]

    @property
    def is_whole(self) -> bool:
        """Say whether the site is fully compliant: nothing is wrong, and nothing is left to test."""
        return not self.deviations and not self.untested

    def is_old(self, today: date) -> bool:
        return today - self.assessed_on > FRESH


@lru_cache(maxsize=2)
def statement(language: str) -> Statement:
    """Read the record in Swedish (`sv`) or English (`en`)."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    return read(record, language)


def read(record: dict[str, Any], language: str) -> Statement:
    """Return what a record says."""
    assessed, updated = (date.fromisoformat(record[key]) for key in ("assessed_on", "updated_on"))
    kinds = ("deviations", "untested", "outside")
    remarks = {kind: tuple(_remark(row, language) for row in record[kind]) for kind in kinds}
    return Statement(assessed, updated, record["method"][language], **remarks)


def _remark(row: dict[str, str], language: str) -> Remark:
    noticed = row.get("noticed_on")
    return Remark(row[language], date.fromisoformat(noticed) if noticed else None, row.get("clause", ""))
