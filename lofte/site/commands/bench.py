"""`lofte bench`: ratios measured side by side, as a table or as JSON."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from lofte.site.bench import analysis, audit, counting, forecast, pages, reader, replay, screening, visibility
from lofte.site.bench.rows import Row
from lofte.site.commandline import Parser


class Bench(Protocol):
    """Yields its rows as they are measured; `full` asks for the stated sizes, which may take minutes."""

    def __call__(self, *, full: bool) -> Iterator[Row]: ...


BENCHES: dict[str, Bench] = {
    "reader": reader.rows,
    "pages": pages.rows,
    "counting": counting.rows,
    "forecast": forecast.rows,
    "replay": replay.rows,
    "audit": audit.rows,
    "screening": screening.rows,
    "visibility": visibility.rows,
    "analysis": analysis.rows,
}


def run(argv: Sequence[str]) -> int:
    parser = Parser(prog="lofte bench", description=_("Mäter Löfte mot det enklaste som gör samma sak."))
    parser.add_argument("name", nargs="?", choices=BENCHES, metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--json", action="store_true", help=_("som JSON"))
    parser.add_argument("--full", action="store_true", help=_("i full storlek; det tar minuter"))
    args = parser.parse_args(argv)
    say: Callable[[Row], None] = _silent if args.json else _line
    found = []
    for bench in [BENCHES[args.name]] if args.name else BENCHES.values():
        for row in bench(full=args.full):
            found.append(row)
            say(row)
    if args.json:
        json.dump({"rows": [row.as_json() for row in found]}, sys.stdout, ensure_ascii=False, indent=2)
        print()
    return 0 if all(row.holds for row in found) else 1


def _silent(row: Row) -> None:
    pass


def _line(row: Row) -> None:
    mark = "✓" if row.holds else "✗"
    figures = f"{row.ours:g} / {row.theirs:g} {row.unit} = {row.ratio:g} ({row.goal})"
    print(f"{mark} {row.name}, {row.size}: {figures}; {row.note}", flush=True)
