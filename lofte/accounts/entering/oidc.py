"""OpenID Connect: one question by the browser, one answer that only we fetch, every part of it checked."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import jwt

from lofte.accounts.entering import arriving, fetching, secrets_elsewhere
from lofte.accounts.entering.refused import Refused
from lofte.accounts.models import IdentityProvider

SIGNATURES = ["RS256", "PS256", "ES256", "ES384", "EdDSA"]  # never none, never a shared secret
WELL_KNOWN = "/.well-known/openid-configuration"
LEEWAY = timedelta(minutes=1)  # how wrong the two clocks may go
OLDEST = timedelta(minutes=10)  # a token is made for this very sign-in


@dataclass(frozen=True)
class Question:
    """Where the browser is sent, and what its session remembers."""

    address: str
    kept: dict[str, str]


def ask(provider: IdentityProvider, back_to: str) -> Question:
    """Make a question that only this browser's session can use the answer of."""
    described = _described(provider)
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    kept["provider"] = provider.slug
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back_to,
        "scope": _scope(provider),
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": _text(hashlib.sha256(kept["verifier"].encode()).digest()),
        "code_challenge_method": "S256",
    }
    if provider.assurance:
        asked["acr_values"] = provider.assurance
    return Question(f"{described['authorization_endpoint']}?{urlencode(asked)}", kept)


def _scope(provider: IdentityProvider) -> str:
    return str(provider.attributes.get("scope") or "openid profile email")


def _described(provider: IdentityProvider) -> dict[str, Any]:
    found = fetching.get_json(provider.issuer.rstrip("/") + WELL_KNOWN)
    if found.get("issuer") != provider.issuer:
        raise Refused("issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        fetching.demand_beside(str(found.get(name, "")), provider.issuer)
    return found


def claims(
    provider: IdentityProvider, kept: dict[str, str], sent: dict[str, str], *, back_to: str, at: datetime
) -> dict[str, Any]:
    """Return what the provider says of the person, when every check holds."""
    if kept.get("provider") != provider.slug:
        raise Refused("provider")
    if not hmac.compare_digest(kept["state"].encode(), sent.get("state", "").encode()):
        raise Refused("state")
    described = _described(provider)
    if sent.get("iss", provider.issuer) != provider.issuer:
        raise Refused("issuer")
    if not sent.get("code"):
        raise Refused("code")
    tokens = _exchange(provider, described, kept, sent["code"], back_to)
    told = checked(
        str(tokens.get("id_token", "")),
        keys=fetching.get_json(described["jwks_uri"]),
        provider=provider,
        nonce=kept["nonce"],
        at=at,
    )
    return told | _userinfo(provider, described, told, str(tokens.get("access_token", "")))


def _exchange(
    provider: IdentityProvider, described: dict[str, Any], kept: dict[str, str], code: str, back_to: str
) -> dict[str, Any]:
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back_to,
        "code_verifier": kept["verifier"],
        "client_id": provider.client_id,
    }
    secret = secrets_elsewhere.read(provider.secret)
    ways = described.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if secret and "client_secret_basic" in ways:
        pair = f"{quote(provider.client_id, safe='')}:{quote(secret, safe='')}"
        basic = base64.b64encode(pair.encode()).decode()
        return fetching.post_json(described["token_endpoint"], fields, Authorization=f"Basic {basic}")
    if secret:
        fields["client_secret"] = secret
    return fetching.post_json(described["token_endpoint"], fields)


def checked(
    token: str, *, keys: dict[str, Any], provider: IdentityProvider, nonce: str, at: datetime
) -> dict[str, Any]:
    """Return what an identity token says: signed, by that provider, for us, for this question, just now."""
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in SIGNATURES:
            raise Refused("signature")
        told: dict[str, Any] = jwt.decode(
            token,
            _key(keys, str(header.get("kid", "")), header["alg"]),
            algorithms=SIGNATURES,
            audience=provider.client_id,
            issuer=provider.issuer,
            options={
                "require": ["iss", "aud", "sub", "exp", "iat", "nonce"],
                "verify_exp": False,  # by our own clock, below
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except jwt.PyJWTError as fault:
        raise Refused(type(fault).__name__) from fault
    _demand_now(told, at)
    if not hmac.compare_digest(str(told["nonce"]).encode(), nonce.encode()):
        raise Refused("nonce")
    if isinstance(told["aud"], list) and len(told["aud"]) > 1 and told.get("azp") != provider.client_id:
        raise Refused("audience")
    if provider.assurance and told.get("acr") != provider.assurance:
        raise Refused("assurance")
    return told


def _key(keys: dict[str, Any], kid: str, algorithm: str) -> jwt.PyJWK:
    found = [
        one
        for one in keys.get("keys", [])
        if one.get("use", "sig") == "sig" and (not kid or one.get("kid") == kid) and one.get("kty") != "oct"
    ]
    if len(found) != 1:
        raise Refused("key")
    return jwt.PyJWK.from_dict(found[0], algorithm=algorithm)


def _demand_now(told: dict[str, Any], at: datetime) -> None:
    now, leeway = at.timestamp(), LEEWAY.total_seconds()
    try:
        made, ends, begins = float(told["iat"]), float(told["exp"]), float(told.get("nbf", 0))
    except (TypeError, ValueError) as fault:
        raise Refused("time") from fault
    if (
        not now - OLDEST.total_seconds() <= made <= now + leeway
        or ends <= now - leeway
        or begins > now + leeway
    ):
        raise Refused("time")


def _userinfo(
    provider: IdentityProvider, described: dict[str, Any], told: dict[str, Any], access: str
) -> dict[str, Any]:
    """Fetch what the token leaves out; it must speak of the same person."""
    wanted = set(arriving.words(provider).values())
    address = described.get("userinfo_endpoint")
    if wanted <= set(told) or not address or not access:
        return {}
    fetching.demand_beside(str(address), provider.issuer)
    more = fetching.get_json(str(address), Authorization=f"Bearer {access}")
    if more.get("sub") != told["sub"]:
        raise Refused("subject")
    return {name: value for name, value in more.items() if name in wanted - set(told)}


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")
