"""The demo's villages and programmes: painting twice is painting once."""

from yutang.cli.demo import programmes, villages
from yutang.cli.demo.villages import sample
from yutang.people import access


def test_painting_twice_writes_nothing_the_second_time(sampled: None) -> None:
    first = villages.paint()
    assert None not in first.values(), "a room failed: see what it logged"
    assert first["goods"] == sum(len(county.goods) for county in sample.counties())
    assert not any(villages.paint().values())
    assert None not in programmes.paint().values(), "a room failed: see what it logged"
    assert not any(programmes.paint().values())


def test_the_demo_has_who_works_in_its_programmes(sampled: None) -> None:
    from yutang.people import queries

    assert not any(programmes.paint([]).values())
    village = sample.neighbours(programmes.HOME)[0].code
    works = {
        programmes.TEACHER: "teacher",
        programmes.DOCTOR: "doctor",
        programmes.ASSESSOR: "assessor",
        programmes.SECOND_ASSESSOR: "assessor",
        programmes.HELPER: "helper",
    }
    for mobile, role in works.items():
        person = queries.by_mobile(mobile)
        assert person is not None
        assert person.is_demo
        assert access.may(person, role, village)
