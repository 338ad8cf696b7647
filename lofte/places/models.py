"""Areas, sets of areas and what they contain, prioritised areas, places and the water on the map."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lofte.accounts.models import Partnership
from lofte.base.privacy import Privacy as Kept


class Area(models.Model):
    """A piece of ground with a border: municipality, RegSO, DeSO or the partnership's own district."""

    class Kind(models.TextChoices):
        KOMMUN = "kommun", "kommun"
        REGSO = "regso", "RegSO"
        DESO = "deso", "DeSO"
        DISTRICT = "district", "eget område"

    code = models.CharField("kod", max_length=40)
    kind = models.CharField("slag", max_length=12, choices=Kind.choices)
    name = models.CharField("namn", max_length=120)
    version_year = models.PositiveSmallIntegerField("indelningens år")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    geometry = models.JSONField("gräns (GeoJSON, WGS84)")
    label_lon = models.FloatField("namnets longitud")
    label_lat = models.FloatField("namnets latitud")
    search_key = models.CharField("söknyckel", max_length=120)
    sort_key = models.CharField("sorteringsnyckel", max_length=240)
    attribution = models.CharField("källa", max_length=200)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = _("område")
        verbose_name_plural = "områden"
        constraints = [
            models.UniqueConstraint(fields=["code", "version_year"], name="area_code_once_per_version")
        ]

    def __str__(self) -> str:
        return self.name


class AreaSet(models.Model):
    """What a promise calls a place: some areas together, or all the rest of a whole."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="area_sets")
    slug = models.SlugField("adressnamn")
    name = models.CharField("namn", max_length=160)
    is_complement = models.BooleanField("resten av helheten", default=False)
    whole = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    search_key = models.CharField("söknyckel", max_length=160)
    sort_key = models.CharField("sorteringsnyckel", max_length=320)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "områdesgrupp"
        verbose_name_plural = "områdesgrupper"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="area_set_slug_once"),
            models.CheckConstraint(
                condition=Q(is_complement=False) | Q(whole__isnull=False),
                name="area_set_complement_has_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AreaSetMember(models.Model):
    """An area named in a set; in a complement it is one that is left out."""

    area_set = models.ForeignKey(AreaSet, on_delete=models.CASCADE, related_name="members")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "område i grupp"
        verbose_name_plural = "områden i grupp"
        constraints = [models.UniqueConstraint(fields=["area_set", "area"], name="area_set_member_once")]


class Containment(models.Model):
    """Every area that lies in a set, worked out beforehand: counting joins on this table alone."""

    area_set = models.ForeignKey(AreaSet, on_delete=models.CASCADE, related_name="containment")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="containment")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "innehåll i områdesgrupp"
        verbose_name_plural = "innehåll i områdesgrupper"
        constraints = [models.UniqueConstraint(fields=["area_set", "area"], name="containment_once")]


class PrioritisedArea(models.Model):
    """An area that the municipality has prioritised, from and to, by which decision."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="prioritised_areas")
    area_set = models.ForeignKey(AreaSet, on_delete=models.PROTECT, related_name="priorities")
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)", null=True, blank=True)
    decision = models.CharField("beslut", max_length=200)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "prioriterat område"
        verbose_name_plural = "prioriterade områden"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("starts")), name="priority_ends_after_start"
            )
        ]

    @property
    def last_day(self) -> date | None:
        return None if self.ends is None else self.ends - timedelta(days=1)


class Place(models.Model):
    """A named spot: Juneporten, Resecentrum."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="places")
    name = models.CharField("namn", max_length=120)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="places")
    lon = models.FloatField("longitud", null=True, blank=True)
    lat = models.FloatField("latitud", null=True, blank=True)
    search_key = models.CharField("söknyckel", max_length=120)
    sort_key = models.CharField("sorteringsnyckel", max_length=240)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "plats"
        verbose_name_plural = "platser"
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="place_once")]

    def __str__(self) -> str:
        return self.name


class MapLayer(models.Model):
    """What lies behind the areas on a partnership's map: its outline and its water."""

    class Kind(models.TextChoices):
        WATER = "water", "vatten"

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="map_layers")
    kind = models.CharField("slag", max_length=12, choices=Kind.choices)
    geometry = models.JSONField("form (GeoJSON, WGS84)")
    attribution = models.CharField("källa", max_length=200)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "kartskikt"
        verbose_name_plural = "kartskikt"
        constraints = [models.UniqueConstraint(fields=["partnership", "kind"], name="map_layer_once")]
