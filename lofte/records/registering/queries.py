"""What stands in an organisation's register, searched and filtered; and its requests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from lofte.accounts import queries as accounts
from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.base.keys import search_key
from lofte.base.waiting import Item
from lofte.records.registering.fixing import Home
from lofte.records.registering.models import Answer, Covered, DocumentRequest, RegisteredDocument


@dataclass(frozen=True)
class Asked:
    """What is looked for."""

    words: str = ""
    kind: str = ""
    promise: str = ""
    starts: date | None = None
    last_day: date | None = None

    def holds(self, title: str, kind: str, promise: str, day: date) -> bool:
        """Whether something that is not registered would be found too."""
        return (
            all(word in search_key(title) for word in search_key(self.words).split())
            and self.kind in {"", kind}
            and self.promise in {"", promise}
            and (self.starts is None or self.starts <= day)
            and (self.last_day is None or day <= self.last_day)
        )


def documents(home: Home, asked: Asked) -> QuerySet[RegisteredDocument]:
    """Return the organisation's documents in a partnership, the latest number first."""
    wanted = Q(organisation=home.organisation, partnership=home.partnership)
    for word in search_key(asked.words).split():
        wanted &= Q(search_key__contains=word)
    if asked.kind:
        wanted &= Q(kind=asked.kind)
    if asked.promise:
        wanted &= Q(promise_slug=asked.promise)
    if asked.starts:
        wanted &= Q(dated_on__gte=asked.starts)
    if asked.last_day:
        wanted &= Q(dated_on__lte=asked.last_day)
    found = RegisteredDocument.objects.filter(wanted).select_related("organisation").defer("search_key")
    return found.order_by("-year", "-fixed_at", "-pk")


def series(organisation: Organisation) -> str:
    """Return the series used last, or the organisation's first letters."""
    rows = RegisteredDocument.objects.filter(organisation=organisation).order_by("-pk")
    last = rows.values_list("series", flat=True).first()
    return last or "".join(word[0] for word in organisation.name.split()).upper()


def requests(home: Home) -> QuerySet[DocumentRequest]:
    """Return the organisation's requests, those that wait first."""
    found = DocumentRequest.objects.filter(organisation=home.organisation, partnership=home.partnership)
    found = found.select_related("document", "organisation", "partnership")
    answers = Prefetch("answers", Answer.objects.select_related("document").order_by("pk"))
    return found.prefetch_related(answers).order_by("answered_at", "received_on", "pk")


def covered(request: DocumentRequest) -> QuerySet[Covered]:
    """Return what a request covers, with how many suggestions wait for a person's eye."""
    found = request.covered.select_related("document", "document__organisation")
    waiting_marks = Count("masks", filter=Q(masks__section=""))
    return found.annotate(n_suggested=waiting_marks, n_masks=Count("masks")).order_by(
        "document__dated_on", "pk"
    )


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Yield, for a registrar, how many requests wait for an answer in each register."""
    for partnership in accounts.partnerships(viewer, Right.REGISTER):
        ours = viewer.organisation_ids(partnership.pk, Right.REGISTER)
        rows = DocumentRequest.objects.filter(
            partnership=partnership, organisation__in=ours, answered_at=None
        ).values_list("organisation__slug", "received_on")
        by_slug: dict[str, list[date]] = {}
        for slug, day in rows.order_by("organisation__slug", "received_on", "pk"):
            by_slug.setdefault(slug, []).append(day)
        for slug, days in by_slug.items():
            said = ngettext(
                "%(n)d begäran om handlingar väntar på svar",
                "%(n)d begäranden om handlingar väntar på svar",
                len(days),
            )
            url = reverse("registering:requests", args=[partnership.slug, slug])
            yield Item(text=said % {"n": len(days)}, url=url, part="sort")
