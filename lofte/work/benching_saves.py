"""What the bench `counting` saves: an entry as the log saves it, beside a bare insert of the same model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from lofte.accounts.models import Organisation, Role, User
from lofte.places.models import Area
from lofte.promises.models import KindOfWork
from lofte.work import actions
from lofte.work.models import Entry

DAY, AT = date(2022, 8, 30), datetime(2022, 8, 31, 12, tzinfo=UTC)
NUMBERS = {"found": 3, "first": 1}


@dataclass(frozen=True)
class Desk:
    """One who logs, and what there is to log."""

    by: User
    organisation: Organisation
    area: Area
    kinds: Sequence[KindOfWork]

    def save(self, kind: KindOfWork) -> Entry:
        """Save an entry with its quantities, note and line in the trail, after all that is checked."""
        return actions.log(
            key=uuid4(),
            kind=kind,
            organisation=self.organisation,
            area=self.area,
            occurred_on=DAY,
            minutes=45,
            quantities=NUMBERS if kind.quantities.all() else {},
            by=self.by,
            at=AT,
        )

    def insert(self, kind: KindOfWork) -> Entry:
        """Insert the same model by the ORM, and nothing else."""
        return Entry.objects.create(
            key=uuid4(),
            kind_of_work=kind,
            organisation=self.organisation,
            area=self.area,
            occurred_on=DAY,
            minutes=45,
            logged_at=AT,
        )


def desk() -> Desk:
    """Let the bench's user log for the first organisation."""
    by, organisation = User.objects.get(email="bench@example.org"), Organisation.objects.order_by("pk")[0]
    membership = organisation.memberships.get()
    Role.objects.get_or_create(
        user=by,
        partnership_id=membership.partnership_id,
        organisation=organisation,
        kind=Role.Kind.FIELD,
        starts=date(2021, 1, 1),
    )
    kinds = list(KindOfWork.objects.prefetch_related("quantities").order_by("pk"))
    return Desk(by, organisation, Area.objects.order_by("pk")[0], kinds)
