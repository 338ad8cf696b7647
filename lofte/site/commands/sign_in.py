"""What an operator does about signing in: organisations' own sign-ins, and help for the locked out."""

import json
from argparse import Namespace
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.accounts import closing, giving
from lofte.accounts.entering import appointing, second, sittings, via
from lofte.accounts.models import User
from lofte.site.commandline import Refusal


def reset_second_step(args: Namespace) -> None:
    """Take away app, recovery codes and passkeys, and end every sign-in of the person."""
    user = User.objects.filter(email=args.email.lower()).first()
    if user is None:
        raise Refusal(_("Det finns ingen person med adressen %s.") % args.email)
    now = timezone.now()
    second.take_away(user=user, by_id=None, at=now)
    sittings.end(list(user.signed_in.order_by("pk")), by=user, at=now)
    print(_("%s loggar in med bara lösenordet nästa gång.") % user.email)


def close_account(args: Namespace) -> None:
    """End a person's roles and sign-ins, and take every way in away; what was signed stays."""
    user = User.objects.filter(email=args.email.lower()).first()
    if user is None:
        raise Refusal(_("Det finns ingen person med adressen %s.") % args.email)
    now = timezone.now()
    try:
        closing.close(user, on=timezone.localdate(now), by_id=None, at=now)
    except closing.ClosedAlready as error:
        raise Refusal(_("Kontot %s är redan avslutat.") % user.email) from error
    except giving.LastAdministrator as error:
        said = _("%s är den sista administratören i en samverkan. Ge rollen till någon annan först.")
        raise Refusal(said % user.email) from error
    print(_("Kontot %s är avslutat. Namnet står kvar där personen har undertecknat.") % user.email)


def provider(args: Namespace) -> None:
    """Keep the description of an organisation's own sign-in; metadata may lie in a file beside it."""
    path = Path(args.file)
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(told, dict) and "metadata_file" in told:
            told["metadata"] = (path.parent / str(told.pop("metadata_file"))).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise Refusal(_("Filen %s kan inte läsas som JSON.") % path.name) from error
    if not isinstance(told, dict):
        raise Refusal(_("Filen %s kan inte läsas som JSON.") % path.name)
    try:
        row = appointing.describe(told, by_id=None, at=timezone.now())
    except appointing.Misdescribed as fault:
        raise Refusal(_("”%s” saknas, är okänt eller stämmer inte i beskrivningen.") % fault.what) from fault
    print(
        _("Inloggningen %(name)s finns. Svaren tas emot på %(address)s")
        % {"name": row.name, "address": via.answers_at(row)}
    )
