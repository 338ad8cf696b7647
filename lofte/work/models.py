"""Entries: work as it was done, written once, without a word about persons."""

from django.db import models
from django.db.models import F, Q

from lofte.accounts.models import Organisation, User
from lofte.accounts.rights import Right
from lofte.accounts.sight import Guarded, Sight
from lofte.base.privacy import Privacy as Kept
from lofte.base.written_once import WrittenOnceModel, WrittenOnceQuerySet
from lofte.places.models import Area, AreaSet, Place
from lofte.promises.models import Activity, KindOfWork, Quantity
from lofte.work.delivered import ColumnMapping, Delivery, DeliveryNote, Overlap, Replacement
from lofte.work.doubling import Double
from lofte.work.owing import AgreedTime, CalendarFeed, Obligation, ReminderSent

__all__ = [
    "AgreedTime",
    "CalendarFeed",
    "ColumnMapping",
    "Delivery",
    "DeliveryNote",
    "Double",
    "Entry",
    "EntryNote",
    "EntryQuantity",
    "EntryRecipient",
    "MissedSlot",
    "Obligation",
    "Overlap",
    "ReminderSent",
    "Replacement",
]


class Entry(WrittenOnceModel):
    """One piece of work. A mistake is taken back by an entry with sign -1 that repeats every fact of it."""

    in_turn = True

    class State(models.TextChoices):
        DONE = "done", "gjort"
        BEGUN = "begun", "påbörjat"
        CLOSED = "closed", "avslutat"

    key = models.UUIDField("nyckel från den som loggade", unique=True)
    kind_of_work = models.ForeignKey(KindOfWork, on_delete=models.PROTECT, related_name="entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="entries")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="entries")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    occurred_on = models.DateField("dag")
    started_at = models.TimeField("klockslag", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("minuter", null=True, blank=True)
    state = models.CharField("tillstånd", max_length=6, choices=State.choices, default=State.DONE)
    checks = models.JSONField("checklista", default=list, blank=True)
    occasions = models.PositiveSmallIntegerField("antal gånger", default=1)  # more than one: a figure of many
    delivery = models.ForeignKey(
        Delivery, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    area_set = models.ForeignKey(  # what a figure speaks of, where that is more than its area
        AreaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sign = models.SmallIntegerField("tecken", default=1)
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by"
    )
    reversal_reason = models.CharField("skäl", max_length=200, blank=True)
    logged_at = models.DateTimeField("loggat")
    is_simulated = models.BooleanField("simulerat", default=False)

    objects = Guarded.from_queryset(WrittenOnceQuerySet)()  # type: ignore[misc, assignment]
    sight = Sight(
        own="organisation", own_rights=(Right.LOG, Right.SEE_FIGURES), shared="work.Entry", standing=True
    )

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "loggat arbete"
        verbose_name_plural = "loggat arbete"
        constraints = [
            models.CheckConstraint(
                condition=Q(sign=1, reverses=None)
                | (Q(sign=-1, reverses__isnull=False) & ~Q(reversal_reason="")),
                name="entry_reversal_points_at_what_it_takes_back",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=1440),
                name="entry_minutes_within_a_day",
            ),
            models.CheckConstraint(condition=Q(occasions__gte=1), name="entry_was_done_at_least_once"),
        ]
        indexes = [
            models.Index(  # holds all that counting reads: a recount never touches the rows themselves
                fields=[
                    "kind_of_work",
                    "area",
                    "occurred_on",
                    "organisation",
                    "minutes",
                    "state",
                    "sign",
                    "occasions",
                ],
                name="entry_counting",
            ),
            models.Index(fields=["organisation", "occurred_on"], name="entry_organisation_day"),
        ]


# What belongs to an entry is seen where the entry is.
_OF_ENTRY = Sight(
    own="entry__organisation",
    own_rights=(Right.LOG, Right.SEE_FIGURES),
    shared="work.Entry",
    key="entry_id",
    standing=True,
)


class EntryQuantity(WrittenOnceModel):
    """A number that belongs to an entry: of the offences found, so many first-time users."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="quantities")
    quantity = models.ForeignKey(Quantity, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveIntegerField("antal")

    objects = Guarded.from_queryset(WrittenOnceQuerySet)()  # type: ignore[misc, assignment]
    sight = _OF_ENTRY

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "mängd i loggat arbete"
        verbose_name_plural = "mängder i loggat arbete"
        constraints = [models.UniqueConstraint(fields=["entry", "quantity"], name="entry_quantity_once")]


class EntryRecipient(WrittenOnceModel):
    """An organisation that a product was shared with."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="recipients")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    objects = Guarded.from_queryset(WrittenOnceQuerySet)()  # type: ignore[misc, assignment]
    sight = _OF_ENTRY

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "mottagare av loggat arbete"
        verbose_name_plural = "mottagare av loggat arbete"
        constraints = [models.UniqueConstraint(fields=["entry", "organisation"], name="entry_recipient_once")]


class EntryNote(models.Model):
    """The part of an entry that speaks of people: who wrote it, for whom, and free text. Purged by itself."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="note")
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    on_behalf_of = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="åt"
    )
    text = models.TextField("anteckning", blank=True)

    objects = Guarded()
    sight = Sight(
        own="entry__organisation",
        own_rights=(Right.LOG, Right.SEE_FIGURES),
        shared="work.Entry",
        key="entry_id",
    )

    Privacy = Kept(holds="personal", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "anteckning"
        verbose_name_plural = "anteckningar"


class MissedSlot(models.Model):
    """Why a slot of a cadence was missed: a public holiday, a fire, nobody there."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="missed_slots")
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)")
    reason = models.CharField("skäl", max_length=200)
    said_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField("sagt")

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "missad takt"
        verbose_name_plural = "missade takter"
        constraints = [
            models.UniqueConstraint(fields=["activity", "starts"], name="missed_slot_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="missed_slot_ends_after_start"),
        ]
