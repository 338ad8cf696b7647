"""An address that lets one person in, once: with a new account, or with the one that is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from lofte.accounts import actions
from lofte.accounts.models import User
from lofte.base import audit, secret_addresses
from lofte.base.secret_addresses import NotOpen

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class OneTime(Generic[Row]):
    """One sort of such addresses: which are open at a moment, and the line in the trail when one is used."""

    are_open: "Callable[[datetime], QuerySet[Row]]"
    verb: str

    def opened(self, token: str, at: datetime) -> Row:
        """Return the row that the address opens."""
        return secret_addresses.found(self.are_open(at), token)

    @transaction.atomic
    def join(self, token: str, *, email: str, name: str, title: str, password: str, at: datetime) -> User:
        """Make an account by the address. `actions.AddressTaken` leaves it open."""
        row = self.opened(token, at)
        user = actions.admit(email=email, name=name, title=title, password=password, by_id=None, at=at)
        self._use(row, user, at)
        return user

    @transaction.atomic
    def accept(self, token: str, *, user: User, at: datetime) -> None:
        """Let somebody who has an account come in by the address."""
        self._use(self.opened(token, at), user, at)

    def _use(self, row: Row, user: User, at: datetime) -> None:
        """Use it up; of two who come in the same moment one is turned away."""
        if not self.are_open(at).filter(pk=row.pk).update(used_by=user, used_at=at):
            raise NotOpen
        audit.record(self.verb, target=row, by_id=user.pk, at=at)
