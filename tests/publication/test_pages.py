"""The pages lead on: to their own parts, and from a place on the map to what is told of it."""

import re

from lofte.released.models import Page
from tests.released_world import World

FOLLOWUP = "/lillkoping/loften/2021/2021-T1/v1/"


def page(path: str) -> str:
    return bytes(Page.objects.get(path=path).body).decode()


def contents(text: str) -> list[str]:
    found = re.search(r'<nav class="page-contents".*?</nav>', text, flags=re.DOTALL)
    assert found is not None
    return re.findall(r'href="#([^"]+)"', found[0])


def test_every_part_of_a_page_is_in_its_contents_in_order(world: World, db: None) -> None:
    for path in (FOLLOWUP, f"/en{FOLLOWUP}", "/lillkoping/loften/2021/"):
        text = page(path)
        anchors = contents(text)
        headed = re.findall(r'<h2 id="([^"]+)"', text)

        assert [one for one in anchors if one in headed] == [one for one in headed if one in anchors]
        assert all(f'id="{one}"' in text for one in anchors)
        assert anchors[-1] == "hamta"
    assert set(re.findall(r'<h2 id="([^"]+)"', page(FOLLOWUP))) <= set(contents(page(FOLLOWUP)))


def test_a_place_of_the_map_leads_to_what_the_newest_follow_up_tells_of_it(world: World, db: None) -> None:
    told = page(FOLLOWUP)
    for path in ("/lillkoping/", "/lillkoping/loften/2021/", "/en/lillkoping/"):
        places = re.search(r'<ul class="area-list">.*?</ul>', page(path), flags=re.DOTALL)
        assert places is not None
        links = re.findall(r'<a href="([^"#]*)#([^"]+)">(?:<span lang="sv">)?([^<]+)<', places[0])

        assert {name for _, _, name in links} >= {"Norra", "Södra"}
        for address, anchor, name in links:
            assert address == (f"/en{FOLLOWUP}" if path.startswith("/en") else FOLLOWUP)
            assert re.search(rf'id="{anchor}">\s*<h3>{name}</h3>', told)


def test_where_an_activity_has_several_pictures_each_says_what_it_shows(world: World, db: None) -> None:
    sections = re.findall(r'<section class="activity".*?</section>', page(FOLLOWUP), flags=re.DOTALL)

    n_several = 0
    for section in sections:
        n_figures, n_names = section.count('<figure class="figure'), section.count('class="figure-name"')
        n_several += n_figures > 1
        assert n_names == (n_figures if n_figures > 1 else 0)
    assert n_several
