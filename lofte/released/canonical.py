"""The one way to write a released thing down, so that anybody can work out its checksum. No database."""

import hashlib
import json
from decimal import Decimal
from typing import Any

PLACES = 5  # decimals: enough for a position to the metre


class NotCanonical(TypeError):
    """A value has no single written form."""

    def __init__(self, value: object) -> None:
        super().__init__(f"{type(value).__name__} has no single written form")
        self.value = value


def dump(document: Any) -> str:
    """Write JSON with sorted keys, no spaces and every letter as itself.

    Whole numbers carry no decimals (``20.0`` is written ``20``), others at most five, so that two engines'
    floats give the same text.

    Examples
    --------
    >>> dump({"b": 20.0, "a": [1.5, "Öxnehaga"]})
    '{"a":[1.5,"Öxnehaga"],"b":20}'
    """
    return json.dumps(
        plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def plain(value: Any) -> Any:
    """Return the value with numbers in their one form; refuse what JSON does not hold."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float | Decimal):
        rounded = round(float(value), PLACES)
        return int(rounded) if rounded.is_integer() else rounded
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    raise NotCanonical(value)


def sha256(text: str | bytes) -> str:
    """Return the checksum of a text in UTF-8, or of bytes."""
    return hashlib.sha256(text.encode("utf-8") if isinstance(text, str) else text).hexdigest()
