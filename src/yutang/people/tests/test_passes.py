"""The cookies that the gate trusts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection
from django.test import Client

from yutang.kernel.clock import now
from yutang.kernel.passes import BadPass, Keyring, Pass
from yutang.people import actions, passes
from yutang.people.models import Person, RevokedPass
from yutang.plumbing import bus
from yutang.plumbing.config import Config

ClientOf = Callable[[Person], Client]

pytestmark = pytest.mark.django_db


def checked(text: str, purpose: str = "buyer", at: datetime | None = None) -> Pass:
    """What the gate does: only keys, no database."""
    ring = Keyring(Config.load().secrets().pass_keys)
    return ring.check(text, purpose, (at or now()).timestamp())  # type: ignore[arg-type]


def test_a_page_gives_who_signed_in_a_pass_and_everybody_a_device(
    buyer: Person, client_of: ClientOf
) -> None:
    answer = client_of(buyer).get("/me/")
    claim = checked(answer.cookies["yutang_pass"].value)
    assert (claim.person, claim.name) == (buyer.pk, buyer.name)
    assert abs(claim.expires_at - now().timestamp() - 12 * 3600) < 5
    device = checked(answer.cookies["yutang_device"].value, "device")
    assert device.device
    assert device.person == 0
    assert answer.cookies["yutang_device"]["max-age"] == 400 * 24 * 3600


def test_a_stranger_gets_a_device_and_no_pass() -> None:
    answer = Client().get("/sign-in/")
    assert "yutang_device" in answer.cookies
    assert "yutang_pass" not in answer.cookies


@pytest.mark.parametrize("secure", [False, True])
def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(
    secure: object, buyer: Person, client_of: ClientOf
) -> None:
    answer = client_of(buyer).get("/me/", secure=bool(secure))
    for name in ("yutang_pass", "yutang_device"):
        cookie = answer.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert bool(cookie["secure"]) is secure


def test_fresh_cookies_are_not_set_again(buyer: Person, client_of: ClientOf) -> None:
    client = client_of(buyer)
    client.get("/me/")
    answer = client.get("/me/")
    assert not {"yutang_pass", "yutang_device"} & set(answer.cookies)


def test_a_pass_is_renewed_when_less_than_six_hours_are_left(
    buyer: Person, client_of: ClientOf
) -> None:
    client = client_of(buyer)
    for ago_h, renewed in ((5, False), (7, True), (13, True)):
        client.cookies["yutang_pass"] = passes.mint_buyer(buyer, now() - timedelta(hours=ago_h))
        answer = client.get("/me/")
        assert ("yutang_pass" in answer.cookies) is renewed


def test_the_device_stays_the_same_when_its_cookie_is_renewed(
    buyer: Person, client_of: ClientOf
) -> None:
    client = client_of(buyer)
    first = checked(client.get("/me/").cookies["yutang_device"].value, "device")
    old = Pass(
        id="old",
        purpose="device",
        expires_at=int(now().timestamp()) + 24 * 3600,
        device=first.device,
    )
    client.cookies["yutang_device"] = Keyring(Config.load().secrets().pass_keys).mint(old)
    renewed = checked(client.get("/me/").cookies["yutang_device"].value, "device")
    assert renewed.device == first.device
    assert renewed.expires_at > old.expires_at


def test_the_pass_of_somebody_else_or_a_forged_one_is_replaced(
    buyer: Person, clerk: Person, client_of: ClientOf
) -> None:
    client = client_of(buyer)
    for bad in (passes.mint_buyer(clerk, now()), "k1.e30.AAAA", "%E2%80%A6", "x" * 4000):
        client.cookies["yutang_pass"] = bad
        assert checked(client.get("/me/").cookies["yutang_pass"].value).person == buyer.pk


def test_a_pass_without_a_session_is_removed(buyer: Person) -> None:
    client = Client()
    client.cookies["yutang_pass"] = passes.mint_buyer(buyer, now())
    assert client.get("/sign-in/").cookies["yutang_pass"].value == ""


def test_answers_to_posts_and_to_scripts_set_no_cookies(buyer: Person, client_of: ClientOf) -> None:
    client = client_of(buyer)
    assert "yutang_device" not in client.post("/sign-in/passkey/options/").cookies
    assert "yutang_pass" not in client.post("/me/password/", {}).cookies


def test_signing_out_ends_the_session_and_revokes_the_pass(
    buyer: Person, client_of: ClientOf
) -> None:
    client = client_of(buyer)
    claim = checked(client.get("/me/").cookies["yutang_pass"].value)
    answer = client.post("/sign-out/")
    assert answer.cookies["yutang_pass"].value == ""
    row = RevokedPass.objects.get()
    assert row.pass_id == claim.id
    assert row.expires_at == datetime.fromtimestamp(claim.expires_at, UTC)
    assert client.get("/me/").status_code == 401


def test_one_signs_out_only_by_post(buyer: Person, client_of: ClientOf) -> None:
    client = client_of(buyer)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/me/").status_code == 200


def test_signing_out_twice_or_without_a_pass_is_no_fault() -> None:
    client = Client()
    assert client.post("/sign-out/").status_code == 302
    assert client.post("/sign-out/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_the_gates_hear_of_a_revoked_pass(buyer: Person) -> None:
    parameters = connection.get_connection_params()
    known = {"host", "port", "user", "password", "dbname"}
    address = {name: value for name, value in parameters.items() if name in known}
    with psycopg.connect(**address, autocommit=True) as gate:
        gate.execute(f"listen {bus.REVOKE}")
        claim = checked(passes.mint_buyer(buyer, now()))
        passes.revoke(claim, now())
        heard = [note.payload for note in gate.notifies(timeout=5, stop_after=1)]
    assert heard == [claim.id]


def test_revocations_of_passes_that_ended_are_forgotten(buyer: Person) -> None:
    early = now() - timedelta(days=1)
    RevokedPass.objects.create(pass_id="old", expires_at=early)
    passes.revoke(checked(passes.mint_buyer(buyer, now())), now())
    assert not RevokedPass.objects.filter(pass_id="old").exists()


def test_a_broadcast_pass_is_for_one_sale_and_nothing_else(host: Person) -> None:
    text = passes.mint_broadcast(host, 7, now())
    assert checked(text, "broadcast").sale == 7
    with pytest.raises(BadPass):
        checked(text, "buyer")
    with pytest.raises(BadPass):
        checked(text, "broadcast", now() + timedelta(hours=13))


def test_a_new_name_is_in_the_pass_at_once(buyer: Person, client_of: ClientOf) -> None:
    client = client_of(buyer)
    client.get("/me/")
    answer = client.post("/me/", {"name": "新名字", "language": "zh-hans"})
    assert checked(answer.cookies["yutang_pass"].value).name == "新名字"


def test_the_longest_name_still_makes_a_good_pass(buyer: Person) -> None:
    actions.rename(buyer, "𠮷" * 40, "zh-hans")
    assert checked(passes.mint_buyer(buyer, now())).name == "𠮷" * 40


def test_all_passes_of_a_person_end_together_and_a_later_one_is_good(buyer: Person) -> None:
    at = now()
    passes.revoke_all(buyer, at)
    row = RevokedPass.objects.get(pass_id=f"p{buyer.pk}")
    ring = Keyring(Config.load().secrets().pass_keys)
    earlier = ring.check(
        passes.mint_buyer(buyer, at - timedelta(seconds=1)), "buyer", at.timestamp()
    )
    later = ring.check(passes.mint_buyer(buyer, at + timedelta(seconds=2)), "buyer", at.timestamp())
    assert earlier.expires_at <= row.expires_at.timestamp() < later.expires_at


def test_the_end_of_a_role_takes_back_what_its_holder_broadcasts_with(
    host: Person, clerk: Person
) -> None:
    before = now()
    grant = host.grants.get()
    actions.end_grant(grant.pk, by=clerk)
    row = RevokedPass.objects.get(pass_id=f"b{host.pk}")
    earlier = checked(passes.mint_broadcast(host, 7, before - timedelta(seconds=1)), "broadcast")
    later = passes.mint_broadcast(host, 7, now() + timedelta(seconds=2))
    assert earlier.expires_at <= row.expires_at.timestamp() < checked(later, "broadcast").expires_at
    RevokedPass.objects.all().delete()
    actions.end_grant(grant.pk, by=clerk)
    assert not RevokedPass.objects.exists(), "it had ended before"
