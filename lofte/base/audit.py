"""One line in the trail for each thing that was done."""

from datetime import datetime
from typing import Any

from django.db import models

from lofte.base.inserting import insert
from lofte.base.models import AuditEvent


def record(verb: str, *, target: models.Model, by_id: int | None, at: datetime, **facts: Any) -> AuditEvent:
    """Write one line. `facts` are keys, codes and counts: never names, addresses or free text."""
    event = line(verb, target=target, by_id=by_id, at=at, **facts)
    insert([event])
    return event


def line(verb: str, *, target: models.Model, by_id: int | None, at: datetime, **facts: Any) -> AuditEvent:
    """Return the line that `record` writes, for one who writes it together with its target."""
    return AuditEvent(
        verb=verb, target_type=target._meta.label, target_id=target.pk, by_id=by_id, at=at, facts=facts
    )
