"""`lofte demo`: the whole of Löfte with invented people and simulated work, in one command."""

import os
import sys
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.accounts.models import Partnership
from lofte.site.commandline import Parser, Refusal
from lofte.site.commands import serve
from lofte.site.demo import build

SEED = 7


def run(argv: Sequence[str]) -> int:
    parser = Parser(prog="lofte demo", description=_("Bygger demonstrationen om den saknas, och visar den."))
    parser.add_argument("--no-serve", action="store_true", help=_("bygg, men starta inte webbplatsen"))
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=_("slumpens frö (%d)") % SEED)
    parser.add_argument(
        "--today",
        type=_day,
        default=timezone.localdate(),
        metavar=_("DATUM"),
        help=_("dagens datum, 2026-11-20"),
    )
    serve.add_port(parser)
    args = parser.parse_args(argv)
    if not args.no_serve:
        serve.demand_free(args.port)
    # what is released now names the address where it will be read
    os.environ["LOFTE_BASE_URL"] = settings.BASE_URL = f"http://localhost:{args.port}"
    _prepare(seed=args.seed, today=args.today)
    if args.no_serve:
        return 0
    serve.start(args.port)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _prepare(*, seed: int, today: date) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    if Partnership.objects.filter(is_simulated=False).exists():
        raise Refusal(
            _("Här finns riktiga uppgifter. Välj en annan mapp för demonstrationen: LOFTE_HOME=/tmp/lofte")
        )
    serve.collect()  # what is released leads to static files by their hashed names
    try:
        build.build(seed=seed, today=today, tell=_tell)
    except build.HalfBuilt as error:
        raise Refusal(
            _("En tidigare demonstration blev inte färdig. Ta bort mappen {folder} och börja om.").format(
                folder=settings.HOME
            )
        ) from error


def _tell(n_done: int, n_all: int) -> None:
    """Say on the terminal's one line how far the building has come."""
    end = "\n" if n_done == n_all else ""
    print(
        "\r"
        + _("Bygger demonstrationen: %(done)d av %(all)d uppföljningar") % {"done": n_done, "all": n_all},
        end=end,
        file=sys.stderr,
        flush=True,
    )
