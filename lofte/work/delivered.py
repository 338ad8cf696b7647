"""Counts from elsewhere: what an office delivered, what replaced it, how its files read, what overlaps."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from lofte.accounts.models import Membership, Organisation, User
from lofte.accounts.rights import Right
from lofte.accounts.sharing import Share
from lofte.accounts.sight import Guarded, Looks, Purpose, Sight
from lofte.base.privacy import Privacy as Kept
from lofte.base.written_once import WrittenOnceModel, WrittenOnceQuerySet
from lofte.places.models import Area, AreaSet
from lofte.promises.models import KindOfWork


class Delivery(WrittenOnceModel):
    """Work of some days that an organisation keeps in its own system, as one of its offices attests it."""

    class Way(models.TextChoices):
        SHEET = "sheet", "veckoblad"
        CSV = "csv", "CSV-fil"
        XLSX = "xlsx", "Excelfil"
        ODS = "ods", "ODS-fil"

    class Holds(models.TextChoices):
        FIGURES = "figures", "siffror"  # so many in a week, on the week's Thursday
        ROWS = "rows", "poster"  # each piece of work on its day

    key = models.UUIDField("nyckel", unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="deliveries")
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)")
    source = models.CharField("system som uppgifterna kommer ur", max_length=60)
    attesting_office = models.CharField("funktion som intygar", max_length=120)
    way = models.CharField("kom som", max_length=5, choices=Way.choices)
    holds = models.CharField("innehåller", max_length=7, choices=Holds.choices)
    file_sum = models.CharField("filens kontrollsumma (SHA-256)", max_length=64, blank=True)
    delivered_at = models.DateTimeField("levererad")
    is_simulated = models.BooleanField("simulerat", default=False)

    objects = Guarded.from_queryset(WrittenOnceQuerySet)()  # type: ignore[misc, assignment]
    sight = Sight(
        own="organisation", own_rights=(Right.LOG,), shared="work.Delivery", shared_rights=(Right.SETTLE,)
    )

    Privacy = Kept(holds="office", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "leverans"
        verbose_name_plural = "leveranser"
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="delivery_ends_after_start"),
            models.CheckConstraint(
                condition=Q(way="sheet", file_sum="") | (~Q(way="sheet") & ~Q(file_sum="")),
                name="delivery_of_a_file_has_its_sum",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "starts"], name="delivery_organisation_days")]


class Replacement(WrittenOnceModel):
    """An earlier delivery that a later one took the place of; its work is taken back and stays on record."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="replacements")
    earlier = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="replacement")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "ersatt leverans"
        verbose_name_plural = "ersatta leveranser"
        constraints = [
            models.CheckConstraint(condition=~Q(delivery=F("earlier")), name="replacement_of_another")
        ]


class DeliveryNote(models.Model):
    """The part of a delivery that speaks of people: who typed it or chose its file. Purged by itself."""

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="note")
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = Guarded()
    sight = Sight(own="delivery__organisation", own_rights=(Right.LOG,))

    Privacy = Kept(holds="personal", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "anteckning om leverans"
        verbose_name_plural = "anteckningar om leveranser"


class ColumnMapping(models.Model):
    """How an organisation's own files read: which heading means what, and what their words stand for."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="column_mappings")
    name = models.CharField("namn", max_length=60)
    columns = models.JSONField("kolumner", default=dict)  # what is asked → their heading
    fixed = models.JSONField("lika på alla rader", default=dict)  # kind or area that no column holds
    kinds = models.JSONField("deras ord för slag", default=dict)
    grounds = models.JSONField("deras ord för områden", default=dict)
    source = models.CharField("system", max_length=60)
    attesting_office = models.CharField("funktion som intygar", max_length=120)
    saved_at = models.DateTimeField("sparad")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "kolumnkoppling"
        verbose_name_plural = "kolumnkopplingar"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="column_mapping_name_once")
        ]


@dataclass(frozen=True)
class BothSides(Sight):
    """What overlaps shows work of two sides: others see it where every delivery in it is shared with all.

    A delivery is in it when it came last, or stands for the same days and kind of work; of an organisation's
    deliveries to a group alone, and of those that it keeps, it settles what overlaps itself.
    """

    def condition(self, viewer: Looks) -> Q:
        met = Q(organisation__in=viewer.organisations_with(*self.own_rights))
        for place in viewer.partnership_ids(*self.shared_rights):
            told = Exists(self._told().filter(partnership=place, key=OuterRef("pk")))
            brought, standing = self._in_it()
            kept = Exists(brought.filter(~told)) | Exists(standing.filter(~told))
            members = Membership.objects.filter(partnership=place).values("organisation")
            met |= Q(organisation__in=members) & (Exists(brought) | Exists(standing)) & ~kept
        return met

    def shares_of(self, thing: Any) -> QuerySet[Share]:
        """Return the shares of a delivery in it with the partnerships that all of them are shared with."""
        row = {"organisation": thing.organisation_id, "kind_of_work": thing.kind_of_work_id}
        row |= {"starts": thing.starts, "ends": thing.ends, "delivery": thing.delivery_id}
        keys = [one.pk for rows in self._in_it(**row) for one in rows.order_by("pk")]
        told: dict[int, set[int]] = {}
        for key, place in self._told().filter(key__in=keys).values_list("key", "partnership_id"):
            told.setdefault(place, set()).add(key or 0)
        whole = [place for place, of in told.items() if of >= set(keys)]
        return self._told().filter(key=keys[0] if keys else None, partnership__in=whole)

    def _told(self) -> QuerySet[Share]:
        level = Share.Level.PARTNERSHIP
        return Share.objects.filter(thing=self.shared, level=level, key__isnull=False, withdrawn_at=None)

    @staticmethod
    def _in_it(**row: Any) -> tuple[QuerySet[Delivery], QuerySet[Delivery]]:
        """Return the delivery that came last, and those that stand beside it: of a row or the outer one."""
        names = ("organisation", "kind_of_work", "starts", "ends", "delivery")
        of = row or {name: OuterRef(name) for name in names}
        every = Delivery.objects.whole(Purpose.ACTING).filter(organisation=of["organisation"])
        standing = every.filter(
            replacement=None,
            starts__lt=of["ends"],
            ends__gt=of["starts"],
            entries__kind_of_work=of["kind_of_work"],
        )
        return every.filter(pk=of["delivery"]), standing


class Overlap(models.Model):
    """Work that came twice: what came first counts, and the rest waits until a person has settled it.

    `waiting` holds the facts of delivered work that is not in the log yet, or the keys of entries that are
    and were taken back at once.
    """

    class Settled(models.TextChoices):
        FIRST = "first", "det som kom först räknas"
        LATER = "later", "det som kom sedan räknas"
        BOTH = "both", "båda räknas: det är olika arbete"
        REPLACED = "replaced", "leveransen ersattes"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="overlaps")
    kind_of_work = models.ForeignKey(KindOfWork, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("tillstånd", max_length=6)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    area_set = models.ForeignKey(AreaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)")
    delivery = models.ForeignKey(
        Delivery, null=True, blank=True, on_delete=models.PROTECT, related_name="overlaps"
    )
    waiting = models.JSONField("det som väntar", default=list)
    opened_at = models.DateTimeField("upptäckt")
    settled_as = models.CharField("avgjort så", max_length=8, choices=Settled.choices, blank=True)
    settled_at = models.DateTimeField("avgjort", null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField("skäl", max_length=200, blank=True)

    objects = Guarded()
    sight = BothSides(
        own="organisation", own_rights=(Right.LOG,), shared="work.Delivery", shared_rights=(Right.SETTLE,)
    )

    Privacy = Kept(holds="office", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "överlapp"
        verbose_name_plural = "överlapp"
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="overlap_ends_after_start"),
            models.CheckConstraint(
                condition=Q(settled_as="", settled_at=None)
                | (~Q(settled_as="") & Q(settled_at__isnull=False)),
                name="overlap_settled_as_and_at",
            ),
        ]
