"""The audit trail, and the forms that have been received once."""

from django.db import models

from lofte.base.privacy import Privacy as Kept
from lofte.base.written_once import WrittenOnceModel


class AuditEvent(WrittenOnceModel):
    """Who did what to which thing, and when. Holds keys, never names or free text."""

    verb = models.CharField("händelse", max_length=60)
    target_type = models.CharField("slag", max_length=60)
    target_id = models.BigIntegerField("nyckel")
    by_id = models.BigIntegerField("utförd av", null=True)
    at = models.DateTimeField("tidpunkt")
    facts = models.JSONField("uppgifter", default=dict)

    Privacy = Kept(holds="office", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "spårrad"
        verbose_name_plural = "spårrader"
        indexes = [models.Index(fields=["target_type", "target_id"], name="audit_target")]


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
