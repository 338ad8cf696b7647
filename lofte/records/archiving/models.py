"""A package that was made for the e-archive, and the receipt that came back for it."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from lofte.accounts.models import Organisation, User
from lofte.base.privacy import Privacy as Kept


class ArchivePackage(models.Model):
    """What an organisation handed over of a time. It is delivered when the archive's receipt stands here."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)")
    n_files = models.PositiveIntegerField("antal filer")
    sha256 = models.CharField("summa av METS.xml", max_length=64)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField("gjort")
    receipt = models.CharField("kvittots nummer", max_length=80, blank=True)
    received_on = models.DateField("mottaget", null=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField("kvittot antecknat", null=True)

    Privacy = Kept(holds="office", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = gettext_lazy("arkivpaket")
        verbose_name_plural = "arkivpaket"
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="package_has_a_time"),
            models.CheckConstraint(
                condition=Q(receipt="", received_on=None, recorded_at=None)
                | ~Q(receipt="") & Q(received_on__isnull=False, recorded_at__isnull=False),
                name="package_receipt_is_whole",
            ),
        ]

    @property
    def name(self) -> str:
        return f"lofte-{self.organisation.slug}-{self.starts}-{self.ends}"

    @property
    def last_day(self) -> object:
        return self.ends - timedelta(days=1)
