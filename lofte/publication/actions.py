"""A follow-up is released, a promise is published, and all is rendered again from what was released."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from lofte.accounts.models import Organisation, User
from lofte.accounts.sight import Purpose
from lofte.base import audit
from lofte.followup import content as followup_content
from lofte.followup import queries as followup_queries
from lofte.followup import sample_content
from lofte.followup.holding import Refused, WrongState
from lofte.followup.models import Approval, FollowUp
from lofte.promises.models import Promise
from lofte.publication import disclosure, documents, promise_content, rendering
from lofte.publication.rendering import Rendered
from lofte.released import queries as released
from lofte.released import signing
from lofte.released.canonical import dump, sha256
from lofte.released.models import Opening, Page, Release
from lofte.released.sealed import Sealed, seal

FOLLOWUP_SCHEMA, PROMISE_SCHEMA = "lofte/followup/2", "lofte/promise/2"


class ApprovalsMissing(Refused):
    """Not every signing party has said yes to exactly this content."""

    def __init__(self, parties: list[Organisation]) -> None:
        super().__init__(", ".join(party.slug for party in parties))
        self.parties = parties


class NobodySigns(Refused):
    """No party of the promise signs it: nobody can approve."""


class PromiseNotAdopted(Refused):
    """A draft is not published."""


def release(*, followup: FollowUp, by: User, at: datetime) -> Release:
    """Freeze a follow-up that every signing party has approved, and render its pages."""
    if followup.state != FollowUp.State.APPROVING:
        raise WrongState(followup.state)
    content = followup_content.of(followup)
    sealed = followup_content.sealed(followup, content)
    approvals = _approvals(followup, sha256(dump(sealed.frozen)))
    out = followup_queries.shares_out(followup.promise)
    disclosure.control(content, followup_queries.lines(followup), out=out)
    with transaction.atomic():
        through = _out_through(followup.promise, followup.ends)
        promise = publish_promise(promise=followup.promise, by=by, at=at, through=through)
        body = {
            "schema": FOLLOWUP_SCHEMA,
            "simulated": content["simulated"],
            "promise_sha256": promise.sha256,
            "content": sealed.frozen,
            "approvals": [approval_body(one) for one in approvals],
            **_sample_list(followup),
        }
        made = chained(
            seal(body).and_also(sealed.openings),
            at=at,
            kind=Release.Kind.FOLLOWUP,
            partnership_slug=followup.promise.partnership.slug,
            promise_slug=followup.promise.slug,
            period=followup.period,
            version=followup.version,
        )
        followup.state, followup.released_at, followup.seal_key = FollowUp.State.RELEASED, at, ""
        followup.save()
        _render(made, at)
        audit.record("followup.released", target=followup, by_id=by.pk, at=at, number=made.number)
    return made


def _sample_list(followup: FollowUp) -> dict[str, Any]:
    """The list that a sample was drawn from goes out beside what is approved, which holds its checksum."""
    listing = sample_content.listing(followup)
    return {} if listing is None else {"sample_list": listing}


def _approvals(followup: FollowUp, content_sha256: str) -> list[Approval]:
    """Return the approvals; each signing party's must be there, of this content, by different persons."""
    parties = followup_queries.signing_parties(followup.promise)
    if not parties:
        raise NobodySigns
    given = {
        one.organisation_id: one
        for one in followup_queries.approvals(followup)
        if one.content_sha256 == content_sha256
    }
    missing = [party for party in parties if party.pk not in given]
    found = [given[party.pk] for party in parties if party.pk in given]
    if missing or len({one.approved_by_id for one in found}) < len(parties):
        raise ApprovalsMissing(missing or parties)
    return found


def approval_body(approval: Approval) -> dict[str, Any]:
    deputy = {"name": approval.through_name, "title": approval.through_title}
    return {
        "organisation": followup_content.party(approval.organisation),
        "name": approval.approver_name,
        "title": approval.approver_title,
        **({"through": deputy} if approval.through_name else {}),
        "approved_at": _moment(approval.approved_at),
        "content_sha256": approval.content_sha256,
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def chained(sealed: Sealed, *, at: datetime, **which: Any) -> Release:
    """Write a release as the next link of its partnership's chain, and beside it what opens it."""
    slug, body = which["partnership_slug"], sealed.frozen
    last = released.last_release(slug)
    number, previous = (last.number + 1, last.sha256) if last else (1, "")
    link = {"number": number, "previous_sha256": previous, "released_at": _moment(at)}
    key = signing.key_of(slug)
    canonical = dump({**body, **link, "redaction_key": key.public})
    is_tomb = which["kind"] == Release.Kind.REDACTION
    made = Release.objects.create(
        **which,
        signature=signing.signed(canonical, key) if is_tomb else "",
        number=number,
        canonical=canonical,
        sha256=sha256(canonical),
        previous_sha256=previous,
        released_at=at,
        is_simulated=body["simulated"],
    )
    Opening.objects.bulk_create(
        Opening(release=made, pointer=pointer, salt=one.salt, text=one.text)
        for pointer, one in sealed.openings.items()
    )
    return made


def publish_promise(
    *, promise: Promise, at: datetime, by: User | None = None, through: date | None = None
) -> Release:
    """Publish an adopted promise in the name of who adopted it; the same again makes no new version.

    Revisions are told when a follow-up that counts by them is out, or goes out with it: `through` is its end.
    """
    if not promise.is_adopted:
        raise PromiseNotAdopted
    content = promise_content.of(promise.pk, through or _out_through(promise))
    which = {
        "kind": Release.Kind.PROMISE,
        "partnership_slug": promise.partnership.slug,
        "promise_slug": promise.slug,
    }
    newest = Release.objects.filter(**which).order_by("version").last()
    if newest is not None and documents.of(newest).body["content"] == content:
        return newest
    body = {
        "schema": PROMISE_SCHEMA,
        "simulated": promise.is_simulated or promise.partnership.is_simulated,
        "content": content,
    }
    with transaction.atomic():
        made = chained(seal(body), at=at, period="", version=newest.version + 1 if newest else 1, **which)
        _render(made, at)
        by_id = by.pk if by else promise.adopted_by_id
        audit.record("promise.published", target=promise, by_id=by_id, at=at, number=made.number)
    return made


def _out_through(promise: Promise, *more: date) -> date | None:
    """Return the end of the latest period that is told to the public."""
    released = promise.followups.whole(Purpose.ACTING).filter(state=FollowUp.State.RELEASED)
    return max([*released.values_list("ends", flat=True), *more], default=None)


def follow_adoption(promise: Promise, *, by: User, at: datetime) -> None:
    """Give a promise its public page as soon as it is adopted."""
    publish_promise(promise=promise, by=by, at=at)


def _render(made: Release, at: datetime) -> None:
    shelf = documents.shelf(released.releases(made.partnership_slug))
    _store(rendering.touched_by(documents.of(made), shelf), at)
    _store(rendering.front(_shelves()), at)


def _shelves() -> list[documents.Shelf]:
    return [documents.shelf(released.releases(slug)) for slug in released.partnership_slugs()]


def _store(pages: Iterable[Rendered], at: datetime) -> set[str]:
    """Put ready pages in the place of those at the same addresses; return the addresses."""
    rows = {page.path: page for page in pages}
    Page.objects.filter(path__in=rows).delete()
    Page.objects.bulk_create(
        Page(
            path=page.path,
            language=page.language,
            media_type=page.media_type,
            body=page.body,
            gzipped=page.gzipped,
            etag=sha256(page.body),
            rendered_at=at,
        )
        for page in rows.values()
    )
    return set(rows)


def render_again(*, at: datetime, only: Collection[str] | None = None) -> int:
    """Render every page anew from the released documents alone: after an upgrade, or new styles.

    `only` names the partnerships whose pages are made; the others' stay as they are.
    """
    with transaction.atomic():
        shelves = _shelves()
        paths: set[str] = set()
        for slug, shelf in zip(released.partnership_slugs(), shelves, strict=True):
            if only is None or slug in only:
                paths |= _store(rendering.everything(shelf), at)
        paths |= _store(rendering.front(shelves), at) if shelves else set()
        _pages_of(only).exclude(path__in=paths).delete()
    return len(paths)


def _pages_of(partnerships: Collection[str] | None) -> QuerySet[Page]:
    """Return the partnerships' pages, in every language; or all pages."""
    every = Page.objects.order_by("path", "pk")
    if partnerships is None:
        return every
    begins = [f"/{way}{slug}/" for slug in partnerships for way in ("", "en/")]
    return every.filter(reduce(or_, [Q(path__startswith=one) for one in begins], Q(pk__in=[])))
