"""Which roles count on a day, what they may, and who signs for whom."""

from datetime import date

from django.db.models import F, FilteredRelation, Q, QuerySet

from lofte.accounts.models import Delegation, Role, User
from lofte.accounts.rights import Right


def current(on: date, path: str = "") -> Q:
    """Ask for roles that count on a day: begun, not ended, and confirmed where two must give them."""
    before, after = Q(**{f"{path}ends": None}), Q(**{f"{path}ends__gt": on})
    return (before | after) & Q(**{f"{path}starts__lte": on, f"{path}awaits": False})


def with_rights(on: date) -> QuerySet[Role]:
    """Return the roles that count on a day, one row for each right they have (`had__may`)."""
    of_its_kind = Q(partnership__role_rights__kind=F("kind"))
    had = FilteredRelation("partnership__role_rights", condition=of_its_kind)
    return Role.objects.filter(current(on)).annotate(had=had)


def having(on: date, right: Right) -> QuerySet[Role]:
    """Return the roles that have a right on a day, by their kind; what is delegated is not counted in."""
    return with_rights(on).filter(Q(("had__may", right.value)))


def standing_in(on: date) -> QuerySet[Delegation]:
    """Return the delegations that count on a day: both hold their office, and the days are those agreed."""
    return Delegation.objects.filter(
        current(on, "signatory__"),
        current(on, "deputy__"),
        signatory__user__is_active=True,
        starts__lte=on,
        ends__gt=on,
        awaits=False,
    )


def signatory(person: User, partnership_id: int, organisation_id: int, on: date) -> User | None:
    """Return in whose name a person says an organisation's yes: the own, another's as deputy, or nobody's."""
    where = {"partnership": partnership_id, "organisation": organisation_id}
    if having(on, Right.SIGN).filter(user=person, **where).exists():
        return person
    theirs = {f"deputy__{key}": one for key, one in where.items()}
    lent = standing_in(on).filter(deputy__user=person, **theirs)
    found = lent.select_related("signatory__user").order_by("starts", "pk").first()
    return found.signatory.user if found else None
