"""Rows that are written once: a mistake gets a correcting row, never an edit."""

from collections.abc import Iterable
from typing import Any

from django.db import models


class WrittenOnce(Exception):
    """Somebody tried to change or delete a row that is written once."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(f"{row._meta.label} {row.pk} is written once")
        self.row = row


class WrittenOnceModel(models.Model):
    """A model whose rows refuse `save()` and `delete()` once they lie in the database."""

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        if not self._state.adding:
            raise WrittenOnce(self)
        super().save(force_insert=True, using=using)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        raise WrittenOnce(self)
