"""What each role and right is called and is for, and why something was refused, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from lofte.accounts import actions, giving, rights
from lofte.accounts.models import Role
from lofte.accounts.rights import Right

RIGHTS: Mapping[Right, Any] = {
    Right.SEE_PROMISES: gettext_lazy("se löften, områden och kalendrar"),
    Right.SEE_FOLLOWUPS: gettext_lazy("se uppföljningar innan de publiceras"),
    Right.SEE_FIGURES: gettext_lazy("se arbetet i siffror"),
    Right.LOG: gettext_lazy("logga arbete för sin organisation"),
    Right.LOG_FOR_OTHERS: gettext_lazy("logga åt en kollega som ringer in"),
    Right.SETTLE: gettext_lazy("reda ut dubbletter och föra in andras siffror"),
    Right.PREPARE: gettext_lazy("förbereda löften och rita områden"),
    Right.ADOPT: gettext_lazy("föra in att ett löfte är antaget"),
    Right.REVISE: gettext_lazy("ändra antagna mål och stoppa aktiviteter"),
    Right.AGREE: gettext_lazy("sköta grupper, tider och skyldigheter"),
    Right.MEASURE: gettext_lazy("föra in mätvärden"),
    Right.WRITE_FOLLOWUP: gettext_lazy("skriva uppföljningar"),
    Right.SIGN: gettext_lazy("godkänna för sin part"),
    Right.RELEASE: gettext_lazy("publicera det som alla parter har godkänt"),
    Right.ADMINISTER: gettext_lazy("ge roller och bestämma vad de får"),
    Right.READ_TRAIL: gettext_lazy("läsa spåret: vem som har gjort och sett vad"),
    Right.REPORT: gettext_lazy("rapportera händelser"),
    Right.REGISTER: gettext_lazy("diarieföra handlingar"),
    Right.PROTECT: gettext_lazy("kontrollera dataskyddet"),
}

ROLES: Mapping[str, Any] = {
    "reporter": gettext_lazy("Berättar vad som händer på gatan, vecka för vecka."),
    "field": gettext_lazy("Gör arbetet och loggar det."),
    "coordinator": gettext_lazy("Håller ihop samverkan: löften, uppföljningar, kalender."),
    "analyst": gettext_lazy("Läser siffrorna och för in mätvärden."),
    "member": gettext_lazy("Sitter i en grupp och läser inför mötet."),
    "approver": gettext_lazy("Säger sin parts ja till en uppföljning. Två administratörer ger rollen."),
    "deputy": gettext_lazy("Skriver under i godkännarens ställe, mellan två dagar."),
    "publisher": gettext_lazy("Publicerar det som parterna har godkänt."),
    "administrator": gettext_lazy("Ger och avslutar roller. Ser inget av arbetet genom rollen."),
    "auditor": gettext_lazy("Läser vem som har gjort och sett vad. Ändrar ingenting."),
    "registrar": gettext_lazy("Diarieför och lämnar ut handlingar."),
    "protection": gettext_lazy("Kontrollerar hur personuppgifter hanteras. Ändrar ingenting."),
}

REFUSALS: Mapping[type[Exception], Any] = {
    actions.NotAMember: gettext_lazy("Organisationen är inte part i samverkan. Välj en som är det."),
    giving.HeldAlready: gettext_lazy("Personen har redan den rollen de dagarna. Avsluta den först."),
    giving.GivenToOneself: gettext_lazy(
        "Ingen ger sig själv rätt att skriva under. Be en annan administratör."
    ),
    giving.NeedsAnother: gettext_lazy("Du bad själv om det. En annan administratör måste bekräfta."),
    giving.NothingAwaits: gettext_lazy("Någon annan hann före: det är redan bekräftat eller borttaget."),
    giving.NotTogether: gettext_lazy(
        "Den som ger roller kan inte också granska hur det görs. Välj en annan person."
    ),
    giving.LastAdministrator: gettext_lazy(
        "Ingen skulle bli kvar som kan ge roller. Utse en administratör till först."
    ),
    giving.EndsBeforeItBegan: gettext_lazy("Sista dagen ligger före den första. Byt plats på dem."),
    giving.NotADeputy: gettext_lazy("Välj en ställföreträdare i samma organisation som godkännaren."),
    giving.TooLong: gettext_lazy("Det blir längre än ett år. Välj en tidigare sista dag."),
    giving.DecisionMissing: gettext_lazy("Skriv vilket beslut det vilar på."),
    giving.TableMoved: gettext_lazy(
        "Någon annan har ändrat rollen sedan du öppnade sidan. Läs vad den får nu och försök igen."
    ),
}

FAULTS: Mapping[str, Any] = {
    "nobody_administers": gettext_lazy(
        "Någon roll måste kunna ge roller. Ge rätten till en annan roll först."
    ),
    "nobody_signs": gettext_lazy("Godkännaren måste kunna godkänna: det är det rollen är till för."),
    "signs_alone": gettext_lazy(
        "Bara godkännaren skriver under. Två administratörer utser den, och det kan inte gås runt här."
    ),
    "signs_and_administers": gettext_lazy("Den som skriver under ska inte också ge roller."),
    "watches_and_acts": gettext_lazy(
        "Den som granskar ska bara läsa. Ta bort det som ändrar något, eller rätten att granska."
    ),
}


def refusal(refused: Exception) -> str:
    """Say why it was refused and what to do."""
    if not isinstance(refused, rights.Refused):
        return str(REFUSALS[type(refused)])
    fault = refused.fault
    if fault.right is None or fault.needed is None:
        return str(FAULTS[fault.code])
    said = gettext("För att %(right)s måste rollen också få %(needed)s.")
    return said % {"right": RIGHTS[fault.right], "needed": RIGHTS[fault.needed]}


def role(kind: str) -> str:
    return str(Role.Kind(kind).label)
