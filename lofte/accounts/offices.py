"""What a role may do in a partnership, as data; and who signs for whom between two dates."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lofte.accounts.parties import Partnership, Role, User
from lofte.accounts.rights import Right
from lofte.base.privacy import Privacy as Kept


class RoleRight(models.Model):
    """One right that a kind of role has in a partnership."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="role_rights")
    kind = models.CharField("roll", max_length=20, choices=Role.Kind.choices)
    may = models.CharField("rättighet", max_length=20)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = _("rollens rättighet")
        verbose_name_plural = "rollers rättigheter"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "kind", "may"], name="role_right_once"),
            models.CheckConstraint(
                condition=~Q(may=Right.SIGN.value) | Q(kind=Role.Kind.APPROVER.value),
                name="role_right_to_sign_is_the_approvers",
            ),
        ]


class Delegation(models.Model):
    """A deputy who signs for an approver from one day to another."""

    signatory = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="delegations")
    deputy = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="stands_in")
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)")
    decision = models.CharField("beslut", max_length=200, blank=True)
    awaits = models.BooleanField("väntar på bekräftelse", default=False)
    given_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    Privacy = Kept(holds="office", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = "delegationer"
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="delegation_ends_after_start"),
            models.CheckConstraint(condition=~Q(signatory=F("deputy")), name="delegation_is_to_another"),
            models.CheckConstraint(
                condition=Q(awaits=False) | Q(confirmed_by=None), name="delegation_awaits_until_confirmed"
            ),
            models.CheckConstraint(
                condition=Q(given_by=None) | Q(confirmed_by=None) | ~Q(given_by=F("confirmed_by")),
                name="delegation_confirmed_by_another",
            ),
        ]

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)
