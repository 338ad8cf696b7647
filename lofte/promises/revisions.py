"""What is changed of a target after adoption: what it said and says, from when, why, by whose word."""

from django.db import models
from django.db.models import F, Q

from lofte.accounts.models import User
from lofte.base.privacy import Privacy as Kept
from lofte.base.written_once import WrittenOnceModel
from lofte.places.models import AreaSet
from lofte.promises.undertakings import Target


class TargetRevision(WrittenOnceModel):
    """A change of an adopted target: the target's own row stays as it was promised."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="revisions")
    applies_from = models.DateField("gäller från och med")
    reason = models.CharField("skäl", max_length=500)
    decided_on = models.DateField("beslutad den")
    decided_by = models.JSONField("beslutad av")  # of each signing party: name, title, party
    before = models.JSONField("löd")
    after = models.JSONField("lyder")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("införd")

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "ändring av målvärde"
        verbose_name_plural = "ändringar av målvärden"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="target_revision_says_why"),
            models.CheckConstraint(
                condition=Q(applies_from__gte=F("decided_on")), name="target_revision_never_reaches_back"
            ),
        ]


class RevisionPlace(WrittenOnceModel):
    """A place that a revised target holds for: it is not taken away while a target leans on it."""

    revision = models.ForeignKey(TargetRevision, on_delete=models.CASCADE, related_name="places")
    area_set = models.ForeignKey(AreaSet, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("ordning", default=0)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "område i ändrat målvärde"
        verbose_name_plural = "områden i ändrat målvärde"
        constraints = [models.UniqueConstraint(fields=["revision", "area_set"], name="revision_place_once")]
