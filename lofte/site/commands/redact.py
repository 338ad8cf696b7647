"""`lofte redact`: the text on standard input goes everywhere, by a decision; again after a restore."""

import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lofte.publication.redacting import actions
from lofte.publication.redacting.actions import Decision, Places
from lofte.released.tombs import GROUNDS
from lofte.site.commandline import Parser, Refusal
from lofte.site.commands.serve import collect, demand_migrated


def run(argv: Sequence[str]) -> int:
    args = _parser().parse_args(argv)
    demand_migrated()
    now = timezone.now()
    if not args.dry_run:
        collect()  # pages are made anew, and on a restored machine their static files may not lie there yet
    if args.replay:
        n = actions.replay(at=now)
        said = ngettext("%(n)d borttag gjordes på nytt.", "%(n)d borttag gjordes på nytt.", n)
        print(said % {"n": n})
        return 0
    text = sys.stdin.read().strip()
    try:
        if args.dry_run:
            places = actions.preview(text)
        else:
            places = actions.redact(text=text, decision=_decision(args), at=now)
    except actions.Refused as refused:
        raise Refusal(_sentence(refused)) from refused
    print("\n".join(_lines(places)))
    return 0


def _parser() -> Parser:
    parser = Parser(
        prog="lofte redact",
        description=_("Tar bort en text överallt. Texten läses från standard in."),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("visa var den står, ta inte bort något"))
    parser.add_argument("--replay", action="store_true", help=_("gör om borttagen efter en återställd kopia"))
    grounds = "; ".join(f"{one.code}: {one.sv}" for one in GROUNDS)
    parser.add_argument("--ground", default="", help=grounds)
    parser.add_argument("--reference", default="", help=_("beslutets diarienummer"))
    parser.add_argument("--office", default="", help=_("nämnden eller befattningen som beslutade"))
    parser.add_argument("--decided-on", type=_day, default=None, metavar="2026-05-12")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise ArgumentTypeError(_("Skriv dagen som 2026-03-31.")) from fault


def _decision(args: Namespace) -> Decision:
    day = args.decided_on or timezone.localdate()
    return Decision(args.ground, args.reference.strip(), args.office.strip(), day)


def _sentence(refused: actions.Refused) -> str:
    sentences = {
        "too_short": _("Texten är för kort: minst %d tecken.") % actions.SHORTEST,
        "ground": _("Skriv grunden: %s.") % ", ".join(one.code for one in GROUNDS),
        "reference": _("Skriv beslutets diarienummer och vem som beslutade."),
        "says_itself": _("Diarienumret och den som beslutade får inte innehålla texten."),
        "inside_the_hash": _("Texten står i det som är fryst, och kan inte tas bort. Publicering: %s.")
        % refused,
    }
    return sentences[refused.code]


def _lines(places: Places) -> list[str]:
    found = [f"{one.model}.{one.column}: {one.n_rows}{_stays(one.stays)}" for one in places.live]
    for release, openings in places.released:
        name = "/".join(filter(None, (release.partnership_slug, release.promise_slug, release.period)))
        found += [f"{name} v{release.version}: {one.pointer}" for one in openings]
    n = places.n
    return [*found, ngettext("%(n)d ställe.", "%(n)d ställen.", n) % {"n": n}]


def _stays(stays: bool) -> str:
    return _(" (står kvar: det är radens namn)") if stays else ""
