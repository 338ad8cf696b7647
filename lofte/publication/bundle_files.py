"""What a bundle's files are called, in its two forms."""

MANIFEST = "manifest.json"
SCHEMA, OLD_SCHEMA = "lofte/bundle/2", "lofte/bundle/1"  # in the old form every text lies inside the hash
DATA = "uppfoljning.json"
FROZEN = "uppfoljning.fryst.json"  # what is hashed: commitments in the place of texts
OPENINGS = "uppfoljning.oppningar.json"  # what opens them
LIST = "uppfoljning.stickprov.txt"  # what a sample was drawn from, where there was one
PARTS = (  # what a follow-up always holds; its styles and fonts may change with the years
    "uppfoljning.csv",
    "uppfoljning.en.html",
    "uppfoljning.en.pdf",
    DATA,
    "uppfoljning.sv.html",
    "uppfoljning.sv.pdf",
)
SEALED_PARTS = (*PARTS, FROZEN, OPENINGS)
