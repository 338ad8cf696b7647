"""A whole promise of our own text: each line follows, whichever way its open questions are answered."""

import pytest

from lofte.periods.calendar import parse
from lofte.promises.models import Promise
from lofte.work import counting
from tests.cast import Cast
from tests.work.test_cases import log, weekly
from tests.work.wording import again, read

WORDING = """Polisen ska genomföra minst 20 fotpatruller i Norra och motsvarande antal i Södra.
- Polisen ska genomföra minst två trafikkontroller i veckan i Norra.
- Kommunen ska varje vecka ta fram en lägesbild för Norra.
- Sociala insatsgruppen (SIG) ska ha minst 4 ärenden."""
ANSWERS = (
    {
        "each_or_together": "Varje plats för sig",
        "per_year_or_whole_period": "Varje år",
        "average_or_every": "Varje gång för sig",
        "counted_when": "När det påbörjas",
    },
    {
        "each_or_together": "Alla platser tillsammans",
        "per_year_or_whole_period": "Hela löftets tid",
        "average_or_every": "I genomsnitt",
        "counted_when": "När det avslutas",
    },
)
# Of each answer: figure, promised and status of every line, when 2021 of the two years is over.
LINES = (
    [(20, 20.0), (5, 20.0), (5, 104.0), (52, 104.0), (3, 4.0)],
    [(25, 20.0), (57, 208.0), (52, 104.0), (1, 4.0)],
)


@pytest.mark.parametrize("answer", [0, 1])
def test_every_line_follows_the_answers(cast: Cast, kept_draft: Promise, answer: int) -> None:
    case = again(read(cast, WORDING, ANSWERS[answer], years="2021–2022").promise)
    log("foot-patrol", cast.north_area, weekly(20), cast.police)
    log("foot-patrol", cast.south_area, weekly(5), cast.police)
    log("traffic-control", cast.north_area, weekly(52), cast.police)
    log("traffic-control", cast.north_area, weekly(5), cast.police)
    log("picture-shared", cast.north_area, weekly(52), cast.municipality)
    log("sig-case", cast.north_area, weekly(3), cast.municipality, state="begun")
    log("sig-case", cast.north_area, weekly(1), cast.municipality, state="closed")

    found = counting.outcomes(case.targets, period=parse("2021"), cut=parse("2021").ends)

    lines = [one for target in case.targets for one in found[target.pk].places if one.promised is not None]
    assert [(line.done, line.promised) for line in lines] == LINES[answer]
