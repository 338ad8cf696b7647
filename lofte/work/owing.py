"""What is agreed for obligations, the calendars others subscribe to, and the reminders that were sent."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lofte.accounts.models import Group, Organisation, Partnership, User
from lofte.base.privacy import Privacy as Kept
from lofte.places.models import AreaSet
from lofte.promises.models import Target


class AgreedTime(models.Model):
    """A school term, or a break that is agreed: its days, and by which decision."""

    class Kind(models.TextChoices):
        TERM = "term", _("termin i skolan")
        BREAK = "break", _("uppehåll")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="agreed_times")
    kind = models.CharField("slag", max_length=5, choices=Kind.choices)
    name = models.CharField("namn", max_length=80)
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)")
    decision = models.CharField("beslut", max_length=200)
    decided_on = models.DateField("beslutat den")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "överenskommen tid"
        verbose_name_plural = "överenskomna tider"
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="agreed_time_ends_after_start"),
            models.UniqueConstraint(fields=["partnership", "kind", "starts"], name="agreed_time_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)


class Obligation(models.Model):
    """What is agreed for a rhythm that is promised: who answers for it, when it falls due, what is free.

    The row agreed last holds; what is free is read from the one that held when a slot began.
    """

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("måndag")
        TUESDAY = 1, _("tisdag")
        WEDNESDAY = 2, _("onsdag")
        THURSDAY = 3, _("torsdag")
        FRIDAY = 4, _("fredag")
        SATURDAY = 5, _("lördag")
        SUNDAY = 6, _("söndag")

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="obligations")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="obligations"
    )
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    weekday = models.PositiveSmallIntegerField("veckodag", choices=Weekday.choices, null=True, blank=True)
    begins_at = models.TimeField("klockslag", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("minuter", default=60)
    on_holidays = models.BooleanField("helgdagar är fria", default=False)
    first_free_week = models.PositiveSmallIntegerField("första fria veckan", null=True, blank=True)
    last_free_week = models.PositiveSmallIntegerField("sista fria veckan", null=True, blank=True)
    in_breaks = models.BooleanField("uppehåll är fria", default=False)
    in_terms_only = models.BooleanField("bara under terminerna", default=False)
    days_before = models.PositiveSmallIntegerField("påminn före", null=True, blank=True)
    days_after = models.PositiveSmallIntegerField("påminn efter", null=True, blank=True)
    decision = models.CharField("överenskommelse", max_length=200)
    agreed_on = models.DateField("överenskommet den")
    revision = models.PositiveSmallIntegerField("ändringar", default=0)
    changed_at = models.DateTimeField("ändrad")

    Privacy = Kept(
        holds="personal",
        gallring=None,
        seen_by="partnership",
        stays="who answers is a task in force; another name is written over it when the task changes hands",
    )

    class Meta:
        verbose_name = "åtagen takt"
        verbose_name_plural = "åtagna takter"
        constraints = [
            models.CheckConstraint(
                condition=Q(first_free_week=None, last_free_week=None)
                | Q(first_free_week__range=(1, 53), last_free_week__range=(1, 53)),
                name="obligation_free_weeks_in_pairs",
            ),
            models.CheckConstraint(
                condition=Q(begins_at=None) | Q(weekday__isnull=False), name="obligation_time_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(weekday=None) | Q(weekday__range=(0, 6)), name="obligation_day_of_the_week"
            ),
            models.UniqueConstraint(fields=["target", "agreed_on"], name="obligation_agreed_once_a_day"),
        ]

    @property
    def has_free(self) -> bool:
        return bool(self.on_holidays or self.first_free_week or self.in_breaks or self.in_terms_only)


class CalendarFeed(models.Model):
    """A calendar's secret address. Only its sum is kept: whoever loses the address makes a new one."""

    token_hash = models.CharField("adressens summa", max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="calendar_feeds")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    area_set = models.ForeignKey(AreaSet, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField("skapad")
    revoked_at = models.DateTimeField("återkallad", null=True, blank=True)

    Privacy = Kept(holds="personal", gallring=timedelta(days=365), seen_by="self")

    class Meta:
        verbose_name = "kalenderprenumeration"
        verbose_name_plural = "kalenderprenumerationer"
        constraints = [
            models.CheckConstraint(
                condition=Q(group=None) | Q(area_set=None), name="calendar_feed_has_one_calendar"
            )
        ]


class ReminderSent(models.Model):
    """That a person has been reminded of a slot, before or after it fell due: once, whatever happens."""

    class When(models.TextChoices):
        BEFORE = "before", "före"
        AFTER = "after", "efter"

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="+")
    slot = models.CharField("tillfälle", max_length=12)
    place = models.CharField("område", max_length=160, blank=True)
    when = models.CharField("före eller efter", max_length=6, choices=When.choices)
    sent_at = models.DateTimeField("skickad")

    Privacy = Kept(holds="personal", gallring=timedelta(days=365), seen_by="self")

    class Meta:
        verbose_name = "skickad påminnelse"
        verbose_name_plural = "skickade påminnelser"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "target", "slot", "place", "when"], name="reminder_sent_once"
            )
        ]
