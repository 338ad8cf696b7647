"""SAML 2.0: one question by the browser, one signed answer to it, and what the library leaves unchecked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as site
from django.db import transaction
from django.urls import reverse
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from lofte.accounts.entering import secrets_elsewhere
from lofte.accounts.entering.refused import Refused
from lofte.accounts.models import AwaitedAnswer, IdentityProvider

POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
AWAITED_FOR = timedelta(minutes=10)
LONGEST = 400_000  # characters of an answer
DATA = "/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData"


@dataclass(frozen=True)
class Question:
    """Where the browser is sent, and the question's own id."""

    address: str
    request_id: str


def answers_at(provider: IdentityProvider) -> str:
    """Return the address that takes the provider's answers."""
    return f"{site.BASE_URL}{reverse('accounts:saml-answer', args=[provider.slug])}"


def our_name(provider: IdentityProvider) -> str:
    """Return what Löfte is called at the provider."""
    return provider.client_id or f"{site.BASE_URL}{reverse('accounts:saml-metadata', args=[provider.slug])}"


def their_side(metadata: str, issuer: str) -> dict[str, Any]:
    """Read a provider's metadata; it must speak of this issuer, with a way to ask and a key to check by."""
    try:
        found = OneLogin_Saml2_IdPMetadataParser.parse(
            metadata, entity_id=issuer, required_sso_binding=REDIRECT
        ).get("idp", {})
    except (OneLogin_Saml2_Error, ValueError) as fault:
        raise Refused("metadata") from fault
    has_key = "x509cert" in found or found.get("x509certMulti", {}).get("signing")
    if found.get("entityId") != issuer or "singleSignOnService" not in found or not has_key:
        raise Refused("metadata")
    return dict(found)


def _settings(provider: IdentityProvider) -> dict[str, Any]:
    own_key = secrets_elsewhere.read(provider.secret) if provider.certificate else ""
    return {
        "strict": True,
        "sp": {
            "entityId": our_name(provider),
            "assertionConsumerService": {"url": answers_at(provider), "binding": POST},
            "NameIDFormat": "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
            "x509cert": provider.certificate,
            "privateKey": own_key,
        },
        "idp": their_side(provider.metadata, provider.issuer),
        "security": {
            "authnRequestsSigned": bool(own_key),
            "wantAssertionsSigned": True,
            "wantNameId": False,
            "requestedAuthnContext": [provider.assurance] if provider.assurance else False,
            "failOnAuthnContextMismatch": True,
            "rejectDeprecatedAlgorithm": True,
            "signatureAlgorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "digestAlgorithm": "http://www.w3.org/2001/04/xmlenc#sha256",
        },
    }


def _as_request(address: str, **fields: str) -> dict[str, Any]:
    """Describe our own address, not what a proxy or a stranger's header says."""
    parts = urlsplit(address)
    return {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": parts.path,
        "get_data": {},
        "post_data": fields,
    }


def our_metadata(provider: IdentityProvider) -> bytes:
    """Return what the provider's operator needs to know of us."""
    text = OneLogin_Saml2_Settings(_settings(provider), sp_validation_only=True).get_sp_metadata()
    return text if isinstance(text, bytes) else str(text).encode()


@transaction.atomic
def ask(provider: IdentityProvider, *, at: datetime) -> Question:
    """Make a question; what was never answered is cleared away."""
    AwaitedAnswer.objects.filter(asked_at__lt=at - AWAITED_FOR).delete()
    auth = OneLogin_Saml2_Auth(_as_request(answers_at(provider)), _settings(provider))
    address = auth.login(return_to="")
    row = AwaitedAnswer.objects.create(request_id=auth.get_last_request_id(), provider=provider, asked_at=at)
    return Question(address, row.request_id)


def receive(provider: IdentityProvider, sent: str, *, at: datetime) -> AwaitedAnswer:
    """Take an answer for the browser that has asked; each question is answered once."""
    response = _read(provider, sent)
    waiting = AwaitedAnswer.objects.filter(
        request_id=response.get_in_response_to() or "", provider=provider, asked_at__gte=at - AWAITED_FOR
    ).first()
    if waiting is None:
        raise Refused("not asked")
    told = _checked(provider, response, waiting.request_id)
    if not AwaitedAnswer.objects.filter(pk=waiting.pk, answer__isnull=True).update(answer=told):
        raise Refused("answered before")
    return waiting


def take(request_id: str, *, at: datetime) -> tuple[IdentityProvider, dict[str, Any]]:
    """Return an answer that has come, once."""
    waiting = AwaitedAnswer.objects.select_related("provider").filter(request_id=request_id).first()
    if waiting is None or waiting.answer is None or at - waiting.asked_at > AWAITED_FOR:
        raise Refused("not asked")
    if not AwaitedAnswer.objects.filter(pk=waiting.pk).delete()[0]:
        raise Refused("answered before")
    return waiting.provider, waiting.answer


def _read(provider: IdentityProvider, sent: str) -> OneLogin_Saml2_Response:
    if not sent or len(sent) > LONGEST:
        raise Refused("form")
    try:
        return OneLogin_Saml2_Response(OneLogin_Saml2_Settings(_settings(provider)), sent)
    except (OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError, ValueError, SyntaxError) as fault:
        raise Refused("form") from fault


def _checked(
    provider: IdentityProvider, response: OneLogin_Saml2_Response, request_id: str
) -> dict[str, Any]:
    """Return the attributes; the library lets pass an answer for nobody in particular, or to no question."""
    try:
        response.is_valid(_as_request(answers_at(provider)), request_id, raise_exceptions=True)
    except (OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError, ValueError) as fault:
        raise Refused(f"saml {getattr(fault, 'code', '')}") from fault
    if our_name(provider) not in response.get_audiences():
        raise Refused("audience")
    meant = [
        data
        for data in response._query_assertion(DATA)
        if data.get("InResponseTo") == request_id
        and data.get("Recipient") == answers_at(provider)
        and data.get("NotOnOrAfter")
    ]
    if not meant:
        raise Refused("confirmation")
    told: dict[str, Any] = response.get_attributes()
    return told
