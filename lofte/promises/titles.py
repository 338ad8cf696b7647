"""Short titles of what has been read: the kind of work and its places, else the undertaking's own words."""

import re
from collections import Counter
from collections.abc import Mapping

from lofte.base.wording import listed
from lofte.periods.calendar import Period
from lofte.promises.rules import edition_slug
from lofte.promises.suggesting import Suggestion, suggest
from lofte.reader.draft import Activity, Draft, Target

LENGTH = 80  # characters: a heading on one line of a phone turned sideways
SHORTEST = 25  # characters: fewer before the first clause say too little
LONGEST = 120  # characters that a title may have
# Who does it, and that it shall be done, stand elsewhere on the page.
_WHO = re.compile(
    r"^(?:(?:lokal)?polis(?:en|området)?|kommunen|vi|parterna|[\wåäö]+ kommun)"
    r"(?:(?: och |, )(?:(?:lokal)?polis(?:en|området)?|kommunen|[\wåäö]+ kommun))*"
    r"\s+(?:ska|skall|kommer att)\s+(?:tillsammans |gemensamt )?",
    re.IGNORECASE,
)
_ANSWERS_FOR = re.compile(r"^(?:ansvara|verka|arbeta) för att\s+", re.IGNORECASE)
_DANGLING = re.compile(
    r"(?:[\s,;:]+(?:och|eller|att|som|för|med|i|på|av|till|om|de|den|det|en|ett|där|samt|från|vid|genom|utan))+$"
)
_CLAUSE = re.compile(r"\.\s|[,;:]\s|\s(?:som|där|för att|i syfte|i vilken|i vilket|genom att|så att)\s")
_MENU = re.compile(r"medborgarlöften$", re.IGNORECASE)


def promise_title(read: str | None, period: Period) -> str:
    """Return a promise's title as printed; where the page's menu was read for it, what it is and its time."""
    if read and not _MENU.search(read.strip()):
        return read
    return f"Medborgarlöfte {edition_slug(period.starts, period.ends).replace('-', '–')}"


def suggested(draft: Draft, target: Target, activity: Activity) -> Suggestion:
    """Suggest the kind of work of a target, by the words that stand where it was read."""
    words = draft.text[target.source.start : target.source.end]
    return suggest(target.kind, f"{target.unit or ''} {words}", activity.text)


def headed(draft: Draft, kinds: Mapping[str, str]) -> list[str]:
    """Return a title for each activity: the kind's name, with all its places where others share the kind."""
    codes = [_kind_of(draft, one, kinds) for one in draft.activities]
    n_alike = Counter(codes)
    titles: list[str] = []
    for activity, code in zip(draft.activities, codes, strict=True):
        title = _by_kind(activity, kinds[code], n_alike[code]) if code else ""
        if not title or title in titles:
            title = shortened(activity.text)
        titles.append(title[:LONGEST])
    return titles


def _kind_of(draft: Draft, activity: Activity, kinds: Mapping[str, str]) -> str:
    suggestions = [suggested(draft, target, activity) for target in activity.targets]
    if not suggestions or suggestions[0].only_own:
        return ""
    return next((one.kind for one in suggestions if one.kind in kinds), "")


def _by_kind(activity: Activity, name: str, n_alike: int) -> str:
    if n_alike == 1:
        return name
    places = [place for target in activity.targets for place in target.places] or activity.places
    whole = f"{name}, {listed(list(dict.fromkeys(places)), 'sv')}" if places else ""
    return whole if len(whole) <= LONGEST else ""


def shortened(text: str) -> str:
    """Return the first words of an undertaking without its party, cut where a word with weight ends."""
    words = _ANSWERS_FOR.sub("", _WHO.sub("", " ".join(text.split())))
    words = words[:1].upper() + words[1:]
    if len(words) <= LENGTH:
        return words.rstrip(".")
    clause = _CLAUSE.search(words, SHORTEST, LENGTH)
    if clause is not None:
        return words[: clause.start()]
    return _DANGLING.sub("", words[:LENGTH].rsplit(" ", 1)[0]).rstrip(",;: ") + " …"
