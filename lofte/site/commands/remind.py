"""`lofte remind`: the day's reminders by mail. Run once a day by a timer; twice does no harm."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.site.commandline import Parser, Refusal
from lofte.site.commands.serve import demand_migrated
from lofte.work.obligations import reminding


def run(argv: Sequence[str]) -> int:
    parser = Parser(prog="lofte remind", description=_("Skickar dagens påminnelser med e-post."))
    parser.add_argument("--today", metavar="DATE", help=_("en annan dag än i dag, till exempel 2026-03-31"))
    args = parser.parse_args(argv)
    now = timezone.now()
    today = _day(args.today) if args.today else timezone.localdate(now)
    if not settings.SENDS_MAIL:
        raise Refusal(
            _("Ingen e-post är inställd, och inget skickas. Sätt LOFTE_EMAIL_URL och LOFTE_EMAIL_FROM.")
        )
    demand_migrated()
    sent = reminding.send(today, at=now)
    reminding.forget_old(at=now)
    print(
        _("Skickade brev: %(letters)d. Tillfällen: %(reminders)d.")
        % {"letters": sent.n_letters, "reminders": sent.n_reminders}
    )
    if sent.n_failed:
        raise Refusal(
            _("%(n)d brev kunde inte skickas. De skickas nästa gång. Skälet står i loggen.")
            % {"n": sent.n_failed}
        )
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(_("%s är ingen dag. Skriv den som 2026-03-31.") % text) from error
