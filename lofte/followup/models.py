"""A follow-up of one promise for one period: figures at a cut, words by people, approvals by each party."""

from django.db import models
from django.db.models import Q

from lofte.accounts.models import Organisation, User
from lofte.accounts.rights import Right
from lofte.accounts.sight import Guarded, Sight
from lofte.base.privacy import Privacy as Kept
from lofte.promises.models import Activity, Promise
from lofte.released.sealed import new_key
from lofte.work.models import Entry


class FollowUp(models.Model):
    """One version. A correction after release is a new version with a reason."""

    class State(models.TextChoices):
        WRITING = "writing", "skrivs"
        APPROVING = "approving", "väntar på godkännande"
        RELEASED = "released", "publicerad"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="followups")
    period = models.CharField("period", max_length=12)
    version = models.PositiveSmallIntegerField("version", default=1)
    reason = models.CharField("skäl till ny version", max_length=300, blank=True)
    state = models.CharField("läge", max_length=10, choices=State.choices, default=State.WRITING)
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)")
    cut_at = models.DateTimeField("räknat den")
    lead_sv = models.TextField("inledande mening")
    lead_en = models.TextField("inledande mening på engelska")
    drafted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_back_why = models.CharField("varför den skickades tillbaka", max_length=500, blank=True)
    released_at = models.DateTimeField("publicerad", null=True, blank=True)
    seal_key = models.CharField(
        "hemlig tillsats", max_length=64, default=new_key, blank=True
    )  # until it is out

    objects = Guarded()
    sight = Sight(within="promise__partnership", rights=(Right.SEE_FOLLOWUPS,))

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "uppföljning"
        verbose_name_plural = "uppföljningar"
        constraints = [
            models.UniqueConstraint(fields=["promise", "period", "version"], name="followup_version_once"),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="followup_new_version_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False)
                | (~Q(state="released") & Q(released_at=None)),
                name="followup_released_has_a_moment",
            ),
        ]


class FollowUpLine(models.Model):
    """One activity in a follow-up: figures at the cut, the system's sentence, the parties' comment."""

    followup = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="lines")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="followup_lines")
    position = models.PositiveSmallIntegerField("ordning")
    figures = models.JSONField("siffror")
    status = models.CharField("läge", max_length=20)
    text_sv = models.TextField("text")
    text_en = models.TextField("text på engelska")
    comment_sv = models.TextField("kommentar", blank=True)
    comment_en = models.TextField("kommentar på engelska", blank=True)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "rad i uppföljning"
        verbose_name_plural = "rader i uppföljning"
        constraints = [models.UniqueConstraint(fields=["followup", "activity"], name="followup_line_once")]


class Approval(models.Model):
    """A party's yes to exactly this content; it falls when the content changes."""

    followup = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="approvals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approver_name = models.CharField("godkänd av", max_length=120)
    approver_title = models.CharField("befattning", max_length=120)
    through_name = models.CharField("genom", max_length=120, blank=True)  # a deputy signed in that name
    through_title = models.CharField("ställföreträdarens befattning", max_length=120, blank=True)
    approved_at = models.DateTimeField("godkänd")
    content_sha256 = models.CharField("innehållets kontrollsumma", max_length=64)

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "godkännande"
        verbose_name_plural = "godkännanden"
        constraints = [
            models.UniqueConstraint(fields=["followup", "organisation"], name="approval_once_per_party")
        ]


class Sample(models.Model):
    """Entries drawn by a seed that the signing parties fix together, and looked up in another's register."""

    followup = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="samples")
    size = models.PositiveSmallIntegerField("poster av varje organisation")
    salt = models.CharField("hemlig tillsats", max_length=64)
    listing = models.TextField("förteckning")  # of what can be drawn: a code for each entry
    begun_at = models.DateTimeField("påbörjat")
    seed = models.CharField("frö", max_length=64, blank=True)
    drawn_at = models.DateTimeField("draget", null=True, blank=True)
    finished_at = models.DateTimeField("klart", null=True, blank=True)
    abandoned_at = models.DateTimeField("avbrutet", null=True, blank=True)
    abandoned_why = models.CharField("skäl att avbryta", max_length=300, blank=True)

    objects = Guarded()
    sight = Sight(within="followup__promise__partnership", rights=(Right.SEE_FOLLOWUPS,))

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "stickprov"
        verbose_name_plural = "stickprov"
        constraints = [
            models.UniqueConstraint(
                fields=["followup"], condition=Q(abandoned_at=None), name="sample_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(seed="", drawn_at=None) | (~Q(seed="") & Q(drawn_at__isnull=False)),
                name="sample_drawn_by_a_seed",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(drawn_at__isnull=False), name="sample_drawn_before_finished"
            ),
            models.CheckConstraint(
                condition=Q(abandoned_at=None, abandoned_why="")
                | (Q(abandoned_at__isnull=False) & ~Q(abandoned_why="")),
                name="sample_abandoned_with_a_reason",
            ),
        ]


class SampleNumber(models.Model):
    """A party's number: fixed by a checksum before any is told, and told when all are fixed."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="numbers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    commitment = models.CharField("kontrollsumma", max_length=64)
    fixed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    fixed_at = models.DateTimeField("bestämt")
    number = models.PositiveIntegerField("tal", null=True, blank=True)
    words = models.CharField("ord", max_length=64, blank=True)
    told_at = models.DateTimeField("visat", null=True, blank=True)

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "parts tal i stickprov"
        verbose_name_plural = "parters tal i stickprov"
        constraints = [
            models.UniqueConstraint(fields=["sample", "organisation"], name="sample_number_once_per_party"),
            models.CheckConstraint(
                condition=Q(told_at=None, number=None, words="")
                | (Q(told_at__isnull=False, number__isnull=False) & ~Q(words="")),
                name="sample_number_told_whole",
            ),
        ]


CHECKING = (Right.LOG, Right.SIGN)  # who looks a sample up for the own organisation


class SampledEntry(models.Model):
    """A drawn entry, and what the one who checks found in its own register."""

    class Answer(models.TextChoices):
        AGREES = "agrees", "stämmer"
        DIFFERS = "differs", "stämmer inte"
        NOT_THERE = "not_there", "finns inte"
        CANNOT_TELL = "cannot_tell", "kan inte avgöras"

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="entries")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("kod", max_length=32)
    position = models.PositiveSmallIntegerField("ordning")
    answer = models.CharField("svar", max_length=11, choices=Answer.choices, blank=True)
    reason = models.CharField("vad som inte stämmer", max_length=200, blank=True)
    answered_at = models.DateTimeField("svarat", null=True, blank=True)

    objects = Guarded()
    sight = Sight(own="checked_by", own_rights=CHECKING)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "post i stickprov"
        verbose_name_plural = "poster i stickprov"
        constraints = [
            models.UniqueConstraint(fields=["sample", "code"], name="sampled_entry_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="sampled_entry_answered_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(answer="differs") | ~Q(reason=""), name="sampled_entry_says_what_differs"
            ),
        ]
