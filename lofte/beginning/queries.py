"""How far a beginning has come, read from what there is: nothing of it is stored, steps go in any order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts import giving, held, rights
from lofte.accounts.grouping import groups
from lofte.accounts.models import Invite, Partnership, Role
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.base.quoting import quoted
from lofte.base.waiting import Item
from lofte.beginning import keys
from lofte.beginning.models import FirstKey
from lofte.promises.models import Promise

STEPS = (
    ("account", gettext_lazy("Ditt konto")),
    ("municipality", gettext_lazy("Kommunen och dess områden")),
    ("organisations", gettext_lazy("Organisationer")),
    ("groups", gettext_lazy("Grupper")),
    ("people", gettext_lazy("Människor och roller")),
    ("document", gettext_lazy("Första dokumentet")),
    ("steps", gettext_lazy("Klart")),
)
N_STEPS = len(STEPS)
FEWEST = 2  # administrators: one asks for a signatory, another confirms
Trail = list[tuple[str, str, str]]  # what components/steps.html takes


@dataclass(frozen=True)
class Facts:
    """What there is in a partnership on a day."""

    n_areas: int
    n_parties: int
    n_groups: int
    n_administrators: int
    has_coordinator: bool
    unsigned: tuple[str, ...]  # signing parties for whom nobody signs, and nobody is asked for
    n_awaiting: int  # signatories whom a second administrator must confirm
    n_invited: int  # invitations that nobody has used yet
    first_promise: int | None
    is_finished: bool

    @property
    def done(self) -> frozenset[str]:
        """Return the steps that are done."""
        found = {
            "account": True,
            "municipality": self.n_areas > 0,
            "organisations": self.n_parties >= FEWEST,
            "groups": self.n_groups > 0,
            "people": self.n_administrators >= FEWEST and self.has_coordinator,
            "document": self.first_promise is not None,
            "steps": self.is_finished,
        }
        return frozenset(step for step, is_done in found.items() if is_done)

    @property
    def is_whole(self) -> bool:
        return self.done >= {step for step, _ in STEPS[:-1]}


def facts(where: Partnership, on: date) -> Facts:
    """Return how far it has come: a dozen questions, however much there is."""
    prepares = held.having(on, Right.PREPARE).filter(partnership=where, user__is_active=True)
    signs = Role.objects.filter(partnership=where, kind=rights.SIGNATORY)
    lasting = signs.filter(Q(ends=None) | Q(ends__gt=on))
    signed_for = set(lasting.values_list("organisation", flat=True).order_by("pk"))
    parties = list(where.memberships.select_related("organisation").order_by("position", "pk"))
    return Facts(
        n_areas=where.area_sets.count(),
        n_parties=len(parties),
        n_groups=groups([where.pk], on).count(),
        n_administrators=giving.administrators(where, on).values("user").distinct().count(),
        has_coordinator=prepares.exists(),
        unsigned=tuple(
            one.organisation.name for one in parties if one.signs and one.organisation_id not in signed_for
        ),
        n_awaiting=signs.filter(awaits=True).count(),
        n_invited=where.invites.filter(used_at=None, revoked_at=None).count(),
        first_promise=Promise.objects.whole(Purpose.ACTING)
        .filter(partnership=where)
        .order_by("pk")
        .values_list("pk", flat=True)
        .first(),
        is_finished=not FirstKey.objects.filter(partnership=where, finished_at=None).exists(),
    )


def number_of(step: str) -> int:
    return next(n for n, (code, _) in enumerate(STEPS, start=1) if code == step)


def trail(step: str, where: Partnership | None = None, done: frozenset[str] = frozenset()) -> Trail:
    """Return the list of steps with a way to each, once there is a partnership to stand in."""

    def state(code: str) -> str:
        if code == step:
            return "now"
        return "done" if code in done else "coming"

    return [(str(label), state(code), _address(code, where, step)) for code, label in STEPS]


def _address(code: str, where: Partnership | None, step: str) -> str:
    if where is None or code in {"account", step}:
        return ""
    return reverse(f"beginning:{'areas' if code == 'municipality' else code}", args=[where.slug])


@dataclass(frozen=True)
class Arrived:
    """An invitation that waits, or has been used by somebody who may need a role."""

    invite: Invite
    kind: str
    needs_role: bool


def arrived(where: Partnership) -> list[Arrived]:
    """Return the invitations of a partnership, newest first, and who still has no role: two queries."""
    rows = list(
        where.invites.filter(revoked_at=None)
        .select_related("organisation", "used_by")
        .order_by("-made_at", "-pk")
    )
    has_role = set(
        where.roles.filter(user__in=[one.used_by_id for one in rows]).values_list("user", flat=True)
    )
    return [
        Arrived(one, one.get_kind_display(), one.used_by_id is not None and one.used_by_id not in has_role)
        for one in rows
    ]


def unfinished(viewer: Viewer) -> QuerySet[FirstKey]:
    """Return the keys by which this viewer may choose a municipality, and those of what is half begun."""
    chosen = Q(finished_at=None, partnership__in=viewer.partnership_ids(Right.ADMINISTER))
    rows = FirstKey.objects.filter(chosen | Q(pk__in=keys.held(viewer.user_id).order_by().values("pk")))
    return rows.select_related("partnership").order_by("pk")


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Offer the start page what is half begun: one query."""
    for one in unfinished(viewer):
        if one.partnership is None:
            yield Item(text=gettext("Börja: välj kommun"), url=reverse("beginning:municipality"))
        else:
            yield Item(
                text=gettext("Fortsätt att lägga upp kommunen"),
                url=reverse("beginning:steps", args=[one.partnership.slug]),
                note=quoted(one.partnership.name),
            )
