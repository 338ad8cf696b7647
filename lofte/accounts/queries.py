"""Who can sign in as whom in a demonstration, and where a viewer belongs."""

from dataclasses import dataclass

from django.db.models import QuerySet

from lofte.accounts.models import Organisation, Partnership, Role, User
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer

COMMON = (Role.Kind.COORDINATOR, Role.Kind.FIELD, Role.Kind.APPROVER)  # of which a visitor tries one first


@dataclass(frozen=True)
class DemoRole:
    """An invented person that one click signs in as."""

    user_id: int
    name: str
    title: str
    kind: str
    kind_words: str
    organisation: str
    partnership: str

    @property
    def is_rare(self) -> bool:
        return self.kind not in COMMON


def demo_roles() -> list[DemoRole]:
    """Return every invented person's role, partnership by partnership: one query."""
    rows = (
        Role.objects.filter(user__is_demo=True, user__is_active=True)
        .select_related("user", "organisation", "partnership")
        .order_by("partnership__name", "pk")
    )
    return [
        DemoRole(
            user_id=row.user_id,
            name=row.user.name,
            title=row.user.title,
            kind=row.kind,
            kind_words=row.get_kind_display(),
            organisation=row.organisation.name,
            partnership=row.partnership.name,
        )
        for row in rows
    ]


def partnerships(viewer: Viewer, *rights: Right) -> QuerySet[Partnership]:
    """Return the partnerships in which the viewer has one of these rights."""
    return Partnership.objects.filter(pk__in=viewer.partnership_ids(*rights)).order_by("name", "pk")


def organisations(viewer: Viewer, partnership_id: int, *rights: Right) -> QuerySet[Organisation]:
    """Return the organisations the viewer acts for in a partnership."""
    keys = viewer.organisation_ids(partnership_id, *rights)
    return Organisation.objects.filter(pk__in=keys).order_by("name", "pk")


def demo_user(user_id: int) -> User | None:
    """Return an invented person by key, or None: nobody real is ever reached this way."""
    return User.objects.filter(pk=user_id, is_demo=True, is_active=True).first()
