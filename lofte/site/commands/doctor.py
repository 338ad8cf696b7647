"""`lofte doctor`: what is in order with this installation, and what to do about the rest."""

import os
import sqlite3
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.accounts import walls
from lofte.accounts.models import Role
from lofte.base import accessibility, guards, sealing
from lofte.publication.redacting import journal
from lofte.site.commandline import Parser
from lofte.site.commands.serve import n_unapplied

MENDED_SQLITE = (3, 51, 3)  # the first without the WAL-reset fault
OLDEST_POSTGRESQL = 150000
SEALED_WITHIN = timedelta(days=2)  # a night may be missed


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    ok: bool
    sentence: str


def run(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="lofte doctor", description=_("Undersöker installationen; slutkoden är 1 om något brister.")
    )
    parser.parse_args(argv)
    findings = examine()
    for finding in findings:
        print("✓" if finding.ok else "✗", finding.sentence)
    return 0 if all(finding.ok for finding in findings) else 1


def examine() -> list[Finding]:
    """Look at everything; what leans on the tables only when they are there."""
    answer = _answer()
    if answer is not None:
        return [answer, *(check() for check in CHECKS if check not in OF_THE_DATABASE)]
    found = [check() for check in CHECKS]
    if all(finding.ok for finding in found[:1]) and n_unapplied() == 0:
        found += [_people(), _guarded(), _sealed(), _redacted()]
    return found


def _answer() -> Finding | None:
    """Return what is wrong when the database does not answer."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return Finding(False, _("Databasen svarar inte: %s") % " ".join(str(error).split()))
    return None


def _redacted() -> Finding:
    n = len(journal.unplayed())
    return _finding(
        n == 0,
        _("Inget som är borttaget har kommit tillbaka."),
        _("%d borttag är inte gjorda i den här databasen. Kör: lofte redact --replay") % n,
    )


def _finding(ok: bool, good: str, bad: str) -> Finding:
    return Finding(ok, good if ok else bad)


def _engine() -> Finding:
    if connection.vendor == "sqlite":
        linked = sqlite3.sqlite_version
        return _finding(
            sqlite3.sqlite_version_info >= MENDED_SQLITE,
            _("SQLite %s är utan felet i WAL.") % linked,
            _("SQLite %s kan förstöra databasen. Installera om paketen i requirements.txt.") % linked,
        )
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0])
    return _finding(
        version >= OLDEST_POSTGRESQL,
        _("PostgreSQL %d svarar.") % (version // 10000),
        _("PostgreSQL %d är för gammal. Löfte behöver minst 15.") % (version // 10000),
    )


def _journal() -> Finding:
    if connection.vendor != "sqlite":
        return Finding(True, _("Databasen sköter sin egen logg."))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        (mode,) = cursor.fetchone()
    return _finding(
        mode == "wal",
        _("SQLite skriver med WAL: läsare och skrivare stör inte varandra."),
        _("SQLite skriver inte med WAL. Ligger databasen på en nätverksdisk? Flytta då LOFTE_HOME."),
    )


def _migrated() -> Finding:
    return _finding(
        n_unapplied() == 0,
        _("Databasen är i takt med programmet."),
        _("Databasen är inte i takt med programmet. Kör: lofte admin migrate"),
    )


def _static() -> Finding:
    return _finding(
        (settings.STATIC_ROOT / "staticfiles.json").is_file(),
        _("Statiska filer är samlade."),
        _("Statiska filer är inte samlade. De samlas när du kör: lofte serve"),
    )


def _secret() -> Finding:
    path = settings.HOME / "secret-key"
    if os.environ.get("LOFTE_SECRET_KEY"):
        return Finding(True, _("Nyckeln kommer från LOFTE_SECRET_KEY."))
    return _finding(
        not stat.S_IMODE(path.stat().st_mode) & 0o077,
        _("Nyckeln ligger i %s och kan läsas bara av ägaren.") % path,
        _("Nyckeln i %s kan läsas av andra. Kör: chmod 600 på filen.") % path,
    )


def _address() -> Finding:
    parts = urlsplit(settings.BASE_URL)
    is_here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.hostname not in settings.ALLOWED_HOSTS and not is_here:
        return Finding(False, _("LOFTE_HOSTS saknar %s, som står i LOFTE_BASE_URL.") % parts.hostname)
    return _finding(
        is_here or parts.scheme == "https",
        _("Webbplatsens adress är %s.") % settings.BASE_URL,
        _("Adressen %s är inte krypterad. LOFTE_BASE_URL ska börja med https://") % settings.BASE_URL,
    )


def _demo() -> Finding:
    return _finding(
        not (settings.DEMO and settings.IS_SECURE),
        _("Inloggning med ett klick är avstängd.")
        if not settings.DEMO
        else _("Demonstrationen körs på den här datorn."),
        _("LOFTE_DEMO är på: vem som helst kan logga in med ett klick. Ta bort inställningen."),
    )


def _writable() -> Finding:
    return _finding(
        os.access(settings.HOME, os.W_OK),
        _("Löfte kan skriva i %s.") % settings.HOME,
        _("Löfte kan inte skriva i %s. Ge användaren som kör Löfte rätt till mappen.") % settings.HOME,
    )


def _mail() -> Finding:
    if not settings.SENDS_MAIL:
        return Finding(True, _("E-post är avstängd: inga påminnelser skickas. LOFTE_EMAIL_URL slår på den."))
    return _finding(
        bool(settings.EMAIL_USE_SSL or settings.EMAIL_USE_TLS or not settings.EMAIL_HOST_PASSWORD),
        _("Påminnelser skickas genom %s när du kör: lofte remind") % settings.EMAIL_HOST,
        _("Lösenordet till %s skickas okrypterat. Skriv smtps:// i LOFTE_EMAIL_URL.") % settings.EMAIL_HOST,
    )


def _people() -> Finding:
    return _finding(
        Role.objects.filter(kind=Role.Kind.COORDINATOR).exists(),
        _("Det finns en samordnare."),
        _("Ingen är samordnare än. En administratör ger rollen under Samverkan."),
    )


def _guarded() -> Finding:
    open_tables = ", ".join([*guards.missing(), *walls.missing()])
    return _finding(
        not open_tables,
        _("Databasen vägrar att ändra det som skrivs en gång."),
        _("Databasen saknar spärr för %s. Kör: lofte admin migrate") % open_tables,
    )


def _reachable() -> Finding:
    is_local = settings.DEMO or not settings.IS_SECURE
    missing = [
        name
        for name, value in (
            ("LOFTE_OPERATOR", settings.OPERATOR),
            ("LOFTE_CONTACT", settings.CONTACT),
            ("LOFTE_SECURITY_CONTACT", settings.SECURITY_CONTACT),
        )
        if not value
    ]
    return _finding(
        is_local or not missing,
        _("Besökare får veta vem som svarar för webbplatsen.")
        if not is_local
        else _("Webbplatsen är inte öppen för besökare än."),
        _("Besökare får inte veta vem som svarar för webbplatsen. Sätt %s.") % ", ".join(missing),
    )


def _assessed() -> Finding:
    said = accessibility.statement("sv")
    return _finding(
        not said.is_old(timezone.localdate()),
        _("Tillgängligheten bedömdes %s.") % said.assessed_on,
        _("Tillgängligheten bedömdes %s. Uppdatera Löfte eller bedöm den på nytt.") % said.assessed_on,
    )


def _sealed() -> Finding:
    tail, now = sealing.tail(), timezone.now()
    is_old = tail.since is not None and now - tail.since > SEALED_WITHIN
    return _finding(
        not is_old,
        _("Spårets rader som ännu inte är förseglade: %d.") % tail.n_rows,
        _("Spåret är inte förseglat på två dygn (%d rader). Låt en timer köra: lofte seal") % tail.n_rows,
    )


CHECKS: tuple[Callable[[], Finding], ...] = (
    _engine,
    _journal,
    _migrated,
    _static,
    _secret,
    _address,
    _demo,
    _mail,
    _writable,
    _reachable,
    _assessed,
)
OF_THE_DATABASE = (_engine, _journal, _migrated)
