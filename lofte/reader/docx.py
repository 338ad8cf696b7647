"""DOCX: the archive is weighed before it is opened, then mammoth makes HTML of it."""

import io
import zipfile

import mammoth

from lofte.reader.errors import Unreadable

MAX_UNPACKED = 60_000_000  # bytes; a Word file with many pictures stays below
MAX_PART = 15_000_000  # bytes of one XML part; the tree takes some twenty times that
MAX_RATIO = 200  # honest XML packs about ten to one, the worst seen forty
MAX_ENTRIES = 2_000
# Word's own styles for lists inside lists carry no level that mammoth sees.
STYLES = "\n".join(
    f"p[style-name='{name} {level}'] => {'ul > li > ' * (level - 1)}ul > li:fresh"
    for name in ("List Bullet", "List Number", "Punktlista", "Numrerad lista")
    for level in (2, 3)
)
CHUNK = 65_536


def html_of(data: bytes) -> str:
    """Return the document's body as HTML."""
    check_archive(data)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(lambda _: {}),
        )
    except (MemoryError, RecursionError):
        raise
    # mammoth lets whatever the XML parser, the zip module or its own reader meets pass through.
    except Exception as error:
        raise Unreadable("damaged") from error
    return str(result.value)


def check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_declared(archive, len(data))
            total = sum(streamed(archive, entry) for entry in archive.infolist())
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        zipfile.LargeZipFile,
    ) as error:
        raise Unreadable("damaged") from error
    except RuntimeError as error:
        raise Unreadable("encrypted") from error
    except Exception as error:
        # zlib.error and lzma's have no common parent; all mean a broken stream.
        if isinstance(error, Unreadable | MemoryError):
            raise
        raise Unreadable("damaged") from error
    if total > MAX_UNPACKED:
        raise Unreadable("bomb")


def check_declared(archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or declared > MAX_UNPACKED or declared > packed * MAX_RATIO:
        raise Unreadable("bomb")
    names = {entry.filename for entry in entries}
    if "word/document.xml" not in names and not any(name.startswith("word/") for name in names):
        raise Unreadable("not_text")


def streamed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """Return the entry's real size; stop at the limit, and at an XML part that declares entities."""
    limit = MAX_PART if entry.filename.endswith((".xml", ".rels")) else MAX_UNPACKED
    size = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit or b"<!ENTITY" in chunk or b"<!DOCTYPE" in chunk:
                raise Unreadable("bomb")
    return size
