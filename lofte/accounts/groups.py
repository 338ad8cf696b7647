"""Groups that meet: SSG, BOS on Råslätt, an EST group, a strategic council; their names are local."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lofte.accounts.parties import Organisation, Partnership, User
from lofte.base.privacy import Privacy as Kept


class Group(models.Model):
    """Some of a partnership's organisations that meet and work together under a name of their own."""

    class Kind(models.TextChoices):
        STEERING = "steering", _("styrgrupp eller strategiskt råd")
        SSG = "ssg", _("SSG, samordningsgrupp")
        BOS = "bos", _("BOS, områdessamverkan")
        EST = "est", _("EST-grupp")
        OTHER = "other", _("annan grupp")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="groups")
    kind = models.CharField("slag", max_length=12, choices=Kind.choices)
    name = models.CharField("namn", max_length=120)
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)", null=True, blank=True)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "grupp"
        verbose_name_plural = "grupper"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="group_name_once"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("starts")), name="group_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def parties(self) -> list[Organisation]:
        """Return the organisations that sit in it now, each once however many it sends."""
        seats = sorted((one for one in self.members.all() if one.ends is None), key=lambda one: one.pk)
        return list(dict.fromkeys(one.organisation for one in seats))


class GroupMember(models.Model):
    """An organisation in a group, by a person or by whoever it sends."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="group_seats"
    )
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)", null=True, blank=True)

    Privacy = Kept(holds="personal", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "gruppmedlem"
        verbose_name_plural = "gruppmedlemmar"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("starts")), name="group_member_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["group", "organisation", "person", "starts"], name="group_member_once"
            ),
            models.UniqueConstraint(
                fields=["group", "organisation", "starts"],
                condition=Q(person=None),
                name="group_member_once_without_person",
            ),
        ]
