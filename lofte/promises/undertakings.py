"""What is undertaken: activities, their parties, targets with places, and the questions a reading leaves."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from lofte.accounts.models import Organisation, User
from lofte.base.privacy import Privacy as Kept
from lofte.places.models import AreaSet, Place
from lofte.promises.editions import Promise, PromisePoint
from lofte.promises.vocabulary import KindOfWork, Quantity
from lofte.situation.models import Indicator


class Activity(models.Model):
    """One thing that somebody undertakes to do (åtgärd = aktivitet)."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="activities")
    point = models.ForeignKey(
        PromisePoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="activities"
    )
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continued_by"
    )
    position = models.PositiveSmallIntegerField("ordning")
    title = models.CharField("kort rubrik", max_length=120)
    text = models.TextField("aktivitet")
    source_start = models.PositiveIntegerField("källans början", null=True, blank=True)
    source_end = models.PositiveIntegerField("källans slut", null=True, blank=True)
    confirmed_at = models.DateTimeField("granskad", null=True, blank=True)
    confirmed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    stopped_on = models.DateField("stoppad den", null=True, blank=True)
    stopped_why = models.TextField("varför den stoppades", blank=True)

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "aktivitet"
        verbose_name_plural = "aktiviteter"
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_on=None) | ~Q(stopped_why=""), name="activity_stopped_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityParty(models.Model):
    """Who answers for an activity, and who helps."""

    class Part(models.TextChoices):
        RESPONSIBLE = "responsible", gettext_lazy("ansvarar")
        CONTRIBUTING = "contributing", gettext_lazy("medverkar")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField("del", max_length=12, choices=Part.choices, default=Part.RESPONSIBLE)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "aktivitetens part"
        verbose_name_plural = "aktivitetens parter"
        constraints = [
            models.UniqueConstraint(fields=["activity", "organisation"], name="activity_party_once")
        ]


class Target(models.Model):
    """A rule over logged work: what counts, how much of it, where, by when. It never holds an outcome."""

    class Kind(models.TextChoices):
        COUNT = "count", gettext_lazy("antal")
        HOURS = "hours", gettext_lazy("timmar")
        RATE = "rate", gettext_lazy("takt")
        CADENCE = "cadence", gettext_lazy("återkommande")
        SHARE = "share", gettext_lazy("andel")
        COVERAGE = "coverage", gettext_lazy("täckning")
        SLOT = "slot", gettext_lazy("fast tid")
        MILESTONE = "milestone", gettext_lazy("milstolpe")
        ON_DEMAND = "on_demand", gettext_lazy("vid behov")
        FOLLOW_ON = "follow_on", gettext_lazy("efter varje")
        INDICATOR = "indicator", gettext_lazy("mätetal")
        QUALITATIVE = "qualitative", gettext_lazy("i ord")

    class Comparator(models.TextChoices):
        AT_LEAST = ">=", gettext_lazy("minst")
        AT_MOST = "<=", gettext_lazy("högst")
        EXACTLY = "=", gettext_lazy("precis")
        ABOUT = "~", gettext_lazy("ungefär")
        BETWEEN = "between", gettext_lazy("mellan")

    class Per(models.TextChoices):
        DAY = "day", gettext_lazy("dag")
        WEEK = "week", gettext_lazy("vecka")
        MONTH = "month", gettext_lazy("månad")
        QUARTER = "quarter", gettext_lazy("kvartal")
        TERTIAL = "tertial", gettext_lazy("tertial")
        TERM = "term", gettext_lazy("termin")
        SEASON = "season", gettext_lazy("säsong")
        YEAR = "year", gettext_lazy("år")
        PERIOD = "period", gettext_lazy("hela perioden")
        NIGHT = "night", gettext_lazy("natt")
        OCCASION = "occasion", gettext_lazy("tillfälle")

    class Pace(models.TextChoices):
        EVEN = "even", gettext_lazy("jämnt, dag för dag")
        SEASON = "season", gettext_lazy("efter säsong")
        POINTS = "points", gettext_lazy("delmål på givna dagar")

    class CountedState(models.TextChoices):
        BEGUN = "begun", gettext_lazy("påbörjat")
        CLOSED = "closed", gettext_lazy("avslutat")

    class Held(models.TextChoices):
        EVERY = "every", gettext_lazy("varje vecka (månad, dag) för sig")
        AVERAGE = "average", gettext_lazy("i genomsnitt")

    class ReadsAs(models.TextChoices):
        LEVEL = "level", gettext_lazy("ett läge: så här högt eller lågt")
        CHANGE = "change", gettext_lazy("en förändring, i mätetalets egen enhet")
        PERCENT = "percent", gettext_lazy("en förändring, i procent")

    class Direction(models.TextChoices):
        UP = "up", gettext_lazy("uppåt")
        DOWN = "down", gettext_lazy("nedåt")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="targets")
    position = models.PositiveSmallIntegerField("ordning", default=0)
    kind = models.CharField("slag", max_length=12, choices=Kind.choices)
    comparator = models.CharField("jämförelse", max_length=8, choices=Comparator.choices, blank=True)
    value = models.DecimalField("värde", max_digits=12, decimal_places=2, null=True, blank=True)
    upper = models.DecimalField("övre värde", max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField("enhet", max_length=80, blank=True)
    per = models.CharField("per", max_length=10, choices=Per.choices, blank=True)
    each_place = models.BooleanField("i varje område för sig", null=True, blank=True)
    minimum_minutes = models.PositiveSmallIntegerField("minsta längd i minuter", null=True, blank=True)
    starts = models.DateField("från och med", null=True, blank=True)
    ends = models.DateField("till (inte med)", null=True, blank=True)
    kind_of_work = models.ForeignKey(
        KindOfWork, null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    quantity = models.ForeignKey(
        Quantity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="räknad mängd",
    )
    whole = models.ForeignKey(
        Quantity, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="andel av"
    )
    counted_state = models.CharField("räknas när", max_length=6, choices=CountedState.choices, blank=True)
    only_own_entries = models.BooleanField("bara arbete som loggats på aktiviteten", default=False)
    over_prioritised_areas = models.BooleanField("i de prioriterade områdena, dag för dag", default=False)
    pace = models.CharField("takt över tiden", max_length=6, choices=Pace.choices, default=Pace.EVEN)
    month_weights = models.JSONField("månadernas vikter", default=list, blank=True)  # twelve, by season
    held = models.CharField("varje eller i snitt", max_length=7, choices=Held.choices, blank=True)
    weekdays = models.CharField("veckodagar", max_length=7, blank=True)  # "56": Fridays and Saturdays
    clock_from = models.TimeField("från klockan", null=True, blank=True)
    clock_to = models.TimeField("till klockan", null=True, blank=True)
    skips_holidays = models.BooleanField("inte på helgdagar", default=False)
    occasion_kind = models.ForeignKey(
        KindOfWork,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="vid, eller efter, varje",
    )
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    reads_as = models.CharField("läses som", max_length=7, choices=ReadsAs.choices, blank=True)
    direction = models.CharField("riktning", max_length=4, choices=Direction.choices, blank=True)
    baseline = models.DecimalField("utgångsläge", max_digits=12, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField("utgångslägets dag", null=True, blank=True)
    sign = models.TextField("tecken på att det är uppfyllt", blank=True)
    unmatched_places = models.JSONField("områdesnamn som inte är kopplade", default=list, blank=True)
    source_start = models.PositiveIntegerField("källans början", null=True, blank=True)
    source_end = models.PositiveIntegerField("källans slut", null=True, blank=True)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")
    is_copy = False  # what a target says by a revision or a form: at hand, never saved

    class Meta:
        verbose_name = "målvärde"
        verbose_name_plural = "målvärden"
        constraints = [
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0), name="target_value_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(upper=None) | Q(upper__gte=F("value")), name="target_upper_not_below_value"
            ),
            models.CheckConstraint(
                condition=~Q(kind="qualitative") | Q(value=None), name="target_qualitative_without_number"
            ),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gt=F("starts")),
                name="target_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(pace__in=["even", "season", "points"]), name="target_pace_is_known"
            ),
            models.CheckConstraint(
                condition=Q(clock_from=None, clock_to=None)
                | Q(clock_from__isnull=False, clock_to__isnull=False),
                name="target_clock_both_or_none",
            ),
            models.CheckConstraint(
                condition=Q(baseline=None) | Q(baseline_on__isnull=False), name="target_baseline_has_its_day"
            ),
        ]


class TargetPlace(models.Model):
    """A place a target holds for."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="places")
    area_set = models.ForeignKey(AreaSet, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("ordning", default=0)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "målvärdets område"
        verbose_name_plural = "målvärdets områden"
        constraints = [models.UniqueConstraint(fields=["target", "area_set"], name="target_place_once")]


class TargetRecipient(models.Model):
    """An organisation that a product must be shared with before its slot counts as met."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="recipients")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "mottagare"
        verbose_name_plural = "mottagare"
        constraints = [
            models.UniqueConstraint(fields=["target", "organisation"], name="target_recipient_once")
        ]


class TargetPoint(models.Model):
    """An interim point: so much of a target is to be done before a day within its time."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="points")
    ends = models.DateField("till (inte med)")
    done = models.DecimalField("gjort då", max_digits=12, decimal_places=2)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "delmål"
        verbose_name_plural = "delmål"
        constraints = [
            models.UniqueConstraint(fields=["target", "ends"], name="target_point_once_a_day"),
            models.CheckConstraint(condition=Q(done__gte=0), name="target_point_not_negative"),
        ]


class TargetSpot(models.Model):
    """A place that a target covers by itself: a street, a school."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="spots")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("ordning", default=0)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "plats som målvärdet täcker"
        verbose_name_plural = "platser som målvärdet täcker"
        constraints = [models.UniqueConstraint(fields=["target", "place"], name="target_spot_once")]


class Question(models.Model):
    """An unclear reading, who settled it, how and when."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="questions")
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="questions"
    )
    target = models.ForeignKey(
        Target, null=True, blank=True, on_delete=models.CASCADE, related_name="questions"
    )
    position = models.PositiveSmallIntegerField("ordning", default=0)
    code = models.CharField("kod", max_length=40)
    text = models.TextField("fråga")
    options = models.JSONField("svarsalternativ", default=list)
    facts = models.JSONField("vad läsningen gällde", default=dict, blank=True)
    source_start = models.PositiveIntegerField("källans början", null=True, blank=True)
    source_end = models.PositiveIntegerField("källans slut", null=True, blank=True)
    answer = models.CharField("svar", max_length=300, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_by_name = models.CharField("avgjort av", max_length=120, blank=True)
    settled_on = models.DateField("avgjort den", null=True, blank=True)

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "fråga om läsningen"
        verbose_name_plural = "frågor om läsningen"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", settled_on=None, settled_by=None)
                | (~Q(answer="") & Q(settled_on__isnull=False, settled_by__isnull=False)),
                name="question_answer_has_who_and_when",
            )
        ]
