"""The audit trail with its seals, and the forms that have been received once."""

import secrets

from django.db import models
from django.db.models import Q

from lofte.base.privacy import Privacy as Kept
from lofte.base.written_once import WrittenOnceModel

SALT_BYTES = 16  # a key is easily guessed; the sum of a key and as many random bits is not


def salt() -> str:
    """Return a row's own random bits."""
    return secrets.token_hex(SALT_BYTES)


class AuditEvent(WrittenOnceModel):
    """Who did or read what, when and on what ground. Holds keys, never names or free text.

    Who it was may have to go: then `by_id` and `salt` are emptied, and `by_sum` holds what is sealed of them.
    """

    emptied = ("by_id", "salt")
    filled_when_emptied = "by_sum"

    verb = models.CharField("händelse", max_length=60)
    target_type = models.CharField("slag", max_length=60)
    target_id = models.BigIntegerField("nyckel")
    partnership_id = models.BigIntegerField("samverkan", null=True, default=None)
    by_id = models.BigIntegerField("utförd av", null=True)
    ground = models.CharField("roller", max_length=200, default="")
    at = models.DateTimeField("tidpunkt")
    facts = models.JSONField("uppgifter", default=dict)
    salt = models.CharField("slumptal", max_length=2 * SALT_BYTES, default=salt)
    by_sum = models.CharField("summa av vem", max_length=64, default="")

    Privacy = Kept(holds="office", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "spårrad"
        verbose_name_plural = "spårrader"
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="audit_target"),
            models.Index(fields=["by_id", "at"], name="audit_by"),
            models.Index(fields=["partnership_id", "at"], name="audit_partnership"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_sum="") | Q(by_id=None, salt=""), name="audit_by_or_its_sum"
            ),
        ]


class SealedBatch(WrittenOnceModel):
    """Some lines of the trail, sealed: the sum of each, and one sum over them all and the batch before."""

    in_turn = True

    number = models.BigIntegerField("nummer", unique=True)
    first_id = models.BigIntegerField("första rad")
    last_id = models.BigIntegerField("sista rad", unique=True)
    n_rows = models.IntegerField("antal rader")
    sums = models.BinaryField("radernas summor")  # per row: its key, and the beginning of its sum
    previous = models.CharField("förra förseglingens summa", max_length=64, unique=True, blank=True)
    sha256 = models.CharField("kontrollsumma", max_length=64, unique=True)
    sealed_at = models.DateTimeField("förseglad")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "försegling"
        verbose_name_plural = "förseglingar"
        constraints = [
            models.CheckConstraint(
                condition=Q(n_rows__gt=0, number__gt=0, first_id__lte=models.F("last_id")),
                name="sealed_batch_holds_rows",
            ),
        ]


class ReceivedForm(WrittenOnceModel):
    """A form's own key: sent twice, it is carried out once, and both senders land in the same place."""

    filled_in_after = "landed_at"

    key = models.UUIDField("formulärnyckel", unique=True)
    by_id = models.BigIntegerField("mottagen från", null=True)
    content = models.CharField("innehållets summa", max_length=64)
    landed_at = models.CharField("adress efteråt", max_length=300, blank=True)
    received_at = models.DateTimeField("mottagen")

    Privacy = Kept(holds="office", gallring=None, seen_by="self")

    class Meta:
        verbose_name = "mottaget formulär"
        verbose_name_plural = "mottagna formulär"

    def lands_at(self, address: str) -> str:
        """Write where the form led, in the transaction that wrote the row; return it."""
        ReceivedForm._base_manager.filter(pk=self.pk, landed_at="").update(landed_at=address)
        self.landed_at = address
        return address
