"""`lofte verify`: is a released bundle whole and unchanged? No database, no network, nothing of the frame."""

from collections.abc import Sequence
from pathlib import Path

from lofte.publication.verification import Code, Report, verify
from lofte.site.commandline import Parser, Refusal, words

BROKEN = 1
SWEDISH: dict[Code, str] = {
    "no_manifest": "{file} saknas: mappen är ingen uppföljning från Löfte.",
    "bad_manifest": "{file} går inte att läsa som en förteckning.",
    "missing": "{file} står i förteckningen men saknas.",
    "extra": "{file} står inte i förteckningen.",
    "changed": "{file} är ändrad: innehållet stämmer inte med sin kontrollsumma.",
    "not_canonical": "{file} är inte skriven som den publicerades.",
    "wrong_release": "{file} är en annan publicering än den som står i förteckningen.",
    "wrong_approval": "{file} är inte det som parterna godkände.",
}
ENGLISH: dict[Code, str] = {
    "no_manifest": "{file} is missing: this is no follow-up from Löfte.",
    "bad_manifest": "{file} cannot be read as a list of files.",
    "missing": "{file} is listed but missing.",
    "extra": "{file} is not listed.",
    "changed": "{file} has been changed: its content does not have its checksum.",
    "not_canonical": "{file} is not written as it was released.",
    "wrong_release": "{file} is another release than the one listed.",
    "wrong_approval": "{file} is not what the parties approved.",
}


def run(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="lofte verify",
        description=words(
            "Kontrollerar en nedladdad uppföljning; slutkoden är 1 om något har ändrats.",
            "Checks a downloaded follow-up; exit code 1 if anything has been changed.",
        ),
    )
    parser.add_argument("path", metavar="PATH", help=words("mappen", "the folder"))
    path = Path(parser.parse_args(argv).path)
    if not path.exists():
        raise Refusal(words(f"{path} finns inte.", f"{path} does not exist."))
    report = verify(path)
    print("\n".join(_sentences(report)))
    return 0 if report.holds else BROKEN


def _sentences(report: Report) -> list[str]:
    if report.faults:
        return [
            f"✗ {words(SWEDISH[fault.code], ENGLISH[fault.code]).format(file=fault.file)}"
            for fault in report.faults
        ]
    return [
        words(
            f"✓ {report.n_files} filer är oförändrade sedan publiceringen: {report.address}",
            f"✓ {report.n_files} files are unchanged since the release: {report.address}",
        ),
        words(
            f"  Nummer {report.number} i kedjan, kontrollsumma {report.sha256}",
            f"  Number {report.number} in the chain, checksum {report.sha256}",
        ),
    ]
