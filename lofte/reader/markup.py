"""HTML: the page's own matter as blocks, without menus, footers, cookie notices and scripts."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html

from lofte.reader.document import Document, Writer
from lofte.reader.errors import Unreadable
from lofte.reader.leads import ends_open
from lofte.reader.lines import DATED, ENDED

MAX_BOLD = 90  # characters; a longer bold paragraph is an introduction
MAX_DEPTH = 250  # elements inside each other; a web page has some thirty
SKIPPED = frozenset(
    "script style noscript template svg iframe object form button select nav footer head input textarea "
    "dialog video audio".split()
)
ROLES = frozenset(
    "navigation banner contentinfo search dialog alertdialog complementary menu menubar toolbar".split()
)
CHROME = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|brodsmul\w*|menu|meny|navbar|navigation|sidebar|sidfot|"
    r"sidhuvud"
    r"|footer|share|sharing|social|related|relaterat|skip|skiplink|lankstig|toolbar|banner|pager|"
    r"pagination|kakor)(?:[\s_-]|$)",
    re.I,
)
BLOCKS = frozenset(
    "p div section article main ul ol li table thead tbody tfoot tr td th caption h1 h2 h3 h4 h5 h6 "
    "blockquote pre dl dt dd "
    "address figure figcaption header aside details summary hr body html fieldset center".split()
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
SPACE = re.compile(r"[ \t\n\r\f\u2009]+")


def read_html(source: str) -> Document:
    """Return the blocks of a page's main matter."""
    root = parsed(source)
    check_depth(root)
    reader = PageReader()
    for part in matter(root):
        reader.walk(part, 0)
    reader.flush()
    return with_plain_headings(reader.writer.document())


def with_plain_headings(document: Document) -> Document:
    """Make headings of the paragraphs that only look like one: short, unended, above matter of their own."""
    blocks = list(document.blocks)
    for number in reversed(range(len(blocks) - 1)):
        block, following = blocks[number : number + 2]
        below = document.text[following.start : following.end]
        matter = following.kind != "paragraph" or len(below) > 60 or ENDED.search(below) or ends_open(below)
        text = document.text[block.start : block.end]
        if block.kind == "paragraph" and not block.level and matter and is_short_title(text):
            blocks[number] = replace(block, kind="heading", level=6)
    return Document(document.text, tuple(blocks))


def is_short_title(text: str) -> bool:
    return (
        len(text) <= MAX_BOLD
        and text[0].isupper()
        and text[-1] not in ".,;:!…"
        and text.count(",") < 2
        and "\n" not in text
        and not ends_open(text)
        and not DATED.search(text)
    )


def parsed(source: str) -> html.HtmlElement:
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("empty") from error


def check_depth(root: html.HtmlElement) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise Unreadable("too_deep")


def matter(root: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the elements that hold the document: main, else articles, else the body."""
    for path in ("//main", "//*[@role='main']", "//article[not(ancestor::article)]"):
        found = [element for element in root.xpath(path) if len(element.text_content().split()) >= 20]
        if found:
            return found
    return list(root.xpath("//body")) or [root]


def is_chrome(element: html.HtmlElement) -> bool:
    if element.tag in SKIPPED or element.get("role") in ROLES:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(CHROME.search(names)) and element.tag not in ("body", "main", "article", "html")


def is_link_list(element: html.HtmlElement) -> bool:
    """Say whether a list is a menu: nearly all of its words are links, and its items are short."""
    if element.tag not in ("ul", "ol"):
        return False
    words = len(element.text_content().split())
    linked = sum(len(link.text_content().split()) for link in element.iter("a"))
    items = max(1, sum(1 for _ in element.iter("li")))
    return words > 0 and linked > 0.8 * words and words / items < 7


class PageReader:
    """Walks an element tree and writes blocks."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.inline: list[str] = []
        self.kind, self.level = "paragraph", 0
        self.tables = 0

    def walk(self, element: html.HtmlElement, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or is_chrome(element) or is_link_list(element):
            self.tail(element)
            return
        if tag == "header" and not any(True for _ in element.iter("h1", "h2")):
            self.tail(element)
        elif tag == "table":
            self.flush()
            self.table(element)
            self.tail(element)
        elif tag == "br":
            self.inline.append("\x00")
            self.tail(element)
        elif tag in BLOCKS:
            self.walk_block(element, tag, depth)
        else:
            self.walk_inside(element, depth)
            self.tail(element)

    def walk_block(self, element: html.HtmlElement, tag: str, depth: int) -> None:
        self.flush()
        before = self.kind, self.level
        inner = depth + 1 if tag in ("ul", "ol") else depth
        if tag == "p" and is_bold_line(element):
            self.kind, self.level = "heading", 5
        elif tag in HEADINGS:
            self.kind, self.level = "heading", HEADINGS[tag]
        elif tag in ("li", "dd"):
            self.kind, self.level = "bullet", max(1, inner)
        elif tag in ("dt", "summary", "caption"):
            self.kind, self.level = "heading", 6
        self.walk_inside(element, inner)
        self.flush()
        self.kind, self.level = before
        self.tail(element)

    def walk_inside(self, element: html.HtmlElement, depth: int) -> None:
        if element.text:
            self.inline.append(element.text)
        for child in element:
            self.walk(child, depth)

    def tail(self, element: html.HtmlElement) -> None:
        if element.tail:
            self.inline.append(element.tail)

    def flush(self) -> None:
        """Write what stands waiting as one block, or several where `<br>` parts it."""
        text = "".join(self.inline)
        self.inline = []
        lines = [SPACE.sub(" ", line).strip() for line in broken(text)]
        for line in lines:
            if line:
                self.write(line)

    def write(self, line: str) -> None:
        if self.writer.length:
            self.writer.raw("\n" if self.kind == "bullet" else "\n\n")
        if self.kind == "bullet":
            self.writer.raw("  " * (self.level - 1) + "• ")
        self.writer.block(self.kind, line, level=self.level)
        if self.kind == "bullet":
            # What follows in the same item (a second paragraph) is no new item.
            self.kind, self.level = "paragraph", self.level

    def table(self, element: html.HtmlElement) -> None:
        self.tables += 1
        for row_number, row in enumerate(own_rows(element)):
            self.writer.raw("\n\n" if row_number == 0 and self.writer.length else "\n" if row_number else "")
            for column, cell in enumerate(cell for cell in row if cell.tag in ("td", "th")):
                if column:
                    self.writer.raw(" | ")
                text = cell_text(cell)
                self.writer.block("cell", text, table=self.tables, row=row_number, column=column)


def cell_text(cell: html.HtmlElement) -> str:
    """Return a cell's words; what stood on lines of its own still does."""
    parts = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        starts = event == "start"
        if element.tag in BLOCKS or (element.tag == "br" and starts):
            parts.append("\x00")
        text = element.text if starts else element.tail if element is not cell else None
        parts.append(text or "")
    lines = [SPACE.sub(" ", line).strip() for line in "".join(parts).split("\x00")]
    return "\n".join(line for line in lines if line)


def is_bold_line(element: html.HtmlElement) -> bool:
    """Say whether a short paragraph is bold throughout: a heading by its looks."""
    words = element.text_content().strip()
    bold = sum(
        len(part.text_content().strip())
        for part in element.iter("strong", "b")
        if part.getparent().tag not in ("strong", "b")
    )
    return 0 < len(words) <= MAX_BOLD and bold >= len(words) - 1 and not words.endswith((".", ",", ";"))


def own_rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is table:
            yield row


def broken(text: str) -> list[str]:
    # A nought cannot come from a page, so it marks <br>.
    return text.split("\x00") if "\x00" in text else [text]
