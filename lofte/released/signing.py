"""A partnership's key for tombstones: every release names it, so only who released can take away.

It lies in the database, sealed with the site's own key, goes with its backups, and signs tombstones only.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lofte.accounts.entering import sealing
from lofte.released.models import RedactionKey


def key_of(partnership_slug: str) -> RedactionKey:
    """Return the partnership's key; made when it releases for the first time."""
    made = Ed25519PrivateKey.generate()
    found, _ = RedactionKey.objects.get_or_create(
        partnership_slug=partnership_slug,
        defaults={
            "private": sealing.seal(made.private_bytes_raw()),
            "public": made.public_key().public_bytes_raw().hex(),
        },
    )
    return found


def signed(text: str, key: RedactionKey) -> str:
    return Ed25519PrivateKey.from_private_bytes(sealing.opened(key.private)).sign(text.encode()).hex()
