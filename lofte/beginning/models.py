"""The first key: an address that lets somebody begin a municipality, once."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lofte.accounts.models import Partnership, User
from lofte.base.privacy import Privacy as Kept


class FirstKey(models.Model):
    """An address with 256 random bits, of which the sum alone is kept; who used it, and what was begun."""

    sum = models.CharField("adressens summa", max_length=64, unique=True)
    is_further = models.BooleanField("för en samverkan till", default=False)
    made_at = models.DateTimeField("gjord")
    expires_at = models.DateTimeField("gäller till")
    used_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    used_at = models.DateTimeField("använd", null=True, blank=True)
    partnership = models.OneToOneField(
        Partnership, null=True, blank=True, on_delete=models.CASCADE, related_name="first_key"
    )
    finished_at = models.DateTimeField("avslutad", null=True, blank=True)

    Privacy = Kept(holds="personal", gallring=timedelta(days=365), seen_by="partnership")

    class Meta:
        verbose_name = _("första nyckel")
        verbose_name_plural = "första nycklar"
        constraints = [
            models.CheckConstraint(
                condition=Q(partnership=None) | Q(used_at__isnull=False), name="first_key_founds_once_used"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(partnership__isnull=False), name="first_key_ends_what_began"
            ),
        ]
