"""Where a text stands in the live tables, and how it is taken out of every one of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db.models import (
    BinaryField,
    CharField,
    Field,
    JSONField,
    Model,
    QuerySet,
    TextField,
    UniqueConstraint,
)

from lofte.base.keys import search_key
from lofte.released import tombs
from lofte.released.tombs import GONE

ASIDE = frozenset({"released", "contenttypes", "sessions"})  # tombstones see to the first; sessions end
TRAIL = frozenset({"base.AuditEvent", "base.SealedBatch"})  # holds codes and keys, never words


@dataclass(frozen=True)
class Found:
    """So many rows of a column hold the text. What is unique names its row, and stays."""

    model: str
    column: str
    n_rows: int
    stays: bool
    keys: tuple[Any, ...] = ()


def sweep(text: str, *, tomb: str = "", is_rehearsal: bool = False) -> list[Found]:
    """Take the text out of every column of every live table; a rehearsal only counts.

    What was fixed holds the tomb instead: its checksum stands, and says of what.
    """
    found: list[Found] = []
    for model in swept_models():
        beside = _beside(model, text)
        swept = _swept(model, text, is_rehearsal=is_rehearsal)
        found += [
            replace(one, n_rows=len(beside), keys=tuple(beside))
            if beside and one.column == "content"
            else one
            for one in swept
        ]
        if beside and not is_rehearsal:
            _rows(model).filter(pk__in=beside).update(content=tomb.encode())
    return found


def _beside(model: type[Model], text: str) -> list[int]:
    """Return the fixed files that go: those that hold the text, and what is made from it and cannot be read.

    A model of fixed files says by `redacted_beside` which column binds them together.
    """
    column = getattr(model, "redacted_beside", "")
    if not column:
        return []
    rows = _rows(model).values_list("pk", column, "content").iterator()
    held = {pk: whose for pk, whose, content in rows if any(text in one for one in strings(content))}
    made = _rows(model).filter(**{f"{column}__in": held.values()}).exclude(media_type__startswith="text/")
    gone = made.order_by("pk").values_list("pk", "content")
    return [*held, *(pk for pk, content in gone if pk not in held and not tombs.is_fixed(content))]


def texts() -> Iterator[str]:
    """Yield every text of the live tables."""
    for model in swept_models():
        columns = [field.attname for field in swept_columns(model)]
        for row in _rows(model).values_list(*columns).iterator() if columns else ():
            yield from (one for value in row for one in strings(value))


def swept_models() -> list[type[Model]]:
    every = (model for model in apps.get_models() if model._meta.managed and not model._meta.proxy)
    return [one for one in every if one._meta.app_label not in ASIDE and one._meta.label not in TRAIL]


def swept_columns(model: type[Model]) -> "list[Field[Any, Any]]":
    kinds = (CharField, TextField, JSONField, BinaryField)
    return [field for field in model._meta.concrete_fields if isinstance(field, kinds)]


def _rows(model: type[Model]) -> "QuerySet[Model]":
    """Rows without the refusals of what is written once: the guards are down while this goes on."""
    return QuerySet(model=model).order_by("pk")


def _swept(model: type[Model], text: str, *, is_rehearsal: bool) -> list[Found]:
    columns = swept_columns(model)
    if not columns:
        return []
    hits: dict[str, list[Any]] = {}
    held = [field.attname for field in columns]
    for pk, *values in _rows(model).values_list("pk", *held).iterator():
        changed = {
            field.attname: _without(field, value, text)
            for field, value in zip(columns, values, strict=True)
            if any(_as_kept(field, text) in one for one in strings(value))
        }
        if not changed:
            continue
        for name in changed:
            hits.setdefault(name, []).append(pk)
        # A file that a row's text was read from holds it too, packed or not.
        changed |= {field.attname: b"" for field in columns if isinstance(field, BinaryField)}
        changed = {name: new for name, new in changed.items() if not model._meta.get_field(name).unique}  # type: ignore[union-attr]
        if changed and not is_rehearsal:
            _rows(model).filter(pk=pk).update(**_told_apart(model, pk, changed))
    unique = {field.attname for field in columns if field.unique}
    return [
        Found(model._meta.label, name, len(keys), name in unique, tuple(keys))
        for name, keys in sorted(hits.items())
    ]


def _told_apart(model: type[Model], pk: Any, changed: dict[str, Any]) -> dict[str, Any]:
    """Number what would read as another row does where it may stand once: two groups named for persons."""
    for rule in model._meta.constraints:
        columns = rule.fields if isinstance(rule, UniqueConstraint) else ()
        names: list[str] = [vars(model._meta.get_field(one))["attname"] for one in columns]
        text = next((name for name in names if isinstance(changed.get(name), str)), None)
        if text is None:
            continue
        row = _rows(model).filter(pk=pk).values(*names).get()
        row |= {name: changed[name] for name in names if name in changed}
        longest, stem, n = getattr(model._meta.get_field(text), "max_length", None), row[text], 1
        while _rows(model).exclude(pk=pk).filter(**row).exists():
            n += 1
            row[text] = f"{stem[: longest and longest - len(str(n)) - 1]} {n}"
        changed = changed | {text: row[text]}
    return changed


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes | memoryview):
        yield bytes(value).decode("utf-8", "ignore")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def _without(field: "Field[Any, Any]", value: Any, text: str) -> Any:
    if isinstance(field, BinaryField):
        return b""
    if isinstance(field, JSONField):
        return _replaced(value, text)
    longest = getattr(field, "max_length", None)
    return value.replace(_as_kept(field, text), GONE)[:longest]


def _as_kept(field: "Field[Any, Any]", text: str) -> str:
    """Return the text as the column holds it: what is searched by is kept in small letters."""
    return search_key(text) if field.attname == "search_key" else text


def _replaced(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return value.replace(text, GONE)
    if isinstance(value, dict):
        return {key.replace(text, GONE): _replaced(inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, text) for inner in value]
    return value
