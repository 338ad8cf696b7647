"""Indicators: what is measured by others, where, by whom, and the values as they came, written once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from lofte.accounts.models import Organisation, Partnership
from lofte.accounts.rights import Right
from lofte.accounts.sight import Guarded, Sight
from lofte.base.privacy import Privacy as Kept
from lofte.base.written_once import WrittenOnceModel, WrittenOnceQuerySet
from lofte.places.models import AreaSet


class Indicator(models.Model):
    """A series of measurements: what is measured, in which unit, by whom, and which way is better."""

    class Better(models.TextChoices):
        HIGHER = "higher", gettext_lazy("ett högre värde är bättre")
        LOWER = "lower", gettext_lazy("ett lägre värde är bättre")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="indicators")
    slug = models.SlugField("adress")
    name = models.CharField("mätetal", max_length=160)
    name_en = models.CharField("mätetal på engelska", max_length=160, blank=True)
    unit = models.CharField("enhet", max_length=40)
    unit_en = models.CharField("enhet på engelska", max_length=40, blank=True)
    source = models.CharField("källa", max_length=200)
    method = models.TextField("hur det mäts", blank=True)
    area_set = models.ForeignKey(
        AreaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="område"
    )
    better = models.CharField("vad som är bättre", max_length=6, choices=Better.choices)
    better_said_by = models.CharField("vem som har sagt vad som är bättre", max_length=120)
    better_said_on = models.DateField("när det sades")
    is_simulated = models.BooleanField("simulerat", default=False)

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "mätetal"
        verbose_name_plural = "mätetal"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="indicator_slug_once"),
            models.CheckConstraint(condition=~Q(better_said_by=""), name="indicator_direction_is_verified"),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorValue(WrittenOnceModel):
    """What a series said on a day, its source and the office that attests it. A mistake gets a new row."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    measured_on = models.DateField("mätt den")
    value = models.DecimalField("värde", max_digits=12, decimal_places=2)
    n_answers = models.PositiveIntegerField("antal svar", null=True, blank=True)
    source = models.CharField("var det står", max_length=200)
    attested_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="intygas av"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reason = models.CharField("skäl till rättelsen", max_length=200, blank=True)
    entered_at = models.DateTimeField("infört")
    is_simulated = models.BooleanField("simulerat", default=False)

    objects = Guarded.from_queryset(WrittenOnceQuerySet)()  # type: ignore[misc, assignment]
    sight = Sight(within="indicator__partnership", rights=(Right.SEE_FIGURES, Right.SEE_PROMISES))

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "värde i ett mätetal"
        verbose_name_plural = "värden i mätetal"
        constraints = [
            models.CheckConstraint(
                condition=Q(replaces=None, reason="") | (Q(replaces__isnull=False) & ~Q(reason="")),
                name="indicator_value_correction_says_why",
            ),
            models.UniqueConstraint(
                fields=["indicator", "measured_on"],
                condition=Q(replaces=None),
                name="indicator_value_once_a_day",
            ),
        ]
