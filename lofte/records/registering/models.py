"""What is registered and fixed, who has asked for it, and what was hidden in the copy."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from lofte.accounts.models import Organisation, Partnership
from lofte.base.privacy import Privacy as Kept
from lofte.base.written_once import WrittenOnceModel


def diarienummer(series: str, year: int, number: int) -> str:
    return f"{series} {year}/{number}"


class RegisteredDocument(WrittenOnceModel):
    """A document in an organisation's register. A later version is a new document."""

    class Kind(models.TextChoices):
        PROMISE = "promise", gettext_lazy("antaget löfte")
        SOURCE = "source", gettext_lazy("inläst dokument")
        RELEASE = "release", gettext_lazy("publicerad version")
        CLEARING = "clearing", gettext_lazy("gallringsbeslut")
        REQUEST = "request", gettext_lazy("begäran om handlingar")
        ANSWER = "answer", gettext_lazy("svar på begäran")
        OTHER = "other", gettext_lazy("annan handling")

    class Direction(models.TextChoices):
        RECEIVED = "received", gettext_lazy("inkommen")
        DRAWN_UP = "drawn_up", gettext_lazy("upprättad")

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    series = models.CharField("serie", max_length=20)
    year = models.PositiveSmallIntegerField("år")
    number = models.PositiveIntegerField("löpnummer")
    other_number = models.CharField("nummer i eget system", max_length=60, blank=True)
    kind = models.CharField("slag", max_length=10, choices=Kind.choices)
    direction = models.CharField("riktning", max_length=10, choices=Direction.choices)
    title = models.CharField("rubrik", max_length=200)
    counterpart = models.CharField("från eller till", max_length=160, blank=True)  # an office, no person
    dated_on = models.DateField("inkom eller upprättades")
    secrecy = models.CharField("sekretessmarkering", max_length=80, blank=True)  # the section of law
    promise_slug = models.SlugField("löfte", blank=True)
    thing = models.CharField("kommer av", max_length=40, blank=True)  # the kind of thing that it is made from
    thing_key = models.BigIntegerField("nyckel", null=True)
    search_key = models.TextField("söknyckel")
    sha256 = models.CharField("kontrollsumma", max_length=64)  # of the list of its files with their sums
    fixed_at = models.DateTimeField("fastställd")

    Privacy = Kept(holds="office", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "registrerad handling"
        verbose_name_plural = "registrerade handlingar"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "series", "year", "number"], name="diarienummer_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "thing", "thing_key"],
                condition=Q(thing_key__isnull=False),
                name="registered_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "fixed_at"], name="fixed_of_organisation")]

    @property
    def diarienummer(self) -> str:
        return diarienummer(self.series, self.year, self.number)


class FixedFile(WrittenOnceModel):
    """The bytes of a registered document, in one of the forms in which it is kept."""

    class Role(models.TextChoices):
        CONTENT = "content", gettext_lazy("innehåll (JSON)")
        TEXT = "text", gettext_lazy("läsbar text")
        PDF = "pdf", gettext_lazy("läsbar PDF")
        ORIGINAL = "original", gettext_lazy("filen som den kom in")
        COPY = "copy", gettext_lazy("utlämnad kopia")

    redacted_beside = (
        "document_id"  # with a text goes what is made from it: PDF, JSON, the file as it came in
    )

    document = models.ForeignKey(RegisteredDocument, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField("ordning")
    role = models.CharField("form", max_length=10, choices=Role.choices)
    name = models.CharField("filnamn", max_length=200)
    media_type = models.CharField("medietyp", max_length=80)
    content = models.BinaryField("innehåll")
    sha256 = models.CharField("kontrollsumma", max_length=64)

    Privacy = Kept(holds="office", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "fastställd fil"
        verbose_name_plural = "fastställda filer"
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="fixed_file_once")]


class SecrecyGround(WrittenOnceModel):
    """A section of the secrecy law in an organisation's list. The latest row for a section stands."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    section = models.CharField("bestämmelse", max_length=80)
    title = models.CharField("vad den skyddar", max_length=200)
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)", null=True)
    recorded_at = models.DateTimeField("antecknat")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "sekretessgrund"
        verbose_name_plural = "sekretessgrunder"


class DocumentRequest(models.Model):
    """Somebody asks for documents. Who it is need not be said, and stands apart where it is."""

    class Way(models.TextChoices):
        MAIL = "mail", gettext_lazy("e-post")
        LETTER = "letter", gettext_lazy("brev")
        PHONE = "phone", gettext_lazy("telefon")
        VISIT = "visit", gettext_lazy("besök")

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(RegisteredDocument, on_delete=models.PROTECT, related_name="request")
    received_on = models.DateField("kom in")
    way = models.CharField("hur", max_length=10, choices=Way.choices)
    asked = models.TextField("vad som begärs")
    answered_at = models.DateTimeField("besvarad", null=True)

    Privacy = Kept(holds="office", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "begäran om handlingar"
        verbose_name_plural = "begäranden om handlingar"


class Asker(models.Model):
    """Where the copy is to be sent, if the one who asks has said so; cleared by plan when it is answered."""

    request = models.OneToOneField(DocumentRequest, on_delete=models.CASCADE, related_name="asker")
    reach = models.TextField("dit kopian skickas")

    Privacy = Kept(holds="personal", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "den som begär"
        verbose_name_plural = "de som begär"


class Covered(models.Model):
    """A document that a request covers, and what the registrar has decided of it."""

    class Outcome(models.TextChoices):
        OPEN = "open", gettext_lazy("inte prövad")
        WHOLE = "whole", gettext_lazy("lämnas ut")
        PART = "part", gettext_lazy("lämnas ut med maskering")
        REFUSED = "refused", gettext_lazy("lämnas inte ut")

    request = models.ForeignKey(DocumentRequest, on_delete=models.PROTECT, related_name="covered")
    document = models.ForeignKey(RegisteredDocument, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("prövning", max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    section = models.CharField("bestämmelse", max_length=80, blank=True)  # where the whole is refused

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "handling i begäran"
        verbose_name_plural = "handlingar i begäran"
        constraints = [
            models.UniqueConstraint(fields=["request", "document"], name="covered_once"),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(section=""), name="refused_on_a_ground"
            ),
        ]


class Mask(models.Model):
    """A stretch of a document's text that is hidden in the copy, or that a person has still to look at."""

    covered = models.ForeignKey(Covered, on_delete=models.CASCADE, related_name="masks")
    starts_at = models.PositiveIntegerField("från tecken")
    ends_at = models.PositiveIntegerField("till tecken")
    found = models.CharField("hittat", max_length=20, blank=True)  # what screening took it for
    section = models.CharField("bestämmelse", max_length=80, blank=True)  # none: only suggested

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "maskering"
        verbose_name_plural = "maskeringar"
        constraints = [
            models.UniqueConstraint(fields=["covered", "starts_at", "ends_at"], name="mask_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="mask_hides_something"),
        ]


class Answer(WrittenOnceModel):
    """An answer to a request: the registered document that holds the decision and the copies."""

    request = models.ForeignKey(DocumentRequest, on_delete=models.PROTECT, related_name="answers")
    document = models.OneToOneField(RegisteredDocument, on_delete=models.PROTECT, related_name="answer")
    is_formal = models.BooleanField("myndighetens beslut")
    is_whole = models.BooleanField("allt lämnas ut")
    decided_by = models.CharField("beslutat av", max_length=120)  # an office, no person's name

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "svar på begäran"
        verbose_name_plural = "svar på begäranden"
