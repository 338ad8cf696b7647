"""Other organisations' sign-ins, as data, and the persons they vouch for."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from lofte.accounts.parties import Organisation, User
from lofte.base.privacy import Privacy as Kept


class IdentityProvider(models.Model):
    """An organisation's own sign-in: who answers there, how it is asked, and what its words mean here."""

    class Protocol(models.TextChoices):
        OIDC = "oidc", "OpenID Connect"
        SAML = "saml", "SAML 2.0"

    slug = models.SlugField("adressnamn", unique=True)
    name = models.CharField("namn på knappen", max_length=100)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="providers")
    protocol = models.CharField("protokoll", max_length=4, choices=Protocol.choices)
    issuer = models.CharField("utfärdare", max_length=300)
    client_id = models.CharField("klientens namn där", max_length=200, blank=True)
    metadata = models.TextField("metadata (SAML)", blank=True)
    secret = models.CharField("var hemligheten finns", max_length=300, blank=True)
    certificate = models.TextField("intyg för egen nyckel (SAML)", blank=True)
    attributes = models.JSONField("vad uppgifterna heter där", default=dict)
    vouches_for = models.CharField("organisationsnummer", max_length=20, blank=True)
    assurance = models.CharField("tillitsnivå som krävs", max_length=200, blank=True)
    allows_new_accounts = models.BooleanField("nya konton vid första inloggningen", default=False)
    is_active = models.BooleanField("i bruk", default=True)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="organisation")

    class Meta:
        verbose_name = "inloggningstjänst"
        verbose_name_plural = "inloggningstjänster"
        constraints = [
            models.CheckConstraint(
                condition=Q(protocol="saml") | ~Q(client_id=""), name="provider_oidc_has_client"
            ),
            models.CheckConstraint(
                condition=Q(protocol="oidc") | ~Q(metadata=""), name="provider_saml_has_metadata"
            ),
        ]


class Identity(models.Model):
    """A person as one provider knows them: its key, which means nothing at another provider."""

    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="identities")
    key = models.CharField("nyckel hos tjänsten", max_length=300)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    made_at = models.DateTimeField("kopplad")
    used_at = models.DateTimeField("senast använd")

    Privacy = Kept(
        holds="personal",
        gallring=None,
        seen_by="self",
        stays="the way in is taken away by the person or an administrator, and goes with the account",
    )

    class Meta:
        verbose_name = "yttre identitet"
        verbose_name_plural = "yttre identiteter"
        constraints = [models.UniqueConstraint(fields=["provider", "key"], name="identity_once")]


class AwaitedAnswer(models.Model):
    """A question put to a SAML provider: its answer is taken once, and by the browser that asked."""

    request_id = models.CharField("frågans beteckning", max_length=80, unique=True)
    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField("ställd")
    answer = models.JSONField("svar", null=True)

    Privacy = Kept(holds="personal", gallring=timedelta(minutes=10), seen_by="self")

    class Meta:
        verbose_name = "väntat svar"
        verbose_name_plural = "väntade svar"
