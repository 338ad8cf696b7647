"""An authenticator in software: what a browser would answer. The browser's own is used in tests/browser."""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cbor import encode
from fido2.cose import ES256

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Authenticator:
    """One key on one device."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential: bytes = b"en nyckel i telefonen"
    counter: int = 0

    def makes(self, options: str, **wrong: Any) -> str:
        """Answer a page that asks for a new passkey."""
        asked = json.loads(options)
        public = encode(dict(ES256.from_cryptography_key(self.key.public_key())))  # type: ignore[no-untyped-call]
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + public
        data = self._data(asked["rp"]["id"], PRESENT | VERIFIED | ATTESTED) + attested
        attestation = encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = {"type": "webauthn.create", "challenge": asked["challenge"], "origin": ORIGIN, **wrong}
        client = json.dumps(said).encode()
        return self._answer({"clientDataJSON": _text(client), "attestationObject": _text(attestation)})

    def signs(self, options: str, *, is_verified: bool = True, signer: Any = None, **wrong: Any) -> str:
        """Answer a page that asks for a signature."""
        asked = json.loads(options)
        self.counter += 1
        data = self._data(asked["rpId"], PRESENT | (VERIFIED if is_verified else 0))
        said = {"type": "webauthn.get", "challenge": asked["challenge"], "origin": ORIGIN, **wrong}
        client = json.dumps(said).encode()
        signed = data + hashlib.sha256(client).digest()
        signature = (signer or self.key).sign(signed, ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self._answer({name: _text(part) for name, part in parts.items()})

    def _data(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _answer(self, response: dict[str, str]) -> str:
        name = _text(self.credential)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
