"""What a sample found, in plain words of both languages. Pure."""

from collections.abc import Sequence

from lofte.base.wording import listed, percent
from lofte.followup.facts import Language
from lofte.followup.sampling_rules import Answers

NONE = {
    "sv": "Inget stickprov har dragits ur de loggade posterna för den här uppföljningen.",
    "en": "No sample of the logged entries has been drawn for this follow-up.",
}
UNDER_WAY = {"sv": "Ett stickprov pågår.", "en": "A sample is under way."}
EARLIER = {
    "sv": " För version {version} drogs ett.",
    "en": " One was drawn for version {version}.",
}
BROKEN_OFF = {
    "sv": {
        "fixing": "Ett stickprov bröts av innan det var draget. Skäl: {why}",
        "answering": "Ett stickprov som var draget bröts av innan det var klart. Skäl: {why}",
        "finished": "Ett stickprov som var klart ströks ({n} av {of} stämde). Skäl: {why}",
    },
    "en": {
        "fixing": "A sample was broken off before it was drawn. The reason, in Swedish: {why}",
        "answering": "A sample was drawn and broken off unfinished. The reason, in Swedish: {why}",
        "finished": "A finished sample was struck out ({n} of {of} agreed). The reason, in Swedish: {why}",
    },
}


def none(language: Language, *, version: int | None) -> str:
    """Say that none was drawn, and which earlier version had one."""
    return NONE[language] + (EARLIER[language].format(version=version) if version else "")


def broken_off(language: Language, stage: str, why: str, answers: Answers) -> str:
    return BROKEN_OFF[language][stage].format(why=why, n=answers.agrees, of=answers.decided)


def part(language: Language, answers: Answers, *, whose: str, checked_by: str, n_listed: int) -> str:
    """Say what was found of one organisation's entries: 38 av 40 stämde."""
    told = _sv if language == "sv" else _en
    return " ".join(piece for piece in told(answers, whose, checked_by, n_listed) if piece)


def _sv(answers: Answers, whose: str, checked_by: str, n_listed: int) -> Sequence[str]:
    share, n = answers.share(n_listed), answers.n_drawn
    how = f"Av {n_listed} loggade poster från {whose} drogs {n} på måfå"
    if n == n_listed:
        how = f"Alla {n_listed} loggade poster från {whose} kontrollerades"
    first = f"{how}, och {checked_by} sökte dem i sitt eget register."
    if share is None:
        return [first, "Ingen av dem gick att avgöra."]
    return [first, f"{answers.agrees} av {answers.decided} stämde{_interval_sv(share)}.", _rest_sv(answers)]


def _interval_sv(share: dict[str, float]) -> str:
    low, high = percent(share["low"], "sv"), percent(share["high"], "sv")
    return "" if low == high else f" (med 95 % säkerhet mellan {low} och {high} av alla)"


def _rest_sv(answers: Answers) -> str:
    parts = [
        f"{n} {said}"
        for n, said in (
            (answers.differs, "stämde inte"),
            (answers.not_there, "fanns inte i registret"),
            (answers.cannot_tell, "gick inte att avgöra"),
        )
        if n
    ]
    return f"{listed(parts, 'sv')}." if parts else ""


def _en(answers: Answers, whose: str, checked_by: str, n_listed: int) -> Sequence[str]:
    share, n = answers.share(n_listed), answers.n_drawn
    how = f"Of {n_listed} entries logged by {whose}, {n} were drawn at random"
    if n == n_listed:
        how = f"All {n_listed} entries logged by {whose} were checked"
    first = f"{how}, and {checked_by} looked them up in a register of its own."
    if share is None:
        return [first, "None of them could be judged."]
    return [first, f"{answers.agrees} of {answers.decided} agreed{_interval_en(share)}.", _rest_en(answers)]


def _interval_en(share: dict[str, float]) -> str:
    low, high = percent(share["low"], "en"), percent(share["high"], "en")
    return "" if low == high else f" (with 95% confidence between {low} and {high} of all)"


def _rest_en(answers: Answers) -> str:
    parts = [
        f"{n} {said}"
        for n, said in (
            (answers.differs, "differed"),
            (answers.not_there, f"{'was' if answers.not_there == 1 else 'were'} not in the register"),
            (answers.cannot_tell, "could not be judged"),
        )
        if n
    ]
    return f"{listed(parts, 'en')}." if parts else ""
