"""Whatever is sent, the answer is a refusal in words and nothing changes."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yutang.people.models import Grant, InboxMessage, Passkey, Person

ClientOf = Callable[[Person], Client]

TEXT = st.text(max_size=60) | st.sampled_from(
    ["\x00", "\ud800", "' or 1=1 --", "{0}", "%s", "\u202e"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3)
    ),
    max_leaves=10,
)
often = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

pytestmark = pytest.mark.django_db


def sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@often
@given(TEXT, TEXT, TEXT)
def test_the_sign_in_page_takes_anything(mobile: str, code: str, target: str) -> None:
    form = {"mobile": sendable(mobile), "next": sendable(target)}
    assert Client().post("/sign-in/", form).status_code == 422
    assert Client().post("/sign-in/", {**form, "code": sendable(code)}).status_code == 422
    assert Client().post("/sign-in/staff/", {**form, "password": sendable(code)}).status_code == 422
    assert Client().get("/sign-in/", form).status_code == 200
    assert not InboxMessage.objects.exists()


@often
@given(st.tuples(TEXT, TEXT, TEXT, TEXT))
def test_the_grants_page_takes_anything(
    clerk: Person, client_of: ClientOf, typed: tuple[str, str, str, str]
) -> None:
    fields = ("mobile", "name", "role", "place")
    form = {field: sendable(text) for field, text in zip(fields, typed, strict=True)}
    client = client_of(clerk)
    assert client.post("/grants/give/", form).status_code == 422
    assert client.get("/grants/", form).status_code == 200
    assert client.get("/grants/", {"page": form["name"]}).status_code == 200
    assert Grant.objects.count() == 1


@often
@given(TEXT, TEXT)
def test_ones_own_page_takes_anything(
    buyer: Person, client_of: ClientOf, name: str, language: str
) -> None:
    form = {"name": sendable(name), "language": sendable(language)}
    assert client_of(buyer).post("/me/", form).status_code in {302, 422}
    buyer.refresh_from_db()
    assert buyer.name.isprintable()
    assert buyer.language in {"zh-hans", "en"}


@often
@given(JSON, st.sampled_from(["id", "rawId", "response", "type", "clientDataJSON", ""]))
def test_the_passkey_doors_take_anything(
    clerk: Person, client_of: ClientOf, junk: Any, field: str
) -> None:
    credential = {
        "id": "AAAA",
        "rawId": "AAAA",
        "type": "public-key",
        "response": {
            "clientDataJSON": "e30",
            "attestationObject": "oA",
            "authenticatorData": "AAAA",
            "signature": "AAAA",
        },
        field: junk,
    }
    client = client_of(clerk)
    for options, answer in (
        ("/me/passkeys/options/", "/me/passkeys/"),
        ("/sign-in/passkey/options/", "/sign-in/passkey/"),
    ):
        for body in ({"credential": credential}, {"credential": junk, "label": junk}, junk):
            client.post(options)
            sent = json.dumps(body)
            told = client.post(answer, sent, content_type="application/json")
            assert (told.status_code, told.json()["code"]) == (422, "passkey_refused")
    assert not Passkey.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 20_000, b" " * 40_000])
def test_a_body_that_is_no_json_or_too_long_is_refused(body: bytes) -> None:
    client = Client()
    client.post("/sign-in/passkey/options/")
    told = client.post("/sign-in/passkey/", body, content_type="application/json")
    assert (told.status_code, told.json()["code"]) == (422, "passkey_refused")


def test_numbers_beyond_every_table_are_not_there(clerk: Person, client_of: ClientOf) -> None:
    client = client_of(clerk)
    for number in (0, 2**31, 2**63, 10**40):
        assert client.post(f"/grants/{number}/end/").status_code == 404
        assert client.post(f"/grants/{number}/mobile/", {"reason": "x"}).status_code == 404
        assert client.post(f"/me/passkeys/{number}/remove/").status_code == 404
