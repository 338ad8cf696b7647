"""From a draft's JSON back to the draft, checked part by part: the way home from the child process."""

from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from lofte.reader.draft import Draft


def draft_from(value: object) -> Draft:
    """Return the draft of what `Draft.as_dict` gave."""
    made = revived(Draft, value)
    if not isinstance(made, Draft):
        raise TypeError("not a draft")
    return made


def revived(kind: Any, value: object) -> object:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None if value is None else revived(one_of(kind, value), value)
    if origin is tuple:
        return tuple(revived(get_args(kind)[0], item) for item in expect(value, list))
    if kind is date:
        return date.fromisoformat(expect(value, str))
    if hasattr(kind, "__dataclass_fields__"):
        hints = get_type_hints(kind)
        given = expect(value, dict)
        return kind(**{name: revived(hints[name], given[name]) for name in hints})
    return expect(value, (int, float) if kind is float else kind)


def one_of(kind: Any, value: object) -> Any:
    choices = [choice for choice in get_args(kind) if choice is not type(None)]
    return next(
        (choice for choice in choices if isinstance(choice, type) and isinstance(value, choice)), choices[0]
    )


def expect(value: object, kind: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind}")
    return value
