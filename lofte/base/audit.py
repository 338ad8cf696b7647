"""One line in the trail for each thing that was done, and for each protected thing that was read."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from lofte.base import grounds
from lofte.base.inserting import insert
from lofte.base.models import AuditEvent

CODE = re.compile(r"[\w.:,+\-]{0,80}", re.ASCII)  # no space and no å: no sentence and few names


class NotAFact(Exception):
    """Something that is neither key, code nor count was about to stand in the trail, where it would stay."""


def record(verb: str, *, target: models.Model, by_id: int | None, at: datetime, **facts: Any) -> AuditEvent:
    """Write one line. `facts` are keys, codes and counts: never names, addresses or free text."""
    event = line(verb, target=target, by_id=by_id, at=at, **facts)
    insert([event])
    return event


def record_by_key(verb: str, *, thing: str, key: int, by_id: int | None, at: datetime) -> None:
    """Write one line about a thing that is known by its kind and key alone."""
    insert([_line(verb, (thing, key), None, by_id=by_id, at=at, facts={})])


def line(verb: str, *, target: models.Model, by_id: int | None, at: datetime, **facts: Any) -> AuditEvent:
    """Return the line that `record` writes, for one who writes it together with its target."""
    of = target._meta.label, target.pk
    return _line(verb, of, getattr(target, "partnership_id", None), by_id=by_id, at=at, facts=facts)


def _line(
    verb: str,
    target: tuple[str, int],
    partnership_id: int | None,
    *,
    by_id: int | None,
    at: datetime,
    facts: dict[str, Any],
) -> AuditEvent:
    for name, value in facts.items():
        if not _is_fact(value):
            raise NotAFact(f"{verb}: {name}")
    ground = grounds.here()
    home = partnership_id or (ground.partnership_id if ground else None)
    return AuditEvent(
        verb=verb,
        target_type=target[0],
        target_id=target[1],
        partnership_id=home,
        ground=ground.words(home) if ground else "",
        by_id=by_id,
        at=at,
        facts=facts,
    )


def _is_fact(value: object) -> bool:
    if isinstance(value, str):
        return CODE.fullmatch(value) is not None
    if isinstance(value, Mapping):
        return all(_is_fact(one) for pair in value.items() for one in pair)
    if isinstance(value, list | tuple):
        return all(_is_fact(one) for one in value)
    return value is None or isinstance(value, int | float)
