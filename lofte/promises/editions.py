"""The promise as a document: what it leans on, its edition, parties, headlines and signatures."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from lofte.accounts.models import Organisation, Partnership, User
from lofte.accounts.rights import Right
from lofte.accounts.sight import Guarded, Sight
from lofte.base.privacy import Privacy as Kept


class Agreement(models.Model):
    """The agreement on cooperation that the promise hangs under; without an end it runs on."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="agreements")
    name = models.CharField("namn", max_length=200)
    starts = models.DateField("från och med", null=True, blank=True)
    ends = models.DateField("till (inte med)", null=True, blank=True)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "samverkansöverenskommelse"
        verbose_name_plural = "samverkansöverenskommelser"

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """The municipality's programme with its focus areas."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="programmes")
    name = models.CharField("namn", max_length=200)
    starts = models.DateField("från och med", null=True, blank=True)
    ends = models.DateField("till (inte med)", null=True, blank=True)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "handlingsprogram"
        verbose_name_plural = "handlingsprogram"

    def __str__(self) -> str:
        return self.name


class SourceDocument(models.Model):
    """The document a promise was read from: its bytes, and the text that every reading points into."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="documents")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="vems dokument",
    )
    name = models.CharField("filnamn", max_length=200)
    content = models.BinaryField("innehåll")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    text = models.TextField("text")
    reading = models.JSONField("läsning")
    received_at = models.DateTimeField("mottaget")
    received_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = Guarded()
    sight = Sight(
        own="organisation",
        own_rights=(Right.SEE_PROMISES,),
        shared="promises.SourceDocument",
        shared_rights=(Right.SEE_PROMISES,),
    )

    Privacy = Kept(holds="office", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "källdokument"
        verbose_name_plural = "källdokument"

    def __str__(self) -> str:
        return self.name


class Promise(models.Model):
    """One edition of a promise: a draft until it is adopted, and not changed after that."""

    class Rhythm(models.TextChoices):
        TERTIAL = "tertial", gettext_lazy("varje tertial")
        QUARTER = "quarter", gettext_lazy("varje kvartal")
        HALF_YEAR = "half_year", gettext_lazy("varje halvår")
        YEAR = "year", gettext_lazy("varje år")
        END = "end", gettext_lazy("när löftet är slut")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="promises")
    slug = models.SlugField("adressnamn")
    title = models.CharField("rubrik", max_length=200)
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)")
    extends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="extended_by"
    )
    extends_text = models.CharField("förlänger", max_length=300, blank=True)
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="promises"
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="promises"
    )
    purpose = models.TextField("syfte", blank=True)
    grounds = models.TextField("hur vi kom fram till löftet", blank=True)
    rhythm = models.CharField("uppföljning", max_length=10, choices=Rhythm.choices, default=Rhythm.TERTIAL)
    channels = models.JSONField("var uppföljningen visas", default=list, blank=True)
    document = models.ForeignKey(
        SourceDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="promises"
    )
    signed_on = models.DateField("undertecknat den", null=True, blank=True)
    signed_at = models.CharField("undertecknat i", max_length=100, blank=True)
    adopted_on = models.DateField("antaget den", null=True, blank=True)
    adopted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_simulated = models.BooleanField("simulerade uppgifter", default=False)

    objects = Guarded()
    sight = Sight(within="partnership", rights=(Right.SEE_PROMISES,))

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "medborgarlöfte"
        verbose_name_plural = "medborgarlöften"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="promise_slug_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="promise_ends_after_start"),
            models.CheckConstraint(
                condition=Q(adopted_on=None, adopted_by=None)
                | Q(adopted_on__isnull=False, adopted_by__isnull=False),
                name="promise_adopted_on_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)

    @property
    def is_adopted(self) -> bool:
        return self.adopted_on is not None


class PromiseParty(models.Model):
    """An organisation that gives the promise."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("ordning", default=0)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "löftespart"
        verbose_name_plural = "löftesparter"
        constraints = [models.UniqueConstraint(fields=["promise", "organisation"], name="promise_party_once")]


class PromisePoint(models.Model):
    """A headline: what is promised, in the promise's own words, and why."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField("ordning", default=0)
    text = models.TextField("löfte")
    reasons = models.TextField("skäl", blank=True)
    source_start = models.PositiveIntegerField("källans början", null=True, blank=True)
    source_end = models.PositiveIntegerField("källans slut", null=True, blank=True)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "löftespunkt"
        verbose_name_plural = "löftespunkter"

    def __str__(self) -> str:
        return self.text


class FocusArea(models.Model):
    """A focus area of the promise, as its programme names it."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="focus_areas")
    position = models.PositiveSmallIntegerField("ordning", default=0)
    title = models.CharField("rubrik", max_length=200)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "fokusområde"
        verbose_name_plural = "fokusområden"

    def __str__(self) -> str:
        return self.title


class Signature(models.Model):
    """An office holder who signed, in office."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("namn", max_length=120)
    title = models.CharField("befattning", max_length=160)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "underskrift"
        verbose_name_plural = "underskrifter"

    def __str__(self) -> str:
        return self.name
