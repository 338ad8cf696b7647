"""Requests for documents: taken in, gathered, masked under a person's eye, answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.once import OnceForm, receive
from lofte.base.posting import posted_from
from lofte.base.reading import reads, showing
from lofte.records.registering import answering, grounds, queries, requests, rules, things
from lofte.records.registering.desk import (
    UNPROCESSABLE,
    frame,
    home,
    promises,
    refuse,
    sentence,
    staff,
    way,
)
from lofte.records.registering.fixing import Home
from lofte.records.registering.forms import AnswerForm, JudgeForm, MaskForm, ReceiveForm, SearchForm
from lofte.records.registering.models import Covered, DocumentRequest, Mask, RegisteredDocument

MOST_FOUND = 50
OURS = ("partnership", "organisation")


@needs(Right.REGISTER)
@reads("requests.read", "accounts.Organisation")
def listing(request: HttpRequest, **keys: str) -> HttpResponseBase:
    """Show the requests, and take one in."""
    where, today = home(request, keys), timezone.localdate()
    first = {"series": queries.series(where.organisation), "received_on": today}
    form = ReceiveForm(today, request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        read, by, at = form.cleaned_data, staff(request).user, timezone.now()
        asked = requests.Asked(read["asked"], read["received_on"], read["way"], read["series"], read["asker"])

        def act() -> str:
            return way(where, "request", requests.receive(asked, home=where, by=by, at=at).pk)

        return redirect(receive(form, by_id=by.pk, at=at, act=act))
    rows = [(one, (today - one.received_on).days) for one in queries.requests(where)]
    context = frame(where, (gettext("Begäranden"), "")) | {
        "rows": [row for row in rows if row[0].answered_at is None],
        "answered": [row for row in rows if row[0].answered_at is not None],
        "form": form,
        "is_wrong": request.method == "POST",
    }
    is_wrong = request.method == "POST"
    return render(request, "registering/requests.html", context, status=UNPROCESSABLE if is_wrong else 200)


def _request(request: HttpRequest, pk: int, keys: dict[str, str]) -> tuple[Home, DocumentRequest]:
    where = home(request, keys)
    found = get_object_or_404(queries.requests(where), pk=pk)
    showing(request, found)
    return where, found


@needs(Right.REGISTER)
@require_safe
@reads("request.read", "records.DocumentRequest", "pk")
def show(request: HttpRequest, pk: int, **keys: str) -> HttpResponse:
    """Show a request, what it covers, and what else may belong to it."""
    return _page(request, *_request(request, pk, keys))


def _page(
    request: HttpRequest,
    where: Home,
    found: DocumentRequest,
    answer: AnswerForm | None = None,
    refused: requests.Refused | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    search = SearchForm(promises(where), request.GET.dict())
    asked = search.asked()
    covered = list(queries.covered(found))
    taken = [found.document_id, *(one.document_id for one in covered)]
    documents = queries.documents(where, asked).exclude(pk__in=taken)
    every = [
        one
        for one in things.of_partnership(where.partnership, where.organisation)
        if asked.holds(one.title, one.kind, one.promise_slug, one.since)
    ]
    unregistered = things.unregistered(where.partnership, where.organisation)
    first = {"series": queries.series(where.organisation)}
    context = frame(
        where, (gettext("Begäranden"), way(where, "requests")), (found.document.diarienummer, "")
    ) | {
        "one": found,
        "days": (today - found.received_on).days,
        "covered": covered,
        "n_open": sum(one.outcome == Covered.Outcome.OPEN for one in covered),
        "is_closed": requests.is_closed(found),
        "search": search,
        "is_searched": bool(request.GET),
        "documents": documents[:MOST_FOUND] if request.GET else [],
        "unregistered": [one for one in every if one in unregistered] if request.GET else [],
        "others": [one for one in every if where.organisation not in one.owners] if request.GET else [],
        "once": OnceForm(auto_id=False),
        "form": answer or AnswerForm(initial=first, auto_id="svar_%s"),
        "is_answering": answer is not None,
        "refusal": sentence(refused) if refused else "",
    }
    is_wrong = answer is not None or refused is not None
    return render(request, "registering/request.html", context, status=UNPROCESSABLE if is_wrong else 200)


def _as_it_stands(
    request: HttpRequest, pk: int, keys: dict[str, str], refused: requests.Refused
) -> HttpResponse:
    """Show the request as somebody else has left it, and what stood in the way."""
    return _page(request, *_request(request, pk, keys), refused=refused)


@needs(Right.REGISTER)
@posted_from("registering:request", *OURS, "pk")
@reads("request.read", "records.DocumentRequest", "pk")
def collect(request: HttpRequest, pk: int, **keys: str) -> HttpResponseBase:
    """Let the request cover what was chosen."""
    where, found = _request(request, pk, keys)
    form = OnceForm(request.POST)
    chosen = [int(key) for key in request.POST.getlist("document") if key.isascii() and key.isdigit()]
    ours = RegisteredDocument.objects.filter(
        organisation=where.organisation, partnership=where.partnership, pk__in=chosen
    )
    try:
        if form.is_valid():
            requests.collect(found, ours.order_by("pk"), by=staff(request).user, at=timezone.now())
    except requests.Refused as refused:
        return _as_it_stands(request, pk, keys, refused)
    return redirect(way(where, "request", pk))


@needs(Right.REGISTER)
@posted_from("registering:request", *OURS, "pk")
@reads("request.read", "records.DocumentRequest", "pk")
def answer(request: HttpRequest, pk: int, **keys: str) -> HttpResponseBase:
    """Answer: the decision and the copies are fixed."""
    where, found = _request(request, pk, keys)
    form = AnswerForm(request.POST, auto_id="svar_%s")
    if not form.is_valid():
        return _page(request, where, found, form)
    read, by, at = form.cleaned_data, staff(request).user, timezone.now()
    ruling = answering.Ruling(
        read["decided_by"], read["form"] == "formal", read["reasons"], read["court"], read["series"]
    )

    def act() -> str:
        return way(where, "document", answering.answer(found, ruling, by=by, at=at).document_id)

    try:
        return redirect(receive(form, by_id=by.pk, at=at, act=act))
    except requests.Refused as refused:
        refuse(form, refused)
        return _page(request, where, found, form)


def _covered(
    request: HttpRequest, pk: int, covered_pk: int, keys: dict[str, str]
) -> tuple[Home, DocumentRequest, Covered]:
    where, found = _request(request, pk, keys)
    rows = found.covered.select_related("document", "request", "document__organisation")
    return where, found, get_object_or_404(rows, pk=covered_pk)


@needs(Right.REGISTER)
@require_safe
@reads("request.read", "records.DocumentRequest", "pk")
def covered(request: HttpRequest, pk: int, covered_pk: int, **keys: str) -> HttpResponse:
    """Show a document with its masks, line by line, and what is suggested."""
    return _look(request, *_covered(request, pk, covered_pk, keys))


def _look(
    request: HttpRequest, where: Home, found: DocumentRequest, one: Covered, **forms: Any
) -> HttpResponse:
    choices = grounds.choices(where.organisation, timezone.localdate())
    refused = forms.get("refused")
    text = requests.text_of(one.document)
    masks = list(one.masks.order_by("starts_at", "ends_at"))
    every = [rules.Span(row.starts_at, row.ends_at, row.section or "?") for row in masks]
    context = frame(
        where, (found.document.diarienummer, way(where, "request", found.pk)), (one.document.diarienummer, "")
    ) | {
        "one": found,
        "covered": one,
        "lines": rules.marked_lines(text, every) if text else [],
        "masks": [(row, text[row.starts_at : row.ends_at]) for row in masks],
        "grounds": choices,
        "is_closed": requests.is_closed(found),
        "once": OnceForm(auto_id=False),
        "mask_form": forms.get("mask") or MaskForm(choices, auto_id="mask_%s"),
        "refusal": sentence(refused) if refused else "",
        "judge_form": forms.get("judge") or JudgeForm(choices, auto_id="beslut_%s"),
    }
    return render(request, "registering/covered.html", context, status=UNPROCESSABLE if forms else 200)


@needs(Right.REGISTER)
@posted_from("registering:covered", *OURS, "pk", "covered_pk")
@reads("request.read", "records.DocumentRequest", "pk")
def mask(request: HttpRequest, pk: int, covered_pk: int, **keys: str) -> HttpResponseBase:
    """Hide words or lines."""
    where, found, one = _covered(request, pk, covered_pk, keys)
    form = MaskForm(
        grounds.choices(where.organisation, timezone.localdate()), request.POST, auto_id="mask_%s"
    )
    if not form.is_valid():
        return _look(request, where, found, one, mask=form)
    read, text = form.cleaned_data, requests.text_of(one.document)
    places = list(rules.spans_of_words(text, read["words"]))
    if read["first"]:
        lines = rules.span_of_lines(text, read["first"], read["last"] or read["first"])
        places += [lines] if lines else []

    def act() -> str:
        requests.mask(one, places, read["section"], by=staff(request).user, at=timezone.now())
        return way(where, "covered", pk, covered_pk)

    try:
        return redirect(receive(form, by_id=staff(request).user.pk, at=timezone.now(), act=act))
    except requests.Refused as refused:
        refuse(form, refused)
        return _look(request, where, found, one, mask=form)


@needs(Right.REGISTER)
@posted_from("registering:covered", *OURS, "pk", "covered_pk")
@reads("request.read", "records.DocumentRequest", "pk")
def settle(request: HttpRequest, pk: int, covered_pk: int, mask_pk: int, **keys: str) -> HttpResponseBase:
    """Accept what is suggested, on a ground, or take a mask away."""
    where, _, one = _covered(request, pk, covered_pk, keys)
    row = get_object_or_404(Mask.objects.select_related("covered__request"), pk=mask_pk, covered=one)
    known = dict(grounds.choices(where.organisation, timezone.localdate()))
    section, by, at = request.POST.get("section", ""), staff(request).user, timezone.now()
    try:
        if not OnceForm(request.POST).is_valid():
            return redirect(way(where, "covered", pk, covered_pk))
        if request.POST.get("act") == "remove":
            requests.unmask(row, by=by, at=at)
        elif section in known:
            requests.mask(one, [(row.starts_at, row.ends_at)], section, by=by, at=at)
        else:
            raise requests.GroundMissing
    except requests.Refused as refused:
        return _look(request, *_covered(request, pk, covered_pk, keys), refused=refused)
    return redirect(way(where, "covered", pk, covered_pk))


@needs(Right.REGISTER)
@posted_from("registering:covered", *OURS, "pk", "covered_pk")
@reads("request.read", "records.DocumentRequest", "pk")
def judge(request: HttpRequest, pk: int, covered_pk: int, **keys: str) -> HttpResponseBase:
    """Decide of one document."""
    where, found, one = _covered(request, pk, covered_pk, keys)
    form = JudgeForm(
        grounds.choices(where.organisation, timezone.localdate()), request.POST, auto_id="beslut_%s"
    )
    if not form.is_valid():
        return _look(request, where, found, one, judge=form)
    read, by, at = form.cleaned_data, staff(request).user, timezone.now()

    def act() -> str:
        requests.judge(one, read["outcome"], read["section"], by=by, at=at)
        return way(where, "request", pk)

    try:
        return redirect(receive(form, by_id=by.pk, at=at, act=act))
    except requests.Refused as refused:
        refuse(form, refused)
        return _look(request, where, found, one, judge=form)


@needs(Right.REGISTER)
@posted_from("registering:request", *OURS, "pk")
@reads("request.read", "records.DocumentRequest", "pk")
def drop(request: HttpRequest, pk: int, covered_pk: int, **keys: str) -> HttpResponseBase:
    """Let the request no longer cover a document."""
    where, _, one = _covered(request, pk, covered_pk, keys)
    try:
        if OnceForm(request.POST).is_valid():
            requests.drop(one, by=staff(request).user, at=timezone.now())
    except requests.Refused as refused:
        return _as_it_stands(request, pk, keys, refused)
    return redirect(way(where, "request", pk))
