"""A sample that no party can choose alone: fixed numbers, a seed, a draw that anybody can do again. Pure.

Every step is the SHA-256 of a short text in UTF-8, written in hexadecimal: docs/methods/sampling.md says how
to do it all again with `sha256sum` and `sort`.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lofte.analysis.shares import wilson

SCHEME = "lofte/sample/1"
SIZE = 40  # entries of each organisation: one false of ten is then missed once in seventy times
HIGHEST = 999_999_999  # a party's number: nine digits, which nobody takes for a personal number
CODE = 32  # hexadecimal digits of an entry's code: 128 bits, no two are ever alike
LINE = re.compile(r"[a-z0-9-]+ [0-9a-f]{32}")


def sha256(text: str) -> str:
    """Return the checksum of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def told(number: int, words: str) -> str:
    """Return what a party fixes, as it is written: 4711:en gul båt."""
    return f"{number}:{words}"


def commitment(number: int, words: str) -> str:
    """Return what shows beforehand that a party has fixed its number, and not which.

    Examples
    --------
    >>> commitment(4711, "en gul båt vid ån")[:16]  # printf '4711:en gul båt vid ån' | sha256sum
    '9269288cc2b49b2b'
    """
    return sha256(told(number, words))


def code(salt: str, key: str) -> str:
    """Return an entry's code: of the salt and the entry's own key, so that it says neither when nor what."""
    return sha256(f"{salt}:{key}")[:CODE]


def listing(codes: Mapping[str, Iterable[str]]) -> str:
    """Write down every entry that can be drawn: a line for each, its organisation and its code, in order."""
    lines = sorted(f"{slug} {one}" for slug, found in codes.items() for one in found)
    return "".join(f"{line}\n" for line in lines)


def codes(text: str) -> dict[str, list[str]]:
    """Read a list back; raise ValueError where it is not written as `listing` writes."""
    found: dict[str, list[str]] = {}
    lines = text.splitlines()
    if any(LINE.fullmatch(line) is None for line in lines):
        raise ValueError(text[:80])
    for line in lines:
        slug, one = line.split(" ")
        found.setdefault(slug, []).append(one)
    if listing(found) != text or len(set(lines)) < len(lines):
        raise ValueError(text[:80])
    return found


def seed(list_sha256: str, numbers: Mapping[str, tuple[int, str]]) -> str:
    """Return the seed: of the list and of every party's number, in the order of the parties' names."""
    lines = [SCHEME, list_sha256, *(f"{slug} {told(*numbers[slug])}" for slug in sorted(numbers))]
    return sha256("".join(f"{line}\n" for line in lines))


def draw(seed: str, found: Iterable[str], size: int) -> list[str]:
    """Return the entries with the lowest checksums of the seed and their code: `size` of them, or all."""
    return sorted(found, key=lambda one: sha256(f"{seed}:{one}"))[:size]


@dataclass(frozen=True)
class Answers:
    """What the other party found when it looked the drawn entries up in its own register."""

    agrees: int = 0
    differs: int = 0
    not_there: int = 0
    cannot_tell: int = 0

    @property
    def n_drawn(self) -> int:
        return self.decided + self.cannot_tell

    @property
    def decided(self) -> int:
        """How many could be judged: the share is one of these."""
        return self.agrees + self.differs + self.not_there

    def share(self, n_listed: int) -> dict[str, float] | None:
        """Return the share that agreed with its 95 % interval, in per cent; None where nothing was judged.

        Wilson, on the entries that could be judged, without correction for how many there were to draw
        from: the interval is a little too wide, never too narrow. Of all entries there is none.
        """
        found = wilson(self.agrees, self.decided)
        if found is None:
            return None
        is_all = self.decided == n_listed
        return {
            "share": round(100 * found.share, 1),
            "low": round(100 * (found.share if is_all else found.low), 1),
            "high": round(100 * (found.share if is_all else found.high), 1),
        }


def answers_of(given: Sequence[str]) -> Answers:
    """Count the answers by their codes."""
    return Answers(**{key: given.count(key) for key in ("agrees", "differs", "not_there", "cannot_tell")})


def checker(organisation: Any, signing: Sequence[Any]) -> Any:
    """Return who checks an organisation's entries: the next of those who sign, or the first of them."""
    if organisation not in signing:
        return signing[0]
    return signing[(signing.index(organisation) + 1) % len(signing)]
