"""An invitation: an address that opens once, for somebody who has no account yet."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lofte.accounts.parties import Organisation, Partnership, Role, User
from lofte.base.privacy import Privacy as Kept


class Invite(models.Model):
    """An address with 256 random bits, of which the sum alone is kept; it says where from, and which role."""

    sum = models.CharField("adressens summa", max_length=64, unique=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="invites")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("tänkt roll"), max_length=20, choices=Role.Kind.choices, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField("gjord")
    expires_at = models.DateTimeField("gäller till")
    used_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="invited"
    )
    used_at = models.DateTimeField("använd", null=True, blank=True)
    revoked_at = models.DateTimeField("återtagen", null=True, blank=True)

    Privacy = Kept(holds="personal", gallring=timedelta(days=365), seen_by="partnership")

    class Meta:
        verbose_name = "inbjudan"
        verbose_name_plural = "inbjudningar"
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(revoked_at=None), name="invite_not_used_and_revoked"
            ),
        ]
