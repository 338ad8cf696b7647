"""What is out: releases in a chain, and the pages rendered from them. No key here points at anything live."""

from django.db import models

from lofte.base.privacy import Privacy as Kept
from lofte.base.written_once import WrittenOnceModel


class Release(WrittenOnceModel):
    """A frozen, numbered, hashed version that carries the hash of the one before it in its partnership."""

    class Kind(models.TextChoices):
        PROMISE = "promise", "medborgarlöfte"
        FOLLOWUP = "followup", "uppföljning"
        REDACTION = "redaction", "borttag"

    kind = models.CharField("slag", max_length=10, choices=Kind.choices)
    partnership_slug = models.SlugField("samverkan")
    promise_slug = models.SlugField("löfte")
    period = models.CharField("period", max_length=12, blank=True)
    version = models.PositiveSmallIntegerField("version")
    number = models.PositiveIntegerField("nummer i kedjan")
    canonical = models.TextField("fryst innehåll")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    previous_sha256 = models.CharField("föregående kontrollsumma", max_length=64, blank=True)
    released_at = models.DateTimeField("publicerad")
    is_simulated = models.BooleanField("simulerade uppgifter")
    signature = models.CharField("underskrift", max_length=128, blank=True)  # of a tombstone

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "publicering"
        verbose_name_plural = "publiceringar"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership_slug", "promise_slug", "kind", "period", "version"], name="release_once"
            ),
            models.UniqueConstraint(fields=["partnership_slug", "number"], name="release_number_once"),
        ]


class Opening(models.Model):
    """A text outside the hash, with the salt that opens its commitment. Deleted when it must go."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="openings")
    pointer = models.CharField("plats i dokumentet", max_length=300)
    salt = models.CharField("tillsats", max_length=32)
    text = models.TextField("text")

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "publicerad text"
        verbose_name_plural = "publicerade texter"
        constraints = [models.UniqueConstraint(fields=["release", "pointer"], name="opening_once")]


class Redaction(WrittenOnceModel):
    """That a text was taken away: on what ground, by whose decision, from how many places. Never the text."""

    key = models.CharField("nyckel", max_length=32, unique=True)  # as the journal beside the database has it
    ground = models.CharField("grund", max_length=20)
    reference = models.CharField("diarienummer", max_length=80)
    office = models.CharField("beslutat av", max_length=120)  # a body or an office, no person's name
    decided_on = models.DateField("beslutat")
    n_places = models.PositiveIntegerField("antal ställen")
    at = models.DateTimeField("borttaget")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "borttag"
        verbose_name_plural = "borttag"


class RedactionKey(WrittenOnceModel):
    """A partnership's key: each release names it, and what says that a text is gone is signed with it."""

    partnership_slug = models.SlugField("samverkan", unique=True)
    private = models.CharField("hemlig halva", max_length=200)  # sealed with the site's key
    public = models.CharField("öppen halva", max_length=64)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="self")

    class Meta:
        verbose_name = "nyckel för borttag"
        verbose_name_plural = "nycklar för borttag"


class Page(models.Model):
    """A ready answer to one public address, rendered at release: the public site reads nothing else."""

    path = models.CharField("adress", max_length=300, unique=True)
    language = models.CharField("språk", max_length=2, blank=True)
    media_type = models.CharField("medietyp", max_length=80)
    body = models.BinaryField("innehåll")
    gzipped = models.BinaryField("komprimerat innehåll", null=True)  # None: already packed, as PDF is
    etag = models.CharField("kontrollsumma", max_length=64)
    rendered_at = models.DateTimeField("framställd")

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "publicerad sida"
        verbose_name_plural = "publicerade sidor"
