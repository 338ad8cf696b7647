"""An unclear reading is settled: by whom, when, and what the answer does to the targets it is about."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lofte.accounts.models import Organisation, User
from lofte.base import audit
from lofte.base.keys import search_key
from lofte.places.models import AreaSet
from lofte.promises.actions.drafts import held_open, touched
from lofte.promises.actions.headings import free_slug
from lofte.promises.models import (
    Activity,
    ActivityParty,
    Promise,
    PromiseParty,
    Quantity,
    Question,
    Target,
    TargetPlace,
)
from lofte.promises.rules import NO_ORGANISATION, NO_SET, Change, meaning, period_of
from lofte.promises.suggesting import whole_code

PARTY_WORDS = {  # what the answers to "who" are called, besides the organisations' own names
    "polisen": ("police",),
    "kommunen": ("municipality",),
    "bostadsbolaget": ("housing",),
    "föreningen": ("association",),
    "polisen och kommunen": ("police", "municipality"),
    "polis och kommun": ("police", "municipality"),
    "båda": ("police", "municipality"),
    "båda tillsammans": ("police", "municipality"),
    "polisen och kommunen tillsammans": ("police", "municipality"),
}


class EmptyAnswer(Exception):
    """An answer without words."""


@transaction.atomic
def settle(*, question: Question, answer: str, by: User, on: date, at: datetime) -> Question:
    """Write an answer with who and when, and let it do what it means. It may be given anew while a draft."""
    promise = held_open(question.promise_id)
    words = " ".join(answer.split())[:300]
    if not words:
        raise EmptyAnswer
    question.answer, question.settled_on = words, on
    question.settled_by, question.settled_by_name = by, by.name
    question.save()
    _carry_out(promise, question, on)
    audit.record("question.settled", target=question, by_id=by.pk, at=at, code=question.code)
    return question


def _carry_out(promise: Promise, question: Question, on: date) -> None:
    if question.code == "which_place":
        _map_place(promise, question)
    elif question.code == "which_party":
        _add_party(promise, question)
    elif question.code == "who":
        _name_responsible(promise, question)
    elif question.code == "which_period":
        _set_period(promise, question.answer, on)
    else:
        _change_targets(question)


def _change_targets(question: Question) -> None:
    """Let an answer that is one of the offered ones, or reads as one, change the targets."""
    changes = meaning(question.code, question.answer, question.facts)
    for target in targets_of(question):
        for change in changes:
            _change(target, change)
        target.save()
        if changes:
            touched(target.activity)


def targets_of(question: Question) -> list[Target]:
    """Return the targets a question is about, those that are still there."""
    keys: Sequence[int] = question.facts.get("targets", [])
    if not keys and question.target_id:
        keys = [question.target_id]
    return list(
        Target.objects.filter(pk__in=keys, activity__promise_id=question.promise_id)
        .select_related("activity", "kind_of_work")
        .order_by("activity__position", "position", "pk")
    )


def _change(target: Target, change: Change) -> None:
    """Write one thing; a target in words takes no number, and one number is no span."""
    if change.field == "value" and target.kind == Target.Kind.QUALITATIVE:
        return
    if change.field == "value" and target.comparator == Target.Comparator.BETWEEN:
        target.comparator, target.upper = Target.Comparator.EXACTLY, None
    setattr(target, change.field, _row_for(target, change))


def _row_for(target: Target, change: Change) -> Any:
    if change.field != "whole":
        return change.value
    if target.kind_of_work is None:
        return target.whole
    code = whole_code(target.kind_of_work.code, change.value)
    return Quantity.objects.filter(kind_of_work=target.kind_of_work, code=code).first()


def _map_place(promise: Promise, question: Question) -> None:
    """Put a set where the name stood; an answer that needs no set takes the name away."""
    name = question.facts.get("name", "")
    area_set = AreaSet.objects.filter(
        partnership_id=promise.partnership_id, search_key=search_key(question.answer)
    ).first()
    earlier = question.facts.get("area_set")
    waiting = [
        target
        for target in Target.objects.filter(activity__promise=promise).select_related("activity")
        if any(search_key(one) == search_key(name) for one in target.unmatched_places)
        or target.pk in question.facts.get("mapped", [])
    ]
    if area_set is None and question.answer != NO_SET:
        return
    for target in waiting:
        _replace_place(target, name, earlier, area_set)
    _keep(question, mapped=[target.pk for target in waiting], area_set=area_set.pk if area_set else None)


def _replace_place(target: Target, name: str, earlier: int | None, area_set: AreaSet | None) -> None:
    target.unmatched_places = [one for one in target.unmatched_places if search_key(one) != search_key(name)]
    target.save(update_fields=["unmatched_places"])
    if earlier is not None:
        target.places.filter(area_set_id=earlier).delete()
    if area_set is not None:
        TargetPlace.objects.get_or_create(
            target=target, area_set=area_set, defaults={"position": target.places.count()}
        )
    touched(target.activity)


def _organisation(promise: Promise, answer: str) -> Organisation | None:
    members = Organisation.objects.filter(memberships__partnership_id=promise.partnership_id)
    wanted = search_key(answer)
    return next((one for one in members.order_by("pk") if search_key(one.name) == wanted), None)


def _add_party(promise: Promise, question: Question) -> None:
    """Let the one who is meant be a party; who came by an earlier answer goes with it."""
    found = None if question.answer == NO_ORGANISATION else _organisation(promise, question.answer)
    promise.parties.filter(organisation__in=question.facts.get("added", [])).delete()
    is_new = False
    if found is not None:
        _, is_new = PromiseParty.objects.get_or_create(
            promise=promise, organisation=found, defaults={"position": promise.parties.count()}
        )
    _keep(question, added=[found.pk] if found is not None and is_new else [])


def _name_responsible(promise: Promise, question: Question) -> None:
    """Write who answers for the activity that nobody was named for."""
    if question.activity is None:
        return
    named = _organisation(promise, question.answer)
    kinds = PARTY_WORDS.get(search_key(question.answer).rstrip("."), ())
    chosen = [named] if named else _of_kinds(promise, kinds)
    _take_back_named(question, question.activity)
    if not chosen:
        return
    parties = question.activity.parties
    parties.filter(part=ActivityParty.Part.RESPONSIBLE).delete()
    helping = list(parties.filter(organisation__in=chosen).values_list("organisation_id", flat=True))
    for one in chosen:
        ActivityParty.objects.update_or_create(
            activity=question.activity, organisation=one, defaults={"part": ActivityParty.Part.RESPONSIBLE}
        )
    _keep(question, named=[one.pk for one in chosen], helping=helping)
    touched(question.activity)


def _take_back_named(question: Question, activity: Activity) -> None:
    """Undo what an earlier answer wrote: "nobody" after "the police" leaves nobody; a helper helps again."""
    named, helping = question.facts.get("named", []), question.facts.get("helping", [])
    if not named:
        return
    written = activity.parties.filter(part=ActivityParty.Part.RESPONSIBLE, organisation__in=named)
    written.exclude(organisation__in=helping).delete()
    written.update(part=ActivityParty.Part.CONTRIBUTING)
    _keep(question, named=[], helping=[])
    touched(activity)


def _keep(question: Question, **facts: Any) -> None:
    """Remember what an answer did, so that another can undo it."""
    question.facts = question.facts | facts
    question.save(update_fields=["facts"])


def _of_kinds(promise: Promise, kinds: Sequence[str]) -> list[Organisation]:
    """Return the promise's own parties of these kinds, else the partnership's where one stands alone."""
    found: list[Organisation] = []
    for kind in kinds:
        own = [
            one.organisation
            for one in promise.parties.select_related("organisation").order_by("position", "pk")
            if one.organisation.kind == kind
        ]
        members = Organisation.objects.filter(memberships__partnership_id=promise.partnership_id, kind=kind)
        found += own or (list(members) if members.count() == 1 else [])
    return found


def _set_period(promise: Promise, answer: str, on: date) -> None:
    period = period_of(answer, on)
    if period is None:
        return
    promise.starts, promise.ends = period.starts, period.ends
    promise.slug = free_slug(promise.partnership_id, period.starts, period.ends, but=promise.pk)
    promise.save(update_fields=["starts", "ends", "slug"])
