"""Passwords of staff, and what happens to those who guess."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client

from yutang.people import actions
from yutang.people.errors import (
    AccountClosed,
    AddressBusy,
    PasswordLocked,
    StaffOnly,
    WeakPassword,
    WrongPassword,
)
from yutang.people.models import PasswordTry, Person

ClientOf = Callable[[Person], Client]
MOBILE, SECRET = "13800000004", "板栗 雪花梨 冬枣 香油"

pytestmark = pytest.mark.django_db


@pytest.fixture
def guarded(clerk: Person) -> Person:
    actions.set_password(clerk, SECRET)
    return clerk


def test_staff_sign_in_with_number_and_password(guarded: Person) -> None:
    client = Client()
    assert client.get("/sign-in/staff/").status_code == 200
    form = {"mobile": "+86 138-0000-0004", "password": SECRET, "next": "/grants/"}
    answer = client.post("/sign-in/staff/", form)
    assert (answer.status_code, answer["Location"]) == (302, "/grants/")
    assert client.get("/me/").context["person"] == guarded


@pytest.mark.parametrize("mobile", ["13800000004", "13800000003", "13999999999"])
def test_a_wrong_password_an_account_without_one_and_nobody_look_the_same(
    mobile: str, guarded: Person, buyer: Person
) -> None:
    answer = Client().post("/sign-in/staff/", {"mobile": mobile, "password": "falsch falsch"})
    assert answer.status_code == 422
    assert "手机号或密码不对" in answer.text


def test_guessing_locks_the_number_even_for_the_right_password(guarded: Person) -> None:
    for _guess in range(5):
        with pytest.raises(WrongPassword):
            actions.sign_in_with_password(MOBILE, "guess")
    with pytest.raises(PasswordLocked):
        actions.sign_in_with_password(MOBILE, SECRET)
    PasswordTry.objects.update(at=F("at") - timedelta(minutes=15))
    assert actions.sign_in_with_password(MOBILE, SECRET) == guarded
    assert not PasswordTry.objects.exists()


def test_guessing_over_many_numbers_locks_the_address(guarded: Person) -> None:
    for number in range(50):
        with pytest.raises(WrongPassword):
            actions.sign_in_with_password(f"139000000{number:02d}", "x", address="203.0.113.7")
    with pytest.raises(AddressBusy):
        actions.sign_in_with_password(MOBILE, SECRET, address="203.0.113.7")
    assert actions.sign_in_with_password(MOBILE, SECRET, address="203.0.113.8") == guarded


def test_a_closed_account_cannot_sign_in(guarded: Person) -> None:
    Person.objects.update(is_active=False)
    with pytest.raises(AccountClosed):
        actions.sign_in_with_password(MOBILE, SECRET)


def test_only_people_with_a_role_have_passwords(buyer: Person, client_of: ClientOf) -> None:
    with pytest.raises(StaffOnly):
        actions.set_password(buyer, SECRET)
    assert "password-form" not in client_of(buyer).get("/me/").text


@pytest.mark.parametrize("weak", ["", "kurz", "1234567890", "password123"])
def test_a_weak_password_is_refused(weak: str, clerk: Person) -> None:
    with pytest.raises(WeakPassword):
        actions.set_password(clerk, weak)


def test_changing_it_needs_the_old_one_and_ends_other_sessions(
    guarded: Person, client_of: ClientOf
) -> None:
    here, elsewhere = client_of(guarded), client_of(guarded)
    form = {"old": "wrong", "password": "一个新的长密码 2026"}
    assert here.post("/me/password/", form).status_code == 422
    assert elsewhere.get("/me/").status_code == 200
    form["old"] = SECRET
    assert here.post("/me/password/", form).status_code == 302
    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 401
    with pytest.raises(WrongPassword):
        actions.sign_in_with_password(MOBILE, SECRET)


def test_a_password_is_not_kept_in_clear_text(guarded: Person) -> None:
    guarded.refresh_from_db()
    assert guarded.password.startswith("argon2$argon2id$")
