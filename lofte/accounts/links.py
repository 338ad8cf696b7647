"""A restricted link: one page for somebody without an account, and nothing else."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from lofte.accounts.parties import Organisation, User
from lofte.base.privacy import Privacy as Kept


class RestrictedLink(models.Model):
    """A secret address whose sum is kept: for one page, one organisation and named kinds of work.

    It acts for the one who made it: it opens nothing that its maker may not do any more.
    """

    class Scope(models.TextChoices):
        SHEET = "sheet", _("veckoblad")

    sum = models.CharField("adressens summa", max_length=64, unique=True)
    scope = models.CharField("omfång", max_length=10, choices=Scope.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    codes = models.JSONField("slags arbete", default=list)
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField("gjord")
    expires_at = models.DateTimeField("gäller till")
    used_at = models.DateTimeField("senast använd", null=True, blank=True)
    revoked_at = models.DateTimeField("återtagen", null=True, blank=True)

    Privacy = Kept(holds="personal", gallring=timedelta(days=365), seen_by="organisation")

    class Meta:
        verbose_name = "begränsad länk"
        verbose_name_plural = "begränsade länkar"
