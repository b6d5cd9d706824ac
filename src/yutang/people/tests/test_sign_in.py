"""Signing in by code: the whole way on pages, and what goes wrong on it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from tests.at_once import at_once

from yutang.kernel.clock import now
from yutang.people import actions, rules
from yutang.people.errors import (
    AccountClosed,
    AddressBusy,
    CodeGone,
    CodeLocked,
    CodeOnItsWay,
    CodesSpent,
    WrongCode,
)
from yutang.people.models import Code, InboxMessage, Person
from yutang.plumbing.seal import unseal

MOBILE = "13812345678"
CodeSentTo = Callable[[str], str]

pytestmark = pytest.mark.django_db


def let_time_pass(**span: float) -> None:
    """Make everything sent so far that much older."""
    gone = timedelta(**span)
    Code.objects.update(sent_at=F("sent_at") - gone, expires_at=F("expires_at") - gone)


def another_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_a_newcomer_signs_in_with_number_and_code(code_sent_to: CodeSentTo) -> None:
    client = Client()
    page = client.get("/sign-in/?next=/orders/")
    assert page.status_code == 200
    assert 'inputmode="numeric"' in page.text
    page = client.post("/sign-in/", {"mobile": "138 1234 5678", "next": "/orders/"})
    assert 'autocomplete="one-time-code"' in page.text
    code = code_sent_to(MOBILE)
    answer = client.post("/sign-in/", {"mobile": MOBILE, "code": code, "next": "/orders/"})
    assert (answer.status_code, answer["Location"]) == (302, "/orders/")
    person = Person.objects.get()
    assert unseal(person.mobile_sealed) == MOBILE
    assert re.fullmatch(r"乡亲\d{4}", person.name)
    assert not person.has_usable_password()
    assert client.get("/me/").status_code == 200


def test_the_number_is_nowhere_in_clear_text(code_sent_to: CodeSentTo) -> None:
    actions.send_code(MOBILE)
    code = code_sent_to(MOBILE)
    actions.sign_in_with_code(MOBILE, code)
    for table in ("person", "code", "inboxmessage"):
        with connection.cursor() as cursor:
            cursor.execute(f"select t::text from people_{table} t")
            rows = " ".join(row[0] for row in cursor.fetchall())
        assert MOBILE not in rows
        assert MOBILE.encode().hex() not in rows
        assert code.encode().hex() not in rows


def test_signing_in_again_is_the_same_account(code_sent_to: CodeSentTo) -> None:
    people = set()
    for _time in range(2):
        actions.send_code(MOBILE)
        people.add(actions.sign_in_with_code(MOBILE, code_sent_to(MOBILE)).pk)
        let_time_pass(minutes=2)
    assert len(people) == 1


def test_a_code_is_good_once(code_sent_to: CodeSentTo) -> None:
    actions.send_code(MOBILE)
    code = code_sent_to(MOBILE)
    actions.sign_in_with_code(MOBILE, code)
    with pytest.raises(CodeGone):
        actions.sign_in_with_code(MOBILE, code)


def test_a_code_is_good_for_five_minutes(code_sent_to: CodeSentTo) -> None:
    actions.send_code(MOBILE)
    let_time_pass(minutes=5)
    with pytest.raises(CodeGone):
        actions.sign_in_with_code(MOBILE, code_sent_to(MOBILE))


def test_only_the_newest_code_is_good(code_sent_to: CodeSentTo) -> None:
    actions.send_code(MOBILE)
    first = code_sent_to(MOBILE)
    let_time_pass(seconds=61)
    actions.send_code(MOBILE)
    newest = code_sent_to(MOBILE)
    if first != newest:
        with pytest.raises(WrongCode):
            actions.sign_in_with_code(MOBILE, first)
    assert actions.sign_in_with_code(MOBILE, newest).pk


def test_a_code_of_one_number_is_no_code_of_another(code_sent_to: CodeSentTo) -> None:
    actions.send_code(MOBILE)
    actions.send_code("13987654321")
    with pytest.raises((WrongCode, CodeGone)):
        actions.sign_in_with_code("13987654321", another_than(code_sent_to("13987654321")))
    with pytest.raises(CodeGone):
        actions.sign_in_with_code("13700000000", code_sent_to(MOBILE))


def test_guessing_locks_the_code_even_for_the_right_guess(code_sent_to: CodeSentTo) -> None:
    actions.send_code(MOBILE)
    code = code_sent_to(MOBILE)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as told:
            actions.sign_in_with_code(MOBILE, another_than(code))
        assert told.value.fields == {"left": left}
    for guess in (another_than(code), code):
        with pytest.raises(CodeLocked):
            actions.sign_in_with_code(MOBILE, guess)
    assert not Person.objects.exists()


def test_a_second_code_waits_a_minute_and_the_page_still_asks_for_the_first(
    code_sent_to: CodeSentTo,
) -> None:
    client = Client()
    client.post("/sign-in/", {"mobile": MOBILE})
    again = client.post("/sign-in/", {"mobile": MOBILE})
    assert again.status_code == 429
    assert 'name="code"' in again.text
    assert "秒后可以重新获取" in again.text
    assert InboxMessage.objects.count() == 1
    with pytest.raises(CodeOnItsWay):
        actions.send_code(MOBILE)
    assert actions.sign_in_with_code(MOBILE, code_sent_to(MOBILE)).pk


def test_a_number_gets_ten_codes_a_day() -> None:
    for _time in range(10):
        actions.send_code(MOBILE)
        let_time_pass(seconds=61)
    with pytest.raises(CodesSpent) as told:
        actions.send_code(MOBILE)
    assert told.value.fields["hours"] == 24
    let_time_pass(hours=24)
    actions.send_code(MOBILE)


def test_a_network_address_gets_only_so_many_codes_an_hour() -> None:
    most = rules.CODE_LIMITS_ADDRESS[0].most
    for number in range(most):
        actions.send_code(f"1380000{number:04d}", address="203.0.113.7")
    with pytest.raises(AddressBusy):
        actions.send_code("13900000000", address="203.0.113.7")
    actions.send_code("13900000000", address="203.0.113.8")


def test_a_closed_account_cannot_sign_in(buyer: Person, code_sent_to: CodeSentTo) -> None:
    Person.objects.filter(pk=buyer.pk).update(is_active=False)
    actions.send_code("13800000003")
    with pytest.raises(AccountClosed):
        actions.sign_in_with_code("13800000003", code_sent_to("13800000003"))


def test_closing_an_account_ends_its_session(
    buyer: Person, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(buyer)
    assert client.get("/me/").status_code == 200
    Person.objects.filter(pk=buyer.pk).update(is_active=False)
    assert client.get("/me/").status_code == 401


def test_with_two_tabs_the_second_one_simply_goes_on(code_sent_to: CodeSentTo) -> None:
    client = Client(enforce_csrf_checks=True)

    def token(text: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        assert found
        return found[1]

    first = token(client.get("/sign-in/").text)
    client.post("/sign-in/", {"mobile": MOBILE, "csrfmiddlewaretoken": first})
    second = token(client.get("/sign-in/").text)
    form = {"mobile": MOBILE, "code": code_sent_to(MOBILE), "next": "/orders/"}
    answers = [
        client.post("/sign-in/", {**form, "csrfmiddlewaretoken": mark}) for mark in (first, second)
    ]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/orders/"),
        (302, "/orders/"),
    ]
    assert Person.objects.count() == 1


def test_a_form_from_another_site_is_refused_in_the_readers_words() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"mobile": MOBILE})
    assert answer.status_code == 403
    assert "打开太久" in answer.text
    assert not InboxMessage.objects.exists()


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
        "http:///evil.example", "\x00/", "/a\nb", "/" + "a" * 600, "evil",
    ],
)  # fmt: skip
def test_only_addresses_of_this_site_come_next(target: str, code_sent_to: CodeSentTo) -> None:
    actions.send_code(MOBILE)
    form = {"mobile": MOBILE, "code": code_sent_to(MOBILE), "next": target}
    assert Client().post("/sign-in/", form)["Location"] == "/"


def test_signing_in_changes_the_sessions_key(code_sent_to: CodeSentTo) -> None:
    client = Client()
    client.post("/sign-in/passkey/options/")  # begins a session before anybody is known
    before = client.session.session_key
    actions.send_code(MOBILE)
    client.post("/sign-in/", {"mobile": MOBILE, "code": code_sent_to(MOBILE)})
    assert client.session.session_key != before


def test_whoever_is_signed_in_is_not_asked_again(
    buyer: Person, client_of: Callable[[Person], Client]
) -> None:
    answer = client_of(buyer).get("/sign-in/?next=/me/")
    assert (answer.status_code, answer["Location"]) == (302, "/me/")


def test_a_bad_number_is_told_beside_the_field() -> None:
    answer = Client().post("/sign-in/", {"mobile": "<b>12"})
    assert answer.status_code == 422
    assert "11 位手机号码" in answer.text
    assert "<b>12" not in answer.text
    assert "&lt;b&gt;12" in answer.text


def test_the_page_speaks_english_too() -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    page = client.get("/sign-in/")
    assert "Mobile number" in page.text
    assert "手机" not in page.text


@pytest.mark.django_db(transaction=True)
def test_of_many_right_answers_at_once_one_is_taken(code_sent_to: CodeSentTo) -> None:
    actions.send_code(MOBILE)
    code = code_sent_to(MOBILE)
    given = at_once(*[lambda: actions.sign_in_with_code(MOBILE, code)] * 6)
    assert sum(isinstance(each, CodeGone) for each in given) == 5
    assert Person.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_requests_at_once_one_code_is_sent() -> None:
    given = at_once(*[lambda: actions.send_code(MOBILE)] * 6)
    assert sum(isinstance(each, CodeOnItsWay) for each in given) == 5
    assert Code.objects.filter(sent_at__lte=now()).count() == 1
