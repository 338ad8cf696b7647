"""The one who looks: a frozen Viewer with the roles held on a day, and the guard that every view wears."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from lofte.accounts.models import Role, User
from lofte.base import grounds

logger = logging.getLogger(__name__)

COORDINATOR = Role.Kind.COORDINATOR.value
FIELD = Role.Kind.FIELD.value
APPROVER = Role.Kind.APPROVER.value
ANY_ROLE = (COORDINATOR, FIELD, APPROVER)
SIGNED_OUT = "utloggad"  # the sign-in's word for one who was signed in before


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
            logger.info("access refused: another partnership, %d", partnership_id)
            raise Http404
        if kinds and not self.may(partnership_id, *kinds):
            logger.info("access refused: %s is missing in partnership %d", " or ".join(kinds), partnership_id)
            raise PermissionDenied
        grounds.let_through(partnership_id)


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
                logger.info("access refused: %s is missing everywhere", " or ".join(kinds) or "a role")
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
            return _kept_for(request) if request.method == "POST" else _to_the_door(request)
        viewer = request.viewer = viewer_of(request.user, timezone.localdate())  # type: ignore[attr-defined]
        with grounds.standing(viewer.user_id, ((role.partnership_id, role.kind) for role in viewer.roles)):
            return view(request, *args, **kwargs)

    guarded.permission = ("any",)  # type: ignore[attr-defined]
    return guarded


def _door(request: HttpRequest, wanted: str) -> str:
    was_here = {SIGNED_OUT: "1"} if settings.SESSION_COOKIE_NAME in request.COOKIES else {}
    return f"{reverse('accounts:sign-in')}?{urlencode({'next': wanted} | was_here)}"


def _to_the_door(request: HttpRequest) -> HttpResponseBase:
    return redirect(_door(request, request.get_full_path()))


def _kept_for(request: HttpRequest) -> HttpResponseBase:
    """Show one whose session has ended what was typed, to be kept, and the way back to the form."""
    logger.info("access refused: nobody is signed in")
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host()
    door = _door(request, came_from.path if is_ours else reverse(settings.LOGIN_REDIRECT_URL))
    return render(request, "accounts/not_saved.html", {"texts": typed(request), "door": door}, status=403)


def typed(request: HttpRequest) -> list[str]:
    """Return what was written in a form that cannot be carried out: keys and choices hold no space."""
    return [text for _, values in request.POST.lists() for text in values if " " in text.strip()]


def open_to_all(view: View) -> View:
    """Mark a view as public: the house test refuses a view that is neither guarded nor marked."""
    view.permission = ("public",)  # type: ignore[attr-defined]
    return view
