"""`lofte verify`: is a released bundle whole and unchanged? No database, no network, nothing of the frame."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from lofte.publication.bundle_files import MANIFEST
from lofte.publication.verification import Code, Report, verify
from lofte.site.commandline import Parser, Refusal, words

BROKEN = 1
TRAIL = "--trail"
SWEDISH: dict[Code, str] = {
    "no_manifest": "{file} saknas: mappen är ingen uppföljning från Löfte.",
    "bad_manifest": "{file} går inte att läsa som en förteckning.",
    "missing": "{file} saknas.",
    "extra": "{file} står inte i förteckningen.",
    "changed": "{file} är ändrad: innehållet stämmer inte med sin kontrollsumma.",
    "not_canonical": "{file} är inte skriven som den publicerades.",
    "wrong_release": "{file} är en annan publicering än den som står i förteckningen.",
    "wrong_approval": "{file} är inte det som parterna godkände.",
    "unopened": "{file}: en text saknas, och inget säger varför.",
    "wrong_opening": "{file}: en text är inte den som frystes.",
    "wrong_tombstone": "{file}: det som säger att en text är borttagen är inte äkta.",
    "wrong_words": "{file} säger något annat än det som frystes.",
    "wrong_list": "{file}: förteckningen är inte den som stickprovet drogs ur.",
    "wrong_number": "{file}: en parts tal är inte det som parten hade bestämt.",
    "wrong_seed": "{file}: fröet är inte det som parternas tal och förteckningen ger.",
    "wrong_draw": "{file}: stickprovet är inte det som fröet ger.",
    "wrong_result": "{file}: stickprovets resultat är inte det som svaren ger.",
}
ENGLISH: dict[Code, str] = {
    "no_manifest": "{file} is missing: this is no follow-up from Löfte.",
    "bad_manifest": "{file} cannot be read as a list of files.",
    "missing": "{file} is missing.",
    "extra": "{file} is not listed.",
    "changed": "{file} has been changed: its content does not have its checksum.",
    "not_canonical": "{file} is not written as it was released.",
    "wrong_release": "{file} is another release than the one listed.",
    "wrong_approval": "{file} is not what the parties approved.",
    "unopened": "{file}: a text is missing, and nothing says why.",
    "wrong_opening": "{file}: a text is not the one that was frozen.",
    "wrong_tombstone": "{file}: what says that a text is removed is not genuine.",
    "wrong_words": "{file} says something else than what was frozen.",
    "wrong_list": "{file}: the list is not the one that the sample was drawn from.",
    "wrong_number": "{file}: a party's number is not the one that it had fixed.",
    "wrong_seed": "{file}: the seed is not what the parties' numbers and the list give.",
    "wrong_draw": "{file}: the sample is not the one that the seed gives.",
    "wrong_result": "{file}: the sample's result is not what the answers give.",
}


def run(argv: Sequence[str]) -> int:
    if TRAIL in argv:  # the trail lies in the database: only who asks for it loads the frame
        code: int = import_module("lofte.site.commands.verify").run(argv)
        return code
    parser = Parser(
        prog="lofte verify",
        description=words(
            "Kontrollerar en nedladdad uppföljning; slutkoden är 1 om något har ändrats.",
            "Checks a downloaded follow-up; exit code 1 if anything has been changed.",
        ),
        epilog=words(
            "lofte verify --trail kontrollerar i stället spåret i databasen.",
            "lofte verify --trail checks the trail in the database instead.",
        ),
    )
    parser.add_argument("path", metavar="PATH", help=words("mappen", "the folder"))
    path = Path(parser.parse_args(argv).path)
    if not path.exists():
        raise Refusal(words(f"{path} finns inte.", f"{path} does not exist."))
    if not path.is_dir() and path.name != MANIFEST:
        raise Refusal(words(f"{path} är ingen mapp.", f"{path} is not a folder."))
    report = verify(path)
    print("\n".join(_sentences(report)))
    return 0 if report.holds else BROKEN


def _sentences(report: Report) -> list[str]:
    if report.faults:
        return [
            f"✗ {words(SWEDISH[fault.code], ENGLISH[fault.code]).format(file=shown(fault.file))}"
            for fault in report.faults
        ]
    return [
        words(
            f"✓ {report.n_files} filer är som förteckningen säger: {shown(report.address)}",
            f"✓ {report.n_files} files are as the manifest says: {shown(report.address)}",
        ),
        words(
            f"  Nummer {report.number} i kedjan, kontrollsumma {shown(report.sha256)}",
            f"  Number {report.number} in the chain, checksum {shown(report.sha256)}",
        ),
        words(
            "  Samma kontrollsumma ska stå på den publicerade sidan, under Kontrollera att inget är ändrat.",
            "  The same checksum must stand on the released page, under Check that nothing has been changed.",
        ),
    ]


def shown(name: str) -> str:
    """Write a name from the folder so that it cannot steer the terminal."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in name)
