"""The command `lofte`: finds the verb, loads what it needs and nothing else, and never shows a traceback."""

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from lofte import __version__
from lofte.site.commandline import Refusal, words

BAD_INPUT = 2
FAULT = 1


@dataclass(frozen=True)
class Verb:
    """Where a verb lives: `function` of `module` takes the arguments and returns the exit code."""

    module: str
    function: str
    sv: str
    en: str
    is_demo: bool = False


VERBS = {
    "read": Verb("lofte.site.reading", "read", "läs ett löftesdokument", "read a promise document"),
    "schema": Verb(
        "lofte.site.reading", "schema", "beskriv läsningens JSON", "describe the JSON of a reading"
    ),
    "demo": Verb(
        "lofte.site.commands.demo",
        "run",
        "bygg demonstrationen och visa den",
        "build the demonstration and serve it",
        is_demo=True,
    ),
    "serve": Verb("lofte.site.commands.serve", "run", "starta webbplatsen", "serve the site"),
    "doctor": Verb("lofte.site.commands.doctor", "run", "undersök installationen", "check this installation"),
    "admin": Verb(
        "lofte.site.commands.admin",
        "run",
        "lägg upp samverkan, parter, områden och personer",
        "set up partnerships, parties, areas and people",
    ),
    "followup": Verb(
        "lofte.site.commands.followup",
        "run",
        "skriv ut en publicerad uppföljning till en mapp",
        "write a released follow-up to a folder",
    ),
    "remind": Verb(
        "lofte.site.commands.remind", "run", "skicka dagens påminnelser", "send the day’s reminders"
    ),
    "clear": Verb(
        "lofte.site.commands.clear", "run", "gallra enligt beslut", "clear away what is decided to go"
    ),
    "archive": Verb(
        "lofte.site.commands.archive",
        "run",
        "skriv ett paket till e-arkivet",
        "write a package for the e-archive",
    ),
    "redact": Verb(
        "lofte.site.commands.redact",
        "run",
        "ta bort en text överallt, enligt beslut",
        "take a text away everywhere, by a decision",
    ),
    "seal": Verb("lofte.site.commands.seal", "run", "försegla spåret", "seal the trail"),
    "verify": Verb(
        "lofte.site.checking",
        "run",
        "kontrollera en sådan mapp, eller spåret",
        "check such a folder, or the trail",
    ),
    "bench": Verb("lofte.site.commands.bench", "run", "mät hastigheten", "measure the speed"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out what was typed and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0
    if arguments[0] == "--version":
        print(f"lofte {__version__}")
        return 0
    try:
        return _carry_out(arguments[0], arguments[1:])
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as in `lofte help | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def overview() -> str:
    """List the verbs."""
    width = max(map(len, VERBS)) + 2
    lines = [f"  {name:<{width}}{words(verb.sv, verb.en)}" for name, verb in VERBS.items()]
    head = words("Så skrivs det: lofte VERB …", "Write: lofte VERB …")
    foot = words("Mer om ett verb: lofte VERB --help", "More about a verb: lofte VERB --help")
    return "\n".join([head, "", *lines, "", foot])


def _carry_out(name: str, arguments: list[str]) -> int:
    verb = VERBS.get(name)
    if verb is None:
        known = ", ".join(VERBS)
        raise Refusal(
            words(
                f"Verbet {name!r} finns inte. De som finns: {known}.",
                f"There is no verb {name!r}. There are: {known}.",
            )
        )
    if verb.is_demo:  # the settings are read when the verb's module loads
        os.environ["LOFTE_DEMO"] = "1"
    try:
        code: int = getattr(import_module(verb.module), verb.function)(arguments)
    except (Refusal, KeyboardInterrupt, BrokenPipeError, SystemExit):
        raise
    except Exception as error:  # the border: what nobody foresaw becomes one sentence and a file
        if _is_of_a_silent_database(error):
            told = " ".join(str(error).split())
            raise Refusal(
                words(f"Databasen svarar inte: {told}", f"The database does not answer: {told}")
            ) from error
        print(_unforeseen(name), file=sys.stderr)
        return FAULT
    return code


def _is_of_a_silent_database(error: Exception) -> bool:
    frame = sys.modules.get("django.db")  # a verb without a database has not loaded it
    return frame is not None and isinstance(error, frame.OperationalError)


def _unforeseen(name: str) -> str:
    with tempfile.NamedTemporaryFile(
        "w", prefix=f"lofte-{name}-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exc(file=file)
    kind = getattr(sys.exc_info()[0], "__name__", "")
    return words(
        f"lofte {name} föll på något oväntat ({kind}). Det tekniska står i {file.name}.",
        f"lofte {name} met something unforeseen ({kind}). The technical part is in {file.name}.",
    )
