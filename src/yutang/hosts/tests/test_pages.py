"""Pages of hosts: applied on a phone, checked, ticked; what the public reads has no persons."""

from uuid import uuid4

from tests.cast import ClientOf

from yutang.hosts import actions
from yutang.hosts.access import Path
from yutang.hosts.models import State
from yutang.hosts.tests.conftest import VILLAGE, Apply, Certify, id_number
from yutang.people.access import Person


def test_a_farmer_applies_and_a_clerk_admits(
    land: None, stranger: Person, clerk: Person, client_of: ClientOf
) -> None:
    asked = {
        "key": str(uuid4()),
        "name": "李大姐",
        "place": VILLAGE,
        "id_number": id_number(1),
        "goods": "自家板栗",
        "words": "想自己卖",
        "agrees": "on",
    }
    answer = client_of(stranger).post("/hosts/apply/", asked)
    path = Path.objects.get()
    assert answer.headers["Location"] == f"/hosts/paths/{path.pk}/"
    assert client_of(stranger).get("/hosts/apply/").status_code == 302
    office = client_of(clerk)
    page = office.get(f"/hosts/paths/{path.pk}/").content.decode()
    assert "李大姐" in page
    assert id_number(1) not in page
    office.post(f"/hosts/paths/{path.pk}/step/", {"step": "admit", "saw_identity": "on"})
    path.refresh_from_db()
    assert path.state == State.ADMITTED


def test_a_helper_writes_it_down_and_the_place_must_be_theirs(
    land: None, helper: Person, client_of: ClientOf
) -> None:
    asked = {
        "key": str(uuid4()),
        "name": "王大爷",
        "place": "130623",
        "id_number": id_number(2),
        "goods": "小米",
        "agrees": "on",
    }
    door = client_of(helper)
    assert door.post("/hosts/apply/?for=other", asked).status_code == 422
    assert door.post("/hosts/apply/?for=other", asked | {"place": VILLAGE}).status_code == 302


def test_a_doctor_who_writes_it_down_is_led_back_to_a_page_that_is_theirs(
    land: None, doctor: Person, client_of: ClientOf
) -> None:
    asked = {
        "key": str(uuid4()),
        "name": "王大爷",
        "place": VILLAGE,
        "id_number": id_number(2),
        "goods": "小米",
        "agrees": "on",
    }
    door = client_of(doctor)
    assert door.get("/hosts/paths/").status_code == 404
    made = door.post("/hosts/apply/?for=other", asked).headers["Location"]
    for address in ("/hosts/apply/?for=other", made):
        page = door.get(address).content.decode()
        assert 'class="back" href="/hosts/"' in page, address


def test_the_public_reads_no_person_and_no_small_group(
    certify: Certify, stranger: Person, client_of: ClientOf, buyer: Person
) -> None:
    (path,) = certify(stranger)
    actions.count_now()
    for address in ("/hosts/", "/hosts/places/130827/"):
        page = client_of(buyer).get(address, headers={"accept-language": "zh-hans"})
        assert "路人" not in page.content.decode()
        assert "主播不足 10 人" in page.content.decode()
    own = client_of(stranger)
    assert own.get(f"/hosts/paths/{path.pk}/months/").status_code == 200
    assert client_of(buyer).get(f"/hosts/paths/{path.pk}/months/").status_code == 404


def test_a_path_that_is_refused_says_why_and_what_to_do(
    apply: Apply, stranger: Person, clerk: Person, client_of: ClientOf
) -> None:
    path = apply(stranger)
    actions.refuse(path.pk, "goods", "没有说清楚卖什么", clerk)
    page = client_of(stranger).get(f"/hosts/paths/{path.pk}/").content.decode()
    assert "没有说清楚卖什么" in page
    assert 'value="appeal"' in page
