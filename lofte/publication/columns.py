"""The columns of the open data in CSV, each with what it holds: docs/open-data.md says the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, and what it holds."""

    name: str
    sv: str
    en: str


OPEN_DATA = (
    Column("samverkan", "Samverkan, som i adressen", "The partnership, as in the address"),
    Column("lofte", "Löftet, som i adressen", "The promise, as in the address"),
    Column("period", "Uppföljningens period: 2021-T1", "The period of the follow-up: 2021-T1"),
    Column("version", "Uppföljningens version", "The version of the follow-up"),
    Column("aktivitet", "Aktivitetens nummer i löftet", "The activity's number in the promise"),
    Column("rubrik", "Aktivitetens korta rubrik", "The activity's short title"),
    Column("ansvarar", "De som ansvarar, åtskilda av komma", "Those responsible, parted by commas"),
    Column("mal", "Målvärdets nummer i aktiviteten", "The target's number in the activity"),
    Column("slag", "Målvärdets slag: count, cadence, share …", "The target's kind"),
    Column("malvarde", "Målvärdet som en mening", "The target as a sentence"),
    Column("enhet", "Vad som räknas; av en andel procent", "What is counted; of a share, per cent"),
    Column("omrade", "Området; tomt är alla tillsammans", "The area; empty is all together"),
    Column("gjort", "Antal till och med raknat_till; av en takt antal gånger", "Number done so far"),
    Column("lovat", "Lovat antal; en andel står i andel_lovad", "Number promised; a share is in andel_lovad"),
    Column("vantat", "Vad som borde vara gjort hittills", "Expected by now"),
    Column("i_perioden", "Antal inom perioden", "Number within the period"),
    Column("slut_lag", "Trolig slutsumma, från (80 %)", "Probable total, from (80 %)"),
    Column("slut_hog", "Trolig slutsumma, till (80 %)", "Probable total, to (80 %)"),
    Column("andel_vad", "Vad andelen är: delen av helheten", "What the share is: the part of the whole"),
    Column("andel_del", "Andelens del, antal", "The share's part, a number"),
    Column("andel_av", "Andelens helhet, antal", "The share's whole, a number"),
    Column("andel", "Andel i procent", "Share in per cent"),
    Column("andel_lag", "Andelens nedre gräns (95 %)", "The share's lower bound (95 %)"),
    Column("andel_hog", "Andelens övre gräns (95 %)", "The share's upper bound (95 %)"),
    Column("andel_lovad", "Lovad andel i procent", "The promised share in per cent"),
    Column("klart", "Dag (av polisen månad) då en milstolpe nåddes", "Day or month a milestone was reached"),
    Column(
        "matt_varde", "Ett mätetals senaste värde inom tiden", "An indicator's last value within the time"
    ),
    Column("matt_den", "Dagen för det värdet", "The day of that value"),
    Column("utgangslage", "Mätetalets utgångsläge", "The indicator's baseline"),
    Column(
        "forandring", "Förändringen, i mätetalets enhet eller procent", "The change, in its unit or per cent"
    ),
    Column("lage", "Läget på svenska; tomt: redovisas i ord", "The status in Swedish; empty: told in words"),
    Column("lagekod", "on_track, behind, done, not_met, cannot_be_judged, stopped", "The status as a code"),
    Column("varfor", "Kod för varför det inte kan bedömas", "Code for why it cannot be judged"),
    Column("raknas", "Vad som räknas", "What counts"),
    Column("raknas_inte", "Vad som inte räknas", "What does not count"),
    Column("fran", "Målvärdets första dag", "The target's first day"),
    Column("till", "Målvärdets sista dag", "The target's last day"),
    Column("raknat_till", "Sista dagen som är räknad", "The last day counted"),
    Column("kalla", "Varifrån siffran kommer", "Where the figure comes from"),
    Column("markning", "attested: räknad ur loggar som inte är öppna", "attested: counted from closed logs"),
    Column(
        "delmal",
        "Delmål: dag och antal, eller månadernas vikter",
        "Interim points: day and number, or weights",
    ),
    Column("tecken", "Vad som ska visa att det är uppfyllt eller klart", "What is to show that it is done"),
    Column("andrad_fran", "Dagen då målvärdet senast ändrades", "The day the target was last changed"),
    Column("tidigare", "Målvärdet före den ändringen", "The target before that change"),
    Column("andrat", "Vad som ändrades: nu, och förut", "What was changed: now, and before"),
    Column("andrad_varfor", "Skälet till ändringen", "The reason of the change"),
    Column("mening", "Meningen i uppföljningen", "The sentence in the follow-up"),
    Column("kommentar", "Parternas kommentar", "The parties' comment"),
    Column("simulerat", "ja eller nej", "yes or no"),
)
