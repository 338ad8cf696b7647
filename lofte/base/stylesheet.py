"""The two stylesheets, joined from their parts whenever static files are looked up or collected."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

PARTS = Path(__file__).parent / "static" / "base" / "css"
FIRST = ("tokens.css", "ground.css")


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise says nothing of types
    """Names every file after its content, so that browsers may keep it for ever; modules find one another."""

    support_js_module_import_aggregation = True


def parts(*, staff: bool) -> list[Path]:
    """Return the parts in order: values, ground, components by name, and then the staff's own."""
    public = [PARTS / name for name in FIRST]
    public += [path for path in sorted(PARTS.glob("*.css")) if path.name not in FIRST]
    return public + sorted(PARTS.glob("staff/*.css")) if staff else public


def joined(*, staff: bool) -> str:
    """Return a whole stylesheet without comments and indentation."""
    return "".join(_slim(path.read_text(encoding="utf-8")) for path in parts(staff=staff)) + "\n"


def _slim(css: str) -> str:
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    bare = re.sub(r"\s+", " ", bare)
    bare = re.sub(r"\s*([{};,>])\s*", r"\1", bare).replace(";}", "}").replace(": ", ":")
    return re.sub(r"(?<![\w.])0(\.\d)", r"\1", bare).strip()


SHEETS = {"base/lofte.css": False, "base/staff.css": True}


class Finder(AppDirectoriesFinder):
    """Finds every app's static files, and in place of the stylesheet's parts the two joined sheets."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        for path, storage in super().list(ignore_patterns):
            if not path.startswith(f"base{os.sep}css{os.sep}"):
                yield path, storage
        storage = FileSystemStorage(location=_folder())
        for path in SHEETS:
            _made(path)
            yield path, storage

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        if path not in SHEETS:
            return super().find(path, *args, **kwargs)
        found = str(_made(path))
        return [found] if args or kwargs.get("find_all") or kwargs.get("all") else found


def _folder() -> Path:
    return Path(settings.HOME) / "stylesheets"


def _made(path: str) -> Path:
    """Write the sheet unless it already stands there as it should; whole or not at all."""
    target = _folder() / path
    css = joined(staff=SHEETS[path])
    if target.exists() and target.read_text(encoding="utf-8") == css:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as file:
        file.write(css)
    written = Path(file.name)
    written.chmod(0o644)
    written.replace(target)
    return target
