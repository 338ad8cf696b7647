"""Links and handles of social media, and pages where persons are looked up."""

import re
from collections.abc import Iterator

LONGEST_LOOKED_AT = 200  # signs of a link
_HOSTS = (
    r"(?:instagram|facebook|fb|tiktok|snapchat|twitter|x|threads|youtube|twitch|linkedin|pinterest|reddit|vk|onlyfans"
    r"|messenger|m\.me|discord|flashback|ratsit|hitta|eniro|mrkoll|merinfo|birthday|upplysning|lexbase"
    r"|krafman)"
)
_LINK = re.compile(
    rf"(?<![\w@.-])(?:https?://)?(?:[a-z]{{1,8}}\.)?"
    rf"(?:{_HOSTS}\.(?:com|se|net|org|gg|tv|me)|t\.me|wa\.me|youtu\.be|discord\.gg|fb\.me|m\.me|insta\.gram)"
    r"/[^\s,;)\]\"”»<>]++",
    re.IGNORECASE,
)
# The pages of offices lead to no person.
_OFFICE = re.compile(r"polis|kommun|region|raddning|myndighet|bostads|sr\.se|svt|forening", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@./-])@[A-Za-zÅÄÖåäö0-9_](?:[\w.]{0,38}\w)")
# A word for the service, then a name with no sign before it: snap: kevin_05, heter xx.yy på insta.
_SERVICE = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|fb|discord|telegram|signal|twitter|kik|steam|roblox"
    r"|twitch)"
)
_SAID = re.compile(
    rf"\b{_SERVICE}(?:konto(?:t)?|namn(?:et)?|profil(?:en)?)?"
    r"(?:\s?[:=]\s?|\s(?:är|heter|som|hos|under namnet|kontot|konto|användarnamnet|profilen|användare)\s)"
    r"[\"”'(]?(@?[A-Za-z0-9_åäöÅÄÖ][\w.]{2,38})",
    re.IGNORECASE,
)
_COLON = re.compile(r"\b(?:sc|snap|insta|snapchat|instagram|tiktok)\s?: ?(@?[a-z][\w.]{3,38})", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"\b(?:användarnamn(?:et)?|användaren|kontot|profilen|nick(?:et)?|handle)\s?(?:är|heter|:|=)?\s?"
    r"[\"”'(]?(@?[A-Za-zåäö][\w.]{2,38})",
    re.IGNORECASE,
)
_HEARD = re.compile(
    rf"\b(@?[A-Za-zåäö][\w.]{{2,38}})[\"”'’)]?\s(?:på|via|i)\s(?:hans\s|hennes\s)?{_SERVICE}\b", re.IGNORECASE
)
# Without one of these no name is told without its sign: looked for first, since that is quick.
_TOLD_BY = (
    "insta snap tiktok tik facebook fb discord telegram signal twitter kik steam roblox twitch användar "
    "kontot profilen nick handle"
).split()
_IS_MADE_UP = re.compile(r"[\d_@]|\w\.\w")  # what no ordinary word holds


def links(text: str) -> Iterator[tuple[int, int]]:
    """Yield links to social media and to pages about persons, and the names people bear there."""
    if "/" in text:
        for match in _LINK.finditer(text):
            if not _OFFICE.search(match[0][:LONGEST_LOOKED_AT]):
                yield match.span()
    yield from _told(text)
    if "@" in text:
        for match in _HANDLE.finditer(text):
            if not _OFFICE.search(match[0]) and not match[0][1:].isdigit():
                yield match.span()


def _told(text: str) -> Iterator[tuple[int, int]]:
    lower = text.lower()
    if ":" in text:
        for match in _COLON.finditer(text):
            yield match.span(1)
    if not any(word in lower for word in _TOLD_BY) or not _IS_MADE_UP.search(lower):
        return
    for pattern in (_SAID, _ACCOUNT, _HEARD):
        for match in pattern.finditer(text):
            if _IS_MADE_UP.search(match[1]) and not match[1].isdigit():
                yield match.span(1)
