"""A follow-up of one promise for one period: figures at a cut, words by people, approvals by each party."""

from django.db import models
from django.db.models import Q

from lofte.accounts.models import Organisation, User
from lofte.base.privacy import Privacy as Kept
from lofte.promises.models import Activity, Promise


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
    approved_at = models.DateTimeField("godkänd")
    content_sha256 = models.CharField("innehållets kontrollsumma", max_length=64)

    Privacy = Kept(holds="office", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "godkännande"
        verbose_name_plural = "godkännanden"
        constraints = [
            models.UniqueConstraint(fields=["followup", "organisation"], name="approval_once_per_party")
        ]
