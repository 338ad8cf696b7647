"""What of sign-in and roles goes when its time is out."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from lofte.base.clearing import Plan, Sweep

YEAR = 365  # days
AT_ONCE = timedelta(0)

PLANS = (
    Plan(
        key="ended-roles",
        name=_("Roller som har upphört"),
        why=_(
            "När det gallras syns det inte längre bland rollerna vem som har haft den, och dess delegationer"
            " följer med. I spåret står kvar att den gavs, och till vem. Underskrifter och godkännanden står"
            " kvar med namn och befattning."
        ),
        model="accounts.Role",
        organisation="organisation",
        since="ends",
        least_days=2 * YEAR,
        thing="accounts.Role",
        thing_key="pk",
        verbs=(),
    ),
    Plan(
        key="ended-seats",
        name=_("Platser i grupper som har upphört"),
        why=_("När det gallras syns det inte längre vem som har suttit i gruppen."),
        model="accounts.GroupMember",
        organisation="organisation",
        since="ends",
        least_days=YEAR,
        thing="accounts.GroupMember",
        thing_key="pk",
        verbs=(),
    ),
)

SWEEPS = (
    Sweep("sessions", _("Sessioner som har gått ut"), "sessions.Session", "expire_date", AT_ONCE),
    Sweep("sittings", _("Avslutade inloggningar"), "accounts.SignedIn", "seen_at", timedelta(days=14)),
    Sweep("answers", _("Väntade svar"), "accounts.AwaitedAnswer", "asked_at", timedelta(minutes=10)),
    Sweep("wrong-codes", _("Felaktiga koder"), "accounts.WrongCodes", "since", timedelta(hours=1)),
    Sweep("invites", _("Gamla inbjudningar"), "accounts.Invite", "expires_at", timedelta(days=YEAR)),
    Sweep(
        "links", _("Gamla begränsade länkar"), "accounts.RestrictedLink", "expires_at", timedelta(days=YEAR)
    ),
    Sweep("attempts", _("Försök att logga in"), "axes.AccessAttempt", "attempt_time", timedelta(days=90)),
    Sweep("failures", _("Misslyckade försök"), "axes.AccessFailureLog", "attempt_time", timedelta(days=90)),
    Sweep("log-ins", _("Loggen över inloggningar"), "axes.AccessLog", "attempt_time", timedelta(days=90)),
)
