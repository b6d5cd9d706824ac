"""Pages of the channel room: a city's way, a checker's way, what everybody sees."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.cast import COUNTY, ClientOf

from yutang.channel import actions
from yutang.channel.models import Candidate, Channel, Listing, Recommendation
from yutang.channel.tests.conftest import CONTACT, answer_all
from yutang.goods.models import Batch, Product
from yutang.people.access import Person
from yutang.people.models import Opening


def test_a_city_recommends_from_its_desk_to_the_sent_list(
    channel: Channel,
    city: Person,
    chestnuts: Product,
    batch: Batch,
    client_of: ClientOf,
) -> None:
    client = client_of(city)
    assert "empty" in client.get("/channels/desk/").text
    wrong = {"city": "宽城", "name": "张三", "phone": "13800000061"}
    assert client.post(f"/channels/{channel.pk}/recommend/", wrong).status_code == 422
    went = client.post(f"/channels/{channel.pk}/recommend/", wrong | {"city": "承德市"})
    assert went.status_code == 302
    found = Recommendation.objects.get()
    choose = client.get(went["Location"]).text
    assert chestnuts.name in choose
    address = f"/channels/recommendations/{found.pk}/goods/{chestnuts.pk}/"
    assert batch.number in client.get(address).text
    assert (
        client.post(address, {"batch": batch.pk, "supply_kg": 0, "price": "1"}).status_code == 422
    )
    said = {"batch": batch.pk, "supply_kg": "5000", "price": "29.90", "marks": ""}
    assert client.post(address, said).status_code == 302
    assert Candidate.objects.get().price_fen == 2990
    client.post(f"/channels/recommendations/{found.pk}/send/")
    assert Candidate.objects.get().state == "waiting"
    assert chestnuts.name in client.get(f"/channels/recommendations/{found.pk}/").text


def test_the_province_answers_admits_and_lists_on_one_page(
    sent: object, province: Person, client_of: ClientOf, client: Client
) -> None:
    candidate = sent()  # type: ignore[operator]
    page = client_of(province)
    address = f"/channels/candidates/{candidate.pk}/"
    shown = page.get(address).text
    assert "admit/" not in shown, "questions are open"
    question = candidate.recommendation.checklist.questions.filter(kind="person")[0]
    page.post(f"{address}answer/", {"question": question.pk, "answer": "no", "said": ""})
    assert not candidate.answers.exists(), "a no without a word is refused"
    answer_all(candidate, province)
    assert "admit/" in page.get(address).text
    page.post(f"{address}admit/")
    page.post(f"{address}list/")
    listing = Listing.objects.get()
    public = client.get(f"/channels/{listing.channel_id}/").text
    assert "宽城" in public
    assert CONTACT.name not in public
    mark = client.get(f"/goods/{listing.product_id}/").text
    assert "兴农扶贫" in mark
    assert "兴农扶贫" in client.get(f"/places/{COUNTY}/").text
    page.post(f"/channels/listings/{listing.pk}/move/", {"to": "off", "reason": "换季"})
    assert "兴农扶贫" not in client.get(f"/goods/{listing.product_id}/").text


def test_a_refused_good_tells_the_city_what_is_missing(
    sent: object, province: Person, city: Person, client_of: ClientOf
) -> None:
    candidate = sent(marks="LB-18-1")  # type: ignore[operator]
    actions.refuse(candidate.pk, "", province)
    shown = client_of(city).get(f"/channels/candidates/{candidate.pk}/").text
    assert "LB-18-1" in shown
    assert "refuse/" not in shown, "a city decides nothing"


def test_the_file_and_the_number_are_given_with_a_reason_only_and_that_is_kept(
    admitted: Candidate, city: Person, client_of: ClientOf
) -> None:
    client = client_of(city)
    address = f"/channels/recommendations/{admitted.recommendation_id}"
    assert client.post(f"{address}/file/", {"form": "csv", "reason": ""}).status_code == 302
    assert not Opening.objects.exists()
    sent = client.post(f"{address}/file/", {"form": "csv", "reason": "报平台"})
    text = sent.content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("序号,省,市,县")
    assert CONTACT.phone in text
    assert client.post(f"{address}/file/", {"form": "xlsx", "reason": "x"}).content[:2] == b"PK"
    assert CONTACT.phone in client.post(f"{address}/contact/", {"reason": "问价"}, follow=True).text
    assert Opening.objects.filter(by=city, what="contact").count() == 3


def test_an_operator_makes_a_channel_and_its_next_checklist(
    operator: Person, client_of: ClientOf
) -> None:
    client = client_of(operator)
    said = {"name": "县里的频道", "owner": "县里"}
    went = client.post("/channels/new/", said)
    assert client.post("/channels/new/", said).status_code == 422
    made = Channel.objects.get()
    assert went["Location"] == f"/channels/{made.pk}/"
    address = f"/channels/{made.pk}/checklist/"
    assert "v1" in client.get(f"/channels/{made.pk}/").text
    next_one = {"kinds": ["origin"], "own": "好吃吗", "valid_from": "2026-01-01", "source": "自定"}
    assert client.post(address, next_one | {"source": ""}).status_code == 422
    assert client.post(address, next_one).status_code == 302
    assert made.checklists.count() == 2


@pytest.mark.parametrize("goods", [1])
def test_the_public_page_costs_the_same_however_many_goods(
    goods: int,
    admitted: Candidate,
    province: Person,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    actions.put_on_list(admitted.pk, province)
    with django_assert_max_num_queries(12):
        client.get(f"/channels/{admitted.channel_id}/")
