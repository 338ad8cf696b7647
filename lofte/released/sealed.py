"""What may have to go lies outside the hash: each such text stands in the frozen form as a salted commitment.

Every text is sealed but for what is named here as a code, a day, an organisation or a place: a new free text
is sealed before anybody has thought of it. No database.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MARK = "commitment"  # {"commitment": "…"} stands where the text stood
SALT = 16  # bytes: as hard to guess as a key
OPEN_KEYS = frozenset(
    (
        "address adopted_on applies_from approved_at areas baseline_on code commitment comparator "
        "content_sha256 counted_at counted_through decided_on drawn ends ground key kind known_on "
        "last_day list_sha256 measured_on on organisation per place places pointer previous_sha256 "
        "promise_sha256 reached redaction_key released_at sample_list schema scheme seed settled_on "
        "sha256 signed_on slot slug stage starts state status "
    ).split()
)
OPEN_BRANCHES = frozenset(
    "checked_by contributing compared_with map marks method organisation parties partnership responsible"
    " since".split()
)
WRITTEN = frozenset(("attribution",))  # sealed wherever it stands: somebody has written whose map it is

Plain = Any
SaltOf = Callable[[str], str]


@dataclass(frozen=True)
class Opened:
    """A text with its salt: what opens a commitment."""

    salt: str
    text: str

    @property
    def commitment(self) -> str:
        return commitment(self.salt, self.text)


@dataclass(frozen=True)
class Sealed:
    """A document in its frozen form, and what opens it, by place (`/content/lead/sv`)."""

    frozen: Plain
    openings: dict[str, Opened]

    def and_also(self, openings: Mapping[str, Opened]) -> "Sealed":
        """Return the same with what opens the parts that were sealed before."""
        return Sealed(self.frozen, {**self.openings, **openings})


def commitment(salt: str, text: str) -> str:
    """Return the checksum of salt, line break and text: the salt gone, it tells nothing.

    Examples
    --------
    >>> commitment("00", "a")[:8]
    '0645d27e'
    """
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def new_key() -> str:
    return secrets.token_hex(2 * SALT)


def random_salt(pointer: str) -> str:
    return secrets.token_hex(SALT)


def keyed(key: str) -> SaltOf:
    """Return salts that come out the same each time, as long as the key is there."""

    def salt_of(pointer: str) -> str:
        return hmac.new(key.encode(), pointer.encode(), hashlib.sha256).hexdigest()[: 2 * SALT]

    return salt_of


def seal(document: Plain, salt_of: SaltOf = random_salt, at: str = "") -> Sealed:
    """Put a commitment in the place of every text that may have to go; what is sealed stays so."""
    openings: dict[str, Opened] = {}

    def sealed(value: Plain, pointer: str) -> Plain:
        if isinstance(value, str) and value and not is_open(pointer):
            openings[pointer] = Opened(salt_of(pointer), value)
            return {MARK: openings[pointer].commitment}
        if isinstance(value, dict) and not is_mark(value):
            return {key: sealed(inner, f"{pointer}/{key}") for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [sealed(inner, f"{pointer}/{n}") for n, inner in enumerate(value)]
        return value

    return Sealed(sealed(document, at), openings)


def is_open(pointer: str) -> bool:
    """Tell whether what stands there is a code, a day, an organisation or a place."""
    parts = [part for part in pointer.split("/") if part and not part.isdigit()]
    return (
        bool(parts)
        and parts[-1] not in WRITTEN
        and (parts[-1] in OPEN_KEYS or not OPEN_BRANCHES.isdisjoint(parts))
    )


def is_mark(value: Plain) -> bool:
    return isinstance(value, dict) and set(value) == {MARK} and isinstance(value[MARK], str)


def marks(frozen: Plain, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yield every commitment with its place."""
    if is_mark(frozen):
        yield pointer, frozen[MARK]
    elif isinstance(frozen, dict):
        for key, inner in frozen.items():
            yield from marks(inner, f"{pointer}/{key}")
    elif isinstance(frozen, list):
        for n, inner in enumerate(frozen):
            yield from marks(inner, f"{pointer}/{n}")


def fill(frozen: Plain, texts: Mapping[str, str], pointer: str = "") -> Plain:
    """Return the document as it is read: each text at its place. What has no text stays a commitment."""
    if is_mark(frozen):
        return texts.get(pointer, frozen)
    if isinstance(frozen, dict):
        return {key: fill(inner, texts, f"{pointer}/{key}") for key, inner in frozen.items()}
    if isinstance(frozen, list):
        return [fill(inner, texts, f"{pointer}/{n}") for n, inner in enumerate(frozen)]
    return frozen
