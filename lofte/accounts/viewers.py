"""The one who looks: a frozen Viewer with the roles held on a day, and the guard that every view wears."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from lofte.accounts.models import Role, User

COORDINATOR = Role.Kind.COORDINATOR.value
FIELD = Role.Kind.FIELD.value
APPROVER = Role.Kind.APPROVER.value
ANY_ROLE = (COORDINATOR, FIELD, APPROVER)


@dataclass(frozen=True)
class HeldRole:
    """A role held on the day: by key, so that nothing live hangs on it."""

    kind: str
    partnership_id: int
    organisation_id: int


@dataclass(frozen=True)
class Viewer:
    """Who looks, with what roles. Queries of protected things take one."""

    user_id: int
    name: str
    roles: tuple[HeldRole, ...]

    def partnership_ids(self, *kinds: str) -> tuple[int, ...]:
        """Return the partnerships in which one of these roles is held (any role when none is named)."""
        return tuple(sorted({r.partnership_id for r in self.roles if not kinds or r.kind in kinds}))

    def organisation_ids(self, partnership_id: int, *kinds: str) -> tuple[int, ...]:
        """Return the organisations this person acts for in a partnership."""
        return tuple(
            sorted(
                {
                    r.organisation_id
                    for r in self.roles
                    if r.partnership_id == partnership_id and (not kinds or r.kind in kinds)
                }
            )
        )

    def may(self, partnership_id: int, *kinds: str) -> bool:
        return partnership_id in self.partnership_ids(*kinds)

    def demand(self, partnership_id: int, *kinds: str) -> None:
        """Let pass, or answer: another partnership's things do not exist, a missing role is refused."""
        if not self.may(partnership_id):
            raise Http404
        if kinds and not self.may(partnership_id, *kinds):
            raise PermissionDenied


def viewer_of(user: User, on: date) -> Viewer:
    """Return the person as a viewer with the roles held on the day: one query."""
    held = Role.objects.filter(user=user, starts__lte=on).filter(Q(ends=None) | Q(ends__gt=on))
    rows = held.order_by("partnership_id", "kind", "pk").values_list(
        "kind", "partnership_id", "organisation_id"
    )
    return Viewer(user_id=user.pk, name=user.name, roles=tuple(HeldRole(*row) for row in rows))


class StaffRequest(HttpRequest):
    """A request that has passed the guard."""

    viewer: Viewer
    user: User


View = Callable[..., HttpResponseBase]


def needs(*kinds: str) -> Callable[[View], View]:
    """Guard a view: signed in, and with one of these roles somewhere. The view demands the partnership."""

    def guard(view: View) -> View:
        @wraps(view)
        def with_role(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.viewer.partnership_ids(*kinds):  # type: ignore[attr-defined]
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded = signed_in(with_role)
        guarded.permission = kinds or ("any",)  # type: ignore[attr-defined]
        return guarded

    return guard


def signed_in(view: View) -> View:
    """Guard a view that also one without a role may see: signed in, no more."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return redirect(f"{reverse('accounts:sign-in')}?{urlencode({'next': request.get_full_path()})}")
        request.viewer = viewer_of(request.user, timezone.localdate())  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    guarded.permission = ("any",)  # type: ignore[attr-defined]
    return guarded


def open_to_all(view: View) -> View:
    """Mark a view as public: the house test refuses a view that is neither guarded nor marked."""
    view.permission = ("public",)  # type: ignore[attr-defined]
    return view
