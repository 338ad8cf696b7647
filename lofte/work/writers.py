"""How long it is known who logged: each organisation's own number, said where one logs and on the receipt."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from lofte.accounts.models import Organisation
from lofte.base import clearing
from lofte.base.quoting import quoted
from lofte.work.clearable import WEEK

KEY = "entry-writers"


def sentences(organisations: Iterable[Organisation]) -> list[str]:
    """Return one sentence; one for each organisation where they have decided differently."""
    ours = list(organisations)
    decided = clearing.decided_days(KEY, [one.pk for one in ours])
    found = {one: decided.get(one.pk, ()) for one in ours}
    if len({*found.values()}) < 2:
        return [_sentence(days) for days in [*found.values()][:1]]
    return [format_html("{}: {}", quoted(one.name), _sentence(found[one])) for one in ours]


def _sentence(days: int | tuple[()] | None) -> str:
    if days == ():
        return gettext("Bara din organisation ser vem som har loggat. När det ska tas bort är inte beslutat.")
    if days is None:
        return gettext("Bara din organisation ser vem som har loggat. Den har beslutat att det ska stå kvar.")
    if isinstance(days, int) and days % WEEK == 0:
        said = ngettext(
            "Bara din organisation ser vem som har loggat, och efter %(n)d vecka tas det bort.",
            "Bara din organisation ser vem som har loggat, och efter %(n)d veckor tas det bort.",
            days // WEEK,
        )
        return said % {"n": days // WEEK}
    said = ngettext(
        "Bara din organisation ser vem som har loggat, och efter %(n)d dag tas det bort.",
        "Bara din organisation ser vem som har loggat, och efter %(n)d dagar tas det bort.",
        int(days or 0),
    )
    return said % {"n": days}
