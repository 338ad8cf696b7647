"""What a promise's page is made of: the map shows the parts that it names."""

from lofte.places import actions as places
from lofte.promises.models import Target, TargetPlace
from lofte.publication import promise_content
from tests.promised import AT, Promised


def _also_the_whole(stage: Promised) -> Target:
    cast = stage.cast
    whole = places.make_area_set(
        partnership=cast.partnership,
        name="hela kommunen",
        areas=[cast.whole],
        complement_of=None,
        position=9,
        by_id=None,
        at=AT,
    )
    target = Target.objects.filter(activity__promise=stage.promise, places__isnull=False).first()
    assert target is not None
    TargetPlace.objects.create(target=target, area_set=whole, position=9)
    return target


def _painted(stage: Promised) -> set[str]:
    ground = promise_content.of(stage.promise.pk)["map"]
    return {area["group"] for area in ground["areas"]} - {""}


def test_the_whole_municipality_hides_no_part_of_it(stage: Promised) -> None:
    parts = _painted(stage)

    _also_the_whole(stage)

    assert _painted(stage) == parts
    assert stage.cast.whole.name not in {
        area["name"] for area in promise_content.of(stage.promise.pk)["map"]["areas"]
    }


def test_the_whole_is_painted_where_it_is_all_there_is(stage: Promised) -> None:
    target = _also_the_whole(stage)

    TargetPlace.objects.exclude(target=target, position=9).delete()

    assert _painted(stage) == {"hela kommunen"}
