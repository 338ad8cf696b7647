"""Somebody is pointed at where a person or an office stands beside what only one has; anybody is not."""

import pytest

from lofte.screening import find


@pytest.mark.parametrize(
    "text",
    [
        "Ägaren till den gröna moppen har fått en lapp.",
        "Innehavaren av kiosken vill ha fler ronder.",
        "Han som bor bakom bageriet klagar.",
        "Hon som driver blomsterbutiken är rädd.",
        "Vaktmästarens yngsta dotter var med.",
        "Vår vikarie från Exempelskolan blev hotad.",
        "Den blinde mannen i kvarteret går varje kväll.",
        "Kvinnan med ledarhunden hälsade.",
        "Brevbäraren på Exempelgatan såg bilen.",
        "Tränaren för flicklaget hämtade nycklarna.",
        "Den enda i personalen som talar finska var ledig.",
        "Hennes lillebror som går i 4B var med.",
        "Grannen i 1102 har bytt lås.",
        "Skötaren som har hand om Exempelområdet lagade lampan.",
    ],
)
def test_one_among_few_is_pointed_at(text: str) -> None:
    assert [one.kind for one in find(text)] == ["described"]


@pytest.mark.parametrize(
    "text",
    [
        "Ägaren till huset är kontaktad.",
        "Föraren på länsvägen fick köra vidare.",
        "Området vid stationen städades.",
        "Åklagarkammaren i Exempelköping är underrättad.",
        "Sommaren på Exempelgården var lugn.",
        "Några pensionärer vid kiosken hälsade.",
        "Spädbarn i vagn utanför kyrkan sov.",
        "Vaktmästaren lagade grinden.",
        "Vår kollega kommer på måndag.",
    ],
)
def test_anybody_is_not_pointed_at(text: str) -> None:
    assert find(text) == ()
