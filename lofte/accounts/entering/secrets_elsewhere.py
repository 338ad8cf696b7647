"""A provider's secret lies outside the database: in the environment, or in a file."""

import os
from pathlib import Path


class SecretMissing(Exception):
    """The place that is named holds no secret."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def read(where: str) -> str:
    """Return the secret at `env:NAME` or `file:/path`; nothing when no place is named."""
    kind, _, place = where.partition(":")
    if not where:
        return ""
    found = ""
    if kind == "env":
        found = os.environ.get(place, "")
    elif kind == "file" and Path(place).is_file():
        found = Path(place).read_text(encoding="utf-8").strip()
    if not found:
        raise SecretMissing(where)
    return found
