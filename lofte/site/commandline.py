"""How the command line speaks: one sentence when something is wrong, in Swedish or English. Pure Python."""

import os
import re
from argparse import ArgumentParser
from typing import NoReturn

_TRANSLATIONS = (  # argparse speaks English only
    (r"the following arguments are required: (.+)", r"det saknas: \1"),
    (r"unrecognized arguments: (.+)", r"det här finns inte: \1"),
    (r"argument (.+): invalid \S+ value: (.+)", r"\1 kan inte vara \2"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"\1 kan inte vara \2, bara något av \3"),
    (r"argument (.+): expected one argument", r"\1 behöver ett värde"),
)


class Refusal(Exception):
    """What was asked for cannot be done; the text says what, where and what to do."""


def language() -> str:
    """Return the language of the one who types: English where the environment says so, else Swedish."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        said = os.environ.get(name, "")
        if said:
            return "en" if said.startswith("en") else "sv"
    return "sv"


def words(sv: str, en: str) -> str:
    """Choose between two sentences, where no catalogue is loaded yet."""
    return en if language() == "en" else sv


_HEADINGS = {  # what argparse writes over its own help
    "usage: ": "så skrivs det: ",
    "positional arguments:": "det som ska anges:",
    "options:": "val:",
    "show this help message and exit": "visa den här hjälpen",
}


class Parser(ArgumentParser):
    """Reads arguments, and refuses with one sentence and the way it should have been written."""

    def format_help(self) -> str:
        shown = super().format_help()
        if language() == "sv":
            for english, swedish in _HEADINGS.items():
                shown = shown.replace(english, swedish)
        return shown

    def error(self, message: str) -> NoReturn:
        if language() == "sv":
            for english, swedish in _TRANSLATIONS:
                message = re.sub(english, swedish, message)
        usage = " ".join(self.format_usage().split()).removeprefix("usage: ")
        raise Refusal(
            words(
                f"{self.prog}: {message}. Så skrivs det: {usage}", f"{self.prog}: {message}. Write: {usage}"
            )
        )
