"""`lofte seal`: puts a seal over what the trail has got since last. A timer runs it; twice does no harm."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.base import sealing
from lofte.base.models import SealedBatch
from lofte.site.commandline import Parser, Refusal
from lofte.site.commands.serve import demand_migrated


def run(argv: Sequence[str]) -> int:
    parser = Parser(prog="lofte seal", description=_("Förseglar det som spåret har fått sedan sist."))
    parser.add_argument("--to", metavar="FILE", help=_("skriv kedjans slut sist i en fil"))
    parser.add_argument("--mail", metavar="ADDRESS", help=_("skicka kedjans slut med e-post"))
    args = parser.parse_args(argv)
    if args.mail and not settings.SENDS_MAIL:
        raise Refusal(
            _("Ingen e-post är inställd, och inget skickas. Sätt LOFTE_EMAIL_URL och LOFTE_EMAIL_FROM.")
        )
    demand_migrated()
    now = timezone.now()
    try:
        made = sealing.seal(at=now)
    except sealing.Busy as busy:
        raise Refusal(
            _("Någon har skrivit så länge att inget kunde förseglas. Kör kommandot igen.")
        ) from busy
    print(
        _("Förseglade rader: %(rows)d, i %(batches)d omgångar.")
        % {"rows": made.n_rows, "batches": made.n_batches}
    )
    if made.head is not None:
        _tell(made.head, args.to, args.mail, now)
    return 0


def line_of(head: SealedBatch, at: datetime) -> str:
    """Return the end of the chain as it is written down: number, sum, when."""
    return f"{head.number} {head.sha256} {timezone.localtime(at).isoformat(timespec='seconds')}"


def _tell(head: SealedBatch, file: str | None, address: str | None, at: datetime) -> None:
    line = line_of(head, at)
    print(_("Kedjans slut, att bevara utanför systemet:"))
    print(line)
    if file:
        try:
            with Path(file).open("a", encoding="utf-8") as kept:
                kept.write(f"{line}\n")
        except OSError as error:
            raise Refusal(
                _("Filen %(file)s kan inte skrivas (%(why)s).") % {"file": file, "why": error.strerror}
            ) from error
    if address:
        subject = _("Spårets försegling %d") % head.number
        words = _("Bevara raden. Med den kan spåret kontrolleras: lofte verify --trail --heads FIL")
        try:
            send_mail(subject, f"{line}\n\n{words}\n", None, [address])
        except (OSError, SMTPException) as error:
            raise Refusal(_("Brevet kunde inte skickas. Spåret är förseglat.")) from error
