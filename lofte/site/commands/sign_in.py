"""What an operator does about signing in: help for one who has lost every second step."""

from argparse import Namespace

from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.accounts.entering import second, sittings
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
