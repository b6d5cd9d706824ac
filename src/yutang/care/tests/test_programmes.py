"""Complaints about programmes: to the county at once, never to who runs the programme."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from tests.cast import COUNTY, ClientOf

from yutang.care import access, actions
from yutang.care.actions import About
from yutang.care.errors import OwnCase
from yutang.care.models import Complaint
from yutang.care.rules import complaining
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.programmes import actions as programmes
from yutang.programmes.access import Programme

TEXT = "名单上有我，可那天没有办过培训"


@pytest.fixture
def programme(clerk: Person) -> Programme:
    """A programme that the county's clerk runs themselves."""
    facts = programmes.ProgrammeFacts(
        "村播一期（测试）",
        "ecommerce",
        COUNTY,
        "让一百户人家学会直播卖货。",
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    return programmes.start(facts, clerk, key=uuid4())


@pytest.fixture
def colleague(db: None) -> Person:
    """Another clerk of the county."""
    person = people.enrol("13800000044", "宽城干事二")
    people.give_grant(person, "clerk", COUNTY, by=None)
    return person


def complained(programme: Programme, by: Person | None, kind: str = "programme.list") -> Complaint:
    about = About(place_code=programme.place_code, programme_id=programme.pk)
    return actions.complain(about, kind, TEXT, uuid4(), by=by)


def test_the_county_is_asked_at_once_and_who_runs_it_neither_sees_nor_decides(
    programme: Programme, buyer: Person, clerk: Person, colleague: Person
) -> None:
    complaint = complained(programme, buyer)
    assert complaint.state == "county"
    for attempt in (
        lambda: access.complaint_for(clerk, complaint.pk),
        lambda: actions.settle_complaint(complaint.pk, clerk, "unfounded", "查过了，没有这回事"),
        lambda: actions.say_to_complaint(complaint.pk, clerk, "我来说明一下"),
        lambda: actions.open_contact(complaint.pk, clerk),
    ):
        with pytest.raises(OwnCase):
            attempt()
    assert complaint not in access.complaints_of(clerk)
    assert complaint in access.complaints_of(colleague)
    settled = actions.settle_complaint(complaint.pk, colleague, "righted", "名单已改，补办一次")
    assert settled.finding == "righted"


def test_somebody_without_an_account_complains_from_the_programmes_page(
    programme: Programme, client: Client, client_of: ClientOf, clerk: Person
) -> None:
    assert (
        f"/programmes/{programme.pk}/complaint/"
        in client.get(f"/programmes/{programme.pk}/").content.decode()
    )
    page = client.get(f"/programmes/{programme.pk}/complaint/").content.decode()
    assert "programme.fee" in page
    assert "goods.short" not in page
    said = {"key": uuid4(), "kind": "programme.fee", "text": "报名要先交两百块钱"}
    kept = client.post(f"/programmes/{programme.pk}/complaint/", said)
    assert kept.status_code == 302
    assert programme.name in client.get(kept["Location"]).content.decode()
    assert client_of(clerk).get(kept["Location"]).status_code == 403


def test_who_complained_finds_it_again_under_their_own_things(
    programme: Programme, buyer: Person, stranger: Person, client_of: ClientOf
) -> None:
    complained(programme, buyer, "programme.benefit")
    assert programme.name in client_of(buyer).get("/complaints/").content.decode()
    assert "/complaints/" in client_of(buyer).get("/me/").content.decode()
    assert programme.name not in client_of(stranger).get("/complaints/").content.decode()


def test_goods_and_programmes_are_offered_their_own_part_of_the_tree() -> None:
    bought = complaining.offered(about_programme=False)
    asked = complaining.offered(about_programme=True)
    assert set(bought) | set(asked) == set(complaining.TREE)
    assert set(bought) & set(asked) == {"data", "other"}
    assert not any(complaining.is_sellers(kind) for kinds in asked.values() for kind in kinds)
