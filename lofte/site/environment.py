"""Settings come from the environment alone, and a wrong one stops the start."""

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",  # deferred ones fail at once when two requests read and then write
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
}


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes/no setting."""
    raw = os.environ.get(name, "").strip().lower()
    if raw in {"", "0", "1", "no", "yes"}:
        return default if raw == "" else raw in {"1", "yes"}
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {raw!r}.")


def mail_address(name: str) -> str:
    """Read a mail address that visitors are given, or none."""
    address = os.environ.get(name, "").strip()
    if address and not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", address):
        raise ImproperlyConfigured(f"{name} must be a mail address, not {address!r}.")
    return address


def security_contact() -> str:
    """Read where faults in the site's safety are reported: a mail address or a page, or nowhere."""
    contact = os.environ.get("LOFTE_SECURITY_CONTACT", "").strip()
    if contact and not re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://\S+)", contact):
        raise ImproperlyConfigured("LOFTE_SECURITY_CONTACT must begin with mailto: or https://")
    return contact


def words(name: str, *, default: str) -> frozenset[str]:
    """Read a setting of several words with commas between; `none` is none."""
    raw = os.environ.get(name, "").strip().lower() or default
    found = frozenset(raw.replace(",", " ").split())
    if any(not word.isascii() or not word.isalpha() for word in found):
        raise ImproperlyConfigured(f"{name} must be words with commas between, not {raw!r}.")
    return found - {"none"}


def whole(name: str, *, default: int, least: int) -> int:
    """Read a setting that is a whole number and at least so much."""
    raw = os.environ.get(name, "").strip() or str(default)
    if not raw.isdecimal() or int(raw) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number, at least {least}, not {raw!r}.")
    return int(raw)


def home() -> Path:
    """Return the folder where Löfte keeps what it writes, made if missing."""
    folder = Path(os.environ.get("LOFTE_HOME", "var")).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"LOFTE_HOME: the folder {folder} cannot be made ({error.strerror})."
        ) from error
    return folder


def database(url: str, folder: Path) -> dict[str, Any]:
    """Turn LOFTE_DATABASE_URL into Django's own form."""
    if not url:
        return _sqlite(folder / "lofte.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = unquote(parts.path[1:] if parts.path.startswith("//") else parts.path)
        if parts.netloc or not path.startswith("/"):
            raise ImproperlyConfigured("LOFTE_DATABASE_URL names no file: sqlite:///srv/lofte/lofte.sqlite3")
        return _sqlite(Path(path))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise ImproperlyConfigured("LOFTE_DATABASE_URL must begin with sqlite: or postgres:")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,  # opening the file and its PRAGMAs cost more than a released page
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured(
            "LOFTE_DATABASE_URL names no database: postgres://user:password@host:port/name"
        )
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured("LOFTE_DATABASE_URL: the port must be a number.") from error
    # Not parts.hostname, which makes it small: a host may be the folder of a socket (%2Frun%2FPostgreSQL).
    host = parts.netloc.rpartition("@")[2].removesuffix(f":{port}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host).strip("[]"),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8},
            "connect_timeout": 10,
            # Compiling a recount of a hundred counts takes several times as long as carrying it out.
            "options": "-c jit=off",
        },
    }


@dataclass(frozen=True)
class Mail:
    """Where letters are handed in."""

    host: str
    port: int
    user: str
    password: str
    is_tls: bool  # TLS from the first byte
    is_starttls: bool


def mail(url: str) -> Mail | None:
    """Turn LOFTE_EMAIL_URL into a mail server; None sends nothing. What leaves this machine is encrypted."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            "LOFTE_EMAIL_URL must look like smtp://user:password@host:587 or smtps://…"
        )
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured("LOFTE_EMAIL_URL: the port must be a number.") from error
    is_tls = parts.scheme == "smtps"
    is_here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    usual = 465 if is_tls else 25 if is_here else 587
    return Mail(
        host=parts.hostname,
        port=port or usual,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=is_tls,
        is_starttls=not is_tls and not is_here,
    )


def secret_key(folder: Path) -> str:
    """Return LOFTE_SECRET_KEY, or one made at the first start and kept in the home folder."""
    given = os.environ.get("LOFTE_SECRET_KEY", "")
    if given and len(given) < 32:
        raise ImproperlyConfigured("LOFTE_SECRET_KEY must be at least 32 characters long.")
    if given:
        return given
    path = folder / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii")
