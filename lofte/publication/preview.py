"""A follow-up as it would be released now: the same content, templates and charts, and nothing is kept."""

from datetime import datetime
from typing import Any

from lofte.followup import content as followup_content
from lofte.followup import queries as followup_queries
from lofte.followup.models import FollowUp
from lofte.publication import promise_content, rendering
from lofte.publication.actions import approval_body
from lofte.publication.documents import Document
from lofte.publication.rendering import Rendered
from lofte.released.canonical import dump, sha256
from lofte.released.models import Release


def page(followup: FollowUp, language: str, at: datetime) -> Rendered:
    """Render the page that the follow-up would have."""
    promise = followup.promise
    content = followup_content.of(followup)
    approvals = [approval_body(one) for one in followup_queries.approvals(followup)]
    shown = _document(followup, Release.Kind.FOLLOWUP, {"content": content, "approvals": approvals}, at)
    ground = _document(followup, Release.Kind.PROMISE, {"content": promise_content.of(promise.pk)}, at)
    return rendering.followup_page(shown, ground, [shown], language)


def _document(followup: FollowUp, kind: str, body: dict[str, Any], at: datetime) -> Document:
    return Document(
        kind=kind,
        partnership=followup.promise.partnership.slug,
        promise=followup.promise.slug,
        period=followup.period,
        version=followup.version,
        number=0,
        sha256=sha256(dump(body)),
        released_at=at,
        is_simulated=bool(body["content"].get("simulated")),
        canonical="",
        body=body,
    )
