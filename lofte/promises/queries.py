"""Promises with all that belongs to them, in a number of queries that does not grow with the rows."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from lofte.accounts import held
from lofte.accounts.models import Organisation, Partnership, Role
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.base.wording import clock as clock_time
from lofte.places.models import AreaSet
from lofte.promises.marking import Passage, Reading, passages
from lofte.promises.models import (
    Activity,
    ActivityParty,
    Agreement,
    FocusArea,
    KindOfWork,
    Programme,
    Promise,
    PromiseParty,
    PromisePoint,
    Quantity,
    Question,
    Signature,
    SourceDocument,
    Target,
    TargetPlace,
    TargetPoint,
    TargetRecipient,
    TargetSpot,
)
from lofte.promises.rules import EARLIEST, NO_ORGANISATION, NO_SET, period_of
from lofte.promises.sentences import TargetFacts
from lofte.promises.special import Special

OPEN_END = "Någon annan"  # the reader knows no names; here they are offered instead

# One answer may stand for all of these: how a number holds is mostly meant the same way throughout a promise.
ASKED_ALIKE = frozenset(
    {
        "per_year_or_whole_period",
        "each_or_together",
        "length_or_minimum",
        "exactly_or_at_least",
        "share_of_what",
        "counted_when",
        "average_or_every",
    }
)


def promises_of(viewer: Viewer) -> QuerySet[Promise]:
    """Return the promises of the viewer's partnerships, newest first, with how far each draft has come."""
    return (
        Promise.objects.seen_by(viewer)
        .select_related("partnership", "extends")
        .annotate(
            n_activities=Count("activities", distinct=True),
            n_confirmed=Count("activities", filter=Q(activities__confirmed_at__isnull=False), distinct=True),
            n_open=Count("questions", filter=Q(questions__settled_on=None), distinct=True),
        )
        .order_by("partnership__name", "-starts", "-pk")
    )


def adopted_promises(partnership_id: int) -> QuerySet[Promise]:
    """Return the adopted promises of a partnership, newest time first."""
    adopted = Promise.objects.whole(Purpose.ACTING).filter(
        partnership_id=partnership_id, adopted_on__isnull=False
    )
    return adopted.order_by("-starts", "-pk")


def adopted_in(promise: Promise) -> QuerySet[Promise]:
    """Return the partnership's other adopted promises that hold during some of the same time."""
    return (
        adopted_promises(promise.partnership_id)
        .filter(starts__lt=promise.ends, ends__gt=promise.starts)
        .exclude(pk=promise.pk)
    )


def public_path(promise: Promise) -> str:
    """Return the address of a promise's public page, as seen from the house's door."""
    return f"{promise.partnership.slug}/loften/{promise.slug}/"


def targets() -> QuerySet[Target]:
    """Return targets in order, with what they count, where, and whom it is shared with."""
    return (
        Target.objects.select_related("kind_of_work", "quantity", "whole", "occasion_kind", "indicator")
        .prefetch_related(
            Prefetch("spots", TargetSpot.objects.select_related("place").order_by("position", "pk")),
            Prefetch("places", TargetPlace.objects.select_related("area_set").order_by("position", "pk")),
            Prefetch("recipients", TargetRecipient.objects.select_related("organisation").order_by("pk")),
            Prefetch("points", TargetPoint.objects.order_by("ends", "pk")),
        )
        .order_by("position", "pk")
    )


def activities() -> QuerySet[Activity]:
    """Return activities in order, with their parties, targets and lineage."""
    return (
        Activity.objects.select_related("point", "confirmed_by", "continues__promise")
        .prefetch_related(
            Prefetch("parties", ActivityParty.objects.select_related("organisation").order_by("-part", "pk")),
            Prefetch("targets", targets()),
        )
        .order_by("position", "pk")
    )


def whole_promise(promise_id: int, viewer: Viewer | None = None) -> Promise:
    """Return one promise with everything that belongs to it: as a viewer sees it, or for what acts on it."""
    every, documents = Promise.objects.whole(Purpose.ACTING), SourceDocument.objects.whole(Purpose.ACTING)
    if viewer is not None:
        documents = SourceDocument.objects.seen_by(viewer)
    return (
        (Promise.objects.seen_by(viewer) if viewer is not None else every)
        .select_related("partnership", "extends", "agreement", "programme", "adopted_by")
        .prefetch_related(
            Prefetch("document", documents.defer("content", "reading")),
            Prefetch(
                "parties", PromiseParty.objects.select_related("organisation").order_by("position", "pk")
            ),
            Prefetch("points", PromisePoint.objects.order_by("position", "pk")),
            Prefetch("focus_areas", FocusArea.objects.order_by("position", "pk")),
            Prefetch(
                "signatures", Signature.objects.select_related("organisation").order_by("position", "pk")
            ),
            Prefetch("activities", activities()),
            Prefetch(
                "questions", Question.objects.select_related("activity", "target").order_by("position", "pk")
            ),
            Prefetch("extended_by", every.order_by("starts", "pk")),
        )
        .get(pk=promise_id)
    )


def facts_of(target: Target, promise: Promise) -> TargetFacts:
    """Return what a target's sentence needs. Places, recipients and kind are best fetched with it."""
    kind, quantity, whole = target.kind_of_work, target.quantity, target.whole
    is_main = quantity is not None and quantity.position == 0  # the kind's own word says it better
    part = None if quantity is None or (is_main and target.kind != Target.Kind.SHARE) else quantity
    return TargetFacts(
        kind=target.kind,
        starts=target.starts or promise.starts,
        ends=target.ends or promise.ends,
        comparator=target.comparator,
        value=None if target.value is None else float(target.value),
        upper=None if target.upper is None else float(target.upper),
        unit=target.unit,
        per=target.per,
        each_place=target.each_place,
        minimum_minutes=target.minimum_minutes,
        places=(
            *(one.area_set.name for one in target.places.all()),
            *(name for name in target.unmatched_places),
        ),
        one=kind.one if kind else "",
        many=kind.many if kind else "",
        one_en=kind.one_en if kind else "",
        many_en=kind.many_en if kind else "",
        part=part.name if part else "",
        part_en=part.name_en if part else "",
        whole=whole.name if whole else "",
        whole_en=whole.name_en if whole else "",
        counted_state=target.counted_state,
        sign=target.sign,
        recipients=tuple(one.organisation.short_name for one in target.recipients.all()),
        over_prioritised=target.over_prioritised_areas,
        is_seasonal=target.pace == Target.Pace.SEASON,
        points=tuple((one.ends, float(one.done)) for one in target.points.all()),
        special=special_of(target),
    )


def special_of(target: Target) -> Special:
    """Return what only some kinds of targets say."""
    occasion, series = target.occasion_kind, target.indicator
    clock = (target.clock_from, target.clock_to)
    return Special(
        held=target.held,
        weekdays=tuple(int(day) for day in target.weekdays),
        clock=tuple(clock_time(one, "sv") for one in clock if one is not None),
        skips_holidays=target.skips_holidays,
        spots=tuple(row.place.name for row in target.spots.all()),
        occasion=occasion.one if occasion else "",
        occasion_en=occasion.one_en if occasion else "",
        series=series.name if series else "",
        series_en=(series.name_en or series.name) if series else "",
        series_unit=series.unit if series else "",
        series_unit_en=(series.unit_en or series.unit) if series else "",
        reads_as=target.reads_as,
        direction=target.direction,
        baseline=None if target.baseline is None else float(target.baseline),
        baseline_on=target.baseline_on,
    )


def kinds_of_work() -> list[KindOfWork]:
    """Return every kind of work in order, with its quantities."""
    quantities = Quantity.objects.order_by("position", "pk")
    return list(
        KindOfWork.objects.prefetch_related(Prefetch("quantities", quantities)).order_by("position", "pk")
    )


def members(partnership_id: int) -> QuerySet[Organisation]:
    """Return a partnership's organisations in the order in which parties are named."""
    return Organisation.objects.filter(memberships__partnership_id=partnership_id).order_by(
        "memberships__position", "pk"
    )


def signing_parties(promise: Promise) -> list[Organisation]:
    """Return the promise's parties that sign, in the partnership's order: each must approve."""
    return list(
        Organisation.objects.filter(
            pk__in=promise.parties.values("organisation"),
            memberships__partnership=promise.partnership_id,
            memberships__signs=True,
        ).order_by("memberships__position", "pk")
    )


def deciders(promise: Promise, on: date) -> list[Role]:
    """Return those who could decide for a signing party on a day: its approvers, by party."""
    signs = held.having(on, Right.SIGN).filter(
        partnership_id=promise.partnership_id, organisation__in=signing_parties(promise)
    )
    return list(
        signs.select_related("user", "organisation").order_by("organisation__name", "user__name", "pk")
    )


def agreements(partnership_id: int) -> QuerySet[Agreement]:
    return Agreement.objects.filter(partnership_id=partnership_id).order_by("name", "pk")


def programmes(partnership_id: int) -> QuerySet[Programme]:
    return Programme.objects.filter(partnership_id=partnership_id).order_by("name", "pk")


def answers_to(
    question: Question, sets: Iterable[AreaSet], organisations: Iterable[Organisation]
) -> list[str]:
    """Return the answers a question offers: those of the reading, or the partnership's names as of now."""
    if question.code == "which_place":
        return [*(one.name for one in sets), NO_SET]
    if question.code == "which_party":
        return [*(one.name for one in organisations), NO_ORGANISATION]
    if question.code == "who":
        return [
            *(one for one in question.options if one != OPEN_END),
            *_others(list(organisations)),
            NO_ORGANISATION,
        ]
    if question.code == "which_period":  # "another time" is written in one's own words, or says nothing
        return [one for one in question.options if period_of(one, EARLIEST)]
    return list(question.options)


def _others(organisations: list[Organisation]) -> list[str]:
    """Name those whom "the police" and "the municipality" do not already stand for."""
    kinds = [one.kind for one in organisations]
    spoken_for = {kind for kind in ("police", "municipality") if kinds.count(kind) == 1}
    return [one.name for one in organisations if one.kind not in spoken_for]


def alike(question: Question, others: Iterable[Question]) -> list[Question]:
    """Return the other open questions that ask the same of other targets and offer the same answers."""
    if question.code not in ASKED_ALIKE:
        return []
    return [
        one
        for one in others
        if one.pk != question.pk
        and one.settled_on is None
        and (one.code, one.options) == (question.code, question.options)
    ]


def marked_source(promise: Promise) -> list[Passage]:
    """Return the document's text with every reading marked where it stands."""
    if promise.document is None:
        return []
    asked = [one for one in promise.questions.all() if one.settled_on is None]
    rows: list[tuple[str, Activity | Target | Question | PromisePoint, int | None]] = [
        *(("p", point, None) for point in promise.points.all()),
        *(("a", one, n) for n, one in enumerate(promise.activities.all(), start=1)),
        *(("t", target, None) for one in promise.activities.all() for target in one.targets.all()),
        *(("q", one, n) for n, one in enumerate(asked, start=1)),
    ]
    readings = [
        Reading(f"{letter}{row.pk}", row.source_start, row.source_end, number)
        for letter, row, number in rows
        if row.source_start is not None and row.source_end is not None
    ]
    return passages(promise.document.text, readings)


def partnership_by_slug(slug: str) -> Partnership | None:
    return Partnership.objects.filter(slug=slug).first()
