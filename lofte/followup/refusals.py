"""What a refusal says to the one who was refused."""

from django.utils.translation import gettext as _

from lofte.base.wording import day_long
from lofte.followup import actions, approving, holding, sampling


def sentence(refusal: holding.Refused, language: str) -> str:
    """Say what stands in the way and what to do about it."""
    if isinstance(refusal, approving.PeriodStillRuns):
        day = day_long(refusal.ends, language)
        return _("Perioden är inte slut. Uppföljningen kan skickas från och med den %(day)s.") % {"day": day}
    if isinstance(refusal, approving.CommentsMissing):
        return _("Det saknas kommentarer. Skriv dem och skicka igen.")
    return str(_SENTENCES.get(type(refusal), lambda: _("Det gick inte. Ladda om sidan och försök igen."))())


_SENTENCES = {
    approving.CountedTooEarly: lambda: _(
        "Siffrorna räknades innan perioden var slut. Räkna om och skicka sedan."
    ),
    actions.NotBegun: lambda: _("Perioden har inte börjat. Det finns inget att följa upp än."),
    actions.OutsidePromise: lambda: _("Löftet följs inte upp för den perioden."),
    actions.NotAdopted: lambda: _("Löftet är inte antaget. Anta det först."),
    approving.NotApprover: lambda: _("Du godkänner inte för den parten."),
    approving.NotSigning: lambda: _("Den parten undertecknar inte löftet."),
    approving.SamePerson: lambda: _(
        "Du har redan godkänt för en annan part. Två parter godkänner genom två personer."
    ),
    actions.SavedMeanwhile: lambda: _(
        "Någon annan har sparat sidan sedan du öppnade den. Det du skrev står kvar här men är inte sparat."
        " Läs det sparade i förhandsgranskningen. Sparar du igen gäller det som står här."
    ),
    approving.NotAsRead: lambda: _(
        "Uppföljningen har ändrats sedan du öppnade sidan. Läs den som den är nu och godkänn sedan."
    ),
    actions.NoCorrection: lambda: _("Det här är periodens första version. Den skrivs klart eller får vänta."),
    holding.SampleStands: lambda: _(
        "Ett stickprov är draget ur de räknade posterna. Avbryt det, med ett skäl, innan något räknas om."
    ),
    approving.SampleUnfinished: lambda: _(
        "Stickprovet är inte klart. Avsluta det, eller avbryt det med ett skäl, och skicka sedan."
    ),
    sampling.AlreadyBegun: lambda: _("Ett stickprov är redan påbörjat."),
    sampling.NobodyChecks: lambda: _("Minst två parter måste underteckna: ingen kontrollerar sig själv."),
    sampling.NothingToDraw: lambda: _(
        "Ingen loggad post räknas till löftet i perioden: det finns inget att dra."
    ),
    sampling.WrongStep: lambda: _(
        "Stickprovet har gått vidare sedan du öppnade sidan. Se det som det är nu."
    ),
    sampling.AlreadyFixed: lambda: _("Parten har redan bestämt sitt tal, och det ändras inte."),
    sampling.NotFixed: lambda: _("Alla parter måste ha bestämt sina tal innan något av dem visas."),
    sampling.NotWhatWasFixed: lambda: _(
        "Det är inte det tal och de ord som parten bestämde. Skriv dem precis som då."
    ),
    sampling.AnswersMissing: lambda: _("Alla dragna poster har inte fått svar än."),
    holding.WrongState: lambda: _(
        "Uppföljningen har gått vidare sedan du öppnade sidan. Läs den som den är nu."
    ),
}
