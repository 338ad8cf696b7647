"""The one query layer: whose rows a viewer sees, said once at each protected model.

    Entry.objects.seen_by(viewer)           what this person sees: the own organisation's, and what is shared
    Entry.objects.whole(Purpose.COUNTING)   every row, for something that is not shown row by row

While somebody looks (the guard of a staff view says who), a protected model refuses every other way to
its rows. Where nobody looks, in a job or on the command line, `objects` is as always. On PostgreSQL the
database's own policies stand behind it (`accounts.walls`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, TypeVar

from django.db.models import Exists, Manager, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from lofte.accounts.groups import GroupMember
from lofte.accounts.rights import Right
from lofte.accounts.sharing import Share

Row = TypeVar("Row", bound=Model)


class Purpose(Enum):
    """What every row is read for, where none of them is shown as a row; tests/house lists the places."""

    COUNTING = "figures are the same whoever looks"
    ACTING = "a rule must know every row to refuse, lock or write"
    SETTLING = "the parties' rows side by side, for one who may settle the log"
    CHOSEN = "keys that were chosen as this viewer sees them, fetched with what belongs to them"
    REGISTERING = "a registrar keeps the register of an authority's documents, and is noted doing it"
    TRACING = "an auditor reads the trail of what these rows are, not the rows"


class GoesRound(Exception):
    """A protected model was asked for without saying who looks."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(
            f"{model._meta.label} is protected: ask objects.seen_by(viewer), or objects.whole(Purpose.…)"
        )


class Looks(Protocol):
    """What is asked of the one who looks (`accounts.viewers.Viewer`)."""

    @property
    def user_id(self) -> int: ...
    def partnership_ids(self, *rights: Right) -> tuple[int, ...]: ...
    def organisations_with(self, *rights: Right) -> tuple[int, ...]: ...


_looks: ContextVar[int | None] = ContextVar("looks", default=None)
_opened: ContextVar[bool] = ContextVar("opened", default=False)


@contextmanager
def looking(user_id: int) -> Iterator[None]:
    """Let somebody look: from here on protected rows are reached through the layer alone."""
    token = _looks.set(user_id)
    try:
        yield
    finally:
        _looks.reset(token)


@contextmanager
def _open() -> Iterator[None]:
    token = _opened.set(True)
    try:
        yield
    finally:
        _opened.reset(token)


@dataclass(frozen=True)
class Sight:
    """How a model's rows are seen. Paths are Django's; what is left empty opens no way.

    `own` is the path to the organisation whose rows they are, seen with one of `own_rights` there; `within`
    the path to the partnership in which they are seen with one of `rights`. `shared` is the kind of thing
    that sharing speaks of, whose key lies at `key`, and which is seen with one of `shared_rights` where it is
    shared; with `standing` a decision on all of an organisation's counts too.
    """

    own: str = ""
    own_rights: tuple[Right, ...] = ()
    within: str = ""
    rights: tuple[Right, ...] = ()
    shared: str = ""
    shared_rights: tuple[Right, ...] = (Right.SEE_FIGURES,)
    key: str = "pk"
    standing: bool = False

    def condition(self, viewer: Looks) -> Q:
        """Return what a row must meet to be seen."""
        met = Q(pk__in=[])
        if self.own:
            met |= Q(**{f"{self.own}__in": viewer.organisations_with(*self.own_rights)})
        if self.within:
            met |= Q(**{f"{self.within}__in": viewer.partnership_ids(*self.rights)})
        if self.shared and viewer.partnership_ids(*self.shared_rights):
            stands = self.shares(viewer)
            met |= Q(Exists(stands.filter(key=OuterRef(self.key))))
            if self.standing:
                met |= Q(**{f"{self.own}__in": stands.filter(key=None).values("organisation")})
        return met

    def shares(self, viewer: Looks) -> QuerySet[Share]:
        """Return what stands shared with the viewer's partnerships, or a group in which the viewer sits."""
        reaches = Q(level=Share.Level.PARTNERSHIP) | Q(
            level=Share.Level.GROUP, group__in=groups_of(viewer).values("group")
        )
        places = viewer.partnership_ids(*self.shared_rights)
        return Share.objects.filter(reaches, thing=self.shared, partnership__in=places, withdrawn_at=None)

    def shares_of(self, thing: Any) -> QuerySet[Share]:
        """Return what stands shared of one thing, by itself or with all of its organisation's."""
        reach = Q(key=at(thing, self.key))
        if self.standing:
            reach |= Q(key=None, organisation=at(thing, self.own))
        return Share.objects.filter(reach, thing=self.shared, withdrawn_at=None)

    def organisations(self, viewer: Looks) -> frozenset[int]:
        """Return whose rows are all seen: one query, for statements that are no querysets."""
        standing = self.shares(viewer).filter(key=None).values_list("organisation_id", flat=True)
        return frozenset(viewer.organisations_with(*self.own_rights)) | frozenset(standing)


def at(thing: Any, path: str) -> Any:
    """Follow a path of Django's from a row."""
    for name in path.split("__"):
        thing = getattr(thing, name)
    return thing


def groups_of(viewer: Looks) -> QuerySet[GroupMember]:
    """Return the seats by which a viewer sits in groups today: by name, or for the organisation."""
    today = timezone.localdate()
    ends = Q(ends=None) | Q(ends__gt=today)
    runs = Q(group__ends=None) | Q(group__ends__gt=today)
    whose = Q(person=viewer.user_id) | Q(person=None, organisation__in=viewer.organisations_with())
    return GroupMember.objects.filter(whose, ends, runs, starts__lte=today, group__starts__lte=today)


class Guarded(Manager[Row]):
    """The manager of a protected model. The model says how it is seen: `sight = Sight(...)`."""

    def get_queryset(self) -> QuerySet[Row]:
        if _looks.get() is not None and not _opened.get():
            raise GoesRound(self.model)
        return super().get_queryset()

    def seen_by(self, viewer: Looks) -> QuerySet[Row]:
        """Return the rows that a viewer sees: the way for everything that is shown."""
        sight: Sight = self.model.sight  # type: ignore[attr-defined]
        with _open():
            return self.get_queryset().filter(sight.condition(viewer))

    def whole(self, purpose: Purpose) -> QuerySet[Row]:
        """Return every row, for a purpose that shows none of them."""
        with _open():
            return self.get_queryset()

    def none(self) -> QuerySet[Row]:
        with _open():
            return super().none()

    def create(self, **kwargs: Any) -> Row:
        with _open():
            return super().create(**kwargs)

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Row]:
        with _open():
            return super().bulk_create(*args, **kwargs)
