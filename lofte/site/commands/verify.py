"""`lofte verify --trail`: is the trail as it was sealed? One pass over the database."""

from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.base import trail_checking
from lofte.base.trail_checking import Code, Fault, Report
from lofte.site.commandline import Parser, Refusal, language
from lofte.site.commands.serve import demand_migrated

BROKEN = 1


def run(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="lofte verify --trail",
        description=_("Kontrollerar spåret mot dess förseglingar; slutkoden är 1 om något har ändrats."),
    )
    parser.add_argument("--trail", action="store_true", help=_("spåret i databasen"))
    parser.add_argument(
        "--heads", metavar="FILE", help=_("jämför med kedjans slut, som det har skrivits upp i en fil")
    )
    args = parser.parse_args(argv)
    heads = _heads(Path(args.heads)) if args.heads else {}
    demand_migrated()
    report = trail_checking.check(heads)
    print("\n".join(_sentences(report, len(heads))))
    return 0 if report.holds else BROKEN


def _heads(path: Path) -> dict[int, str]:
    try:
        found = trail_checking.heads_of(path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(_("Filen %s kan inte läsas.") % path) from error
    if not found:
        raise Refusal(_("I %s står inget slut på kedjan: ett nummer och en kontrollsumma.") % path)
    return found


def _sentences(report: Report, n_heads: int) -> list[str]:
    said = [f"✗ {_fault(fault)}" for fault in report.faults]
    if report.n_faults > len(report.faults):
        said.append(_("✗ … och %d fel till.") % (report.n_faults - len(report.faults)))
    if report.holds:
        said.append(
            _("✓ Spåret är orört: %(rows)d rader, %(batches)d förseglingar.")
            % {"rows": report.n_rows - report.n_tail, "batches": report.n_batches}
        )
        if n_heads:
            said.append(_("✓ Det stämmer med %d uppskrivna slut på kedjan.") % n_heads)
    if report.head:
        last = {"number": report.n_batches, "sum": report.head}
        said.append(_("  Sista försegling: %(number)d %(sum)s") % last)
    if report.n_erased:
        said.append(_("  I %d rader är den som gjorde det borttagen efter beslut.") % report.n_erased)
    said.append(_tail(report))
    return said


def _tail(report: Report) -> str:
    if report.tail_since is None:
        return _("  Allt är förseglat.")
    since = timezone.localtime(report.tail_since)
    return _("  Ännu inte förseglade: %(n)d rader, sedan %(since)s.") % {
        "n": report.n_tail,
        "since": since.strftime("%Y-%m-%d %H:%M" if language() == "en" else "%Y-%m-%d %H.%M"),
    }


def _fault(fault: Fault) -> str:
    words: dict[Code, str] = {
        "altered": _("Rad %(row)s är ändrad (försegling %(batch)d)."),
        "removed": _("Rad %(row)s är borttagen (försegling %(batch)d)."),
        "added": _("Rad %(row)s är inlagd i efterhand (försegling %(batch)d)."),
        "batch_altered": _("Försegling %(batch)d är ändrad."),
        "batch_missing": _("Försegling %(batch)d saknas."),
        "chain_broken": _("Försegling %(batch)d hänger inte ihop med den före."),
        "head_missing": _("Försegling %(batch)d har skrivits upp, men finns inte."),
        "head_other": _("Försegling %(batch)d är en annan än den som har skrivits upp."),
        "erased_untold": _("Någon är borttagen ur rader utan ett beslut i spåret."),
    }
    return words[fault.code] % {"row": fault.row, "batch": fault.batch}
