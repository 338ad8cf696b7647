"""A journal beside the database: what was taken away is taken away again after a restored backup.

It holds no text: only a keyed sum and a length, by which the text is found where it has come back.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from lofte.released.models import Redaction

NAME = "redactions.jsonl"


@dataclass(frozen=True)
class Line:
    """One redaction, as the journal has it."""

    key: str
    length: int
    sum: str
    ground: str
    reference: str
    office: str
    decided_on: str


def path() -> Path:
    return Path(settings.HOME) / NAME


def sum_of(key: str, text: str) -> str:
    """Return a sum that nobody can make without the site's own key."""
    secret = hashlib.sha256(b"lofte/redactions/" + settings.SECRET_KEY.encode() + key.encode()).digest()
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def append(line: Line) -> None:
    """Write a line and see that it lies on the disk."""
    handle = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(line), ensure_ascii=False, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())


def lines() -> list[Line]:
    if not path().is_file():
        return []
    written = path().read_text(encoding="utf-8").splitlines()
    return [Line(**json.loads(one)) for one in written if one.strip()]


def unplayed() -> list[Line]:
    """Return what the database does not know of: it has been restored since."""
    every = {one.key: one for one in lines()}
    known = set(Redaction.objects.filter(key__in=every).values_list("key", flat=True))
    return [one for key, one in every.items() if key not in known]


def found(line: Line, texts: Iterable[str]) -> str | None:
    """Return the text that a line speaks of, if it stands in any of these."""
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            continue
        seen.add(text)
        for start in range(len(text) - line.length + 1):
            part = text[start : start + line.length]
            if hmac.compare_digest(sum_of(line.key, part), line.sum):
                return part
    return None
