"""`lofte followup`: a released follow-up as a folder of files that anybody can check."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from lofte.publication import bundle
from lofte.site.commandline import Parser, Refusal
from lofte.site.commands.serve import demand_migrated


def run(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="lofte followup",
        description=_("Skriver ut en publicerad uppföljning: sidor, data, PDF och en förteckning."),
    )
    parser.add_argument("partnership", metavar="PARTNERSHIP", help="jonkoping")
    parser.add_argument("promise", metavar="PROMISE", help="2021-2022")
    parser.add_argument("period", metavar="PERIOD", help="2021-T1")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help=_("en mapp som är tom eller inte finns")
    )
    args = parser.parse_args(argv)
    demand_migrated()
    try:
        files = bundle.write(args.partnership, args.promise, args.period, args.out)
    except bundle.NotReleased as error:
        raise Refusal(
            _("Det finns ingen publicerad uppföljning %(period)s av löftet %(promise)s i %(partnership)s.")
            % vars(error)
        ) from error
    except bundle.FolderTaken as error:
        raise Refusal(_("Mappen %s är inte tom. Välj en annan.") % error.folder) from error
    except OSError as error:
        raise Refusal(_("Det går inte att skriva i %s.") % args.out) from error
    print(
        _("%(n)d filer ligger i %(folder)s. Kontrollera dem med: lofte verify %(folder)s")
        % {"n": len(files), "folder": args.out}
    )
    return 0
