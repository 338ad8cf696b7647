"""What a person signs in with beside a password, and where a person is signed in just now."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from lofte.accounts.parties import User
from lofte.base.privacy import Privacy as Kept


class OneTimeCodes(models.Model):
    """An app that shows a new code every half minute. The secret is sealed with the site's key."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="one_time_codes")
    sealed_secret = models.CharField("förseglad hemlighet", max_length=300)
    last_step = models.BigIntegerField("senast använda halvminut", default=0)
    made_at = models.DateTimeField("kopplad")

    Privacy = Kept(
        holds="personal",
        gallring=None,
        seen_by="self",
        stays="the way in is taken away by the person or an administrator, and goes with the account",
    )

    class Meta:
        verbose_name = "engångskoder"
        verbose_name_plural = "engångskoder"


class RecoveryCode(models.Model):
    """A code on paper that opens once. Only its sum is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    sum = models.CharField("kodens summa", max_length=64)
    used_at = models.DateTimeField("använd", null=True, blank=True)

    Privacy = Kept(
        holds="personal",
        gallring=None,
        seen_by="self",
        stays="the way in is taken away by the person or an administrator, and goes with the account",
    )

    class Meta:
        verbose_name = "reservkod"
        verbose_name_plural = "reservkoder"
        constraints = [models.UniqueConstraint(fields=["user", "sum"], name="recovery_code_once")]


class Passkey(models.Model):
    """A passkey: what lies here is public, its secret never leaves the person's own device."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField("namn", max_length=60)
    credential = models.CharField("nyckelns beteckning", max_length=1400, unique=True)
    public_part = models.BinaryField("nyckelns öppna del")
    counter = models.BigIntegerField("räknare", default=0)
    made_at = models.DateTimeField("tillagd")
    used_at = models.DateTimeField("senast använd", null=True, blank=True)

    Privacy = Kept(
        holds="personal",
        gallring=None,
        seen_by="self",
        stays="the way in is taken away by the person or an administrator, and goes with the account",
    )

    class Meta:
        verbose_name = "passnyckel"
        verbose_name_plural = "passnycklar"


class WrongCodes(models.Model):
    """How many wrong codes were tried for a person of late, wherever from: too many close the second step."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="wrong_codes")
    n = models.PositiveIntegerField("antal")
    since = models.DateTimeField("sedan")

    Privacy = Kept(holds="personal", gallring=timedelta(hours=1), seen_by="self")

    class Meta:
        verbose_name = "felaktiga koder"
        verbose_name_plural = "felaktiga koder"


class SignedIn(models.Model):
    """Where a person is signed in: what kind of device, since when, how. No address."""

    class How(models.TextChoices):
        PASSWORD = "password", _("lösenord")
        CODE = "code", _("lösenord och engångskod")
        RECOVERY = "recovery", _("lösenord och reservkod")
        PASSKEY = "passkey", _("passnyckel")
        PROVIDER = "provider", _("organisationens inloggning")
        DEMO = "demo", _("demonstrationens knapp")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="signed_in")
    session_key = models.CharField("sessionens nyckel", max_length=40, unique=True)
    browser = models.CharField("webbläsare", max_length=40)
    system = models.CharField("operativsystem", max_length=40)
    how = models.CharField("sätt", max_length=10, choices=How.choices)
    began_at = models.DateTimeField("inloggad")
    seen_at = models.DateTimeField("senast använd")

    Privacy = Kept(holds="personal", gallring=timedelta(days=14), seen_by="self")

    class Meta:
        verbose_name = "inloggning"
        verbose_name_plural = "inloggningar"
