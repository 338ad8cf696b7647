"""Two entries that may be one piece of work: what somebody has said of them."""

from django.db import models
from django.db.models import F, Q

from lofte.accounts.models import User
from lofte.base.privacy import Privacy as Kept


class Double(models.Model):
    """Two entries and the answer: one piece of work (then one of them was taken back), or two."""

    class Answer(models.TextChoices):
        SAME = "same", "samma arbete"
        DIFFERENT = "different", "två olika"

    first = models.ForeignKey("work.Entry", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("work.Entry", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField("svar", max_length=9, choices=Answer.choices)
    said_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField("sagt")

    Privacy = Kept(holds="office", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "dubblett"
        verbose_name_plural = "dubbletter"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="double_answered_once"),
            models.CheckConstraint(condition=Q(second__gt=F("first")), name="double_earlier_entry_first"),
        ]
