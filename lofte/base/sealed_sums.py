"""The sums that a sealed trail is checked by: of who, of a row, of a batch. Knows no database.

docs/audit.md says how they are made, so that anybody can make them again.
"""

import json
import struct
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any

COLUMNS = (
    "id",
    "verb",
    "target_type",
    "target_id",
    "partnership_id",
    "ground",
    "at",
    "facts",
    "by_id",
    "salt",
    "by_sum",
)
Values = tuple[Any, ...]  # of a row, in the order of COLUMNS
KEPT = 16  # bytes of a row's sum: 128 bits are enough to find a change, half as many to store
_LEAF = struct.Struct(f">Q{KEPT}s")
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


Leaf = tuple[int, bytes]  # a sealed row: its key, and the beginning of its sum


def sum_of_who(salt: str, by_id: int | None) -> str:
    """Return the commitment to who did it: the salt gone, it tells nothing."""
    return sha256(f"{salt}|{'' if by_id is None else by_id}".encode()).hexdigest()


def row_sum(values: Values) -> bytes:
    """Return the beginning of a row's sum; who did it goes in as a commitment, still there or not."""
    key, verb, thing, thing_key, home, ground, at, facts, by_id, salt, by_sum = values
    if by_sum and (by_id is not None or salt):
        return b""  # neither there nor gone: no seal is put over such a row
    who = by_sum or sum_of_who(salt, by_id)
    home = "null" if home is None else home
    told = _canonical(facts) if facts else "{}"
    # As the encoder would write the whole list, in a third of the time.
    text = (
        f"[{key},{quoted(verb)},{quoted(thing)},{thing_key},{home},{quoted(ground)},"
        f'"{moment(at)}",{told},{quoted(who)}]'
    )
    return sha256(text.encode()).digest()[:KEPT]


def moment(at: datetime) -> str:
    """Return a moment as the sums hold it: UTC, microseconds."""
    return (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat("T", "microseconds")


def packed(leaves: Sequence[Leaf]) -> bytes:
    return b"".join(_LEAF.pack(key, row_sum) for key, row_sum in leaves)


def unpacked(sums: bytes) -> Iterator[Leaf]:
    whole = len(sums) - len(sums) % _LEAF.size
    return _LEAF.iter_unpack(sums[:whole])


def batch_sum(*, number: int, n_rows: int, sealed_at: datetime, previous: str, sums: bytes) -> str:
    """Return a batch's sum: over its rows' sums and the batch before."""
    head = f"lofte trail 1\n{number}\n{n_rows}\n{moment(sealed_at)}\n{previous}\n"
    return sha256(head.encode() + sums).hexdigest()
