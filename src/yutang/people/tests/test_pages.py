"""Pages for each of the cast: what they see, and what is not there for them."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from yutang.people import actions
from yutang.people.models import Grant, InboxMessage, Opening, Person
from yutang.plumbing import panels
from yutang.plumbing.config import Config

ClientOf = Callable[[Person], Client]
HTML = '<img src=x onerror="alert(1)">'

pytestmark = pytest.mark.django_db


def test_ones_own_page_needs_a_sign_in_and_says_where() -> None:
    answer = Client().get("/me/")
    assert answer.status_code == 401
    assert "/sign-in/?next=/me/" in answer.text


def test_ones_own_page_shows_what_one_may_do(
    clerk: Person, buyer: Person, operator: Person, client_of: ClientOf
) -> None:
    page = client_of(clerk).get("/me/").text
    assert "130827" in page
    assert 'href="/grants/"' in page
    assert 'href="/orders/"' in page
    assert 'href="/openings/"' not in page
    page = client_of(buyer).get("/me/").text
    assert 'href="/grants/"' not in page
    assert "*******0003" in page
    assert "13800000003" not in page
    assert 'href="/openings/"' in client_of(operator).get("/me/").text


def test_name_and_language_are_kept(buyer: Person, client_of: ClientOf) -> None:
    client = client_of(buyer)
    answer = client.post("/me/", {"name": "  Li  Lei ", "language": "en"}, follow=True)
    assert "Kept." in answer.text
    assert "Name others see" in answer.text
    buyer.refresh_from_db()
    assert (buyer.name, buyer.language) == ("Li Lei", "en")
    answer = client.post("/me/", {"name": " ", "language": "en"})
    assert answer.status_code == 422
    assert "Please enter a name" in answer.text


def test_html_in_a_name_is_shown_as_text(
    clerk: Person, operator: Person, client_of: ClientOf
) -> None:
    actions.rename(clerk, HTML, "zh-hans")
    actions.record_opening(clerk, clerk, HTML, HTML, HTML)
    for person, address in [
        (clerk, "/me/"),
        (clerk, "/grants/"),
        (operator, "/grants/"),
        (operator, "/openings/"),
        (operator, "/office/people/person/"),
        (operator, "/office/people/grant/"),
        (operator, f"/office/people/person/{clerk.pk}/change/"),
    ]:
        page = client_of(person).get(address).text
        assert HTML not in page, address
        assert "&lt;img src=x" in page, address


def test_the_grants_page_is_not_there_for_others(
    buyer: Person, host: Person, officer: Person, client_of: ClientOf
) -> None:
    for person in (buyer, host, officer):
        client = client_of(person)
        assert client.get("/grants/").status_code == 404
        assert client.post("/grants/give/", {"mobile": "13800000001"}).status_code == 404
        assert client.post("/grants/1/end/").status_code == 404
        assert client.post("/grants/1/mobile/", {"reason": "x"}).status_code == 404
        assert client.get("/openings/").status_code == 404
    assert Client().get("/grants/").status_code == 401


def test_a_clerk_sees_only_what_lies_under_their_county(
    clerk: Person, other_clerk: Person, farmer: Person, host: Person, client_of: ClientOf
) -> None:
    page = client_of(clerk).get("/grants/").text
    assert farmer.name in page
    assert host.name in page
    assert other_clerk.name not in page
    assert farmer.name not in client_of(other_clerk).get("/grants/").text


def test_a_clerk_appoints_a_host_and_ends_it(clerk: Person, client_of: ClientOf) -> None:
    client = client_of(clerk)
    form = {"mobile": "138 4444 4444", "name": "新主播", "role": "host", "place": "130827"}
    answer = client.post("/grants/give/", form, follow=True)
    assert "新主播" in answer.text
    assert "13844444444" not in answer.text
    grant = Grant.objects.get(person__name="新主播")
    client.post(f"/grants/{grant.pk}/end/")
    assert "新主播" not in client.get("/grants/").text


def test_a_refused_grant_keeps_what_was_typed(clerk: Person, client_of: ClientOf) -> None:
    form = {"mobile": "13844444444", "name": "新主播", "role": "host", "place": "130623"}
    answer = client_of(clerk).post("/grants/give/", form)
    assert answer.status_code == 403
    assert 'value="新主播"' in answer.text
    assert not Grant.objects.filter(place_code="130623").exists()


def test_a_clerk_offers_only_roles_that_are_theirs_to_give(
    clerk: Person, operator: Person, client_of: ClientOf
) -> None:
    page = client_of(clerk).get("/grants/").text
    assert 'value="host"' in page
    assert 'value="officer"' not in page
    assert 'value="officer"' in client_of(operator).get("/grants/").text


def test_somebody_is_found_by_their_number_only_under_ones_places(
    clerk: Person, host: Person, other_clerk: Person, client_of: ClientOf
) -> None:
    client = client_of(clerk)
    assert host.name in client.get("/grants/?mobile=138 0000 0002").text
    for mobile in ("13800000008", "13899999999", "nonsense"):
        page = client.get("/grants/", {"mobile": mobile}).text
        assert other_clerk.name not in page
        assert "没有用这个号码的人" in page


def test_a_number_is_shown_for_a_reason_and_the_log_says_so(
    clerk: Person, farmer: Person, operator: Person, other_clerk: Person, client_of: ClientOf
) -> None:
    address = f"/grants/{Grant.objects.get(person=farmer).pk}/mobile/"
    client = client_of(clerk)
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client_of(other_clerk).post(address, {"reason": "好奇"}).status_code == 404
    assert not Opening.objects.exists()
    assert "13800000001" in client.post(address, {"reason": "核对收款人"}).text
    log = client_of(operator).get("/openings/").text
    assert "核对收款人" in log
    assert farmer.name in log
    assert "13800000001" not in log
    assert "核对收款人" in client_of(farmer).get("/me/").text


def test_the_inbox_is_for_trying_out_only(monkeypatch: pytest.MonkeyPatch, buyer: Person) -> None:
    actions.send_code("13812345678")
    client = Client()
    page = client.get("/inbox/")
    assert page.status_code == 200
    assert "验证码" in page.text
    assert "仅供试用" in page.text
    assert "/inbox/" in client.get("/sign-in/").text
    for address in ("1.2.3.4", "1.2.3.4, 10.0.0.1", "10.0.0.1, 1.2.3.4", "nonsense"):
        headers = {"X-Forwarded-For": address}
        assert client.get("/inbox/", headers=headers).status_code == 404
        assert "/inbox/" not in client.get("/sign-in/", headers=headers).text
    assert client.get("/inbox/", headers={"X-Forwarded-For": "192.168.1.9"}).status_code == 200
    assert client.get("/inbox/", REMOTE_ADDR="1.2.3.4").status_code == 404
    assert client.get("/inbox/", REMOTE_ADDR="").status_code == 404
    for host, there in (
        ("localhost:8000", 200), ("192.168.1.9:8000", 200), ("[::1]:8000", 200), ("kc.local", 200),
        ("kc.example", 404), ("1.2.3.4", 404), ("127.0.0.1.evil.example", 404),
    ):  # fmt: skip
        assert client.get("/inbox/", headers={"Host": host}).status_code == there, host


@pytest.mark.parametrize(
    ("name", "value"), [("YUTANG_SMS", "http"), ("YUTANG_ORIGINS", "https://kc.example")]
)
def test_the_inbox_is_gone_with_a_gateway_or_a_public_address(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    InboxMessage.objects.all()
    monkeypatch.setenv(name, value)
    Config.load.cache_clear()
    try:
        assert Client().get("/inbox/").status_code == 404
        assert "/inbox/" not in Client().get("/sign-in/").text
    finally:
        monkeypatch.undo()
        Config.load.cache_clear()


def test_the_office_is_for_clerks_and_operators(
    buyer: Person, host: Person, clerk: Person, operator: Person, client_of: ClientOf
) -> None:
    for person in (buyer, host):
        assert client_of(person).get("/office/").status_code == 404
    asked = Client().get("/office/people/person/", follow=True)
    assert asked.redirect_chain[-1][0].startswith("/sign-in/?next=")
    assert client_of(clerk).get("/office/").status_code == 200
    assert client_of(clerk).get("/office/people/person/").status_code == 403
    assert client_of(operator).get("/office/").status_code == 200
    page = client_of(operator).get("/office/people/person/", {"q": "138 0000 0003"}).text
    assert buyer.name in page
    assert host.name not in page
    assert "13800000003" not in page.replace('value="138 0000 0003"', "")


def test_an_operator_closes_an_account_in_the_office(
    buyer: Person, operator: Person, client_of: ClientOf
) -> None:
    client = client_of(operator)
    address = f"/office/people/person/{buyer.pk}/change/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": buyer.name}).status_code == 302
    buyer.refresh_from_db()
    assert not buyer.is_active
    assert client.post(f"/office/people/person/{buyer.pk}/delete/").status_code == 403
    assert client.post("/office/people/grant/add/", {}).status_code == 403


def test_leaving_the_office_is_signing_out(operator: Person, client_of: ClientOf) -> None:
    client = client_of(operator)
    assert client.post("/office/logout/").status_code == 302
    assert client.get("/me/").status_code == 401


def test_pages_ask_the_database_little(
    clerk: Person,
    client_of: ClientOf,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(panels, "_places", {})  # what other rooms hang there, they count
    for number in range(30):
        actions.appoint(f"138555500{number:02d}", "主播", "host", "130827", by=clerk)
    client = client_of(clerk)
    with django_assert_max_num_queries(12):
        client.get("/grants/")
    with django_assert_max_num_queries(9):
        client.get("/me/")
    with django_assert_max_num_queries(0):
        Client().get("/sign-in/")
