"""How long things are kept: decided by each organisation, held while they are needed, and reported."""

from django.db import models
from django.db.models import Q

from lofte.accounts.models import Organisation, User
from lofte.base.privacy import Privacy as Kept
from lofte.base.written_once import WrittenOnceModel
from lofte.records.archiving.models import ArchivePackage
from lofte.records.redacting.models import AskedRedaction
from lofte.records.registering.models import (
    Answer,
    Asker,
    Covered,
    DocumentRequest,
    FixedFile,
    Mask,
    RegisteredDocument,
    SecrecyGround,
)

__all__ = [
    "Answer",
    "ArchivePackage",
    "AskedRedaction",
    "Asker",
    "Clearing",
    "ClearingDecision",
    "Covered",
    "DocumentRequest",
    "FixedFile",
    "Hold",
    "Mask",
    "RegisteredDocument",
    "SecrecyGround",
]


class ClearingDecision(WrittenOnceModel):
    """An organisation's decision on how long one sort of rows is kept. The latest for its sort stands."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    plan = models.CharField("vad", max_length=40)
    keeps_days = models.PositiveIntegerField("dagar", null=True)  # none: kept until another decision
    after_delivery = models.BooleanField("först efter leverans till e-arkiv", default=False)
    reference = models.CharField("diarienummer", max_length=80)
    decided_by = models.CharField("beslutat av", max_length=120)  # a body or an office, no person's name
    decided_on = models.DateField("beslutat")
    recorded_at = models.DateTimeField("antecknat")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "gallringsbeslut"
        verbose_name_plural = "gallringsbeslut"
        indexes = [models.Index(fields=["organisation", "plan", "-id"], name="decision_that_stands")]


class Hold(models.Model):
    """Nothing is cleared while a request, a supervision or a dispute needs it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    plan = models.CharField("vad", max_length=40, blank=True)  # none: everything of the organisation
    reason = models.CharField("skäl", max_length=200)
    placed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    placed_at = models.DateTimeField("stoppat")
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField("hävt", null=True)

    Privacy = Kept(holds="office", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "stopp för gallring"
        verbose_name_plural = "stopp för gallring"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "plan"], condition=Q(lifted_at=None), name="one_hold_at_a_time"
            )
        ]


class Clearing(WrittenOnceModel):
    """What was cleared: how many rows, from before which moment, on which decision."""

    decision = models.ForeignKey(ClearingDecision, on_delete=models.PROTECT, related_name="clearings")
    before = models.DateTimeField("äldre än")
    n_rows = models.PositiveIntegerField("antal rader")
    at = models.DateTimeField("gallrat")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "gallring"
        verbose_name_plural = "gallringar"
