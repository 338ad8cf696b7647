"""What E-ARK's own validator says of a package, rule by rule.

When it is loaded it asks the network for its lists of words, though it brings them along: here it gets those.
"""

import io
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.request import BaseHandler, OpenerDirector, Request, build_opener, install_opener


class Vocabularies(BaseHandler):
    """The lists of words that came with the judge, whoever asks for their addresses."""

    def https_open(self, request: Request) -> io.BytesIO:
        name = request.full_url.rsplit("/", 1)[1]
        held = resources.files("eark_validator.ipxml.resources.vocabs")
        return io.BytesIO((held / name).read_bytes())


@cache
def judge() -> SimpleNamespace:
    opener = OpenerDirector()
    opener.add_handler(Vocabularies())
    install_opener(opener)
    try:
        packages = import_module("eark_validator.packages")
    finally:
        install_opener(build_opener())
    return SimpleNamespace(
        PackageValidator=packages.PackageValidator,
        Version=import_module("eark_validator.specifications.specification").SpecificationVersion,
        Manifests=import_module("eark_validator.infopacks.manifest").Manifests,
    )


def errors(folder: Path, version: str = "V2.1.0") -> list[str]:
    """Return the rules that a package breaks, each as often as it does; recommendations are left out."""
    found = judge().PackageValidator(folder, judge().Version(version)).validation_report
    told = [*found.structure.messages]
    if found.metadata:
        told += found.metadata.schema_results.messages + found.metadata.schematron_results.messages
    return sorted(one.rule_id for one in told if one.severity.name == "ERROR")


def files_amiss(folder: Path) -> list[str]:
    """Return the files of METS.xml that are not there, or are others than it says."""
    said, held = _sums(folder / "METS.xml"), _sums(folder)
    return sorted(path for path, sums in said.items() if held.get(path) != sums)


def _sums(source: Path) -> dict[str, Any]:
    """Return size and sums of the files, as the judge reads them: out of METS.xml, or anew."""
    manifest = judge().Manifests.from_source(source, "SHA-256")
    return {
        str(one.path): (one.size, [sum_.value.lower() for sum_ in one.checksums]) for one in manifest.entries
    }
