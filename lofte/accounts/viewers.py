"""The one who looks: a frozen Viewer with roles and rights on a day, and the guard that every view wears."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from lofte.accounts import held, sight, walls
from lofte.accounts.entering import sittings
from lofte.accounts.models import Role, User
from lofte.accounts.rights import Right
from lofte.base import grounds
from lofte.base.kept import Kept

logger = logging.getLogger(__name__)

SIGNED_OUT = "utloggad"  # the sign-in's word for one who was signed in before


@dataclass(frozen=True)
class HeldRole:
    """A role held on the day and what it may do: by key, so that nothing live hangs on it."""

    kind: str
    partnership_id: int
    organisation_id: int
    rights: frozenset[Right] = frozenset()


@dataclass(frozen=True)
class Viewer:
    """Who looks, with what roles. Queries of protected things take one."""

    user_id: int
    name: str
    roles: tuple[HeldRole, ...]

    def partnership_ids(self, *rights: Right) -> tuple[int, ...]:
        """Return the partnerships in which one of these rights is had (any role when none is named)."""
        return tuple(sorted({r.partnership_id for r in self._having(rights)}))

    def organisation_ids(self, partnership_id: int, *rights: Right) -> tuple[int, ...]:
        """Return the organisations for which this person has one of these rights in a partnership."""
        found = (r for r in self._having(rights) if r.partnership_id == partnership_id)
        return tuple(sorted({r.organisation_id for r in found}))

    def organisations_with(self, *rights: Right) -> tuple[int, ...]:
        """Return the organisations for which one of these rights is had, in whatever partnership."""
        return tuple(sorted({r.organisation_id for r in self._having(rights)}))

    def _having(self, rights: tuple[Right, ...]) -> list[HeldRole]:
        return [r for r in self.roles if not rights or not r.rights.isdisjoint(rights)]

    @property
    def anywhere(self) -> frozenset[Right]:
        """Return what this person may in some partnership: the ways that a page leads on."""
        return frozenset(right for held_role in self.roles for right in held_role.rights)

    def is_a(self, kind: str) -> bool:
        """Return whether such a role is held anywhere: for the order of a page, never for what is allowed."""
        return any(r.kind == kind for r in self.roles)

    def may(self, partnership_id: int, *rights: Right) -> bool:
        return partnership_id in self.partnership_ids(*rights)

    @property
    def must_step_twice(self) -> bool:
        """Return whether a role that is held must not be reached by a password alone."""
        return any(role.kind in settings.SECOND_FACTOR_KINDS for role in self.roles)

    @property
    def reads_trail(self) -> bool:
        """Say whether the page of who has seen and done what is open to this person."""
        return bool(self.partnership_ids(Right.READ_TRAIL))

    def demand(self, partnership_id: int, *rights: Right) -> None:
        """Let pass, or answer: another partnership's things do not exist, a missing right is refused."""
        if not self.may(partnership_id):
            logger.info("access refused: another partnership, %d", partnership_id)
            raise Http404
        if rights and not self.may(partnership_id, *rights):
            said = " or ".join(rights)
            logger.info("access refused: %s is missing in partnership %d", said, partnership_id)
            raise PermissionDenied
        grounds.let_through(partnership_id)


def _held(user: int, on: date) -> QuerySet[Role, tuple[Any, ...]]:
    delegated = Exists(held.standing_in(on).filter(deputy=OuterRef("pk")))
    roles = held.with_rights(on).filter(user=user).annotate(signs=delegated)
    return roles.order_by("partnership_id", "kind", "pk").values_list(
        "pk", "kind", "partnership_id", "organisation_id", "signs", "had__may"
    )


HELD = Kept(_held, user=-1, on=date(1, 1, 2))  # for every page of the staff


def viewer_of(user: User, on: date) -> Viewer:
    """Return the person as a viewer with the roles held on the day and what they may: one query."""
    found: dict[int, HeldRole] = {}
    for key, kind, partnership_id, organisation_id, signs, may in HELD.rows(user=user.pk, on=on):
        before = found.get(key) or HeldRole(kind, partnership_id, organisation_id, _lent(signs))
        more = before.rights | ({Right(may)} if may else set())
        found[key] = HeldRole(kind, partnership_id, organisation_id, more)
    return Viewer(user_id=user.pk, name=user.name, roles=tuple(found.values()))


def _lent(signs: bool) -> frozenset[Right]:
    return frozenset({Right.SIGN}) if signs else frozenset()


class StaffRequest(HttpRequest):
    """A request that has passed the guard."""

    viewer: Viewer
    user: User


View = Callable[..., HttpResponseBase]


def needs(*rights: Right) -> Callable[[View], View]:
    """Guard a view: signed in, and with one of these rights somewhere. The view demands the partnership."""

    def guard(view: View) -> View:
        @wraps(view)
        def entitled(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.viewer.partnership_ids(*rights):  # type: ignore[attr-defined]
                logger.info("access refused: %s is missing everywhere", " or ".join(rights))
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded = signed_in(entitled)
        guarded.permission = rights  # type: ignore[attr-defined]
        return guarded

    return guard


def signed_in(view: View) -> View:
    """Guard a view that also one without a role may see: signed in, no more."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return _kept_for(request) if request.method == "POST" else _to_the_door(request)
        viewer = request.viewer = viewer_of(request.user, timezone.localdate())  # type: ignore[attr-defined]
        if viewer.must_step_twice and not sittings.has_stepped(request):
            return _to_the_second_step(request, request.user)
        roles = ((role.partnership_id, role.kind) for role in viewer.roles)
        with (
            grounds.standing(viewer.user_id, roles),
            sight.looking(viewer.user_id),
            walls.before(viewer),
        ):
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
    return _not_saved(request, _door(request, _form_of(request)))


def _form_of(request: HttpRequest) -> str:
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host()
    return came_from.path if is_ours else reverse(settings.LOGIN_REDIRECT_URL)


def _not_saved(request: HttpRequest, door: str) -> HttpResponseBase:
    return render(request, "accounts/not_saved.html", {"texts": typed(request), "door": door}, status=403)


def _to_the_second_step(request: HttpRequest, user: User) -> HttpResponseBase:
    """Lead one who signed in without the second step that a role demands to giving it or getting it."""
    logger.info("access refused: the second step is missing")
    is_sent = request.method == "POST"
    wanted = _form_of(request) if is_sent else request.get_full_path()
    sittings.go_back_halfway(request, user, wanted=wanted, at=timezone.now())
    door = reverse("accounts:second-step")
    return _not_saved(request, door) if is_sent else redirect(door)


def typed(request: HttpRequest) -> list[str]:
    """Return what was written in a form that cannot be carried out: keys and choices hold no space."""
    return [text for _, values in request.POST.lists() for text in values if " " in text.strip()]


def open_to_all(view: View) -> View:
    """Mark a view as public: the house test refuses a view that is neither guarded nor marked."""
    view.permission = ("public",)  # type: ignore[attr-defined]
    return view
