"""Kinds of work as data: what counts, what does not, and which quantities belong to each."""

from django.db import models
from django.utils.translation import gettext_lazy

from lofte.base.privacy import Privacy as Kept


class KindOfWork(models.Model):
    """One sort of work that somebody can log, with the definition that stands beside the button."""

    class Character(models.TextChoices):
        PREVENTIVE = "preventive", gettext_lazy("brottsförebyggande")
        SAFETY = "safety", gettext_lazy("trygghetsskapande")
        PROSECUTING = "prosecuting", gettext_lazy("lagförande")

    class States(models.TextChoices):
        DONE = "done", gettext_lazy("gjort")
        CASE = "case", gettext_lazy("ärende som påbörjas och avslutas")

    code = models.SlugField("kod", unique=True)
    name = models.CharField("namn", max_length=80)
    name_en = models.CharField("namn på engelska", max_length=80)
    one = models.CharField("en", max_length=60, help_text="fotpatrull")
    many = models.CharField("flera", max_length=60, help_text="fotpatruller")
    one_en = models.CharField("en på engelska", max_length=60)
    many_en = models.CharField("flera på engelska", max_length=60)
    counts = models.TextField("räknas")
    counts_not = models.TextField("räknas inte")
    counts_en = models.TextField("räknas, på engelska")
    counts_not_en = models.TextField("räknas inte, på engelska")
    character = models.CharField("karaktär", max_length=12, choices=Character.choices)
    states = models.CharField("tillstånd", max_length=5, choices=States.choices, default=States.DONE)
    usual_minutes = models.PositiveSmallIntegerField("vanlig längd i minuter", null=True, blank=True)
    is_own_effort = models.BooleanField("upptäcks genom egen insats", default=False)
    has_recipients = models.BooleanField("delas med mottagare", default=False)
    checklist = models.JSONField("checklista", default=list, blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "slags arbete"
        verbose_name_plural = "slags arbete"

    def __str__(self) -> str:
        return self.name


class Quantity(models.Model):
    """A number that belongs to an entry of this kind: offences found, first-time users among them."""

    kind_of_work = models.ForeignKey(KindOfWork, on_delete=models.CASCADE, related_name="quantities")
    code = models.SlugField("kod")
    name = models.CharField("namn", max_length=80)
    name_en = models.CharField("namn på engelska", max_length=80)
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    is_persons = models.BooleanField("antal personer", default=False)
    is_asked = models.BooleanField("måste anges", default=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "mängd"
        verbose_name_plural = "mängder"
        constraints = [models.UniqueConstraint(fields=["kind_of_work", "code"], name="quantity_code_once")]

    def __str__(self) -> str:
        return self.name
