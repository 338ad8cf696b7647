"""`lofte read` and `lofte schema`: no database, and nothing of the frame."""

from collections.abc import Sequence

from lofte.reader import cli as reader
from lofte.site.commandline import Parser, words


def read(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="lofte read",
        description=words(
            "Läser ett löftesdokument (text, Markdown, HTML, PDF, DOCX) och visar vad som lovas.",
            "Reads a promise document (text, Markdown, HTML, PDF, DOCX) and shows what it promises.",
        ),
    )
    parser.add_argument(
        "file", metavar="FILE", help=words("en fil, eller - för stdin", "a file, or - for stdin")
    )
    parser.add_argument("--json", action="store_true", help=words("som JSON", "as JSON"))
    args = parser.parse_args(argv)
    return reader.read_command(args.file, args.json)


def schema(argv: Sequence[str]) -> int:
    parser = Parser(
        prog="lofte schema",
        description=words("Skriver ut läsningens JSON Schema.", "Prints the JSON Schema of a reading."),
    )
    parser.add_argument("name", metavar="NAME", help="promise")
    return reader.schema_command(parser.parse_args(argv).name)
