import time
from typing import Any

import pytest

from yutang.gate.door.identity import Identity
from yutang.gate.errors import ForeignPage
from yutang.kernel.errors import SignInNeeded
from yutang.kernel.passes import PASS_LIFE_S, Keyring, Pass, all_passes_of, broadcasts_of, new_id

RING = Keyring({"k1": b"1" * 32})


def _scope(minted_at_s: float) -> dict[str, Any]:
    claim = Pass(id=new_id(), purpose="buyer", expires_at=int(minted_at_s) + PASS_LIFE_S, person=7)
    return {
        "type": "http",
        "method": "POST",
        "headers": [(b"authorization", f"Bearer {RING.mint(claim)}".encode())],
    }


def test_a_person_whose_passes_were_taken_back_needs_a_new_one() -> None:
    identity = Identity(RING, ())
    before = _scope(time.time() - 60)
    assert identity.buyer(before).person == 7
    identity.revoke(all_passes_of(7))
    with pytest.raises(SignInNeeded):
        identity.buyer(before)
    assert identity.buyer(_scope(time.time() + 5)).person == 7


def test_taking_back_one_persons_passes_leaves_the_others() -> None:
    identity = Identity(RING, ())
    identity.revoke(all_passes_of(8))
    assert identity.buyer(_scope(time.time())).person == 7


def _camera(minted_at_s: float) -> str:
    ends_at = int(minted_at_s) + PASS_LIFE_S
    return RING.mint(Pass(new_id(), "broadcast", ends_at, person=7, sale=3))


def test_taking_back_what_somebody_broadcasts_with_lets_them_buy_on() -> None:
    identity = Identity(RING, ())
    earlier, now = _camera(time.time() - 60), time.time()
    claim = identity.broadcaster(earlier, 3)
    assert not identity.is_revoked(claim)
    identity.revoke(broadcasts_of(7))
    assert identity.is_revoked(claim)
    with pytest.raises(SignInNeeded):
        identity.broadcaster(earlier, 3)
    assert identity.buyer(_scope(now - 60)).person == 7
    assert identity.broadcaster(_camera(now + 5), 3).person == 7


def test_what_the_database_lists_is_trusted_no_more_and_what_has_ended_is_forgotten() -> None:
    identity = Identity(RING, ())
    before = _scope(time.time() - 60)
    identity.revoked_are([("old", time.time() - 1), (all_passes_of(7), time.time() + PASS_LIFE_S)])
    identity.revoke("heard")
    identity.revoked_are([])
    assert set(identity._revoked) == {"heard", all_passes_of(7)}
    with pytest.raises(SignInNeeded):
        identity.buyer(before)


def test_an_origin_that_is_no_address_is_foreign() -> None:
    for origin in ("http://[", "null", "x", "//"):
        scope = {
            "type": "http",
            "method": "POST",
            "headers": [
                (b"origin", origin.encode()),
                (b"host", b"yutang.example"),
                (b"content-type", b"application/json"),
            ],
        }
        with pytest.raises(ForeignPage):
            Identity(RING, ["yutang.example"]).check_same_origin(scope)
