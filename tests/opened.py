"""An organisation's log opened to a partnership, as its signatory decides."""

from datetime import datetime

from lofte.accounts import ruling
from lofte.accounts.models import Organisation, Partnership, Share, User
from lofte.work.sharing import actions

AT = datetime.fromisoformat("2021-01-04T09:00:00+01:00")


def opened(organisation: Organisation, partnership: Partnership, by: User) -> Share:
    """Let everybody who sees the figures see the organisation's entries one by one."""
    rules = ruling.in_force(partnership.pk, AT.date().replace(year=2026))
    ground = ruling.grounds(rules, organisation)[0]
    return actions.open_log(organisation, partnership, ground=ground, by=by, at=AT)
