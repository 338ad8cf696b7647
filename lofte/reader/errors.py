"""What the reader says when a file cannot be read: one plain sentence, in Swedish and in English."""

MESSAGES = {
    "empty": (
        "Filen är tom: det finns ingen text att läsa.",
        "The file is empty: there is no text to read.",
    ),
    "too_large": (
        "Filen är större än 20 MB; spara den utan bilder eller klistra in texten.",
        "The file is larger than 20 MB; save it without pictures or paste the text.",
    ),
    "too_long": (
        "Texten är för lång för att vara ett medborgarlöfte; dela upp den.",
        "The text is too long to be a citizen promise; divide it.",
    ),
    "too_many_pages": (
        "Dokumentet har fler än 500 sidor; dela upp det.",
        "The document has more than 500 pages; divide it.",
    ),
    "too_deep": (
        "Sidan är så djupt nästlad att den inte kan läsas säkert; klistra in texten i stället.",
        "The page is nested too deeply to be read safely; paste the text instead.",
    ),
    "bomb": (
        "Filen packar upp till mycket mer än den utger sig för och läses inte.",
        "The file unpacks to far more than it claims and is not read.",
    ),
    "encrypted": (
        "Filen är skyddad med lösenord; spara den utan lösenord och försök igen.",
        "The file is protected by a password; save it without one and try again.",
    ),
    "scanned": (
        "Filen innehåller bara bilder av text; använd originaldokumentet eller klistra in texten.",
        "The file holds only pictures of text; use the original document or paste the text.",
    ),
    "damaged": (
        "Filen är skadad och går inte att öppna; spara den på nytt.",
        "The file is damaged and cannot be opened; save it again.",
    ),
    "not_text": (
        "Filen är varken text, Markdown, HTML, PDF eller Word (docx).",
        "The file is neither text, Markdown, HTML, PDF nor Word (docx).",
    ),
    "too_slow": (
        "Filen tog för lång tid att läsa; klistra in texten i stället.",
        "The file took too long to read; paste the text instead.",
    ),
    "too_heavy": (
        "Filen krävde för mycket minne för att läsas; klistra in texten i stället.",
        "The file needed too much memory to be read; paste the text instead.",
    ),
}


class Unreadable(Exception):
    """A document that gives no draft; `code` says why and `message` says it to a person."""

    def __init__(self, code: str) -> None:
        super().__init__(MESSAGES[code][0])
        self.code = code

    def message(self, language: str = "sv") -> str:
        swedish, english = MESSAGES[self.code]
        return english if language.startswith("en") else swedish
