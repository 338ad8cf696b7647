"""What is found in the corpora against what stands there: recall and precision, kind by kind."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lofte.screening import find, signs

HERE = Path(__file__).parent


@dataclass
class Measured:
    """How many stand there, how many of them are found, and how many more are."""

    there: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str]] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        return self.met[kind] / self.there[kind] if self.there[kind] else 1.0

    def precision(self, kind: str) -> float:
        return self.right[kind] / self.found[kind] if self.found[kind] else 1.0


def texts(name: str) -> list[dict[str, Any]]:
    """Return a corpus, each text with what stands in it."""
    read: list[dict[str, Any]] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return read


def measured(name: str) -> Measured:
    """Count: a finding is right where one of its kind stands, with at least one sign in common."""
    result = Measured()
    for row in texts(name):
        _count_found(row, result)
        _count_danger(row, result)
    return result


def _count_found(row: dict[str, Any], result: Measured) -> None:
    text, last = row["text"], 0
    there = []
    for one in row["found"]:
        start = text.find(one["words"], last)
        start = start if start >= 0 else text.index(one["words"])
        last = start + len(one["words"])
        there.append((one["kind"], start, last))
    found = [(one.kind, one.start, one.end) for one in find(text)]
    for kind, start, end in there:
        is_met = any(kind == other and start < e and s < end for other, s, e in found)
        result.there[kind] += 1
        result.met[kind] += is_met
        if not is_met:
            result.missed.append((kind, text))
    for kind, start, end in found:
        is_right = any(kind == other and start < e and s < end for other, s, e in there)
        result.found[kind] += 1
        result.right[kind] += is_right
        if not is_right:
            result.false.append((kind, f"{text[start:end]} | {text}"))


def _count_danger(row: dict[str, Any], result: Measured) -> None:
    stands, seen = row["danger"], signs(row["text"])
    if stands:
        result.there[stands] += 1
        result.met[stands] += stands in seen
        if stands not in seen:
            result.missed.append((stands, row["text"]))
    for sign in seen:
        result.found[sign] += 1
        result.right[sign] += sign == stands
        if sign != stands:
            result.false.append((sign, row["text"]))
