"""Rows that are written once: a mistake gets a correcting row, never an edit."""

from collections.abc import Iterable
from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class WrittenOnce(Exception):
    """Somebody tried to change or delete a row that is written once."""

    def __init__(self, row: models.Model | type[models.Model]) -> None:
        key = f" {row.pk}" if isinstance(row, models.Model) else ""
        super().__init__(f"{row._meta.label}{key} is written once")
        self.row = row


class WrittenOnceQuerySet(models.QuerySet[Row]):
    """Rows that cannot be changed many at a time either, behind the back of `save()` and `delete()`."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(self.model)

    def bulk_update(
        self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None
    ) -> NoReturn:
        raise WrittenOnce(self.model)

    def delete(self) -> NoReturn:
        raise WrittenOnce(self.model)


class WrittenOnceModel(models.Model):
    """A model whose rows refuse `save()` and `delete()` once they lie in the database, as the database does.

    `filled_in_after` names a column that is written in the same transaction as the row, once. `emptied` names
    columns that may be emptied, together, when the sum of what they held is put into `filled_when_emptied`.
    `in_turn` lets one writer in at a time: rows become visible in the order of their keys.
    """

    filled_in_after: ClassVar[str] = ""
    emptied: ClassVar[tuple[str, ...]] = ()
    filled_when_emptied: ClassVar[str] = ""
    in_turn: ClassVar[bool] = False

    objects = models.Manager.from_queryset(WrittenOnceQuerySet)()

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
