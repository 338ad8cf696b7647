"""Staff pages of the way out: read it exactly as it will stand, and release it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm, receive
from lofte.base.quoting import woven
from lofte.base.reading import reads
from lofte.base.wording import listed
from lofte.followup import queries
from lofte.followup.holding import Refused, WrongState
from lofte.followup.models import FollowUp
from lofte.publication import actions, disclosure, preview, rendering

UNPROCESSABLE = 422  # the form came, and something must be mended first


def _language() -> str:
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def _seen(request: StaffRequest, pk: int, *rights: Right) -> FollowUp:
    found = queries.followup(pk, request.viewer)
    if found is None:
        raise Http404
    request.viewer.demand(found.promise.partnership_id, *(rights or (Right.SEE_FOLLOWUPS,)))
    return found


@needs(Right.SEE_FOLLOWUPS)
@require_safe
@reads("preview.read", "followup.FollowUp", "pk")
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the page exactly as it would be released."""
    page = preview.page(_seen(request, pk), _language(), timezone.now())
    return HttpResponse(page.body, content_type=page.media_type)


@needs(Right.RELEASE)
@require_POST
@reads("followup.read", "followup.FollowUp", "pk")
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """Release, and go to the public page; or say what stands in the way."""
    followup = _seen(request, pk, Right.RELEASE)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return redirect("followup:approve", pk)
    viewer, now = request.viewer, timezone.now()
    try:
        return redirect(receive(form, by_id=viewer.user_id, at=now, act=lambda: _released(request, followup)))
    except (Refused, disclosure.Leaks) as refusal:
        context = {"followup": followup, "reasons": reasons(refusal)}
        return render(request, "publication/refused.html", context, status=UNPROCESSABLE)


def _released(request: StaffRequest, followup: FollowUp) -> str:
    made = actions.release(followup=followup, by=request.user, at=timezone.now())
    address = f"/{made.partnership_slug}/loften/{made.promise_slug}/{made.period}/v{made.version}/"
    return rendering.localised(address, _language())


def reasons(refusal: Refused | disclosure.Leaks) -> list[str]:
    """Say what stands in the way and what to do about it."""
    if isinstance(refusal, disclosure.Leaks):
        return [_leak(leak) for leak in refusal.leaks]
    if isinstance(refusal, actions.ApprovalsMissing):
        names = listed([party.name for party in refusal.parties], _language())
        return [
            _("Godkännande saknas från %(names)s. Be deras godkännare läsa och godkänna.") % {"names": names}
        ]
    if isinstance(refusal, actions.NobodySigns):
        return [_("Ingen part är satt att underteckna löften i samverkan. Ange det först.")]
    if isinstance(refusal, WrongState):
        return [_("Uppföljningen är inte skickad för godkännande, eller redan publicerad.")]
    return [_("Det gick inte att publicera. Ladda om sidan och försök igen.")]


def _leak(leak: disclosure.Leak) -> str:
    if leak.code == "withheld_in_words":
        said = _("Aktivitet %(number)s, %(title)s: texten anger en siffra som kan peka ut enstaka personer.")
    elif leak.code == "difference":
        said = _(
            "Aktivitet %(number)s, %(title)s: jämförd med det som redan är publicerat kan en andel peka ut"
            " enstaka personer. Skicka tillbaka uppföljningen och räkna om, så visas andelen inte."
        )
    elif leak.code == "fine_slot":
        said = _("Aktivitet %(number)s, %(title)s: polisens arbete anges finare än månad.")
    else:
        said = _(
            "Aktivitet %(number)s, %(title)s: en andel är så liten att den kan peka ut enstaka personer."
        )
    return woven(said, number=leak.activity, title=leak.title)
