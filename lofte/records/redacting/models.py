"""What a registrar has asked to have taken away: a sum to compare with, and the decision. Never the text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from lofte.accounts.models import Organisation, Partnership, User
from lofte.base.privacy import Privacy as Kept
from lofte.released.models import Redaction


class AskedRedaction(models.Model):
    """A text that one has asked to take away; another confirms it by writing the same again."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", gettext_lazy("väntar")
        DONE = "done", gettext_lazy("borttaget")
        WITHDRAWN = "withdrawn", gettext_lazy("återtaget")

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    salt = models.CharField("tillsats", max_length=32, blank=True)
    sum = models.CharField("summa", max_length=64, blank=True)  # salted and keyed; gone when it is settled
    ground = models.CharField("grund", max_length=20)
    reference = models.CharField("diarienummer", max_length=80)
    office = models.CharField("beslutat av", max_length=120)  # a body or an office, no person's name
    decided_on = models.DateField("beslutat")
    why = models.CharField("skäl", max_length=300)
    n_places = models.PositiveIntegerField("antal ställen")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField("begärt")
    outcome = models.CharField("utfall", max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField("avgjort", null=True)
    redaction = models.OneToOneField(Redaction, null=True, on_delete=models.PROTECT, related_name="+")

    Privacy = Kept(holds="office", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "begärt borttag"
        verbose_name_plural = "begärda borttag"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="waiting") & ~Q(sum="") | ~Q(outcome="waiting") & Q(sum="", salt=""),
                name="sum_only_while_it_waits",
            ),
        ]
