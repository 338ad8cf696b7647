"""`lofte clear`: what is out of time by a recorded decision goes. Run each night; twice does no harm."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lofte.records import actions
from lofte.records.actions import Outcome
from lofte.records.queries import State
from lofte.site.commandline import Parser
from lofte.site.commands.serve import demand_migrated


def run(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="lofte clear",
        description=_("Gallrar det som har legat så länge som ett beslut säger."),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("räkna bara, gallra inget"))
    args = parser.parse_args(argv)
    demand_migrated()
    at = timezone.now()
    found = actions.clear(at, is_rehearsal=args.dry_run)
    for outcome in found:
        print(sentence(outcome, is_rehearsal=args.dry_run))
    for one in actions.sweep(at, is_rehearsal=args.dry_run):
        print(f"{one.sweep.name}: {_counted(one.n_rows, is_rehearsal=args.dry_run)}")
    if not found:
        print(_("Det finns inga organisationer än, och inget att gallra."))
    return 0


def sentence(outcome: Outcome, *, is_rehearsal: bool) -> str:
    """Say what became of one sort of an organisation's rows."""
    one = outcome.standing
    return f"{one.organisation.name}, {one.plan.name}: {_said(outcome, is_rehearsal=is_rehearsal)}"


def _said(outcome: Outcome, *, is_rehearsal: bool) -> str:
    n, state = outcome.n_rows, outcome.standing.state
    if state is State.UNDECIDED:
        return _("inget gallringsbeslut är antecknat, och inget gallras.")
    if state is State.KEPT:
        return _("bevaras enligt beslut.")
    if state is State.HELD:
        return ngettext("stoppat; %(n)d rad väntar.", "stoppat; %(n)d rader väntar.", n) % {"n": n}
    said, left = _counted(n, is_rehearsal=is_rehearsal), outcome.n_undelivered
    if not left:
        return said
    waits = ngettext(
        "%(n)d rad väntar på leverans till e-arkivet.", "%(n)d rader väntar på leverans till e-arkivet.", left
    )
    return f"{said} {waits % {'n': left}}"


def _counted(n: int, *, is_rehearsal: bool) -> str:
    if is_rehearsal:
        return ngettext("%(n)d rad skulle gallras.", "%(n)d rader skulle gallras.", n) % {"n": n}
    return ngettext("%(n)d rad gallrades.", "%(n)d rader gallrades.", n) % {"n": n}
