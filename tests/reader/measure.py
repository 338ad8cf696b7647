"""How well the reader reads: precision and recall over the corpus (`python -m tests.reader.measure`)."""

import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import typst
from rapidfuzz import fuzz

from lofte.reader import Draft, read_bytes
from lofte.reader.draft import Activity, Target

CORPUS = Path(__file__).parent / "corpus"
ASPECTS = (
    "activities",
    "parties",
    "numbers",
    "places",
    "kinds",
    "questions",
    "warnings",
    "named parties",
    "outcomes",
)
ALIKE = 88  # of 100, between the first words expected and those read


@dataclass
class Tally:
    """Right, wrong and missed readings of one aspect."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    def count(self, expected: Counter[Any], read: Counter[Any]) -> None:
        both = sum((expected & read).values())
        self.right += both
        self.wrong += sum(read.values()) - both
        self.missed += sum(expected.values()) - both


@dataclass
class Score:
    tallies: dict[str, Tally] = field(default_factory=lambda: {aspect: Tally() for aspect in ASPECTS})
    notes: list[str] = field(default_factory=list)
    documents: int = 0


def cases(half: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give each document of a half with its expected draft."""
    for expected in sorted((CORPUS / half).glob("*.expected.json")):
        stem = expected.name.removesuffix(".expected.json")
        document = next(
            (
                path
                for ending in ("txt", "md", "html")
                if (path := expected.with_name(f"{stem}.{ending}")).exists()
            ),
            None,
        )
        if document is not None:
            yield document, json.loads(expected.read_text(encoding="utf-8"))


def renderings(document: Path, wanted: list[str]) -> Iterator[tuple[str, bytes]]:
    """Give the document as it is written, then as PDF and DOCX where the case says so."""
    data = document.read_bytes()
    yield "source", data
    if document.suffix != ".html":
        text = data.decode("utf-8")
        if "pdf" in wanted:
            yield "pdf", as_pdf(text)
        if "docx" in wanted:
            yield "docx", as_docx(text)


# ---- rendering


def parts(text: str) -> Iterator[tuple[str, int, str]]:
    """Give (kind, level, words) of a text or Markdown document, its wrapped lines joined."""
    kind, level, words = "", 0, ""
    lines = [*text.split("\n"), ""]
    for number, line in enumerate(lines):
        stripped = line.strip()
        if is_numbered_title(lines, number):
            if words:
                yield kind, level, words
                words = ""
            yield "heading", 2, stripped
            continue
        bullet = re.match(
            r"(\s*)(?:[-*•–—➤▪■□▸►○●◦·✓✔+o\uf0b7\uf0a7\uf076]|\d+[.)]|[a-hA-H][.)])\s+(.*)", line
        )
        heading = re.match(r"(#+)\s+(.*)", line)
        row = stripped.startswith("|") and stripped.count("|") > 2
        starts = not stripped or bullet or heading or row or (words and len(words) < 45 and kind == "text")
        if starts and words:
            yield kind, level, words
            words = ""
        if row:
            if not re.fullmatch(r"[|\s:-]+", stripped):
                yield "row", 0, plain(stripped.strip("|"))
        elif heading:
            yield "heading", len(heading[1]), plain(heading[2])
        elif bullet:
            kind, level, words = "bullet", 1 + len(bullet[1]) // 2, plain(bullet[2])
        elif stripped and not re.fullmatch(r"[-_=. ]{3,}", stripped):
            kind, words = (kind if words else "text"), f"{words} {plain(stripped)}".strip()


def is_numbered_title(lines: list[str], number: int) -> bool:
    """Say whether `5. Löfte` stands alone, as titles do and items of a list do not."""
    line, around = lines[number], (lines[number - 1 : number] or [""]) + lines[number + 1 : number + 2]
    return bool(re.match(r"\d+\.? [A-ZÅÄÖ][^.]{2,60}$", line)) and not any(part.strip() for part in around)


def plain(words: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words).replace("**", "")


def escaped(words: str) -> str:
    return re.sub(r"([\\#*_`$<>@\[\]~/=+-])", r"\\\1", words)


def as_pdf(text: str) -> bytes:
    lines = [
        '#set page(paper: "a4", margin: 2.5cm)',
        '#set text(lang: "sv", size: 11pt, hyphenate: true)',
        "",
    ]
    rows: list[str] = []
    for kind, level, words in [*parts(text), ("", 0, "")]:
        if rows and kind != "row":
            cells = [f"[{escaped(cell.strip())}]" for row in rows for cell in row.split("|")]
            lines += [f"#table(columns: {rows[0].count('|') + 1}, {', '.join(cells)})", ""]
            rows = []
        if kind == "row":
            rows.append(words)
            continue
        safe = escaped(words)
        mark = (
            "=" * level + " " if kind == "heading" else "  " * (level - 1) + "- " if kind == "bullet" else ""
        )
        lines += [mark + safe] + ([""] if kind != "bullet" else [])
    made = typst.compile("\n".join(lines).encode("utf-8"))
    assert isinstance(made, bytes)
    return made


def as_docx(text: str) -> bytes:
    document = docx.Document()
    table = None
    for kind, level, words in parts(text):
        if kind == "row":
            cells = words.split("|")
            table = table or document.add_table(rows=0, cols=len(cells))
            for cell, said in zip(table.add_row().cells, cells, strict=False):
                cell.text = said.strip()
            continue
        table = None
        if kind == "heading":
            document.add_heading(words, min(level, 4))
        elif kind == "bullet":
            document.add_paragraph(
                words, style="List Bullet" if level == 1 else f"List Bullet {min(level, 3)}"
            )
        else:
            document.add_paragraph(words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


# ---- comparing


def normal(text: str) -> str:
    return re.sub(r"[^a-zåäöé0-9]+", " ", text.lower().replace("-", "")).strip()


def matched(
    expected: list[dict[str, Any]], read: tuple[Activity, ...]
) -> list[tuple[dict[str, Any], Activity]]:
    pairs = []
    free = list(read)
    for one in expected:
        words = normal(one["starts"])
        best = max(
            free, key=lambda activity: fuzz.ratio(words, normal(activity.text)[: len(words)]), default=None
        )
        if best is not None and fuzz.ratio(words, normal(best.text)[: len(words)]) >= ALIKE:
            pairs.append((one, best))
            free.remove(best)
    return pairs


def numbers(target: dict[str, Any] | Target) -> tuple[object, ...]:
    given = target if isinstance(target, dict) else vars(target)
    return tuple(given[key] for key in ("kind", "comparator", "value", "upper", "per", "minimum_minutes"))


def compare(score: Score, expected: dict[str, Any], draft: Draft, name: str) -> None:
    tallies = score.tallies
    pairs = matched(expected["activities"], draft.activities)
    unpaired_expected = [
        one["starts"] for one in expected["activities"] if not any(one is pair[0] for pair in pairs)
    ]
    unpaired_read = [one.text[:90] for one in draft.activities if not any(one is pair[1] for pair in pairs)]
    missing = len(expected["activities"]) - len(pairs)
    tallies["activities"].right += len(pairs)
    tallies["activities"].missed += missing
    tallies["activities"].wrong += len(draft.activities) - len(pairs)
    note(score, name, "activities", unpaired_expected, unpaired_read)
    for one, activity in pairs:
        compare_activity(score, one, activity, name)
    named = Counter((party["name"].lower(), party["kind"]) for party in expected["parties"])
    tally(
        score,
        "named parties",
        named,
        Counter((party.name.lower(), party.kind) for party in draft.parties),
        name,
    )
    compare_codes(score, expected, draft, name)


def compare_activity(score: Score, one: dict[str, Any], activity: Activity, name: str) -> None:
    where = f"{name}: {one['starts'][:44]}"
    doers = Counter(
        [f"responsible {kind}" for kind in one["responsible"]]
        + [f"contributing {kind}" for kind in one["contributing"]]
    )
    read = Counter(
        [f"responsible {kind}" for kind in activity.responsible]
        + [f"contributing {kind}" for kind in activity.contributing]
    )
    tally(score, "parties", doers, read, where)
    tally(
        score,
        "places",
        Counter(place.lower() for place in one["places"]),
        Counter(place.lower() for place in activity.places),
        where,
    )
    tally(
        score,
        "numbers",
        Counter(numbers(target) for target in one["targets"]),
        Counter(numbers(target) for target in activity.targets),
        where,
    )
    tally(
        score,
        "kinds",
        Counter(target["kind"] for target in one["targets"]),
        Counter(target.kind for target in activity.targets),
        where,
    )
    tally(
        score,
        "outcomes",
        Counter(one["outcomes"]),
        Counter(outcome.value for outcome in activity.outcomes),
        where,
    )


def compare_codes(score: Score, expected: dict[str, Any], draft: Draft, name: str) -> None:
    """Count codes that must be there, and those that must never be; others are free."""
    for aspect, found in (("questions", draft.questions), ("warnings", draft.warnings)):
        codes = {one.code for one in found}
        wanted = set(expected[aspect])
        read = Counter(code for code in codes if code in wanted or code in expected.get("never", []))
        tally(score, aspect, Counter(wanted), read, name)


def tally(score: Score, aspect: str, expected: Counter[Any], read: Counter[Any], where: str) -> None:
    score.tallies[aspect].count(expected, read)
    note(score, where, aspect, list((expected - read).elements()), list((read - expected).elements()))


def note(score: Score, where: str, aspect: str, missed: list[Any], wrong: list[Any]) -> None:
    if missed or wrong:
        score.notes.append(f"{where} | {aspect} | missed {missed} | wrong {wrong}")


@lru_cache(maxsize=128)
def read_once(data: bytes) -> Draft:
    """Return the draft of these bytes: a draft is frozen, and several tests look at the same ones."""
    return read_bytes(data)


def measure(half: str) -> dict[str, Score]:
    """Return the scores of a half of the corpus: as written, as PDF, as DOCX."""
    scores: dict[str, Score] = {}
    for document, expected in cases(half):
        for form, data in renderings(document, expected.get("render", [])):
            score = scores.setdefault(form, Score())
            score.documents += 1
            compare(score, expected, read_once(data), document.name)
    return scores


def table(halves: dict[str, dict[str, Score]]) -> str:
    lines = ["| half | form | documents | " + " | ".join(ASPECTS) + " |", "|---" * (3 + len(ASPECTS)) + "|"]
    for half, scores in halves.items():
        for form, score in scores.items():
            cells = [cell(score.tallies[aspect]) for aspect in ASPECTS]
            lines.append(f"| {half} | {form} | {score.documents} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def cell(tally: Tally) -> str:
    if not tally.right + tally.wrong + tally.missed:
        return "–"
    return f"{tally.precision:.2f} / {tally.recall:.2f}"


def main(arguments: list[str]) -> int:
    """Print the table; with `--notes`, what was missed and wrong in the half that may be read."""
    halves = {half: measure(half) for half in ("seen", "unseen")}
    sys.stdout.write(table(halves) + "\n")
    if "--notes" in arguments:
        # The other half is for measuring only: what was wrong in it is never shown.
        for form, score in halves["seen"].items():
            sys.stdout.write("".join(f"{form} {line}\n" for line in score.notes))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
