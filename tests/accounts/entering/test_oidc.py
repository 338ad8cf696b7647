"""What an identity token must say, tried on tokens made here; real ones: test_real_oidc.py."""

from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from lofte.accounts.entering import fetching, oidc
from lofte.accounts.entering.refused import Refused
from lofte.accounts.models import IdentityProvider

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
KEY, OTHER = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
SAID: dict[str, Any] = {
    "iss": "https://id.example.se",
    "aud": "lofte",
    "sub": "7",
    "nonce": "n",
    "iat": NOON.timestamp(),
    "exp": NOON.timestamp() + 300,
}


def keys(**more: Any) -> dict[str, Any]:
    public = ECAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
    return {"keys": [public | {"kid": "a", "use": "sig"} | more]}


def told(said: dict[str, Any], *, key: Any = KEY, kid: str = "a", **provider: str) -> dict[str, Any]:
    given = {"issuer": "https://id.example.se", "client_id": "lofte"} | provider
    text = jwt.encode(said, key, algorithm="ES256", headers={"kid": kid})
    return oidc.checked(text, keys=keys(), provider=IdentityProvider(**given), nonce="n", at=NOON)


def test_a_right_token_is_right() -> None:
    assert told(SAID)["sub"] == "7"
    assert told(SAID | {"aud": ["lofte", "annan"], "azp": "lofte"})["sub"] == "7"


@pytest.mark.parametrize("missing", list(SAID))
def test_nothing_may_be_missing(missing: str) -> None:
    with pytest.raises(Refused):
        told({name: value for name, value in SAID.items() if name != missing})


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "annan"},
        {"aud": ["lofte", "annan"]},
        {"aud": ["lofte", "annan"], "azp": "annan"},
        {"iss": "https://id.example.se.elak.example"},
        {"nonce": "m"},
        {"iat": NOON.timestamp() - 601},
        {"iat": NOON.timestamp() + 61},
        {"exp": NOON.timestamp() - 61},
        {"nbf": NOON.timestamp() + 61},
        {"exp": "snart"},
    ],
    ids=str,
)
def test_a_wrong_token_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        told(SAID | wrong)


def test_a_token_signed_by_another_or_by_an_unknown_key_is_refused() -> None:
    with pytest.raises(Refused):
        told(SAID, key=OTHER)
    with pytest.raises(Refused, match="key"):
        told(SAID, kid="b")


def test_a_level_that_is_demanded_is_checked() -> None:
    assert told(SAID | {"acr": "loa3"}, assurance="loa3")["acr"] == "loa3"
    for wrong in ({}, {"acr": "loa2"}):
        with pytest.raises(Refused, match="assurance"):
            told(SAID | wrong, assurance="loa3")


@pytest.mark.parametrize("text", ["", "a.b.c", "inget alls", "e30.e30."])
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        oidc.checked(text, keys=keys(), provider=IdentityProvider(), nonce="n", at=NOON)


@pytest.mark.parametrize("address", ["http://localhost:8000/", "https://127.0.0.1/", "http://id.example.se/"])
def test_a_provider_elsewhere_has_the_rest_fetched_from_no_unsafe_address(address: str) -> None:
    provider = IdentityProvider(protocol="oidc", issuer="https://id.example.se")

    with pytest.raises(fetching.UnsafeAddress):
        oidc._userinfo(provider, {"userinfo_endpoint": address}, {"sub": "7"}, "access")
