"""`lofte archive`: what an organisation hands over to its e-archive, as a package with checksums."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.accounts.models import Organisation
from lofte.records.archiving import packing
from lofte.site.commandline import Parser, Refusal
from lofte.site.commands.serve import demand_migrated


def run(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="lofte archive",
        description=_(
            "Skriver ett paket till e-arkivet med det som en organisation har antagit och publicerat."
        ),
    )
    parser.add_argument("organisation", metavar="ORGANISATION", help="jonkopings-kommun")
    day: dict[str, Any] = {"required": True, "type": date.fromisoformat, "metavar": "DATE"}
    parser.add_argument("--from", dest="starts", help=_("första dagen"), **day)
    parser.add_argument("--to", dest="ends", help=_("dagen efter den sista"), **day)
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help=_("mappen som paketet läggs i")
    )
    args = parser.parse_args(argv)
    demand_migrated()
    found = Organisation.objects.filter(slug=args.organisation).first()
    if found is None:
        raise Refusal(_("Det finns ingen organisation som heter %s.") % args.organisation)
    try:
        top = packing.write(packing.Asked(found, args.starts, args.ends, timezone.now()), args.out)
    except packing.WrongWayRound as error:
        raise Refusal(_("Tiden slutar innan den börjar. --to är dagen efter den sista.")) from error
    except packing.NotOver as error:
        raise Refusal(_("Tiden är inte slut än. Välj ett --to som inte ligger efter i dag.")) from error
    except packing.FolderTaken as error:
        raise Refusal(_("Mappen %s finns redan. Välj en annan.") % error.folder) from error
    except OSError as error:
        raise Refusal(_("Det går inte att skriva i %s.") % args.out) from error
    print(_("Paketet ligger i %s. Kontrollsummorna står i METS.xml.") % top)
    return 0
