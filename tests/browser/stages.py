"""Builds a stage in LOFTE_HOME, run as a program of its own: `python -m tests.browser.stages NAME`.

empty: the tables alone. modelled: the same, made from the models at once, as most tests have them.
bare: Exempelköping with its people and areas, before anything has been promised, and a request for documents.
built: the demonstration as `lofte demo` has built it upon empty tables for the day of the tests.
demo: on top of that what is half done. What a stage begins with a copy of: `serving.BEGINS_WITH`.
"""

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import django

from tests.browser import serving


def _empty() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


class _NoMigrations:
    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


def _modelled() -> None:
    settings.MIGRATION_MODULES = _NoMigrations()
    call_command("migrate", run_syncdb=True, verbosity=0)


def _bare() -> None:
    install_kinds()
    at = datetime.fromisoformat(serving.NOW)
    ground.lay(partnerships.EXEMPELKOPING, at=at)
    unfinished.asked(at)


def _built() -> None:
    """Leave it as the command has built it."""


def _demo() -> None:
    unfinished.add(datetime.fromisoformat(serving.NOW))


STAGES: dict[str, Callable[[], None]] = {
    "empty": _empty,
    "modelled": _modelled,
    "bare": _bare,
    "built": _built,
    "demo": _demo,
}


def main() -> None:
    STAGES[sys.argv[1]]()
    found = json.dumps(landmarks.all_of_them(), ensure_ascii=False, indent=1)
    Path(os.environ["LOFTE_HOME"], "landmarks.json").write_text(found, encoding="utf-8")


if __name__ == "__main__":
    django.setup()
    # Models can be imported only after that.
    from django.conf import settings
    from django.core.management import call_command

    from lofte.promises.actions.kinds import install_kinds
    from lofte.site.demo import ground, partnerships
    from tests.browser import landmarks, unfinished

    main()
