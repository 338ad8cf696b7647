"""Connecting an app for one-time codes: its picture, its first code, and the recovery codes afterwards."""

import secrets
from datetime import datetime
from io import BytesIO
from urllib.parse import quote

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lofte.accounts.entering import otp, sealing, second
from lofte.accounts.entering.forms import CodeForm
from lofte.accounts.models import User

OFFERED = "offered_secret"  # sealed, so that the table of sessions holds nothing that opens


class Offer:
    """A secret that is offered to an app until it has shown a right code."""

    def __init__(self, request: HttpRequest, user: User) -> None:
        self.request = request
        self.user = user
        self.form = CodeForm(request.POST or None)

    @cached_property
    def secret(self) -> bytes:
        kept = self.request.session.get(OFFERED)
        if kept:
            return sealing.opened(kept)
        made = secrets.token_bytes(otp.SECRET_LENGTH)
        self.request.session[OFFERED] = sealing.seal(made)
        return made

    @property
    def key(self) -> str:
        """The secret to type where no camera is at hand, in groups of four."""
        text = otp.key_text(self.secret)
        return " ".join(text[start : start + 4] for start in range(0, len(text), 4))

    @property
    def address(self) -> str:
        """What the picture says, and a telephone opens its app by."""
        return otp.address(self.secret, issuer="Löfte", account=self.user.email)

    @property
    def picture(self) -> SafeString:
        """The QR code as SVG: dark on light also in the dark theme, or no camera reads it."""
        code = segno.make(self.address, error="m")
        out = BytesIO()
        title = gettext("QR-kod för appen")
        code.save(out, kind="svg", xmldecl=False, svgns=False, scale=5, border=4, light="#fff", title=title)
        svg = out.getvalue().decode("utf-8").replace("<svg ", '<svg role="img" ', 1)
        return SafeString(svg)  # nosec B703  (the secret was made here, the address is encoded)

    def taken(self, at: datetime) -> list[str] | None:
        """Return the recovery codes when a right code has been sent."""
        if not self.form.is_valid():
            return None
        typed = "".join(self.form.cleaned_data["code"].split())
        try:
            codes = second.connect(user=self.user, secret=self.secret, typed=typed, at=at)
        except second.WrongCode:
            self.form.add_error("code", gettext("Koden stämmer inte. Skriv den som appen visar nu."))
            return None
        self.request.session.pop(OFFERED, None)
        return codes


def codes_page(request: HttpRequest, codes: list[str], *, after: str) -> HttpResponse:
    """Show recovery codes, this once: they are kept nowhere, so the page holds the file as well."""
    text = gettext("Reservkoder till Löfte. Varje kod öppnar en gång.") + "\n\n" + "\n".join(codes) + "\n"
    context = {"codes": codes, "file": f"data:text/plain;charset=utf-8,{quote(text)}", "after": after}
    return render(request, "accounts/recovery_codes.html", context)
