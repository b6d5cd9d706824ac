"""Passkeys, by an authenticator in software."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from yutang.people.models import Passkey, Person
from yutang.people.tests.authenticator import PRESENT, Authenticator

ClientOf = Callable[[Person], Client]
Answer = Any

pytestmark = pytest.mark.django_db


def register(client: Client, key: Authenticator, label: str = "办公室的电脑") -> Answer:
    options = client.post("/me/passkeys/options/").json()
    body = {"credential": key.create(options), "label": label}
    return client.post("/me/passkeys/", body, content_type="application/json")


def sign_in(client: Client, key: Authenticator, target: str = "/me/") -> Answer:
    options = client.post("/sign-in/passkey/options/").json()
    body = {"credential": key.get(options)}
    return client.post(f"/sign-in/passkey/?next={target}", body, content_type="application/json")


def test_a_clerk_adds_a_passkey_and_signs_in_with_it(clerk: Person, client_of: ClientOf) -> None:
    key, browser = Authenticator(), client_of(clerk)
    assert register(browser, key).status_code == 201
    assert "办公室的电脑" in browser.get("/me/").text
    fresh = Client()
    answer = sign_in(fresh, key, "/grants/")
    assert (answer.status_code, answer.json()) == (200, {"next": "/grants/"})
    assert "yutang_pass" in answer.cookies
    assert fresh.get("/me/").context["person"] == clerk
    kept = Passkey.objects.get()
    assert kept.sign_count == 1
    assert kept.used_at is not None


def test_the_options_ask_for_a_key_that_knows_its_owner(clerk: Person, client_of: ClientOf) -> None:
    options = client_of(clerk).post("/me/passkeys/options/").json()
    assert options["rp"]["id"] == "testserver"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert Client().post("/sign-in/passkey/options/").json()["userVerification"] == "required"


def test_passkeys_are_for_people_with_a_role(buyer: Person, client_of: ClientOf) -> None:
    answer = client_of(buyer).post("/me/passkeys/options/")
    assert (answer.status_code, answer.json()["code"]) == (403, "staff_only")
    answer = Client().post("/me/passkeys/options/")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_needed")


def test_an_answer_is_good_once(clerk: Person, client_of: ClientOf) -> None:
    key = Authenticator()
    register(client_of(clerk), key)
    client = Client()
    options = client.post("/sign-in/passkey/options/").json()
    body = {"credential": key.get(options)}
    first = client.post("/sign-in/passkey/", body, content_type="application/json")
    client.post("/sign-out/")
    again = client.post("/sign-in/passkey/", body, content_type="application/json")
    assert (first.status_code, again.status_code) == (200, 422)


def test_a_counter_that_went_back_is_a_copied_key(clerk: Person, client_of: ClientOf) -> None:
    key = Authenticator()
    register(client_of(clerk), key)
    assert sign_in(Client(), key).status_code == 200
    key.counter = 0
    assert sign_in(Client(), key).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://evil.example"},
        {"host": "evil.example"},
        {"flags": PRESENT},
    ],
)
def test_another_site_or_an_unconfirmed_owner_is_refused(
    wrong: dict[str, Any], clerk: Person, client_of: ClientOf
) -> None:
    browser = client_of(clerk)
    assert register(browser, Authenticator(**wrong)).status_code == 422
    key = Authenticator()
    register(browser, key)
    for name, value in wrong.items():
        setattr(key, name, value)
    answer = sign_in(Client(), key)
    assert (answer.status_code, answer.json()["code"]) == (422, "passkey_refused")
    assert "yutang_pass" not in answer.cookies


def test_a_foreign_key_under_a_known_name_is_refused(clerk: Person, client_of: ClientOf) -> None:
    key = Authenticator()
    register(client_of(clerk), key)
    assert sign_in(Client(), Authenticator(mark=key.mark)).status_code == 422
    assert sign_in(Client(), Authenticator()).status_code == 422


def test_one_passkey_belongs_to_one_person(
    clerk: Person, operator: Person, client_of: ClientOf
) -> None:
    key = Authenticator()
    assert register(client_of(clerk), key).status_code == 201
    assert register(client_of(operator), key).status_code == 422
    assert Passkey.objects.get().person == clerk


def test_a_challenge_for_signing_in_makes_no_passkey(clerk: Person, client_of: ClientOf) -> None:
    client = client_of(clerk)
    options = client.post("/sign-in/passkey/options/").json()
    body = {"credential": Authenticator().create(options)}
    answer = client.post("/me/passkeys/", body, content_type="application/json")
    assert answer.status_code == 422


def test_a_person_has_at_most_ten(clerk: Person, client_of: ClientOf) -> None:
    client = client_of(clerk)
    for _time in range(10):
        assert register(client, Authenticator()).status_code == 201
    answer = client.post("/me/passkeys/options/")
    assert (answer.status_code, answer.json()["code"]) == (422, "passkeys_enough")


def test_one_removes_only_ones_own(clerk: Person, other_clerk: Person, client_of: ClientOf) -> None:
    register(client_of(clerk), Authenticator())
    address = f"/me/passkeys/{Passkey.objects.get().pk}/remove/"
    assert client_of(other_clerk).post(address).status_code == 404
    assert client_of(clerk).post(address).status_code == 302
    assert not Passkey.objects.exists()


def test_a_closed_account_has_no_use_of_its_passkey(clerk: Person, client_of: ClientOf) -> None:
    key = Authenticator()
    register(client_of(clerk), key)
    Person.objects.filter(pk=clerk.pk).update(is_active=False)
    answer = sign_in(Client(), key)
    assert (answer.status_code, answer.json()["code"]) == (403, "account_closed")


def test_a_label_is_shown_as_text(clerk: Person, client_of: ClientOf) -> None:
    client = client_of(clerk)
    register(client, Authenticator(), "<script>alert(1)</script>")
    page = client.get("/me/").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
