"""How far a thing reaches beyond its own organisation, and on what ground: rules with dates, and shares."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lofte.accounts.groups import Group
from lofte.accounts.parties import Organisation, Partnership, User
from lofte.base.privacy import Privacy as Kept

STANDS, ONE, GROUP = Q(withdrawn_at=None), Q(key__isnull=False), Q(level="group")


class SharingRule(models.Model):
    """What the law and what was agreed say about handing on, in plain words, from one day to another.

    A rule without a partnership came with Löfte and holds for all; a partnership that writes its own under
    the same code reads that instead. A changed rule is a new row: what was shared still points at the words
    of its day.
    """

    class Verdict(models.TextChoices):
        MAY = "may", _("får delas")
        MUST_NOT = "must_not", _("får inte delas här")
        STANDS = "stands", _("gäller utan att någon delar")

    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.CASCADE, related_name="sharing_rules"
    )
    code = models.SlugField("kod", max_length=40)
    verdict = models.CharField("besked", max_length=8, choices=Verdict.choices)
    kinds = models.JSONField("gäller slag av organisation", default=list, blank=True)  # none: all
    position = models.PositiveSmallIntegerField("ordning", default=0)
    title = models.CharField("rubrik", max_length=120)
    law = models.CharField("lagrum", max_length=160, blank=True)
    text = models.TextField("vad det betyder")
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)", null=True, blank=True)
    checked_on = models.DateField("läst mot lagen den")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "delningsregel"
        verbose_name_plural = "delningsregler"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("starts")), name="sharing_rule_ends_after_start"
            ),
            models.UniqueConstraint(fields=["partnership", "code", "starts"], name="sharing_rule_once"),
            models.UniqueConstraint(
                fields=["code", "starts"], condition=Q(partnership=None), name="sharing_rule_of_all_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Share(models.Model):
    """One thing, or all of a kind, that an organisation lets others see. Without a row nothing is shared.

    `key` is the thing's; without one it is a standing decision on everything of that kind.
    """

    class Level(models.TextChoices):
        GROUP = "group", _("en grupp")
        PARTNERSHIP = "partnership", _("hela samverkan")

    thing = models.CharField("slag", max_length=40)
    key = models.PositiveBigIntegerField("nyckel", null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    level = models.CharField("nivå", max_length=11, choices=Level.choices)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    ground = models.ForeignKey(SharingRule, on_delete=models.PROTECT, related_name="+")
    said_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField("delat")
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField("taget tillbaka", null=True, blank=True)

    Privacy = Kept(holds="office", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "delning"
        verbose_name_plural = "delningar"
        constraints = [
            models.CheckConstraint(
                condition=(GROUP & Q(group__isnull=False)) | (~GROUP & Q(group=None)),
                name="share_names_its_group",
            ),
            models.CheckConstraint(condition=ONE | ~GROUP, name="standing_share_is_with_a_partnership"),
            models.UniqueConstraint(
                fields=["thing", "key", "group"], condition=STANDS & ONE & GROUP, name="share_with_group_once"
            ),
            models.UniqueConstraint(
                fields=["thing", "key", "partnership"],
                condition=STANDS & ONE & ~GROUP,
                name="share_with_partnership_once",
            ),
            models.UniqueConstraint(
                fields=["thing", "organisation", "partnership"],
                condition=STANDS & ~ONE,
                name="standing_share_once",
            ),
        ]
        indexes = [
            models.Index(fields=["thing", "key"], condition=STANDS, name="share_that_stands"),
        ]
