"""The two partnerships: Jönköping with its real areas, and Exempelköping that does not exist."""

from datetime import date

from lofte.site.demo.ground import Party, Person, Setting

JONKOPING = Setting(
    slug="jonkoping",
    name="Samverkan i Jönköping",
    municipality="Jönköpings kommun",
    code="0680",
    kind="regso",
    version_year=2025,
    geo="jonkoping",
    parties=(
        Party(
            "lpo-sodra-vatterbygden", "Lokalpolisområde Södra Vätterbygden", "Polisen", "police", signs=True
        ),
        Party("jonkopings-kommun", "Jönköpings kommun", "Kommunen", "municipality", signs=True),
        Party("vatterhem", "Vätterhem", "Vätterhem", "housing"),
        Party("nattvandrarna-jonkoping", "Nattvandrande föreningar", "Föreningarna", "association"),
    ),
    people=(
        Person("Tove Exempelgren", "trygghetssamordnare", "jonkopings-kommun", "coordinator"),
        Person("Nils Exempelström", "områdespolis", "lpo-sodra-vatterbygden", "field"),
        Person("Ylva Exempelberg", "lokalpolisområdeschef", "lpo-sodra-vatterbygden", "approver-police"),
        Person(
            "Henrik Exempelqvist",
            "ordförande i kommunstyrelsen",
            "jonkopings-kommun",
            "approver-municipality",
        ),
        Person("Amira Exempelhage", "fältvärd", "vatterhem", "field-housing"),
    ),
    area_sets={
        "Råslätt": ["Råslätt"],
        "Öxnehaga": ["Öxnehaga", "Öxnehaga centrum"],
        "Österängen": ["Österängen"],
        "Ekhagen": ["Ekhagen"],
        "Huskvarna": ["Huskvarna centrum", "Huskvarna söder"],
        "Centrum": ["Jönköping centrum Väster", "Jönköping centrum Öster"],
        "Juneporten": ["Jönköping centrum Väster"],
        "Resecentrum": ["Jönköping centrum Väster"],
        "Jönköpings kommun": [],
    },
    complements={
        "övriga Jönköpings kommun": [
            "Råslätt",
            "Öxnehaga",
            "Öxnehaga centrum",
            "Österängen",
            "Huskvarna centrum",
            "Huskvarna söder",
        ]
    },
    prioritised=("Råslätt", "Öxnehaga", "Österängen", "Ekhagen"),
    prioritised_from=date(2020, 1, 1),
    decision="Områdena i medborgarlöftet (antagande i demonstrationen)",
    places={"Juneporten": "Jönköping centrum Väster", "Resecentrum": "Jönköping centrum Väster"},
)

EXEMPELKOPING = Setting(
    slug="exempelkoping",
    name="Samverkan i Exempelköping",
    municipality="Exempelköpings kommun",
    code="EX00",
    kind="district",
    version_year=2026,
    geo="exempelkoping",
    parties=(
        Party("lpo-exempelbygden", "Lokalpolisområde Exempelbygden", "Polisen", "police", signs=True),
        Party("exempelkopings-kommun", "Exempelköpings kommun", "Kommunen", "municipality", signs=True),
        Party("exempelhem", "Exempelhem", "Exempelhem", "housing"),
        Party("exempelkopings-nattvandrare", "Exempelköpings nattvandrare", "Nattvandrarna", "association"),
    ),
    people=(
        Person("Lo Påhittsson", "trygghetssamordnare", "exempelkopings-kommun", "coordinator"),
        Person("Vide Påhittström", "områdespolis", "lpo-exempelbygden", "field"),
        Person("Alex Påhittad", "lokalpolisområdeschef", "lpo-exempelbygden", "approver-police"),
        Person(
            "Sam Exempelsson",
            "ordförande i kommunstyrelsen",
            "exempelkopings-kommun",
            "approver-municipality",
        ),
        Person("Juno Påhittmark", "husvärd", "exempelhem", "field-housing"),
        Person("Mika Påhittlund", "områdespolis", "lpo-exempelbygden", "field-colleague"),
        Person("Ali Exempelsjö", "fältassistent", "exempelkopings-kommun", "field-municipality"),
        Person("Noor Påhittvall", "biträdande lokalpolisområdeschef", "lpo-exempelbygden", "deputy"),
        Person("Rut Exempelö", "säkerhetschef", "exempelkopings-kommun", "administrator"),
        Person("Ove Påhittdal", "verksamhetsutvecklare", "lpo-exempelbygden", "administrator-second"),
        Person("Isa Exempeläng", "analytiker", "lpo-exempelbygden", "analyst"),
        Person("Max Påhittskog", "kommunikatör", "exempelkopings-kommun", "publisher"),
        Person("Gun Påhittberg", "kommunrevisor", "exempelkopings-kommun", "auditor"),
        Person("Pål Påhittrud", "registrator", "exempelkopings-kommun", "registrar"),
        Person("Siv Exempelvik", "dataskyddsombud", "exempelkopings-kommun", "protection"),
    ),
    area_sets={
        "Norrbacka": ["Norrbacka"],
        "Kvarnängen": ["Kvarnängen"],
        "Exempelköpings centrum": ["Exempelköpings centrum", "Stationsstaden"],
        "Söderby": ["Söderby"],
        "Lillhagen": ["Lillhagen"],
        "Västra Strand": ["Västra Strand"],
        "Björkvallen": ["Björkvallen"],
        "Hammarlunda": ["Hammarlunda"],
        "Stationsparken": ["Stationsstaden"],
        "hela kommunen": [],
    },
    complements={
        "övriga Exempelköping": ["Norrbacka", "Kvarnängen", "Exempelköpings centrum", "Stationsstaden"]
    },
    prioritised=("Norrbacka", "Kvarnängen"),
    prioritised_from=date(2025, 1, 1),
    decision="Kommunstyrelsen § 14 (påhittat)",
    places={"Stationsparken": "Stationsstaden", "Stora torget": "Exempelköpings centrum"},
)
