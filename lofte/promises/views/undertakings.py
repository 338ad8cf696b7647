"""Activities and targets of a draft: added, changed, moved, confirmed and taken away."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.once import OnceForm
from lofte.base.posting import posted_from
from lofte.base.reading import reads
from lofte.promises import actions, queries
from lofte.promises.forms.undertakings import ActivityForm, ConfirmForm, TargetForm
from lofte.promises.models import Activity, Promise, Target
from lofte.promises.views.entering import Removed, address, at_desk, carry_out, changeable, kept, staff


def _activity(promise: Promise, activity_id: int) -> Activity:
    rows = queries.activities().select_related("promise")
    activity = rows.filter(pk=activity_id, promise=promise).first()
    if activity is None:
        raise Removed
    return activity


def _target(promise: Promise, target_id: int) -> Target:
    rows = queries.targets().select_related("activity__promise")
    target = rows.filter(pk=target_id, activity__promise=promise).first()
    if target is None:
        raise Removed
    return target


def _by_button(
    request: HttpRequest, promise: Promise, act: Callable[[], None], anchor: str = ""
) -> HttpResponseBase:
    """Carry out what one button does; a button without its key is shown the page again."""
    form = OnceForm(request.POST)
    if not form.is_valid():
        return at_desk(request, promise)

    def done() -> str:
        act()
        return address(promise, anchor)

    return carry_out(request, form, done)


def _written(
    request: HttpRequest, promise: Promise, key: str, form: OnceForm, act: Callable[[], str]
) -> HttpResponseBase:
    """Carry out a written form, or show it where it stands with what is wrong."""
    if not form.is_valid():
        bound: dict[str, Form] = {key: form}
        return at_desk(request, promise, bound=bound)
    return carry_out(request, form, lambda: address(promise, act()))


@needs(Right.PREPARE)
@posted_from("promises:promise", "promise_id")
@reads("promise.read", "promises.Promise", "promise_id")
@kept
def add_activity(request: HttpRequest, promise_id: int) -> HttpResponseBase:
    """Write a new activity."""
    promise = changeable(request, promise_id)
    form = ActivityForm(request.POST, promise=promise, auto_id="ny_%s")

    def act() -> str:
        made = actions.add_activity(
            promise=promise, words=form.words(), by=staff(request).user, at=timezone.now()
        )
        return f"a{made.pk}"

    return _written(request, promise, "ny", form, act)


@needs(Right.PREPARE)
@posted_from("promises:promise", "promise_id")
@reads("promise.read", "promises.Promise", "promise_id")
@kept
def change_activity(request: HttpRequest, promise_id: int, activity_id: int) -> HttpResponseBase:
    """Write an activity anew."""
    promise = changeable(request, promise_id)
    activity = _activity(promise, activity_id)
    key = f"a{activity.pk}"
    form = ActivityForm(request.POST, promise=promise, activity=activity, auto_id=f"{key}_%s")

    def act() -> str:
        actions.change_activity(
            activity=activity, words=form.words(), by=staff(request).user, at=timezone.now()
        )
        return key

    return _written(request, promise, key, form, act)


@needs(Right.PREPARE)
@posted_from("promises:promise", "promise_id")
@reads("promise.read", "promises.Promise", "promise_id")
@kept
def remove_activity(request: HttpRequest, promise_id: int, activity_id: int) -> HttpResponseBase:
    """Take an activity out; the second press of the button finds it gone and lands where the first did."""
    promise = changeable(request, promise_id)
    activity = Activity.objects.filter(pk=activity_id, promise=promise).first()

    def act() -> None:
        if activity is not None:
            actions.remove_activity(activity=activity, by=staff(request).user, at=timezone.now())

    return _by_button(request, promise, act, "aktiviteter")


@needs(Right.PREPARE)
@posted_from("promises:promise", "promise_id")
@reads("promise.read", "promises.Promise", "promise_id")
@kept
def move_activity(request: HttpRequest, promise_id: int, activity_id: int) -> HttpResponseBase:
    """Move an activity one step up or down."""
    promise = changeable(request, promise_id)
    activity = _activity(promise, activity_id)
    step = -1 if request.POST.get("step") == "up" else 1

    def act() -> None:
        actions.move_activity(activity=activity, step=step, by=staff(request).user, at=timezone.now())

    return _by_button(request, promise, act, f"a{activity.pk}")


@needs(Right.PREPARE)
@posted_from("promises:promise", "promise_id")
@reads("promise.read", "promises.Promise", "promise_id")
@kept
def confirm_activity(request: HttpRequest, promise_id: int, activity_id: int) -> HttpResponseBase:
    """Say that an activity is read right, and go to the next one."""
    promise = changeable(request, promise_id)
    activity = _activity(promise, activity_id)

    def act() -> None:
        actions.confirm_activity(activity=activity, by=staff(request).user, at=timezone.now())

    waiting = promise.activities.filter(confirmed_at=None).exclude(pk=activity.pk)
    onwards = waiting.filter(position__gt=activity.position).order_by("position").first()
    there = onwards or waiting.order_by("position").first()
    form = ConfirmForm(request.POST, activity=activity)
    if "once" not in form.errors and not form.is_valid():
        bound: dict[str, Form] = {f"c{activity.pk}": form}
        return at_desk(request, promise, bound=bound)
    return _by_button(request, promise, act, f"a{there.pk}" if there else "anta")


@needs(Right.PREPARE)
@posted_from("promises:promise", "promise_id")
@reads("promise.read", "promises.Promise", "promise_id")
@kept
def add_target(request: HttpRequest, promise_id: int, activity_id: int) -> HttpResponseBase:
    """Write a new target."""
    promise = changeable(request, promise_id)
    activity = _activity(promise, activity_id)
    key = f"m{activity.pk}"
    form = TargetForm(request.POST, promise=promise, auto_id=f"{key}_%s")

    def act() -> str:
        made = actions.add_target(
            activity=activity, terms=form.terms(), by=staff(request).user, at=timezone.now()
        )
        return f"t{made.pk}"

    return _written(request, promise, key, form, act)


@needs(Right.PREPARE)
@posted_from("promises:promise", "promise_id")
@reads("promise.read", "promises.Promise", "promise_id")
@kept
def change_target(request: HttpRequest, promise_id: int, target_id: int) -> HttpResponseBase:
    """Write a target anew."""
    promise = changeable(request, promise_id)
    target = _target(promise, target_id)
    key = f"t{target.pk}"
    form = TargetForm(request.POST, promise=promise, target=target, auto_id=f"{key}_%s")

    def act() -> str:
        actions.change_target(target=target, terms=form.terms(), by=staff(request).user, at=timezone.now())
        return key

    return _written(request, promise, key, form, act)


@needs(Right.PREPARE)
@posted_from("promises:promise", "promise_id")
@reads("promise.read", "promises.Promise", "promise_id")
@kept
def remove_target(request: HttpRequest, promise_id: int, target_id: int) -> HttpResponseBase:
    """Take a target out; the second press of the button finds it gone and lands where the first did."""
    promise = changeable(request, promise_id)
    rows = Target.objects.select_related("activity__promise")
    target = rows.filter(pk=target_id, activity__promise=promise).first()

    def act() -> None:
        if target is not None:
            actions.remove_target(target=target, by=staff(request).user, at=timezone.now())

    return _by_button(request, promise, act, f"a{target.activity_id}" if target else "aktiviteter")
