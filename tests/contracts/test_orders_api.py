"""``POST /live/{sale}/orders``: what it promises, and what it refuses without changing anything."""

import json
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.races.market import GateProcess, Market, buyer_pass, keyring, now

from yutang.gate.door import identity
from yutang.kernel.passes import Keyring, Pass, new_id
from yutang.people import passes

pytestmark = [pytest.mark.served, pytest.mark.django_db]


def _post(
    gate: GateProcess, sale: object, body: object, token: str | None = None, **headers: str
) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    return httpx.post(
        f"{gate.base}/live/{sale}/orders",
        content=content,
        headers={"Content-Type": "application/json", **headers},
    )


def _wish(lot: int, quantity: int = 1) -> dict[str, object]:
    return {"lot": lot, "quantity": quantity, "key": str(uuid4())}


def _claim(**differently: Any) -> Pass:
    fields = {"id": new_id(), "purpose": "buyer", "expires_at": int(time.time()) + 60}
    return Pass(**{**fields, **differently})


def test_a_hold_and_the_same_key_again(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(10)
    token, wish = buyer_pass(market.buyers[1]), _wish(lot, 2)
    first = _post(gate, sale, wish, token)
    assert first.status_code == 201
    assert set(first.json()) == {"order", "state", "expires_at"}
    assert first.json()["state"] == "held"
    ends_at = datetime.fromisoformat(first.json()["expires_at"])
    assert 890 < (ends_at - now()).total_seconds() <= 900
    again = _post(gate, sale, wish, token)
    assert again.status_code == 200
    assert again.json() == first.json()
    assert market.orders(lot) == [UUID(first.json()["order"])]
    assert market.stock(lot) == (8, 2, 0)


def test_another_buyer_may_use_the_same_key(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(10)
    wish = _wish(lot)
    answers = [_post(gate, sale, wish, buyer_pass(buyer)) for buyer in market.buyers[1:3]]
    assert [answer.status_code for answer in answers] == [201, 201]


def test_a_placed_order_is_found_by_its_key_when_the_lot_has_closed(
    market: Market, gate: GateProcess
) -> None:
    sale, [lot] = market.sale(10)
    token, wish = buyer_pass(market.buyers[1]), _wish(lot)
    assert _post(gate, sale, wish, token).status_code == 201
    market.db.execute("update trade_lot set state = 'closed' where id = %s", [lot])
    market.db.execute("update live_sale set state = 'ended' where id = %s", [sale])
    market.tell(sale)
    time.sleep(0.1)
    assert _post(gate, sale, wish, token).status_code == 200
    refused = _post(gate, sale, _wish(lot), token)
    assert (refused.status_code, refused.json()["code"]) == (409, "closed")


def test_sold_out_says_how_many_are_left(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(3)
    token = buyer_pass(market.buyers[1])
    few = _post(gate, sale, _wish(lot, 5), token)
    assert (few.status_code, few.json()["code"], few.json()["left"]) == (409, "sold_out", 3)
    assert "3" in few.json()["message"]
    assert _post(gate, sale, _wish(lot, 3), token).status_code == 201
    none = _post(gate, sale, _wish(lot), token)
    assert (none.status_code, none.json()["code"]) == (409, "sold_out")
    assert market.stock(lot) == (0, 3, 0)


def test_the_limit_of_a_lot(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(50, buyer_limit=2)
    token = buyer_pass(market.buyers[1])
    assert _post(gate, sale, _wish(lot, 2), token).status_code == 201
    more = _post(gate, sale, _wish(lot), token)
    assert (more.status_code, more.json()["code"]) == (409, "limit_reached")
    assert _post(gate, sale, _wish(lot), buyer_pass(market.buyers[2])).status_code == 201


@pytest.mark.parametrize(
    ("state", "status"),
    [("planned", 409), ("live", 201), ("paused", 201), ("ended", 409), ("replay", 201)],
)
def test_in_which_states_a_sale_takes_orders(
    market: Market, gate: GateProcess, state: str, status: int
) -> None:
    sale, [lot] = market.sale(5, state=state)
    answer = _post(gate, sale, _wish(lot), buyer_pass(market.buyers[1]))
    assert answer.status_code == status
    if status == 409:
        assert answer.json()["code"] == "closed"


def test_the_order_keeps_the_sale_and_the_pin_it_was_placed_at(
    market: Market, gate: GateProcess
) -> None:
    sale, [shown, other] = market.sale(5, 5)
    pin = market.one(
        "insert into live_pin (sale_id, lot_id, at) values (%s, %s, now()) returning id",
        sale,
        shown,
    )
    token = buyer_pass(market.buyers[1])
    for lot in (shown, other):
        assert _post(gate, sale, _wish(lot), token).status_code == 201
    kept = "select sale_id, pin_id from trade_order where lot_id = %s"
    assert market.one(kept, shown) == (sale, pin)
    assert market.one(kept, other) == (sale, None)


BAD_BODIES = {
    "no JSON": b"{not json",
    "nothing": b"",
    "no UTF-8": b'{"lot": 1, "quantity": 1, "key": "\xff\xfe"}',
    "a list": b"[]",
    "null": b"null",
    "deep": b"[" * 4000,
    "no key": b'{"lot": LOT, "quantity": 1}',
    "a bad key": b'{"lot": LOT, "quantity": 1, "key": "abc"}',
    "a number as key": b'{"lot": LOT, "quantity": 1, "key": 5}',
    "text as quantity": b'{"lot": LOT, "quantity": "1", "key": "KEY"}',
    "half a unit": b'{"lot": LOT, "quantity": 1.5, "key": "KEY"}',
    "null units": b'{"lot": LOT, "quantity": null, "key": "KEY"}',
    "true units": b'{"lot": LOT, "quantity": true, "key": "KEY"}',
    "minus one": b'{"lot": LOT, "quantity": -1, "key": "KEY"}',
    "none": b'{"lot": LOT, "quantity": 0, "key": "KEY"}',
    "a hundred": b'{"lot": LOT, "quantity": 100, "key": "KEY"}',
    "2^70": b'{"lot": LOT, "quantity": 1180591620717411303424, "key": "KEY"}',
    "text as lot": b'{"lot": "LOT", "quantity": 1, "key": "KEY"}',
    "lot 2^70": b'{"lot": 1180591620717411303424, "quantity": 1, "key": "KEY"}',
    "lot -1": b'{"lot": -1, "quantity": 1, "key": "KEY"}',
}


def test_bad_bodies_are_refused_and_change_nothing(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(5)
    for place, (what, body) in enumerate(BAD_BODIES.items()):
        filled = body.replace(b"LOT", str(lot).encode()).replace(b"KEY", str(uuid4()).encode())
        answer = _post(gate, sale, filled, buyer_pass(market.buyers[place]))
        assert answer.status_code == 422, what
        assert set(answer.json()) == {"code", "message"}, what
    assert market.stock(lot) == (5, 0, 0)


def test_a_huge_body_is_refused_whether_it_says_so_or_not(
    market: Market, gate: GateProcess
) -> None:
    sale, [lot] = market.sale(5)
    token = buyer_pass(market.buyers[1])
    padded = json.dumps({**_wish(lot), "more": "x" * 5_000}).encode()
    said = _post(gate, sale, padded, token)
    assert (said.status_code, said.json()["code"]) == (413, "too_large")
    unsaid = httpx.post(
        f"{gate.base}/live/{sale}/orders",
        content=iter([padded[:100], padded[100:]]),
        headers={"Authorization": f"Bearer {token}"},
    )
    assert unsaid.status_code == 413
    assert market.stock(lot) == (5, 0, 0)


def test_who_is_not_signed_in_is_told_so(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(5)
    buyer = market.buyers[1]
    good = buyer_pass(buyer)
    foreign = Keyring({"k1": b"another installation's key"})
    tokens = {
        "none": None,
        "nonsense": "abc",
        "foreign": foreign.mint(_claim(person=buyer)),
        "cut": good[:-2],
        "changed": good.replace(".", ".A", 1),
        "stale": keyring().mint(_claim(person=buyer, expires_at=int(time.time()) - 1)),
        "a device": keyring().mint(_claim(purpose="device", device="d1")),
        "a camera": keyring().mint(_claim(purpose="broadcast", person=buyer, sale=sale)),
        "huge": "a" * 3_000,
    }
    for what, token in tokens.items():
        answer = _post(gate, sale, _wish(lot), token)
        assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_needed"), what
    assert market.stock(lot) == (5, 0, 0)


def test_a_pass_taken_back_is_good_no_more(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(5)
    claim = _claim(person=market.buyers[1])
    token = keyring().mint(claim)
    assert _post(gate, sale, _wish(lot), token).status_code == 201
    market.db.execute("select pg_notify('yutang_revoke', %s)", [claim.id])
    time.sleep(0.2)
    assert _post(gate, sale, _wish(lot), token).status_code == 401


def test_an_account_that_is_gone_spoils_no_other_order(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(50)
    gone = _post(gate, sale, _wish(lot), buyer_pass(2**40))
    assert (gone.status_code, gone.json()["code"]) == (401, "sign_in_needed")
    assert market.stock(lot) == (50, 0, 0)


def test_unknown_sales_and_lots_of_other_sales_are_not_found(
    market: Market, gate: GateProcess
) -> None:
    sale, _ = market.sale(5)
    _, [elsewhere] = market.sale(5)
    loose = market.lot(5)
    token = buyer_pass(market.buyers[1])
    for address, lot in [
        (999_999_999, elsewhere),
        (sale, elsewhere),
        (sale, loose),
        (sale, 2**62),
    ]:
        answer = _post(gate, address, _wish(lot), token)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), (address, lot)
    # Too long for a sale's number: not the gate's address, and there are no pages behind this one.
    assert _post(gate, 2**70, _wish(elsewhere), token).status_code == 502
    assert market.stock(elsewhere) == market.stock(loose) == (5, 0, 0)


def test_a_closed_lot_takes_no_order(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(5, state="live")
    market.db.execute("update trade_lot set state = 'closed' where id = %s", [lot])
    answer = _post(gate, sale, _wish(lot), buyer_pass(market.buyers[1]))
    assert (answer.status_code, answer.json()["code"]) == (409, "closed")
    assert market.stock(lot) == (5, 0, 0)


def test_a_cookie_counts_only_from_our_own_pages(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(9)
    cookie = f"yutang_pass={buyer_pass(market.buyers[1])}"
    ours = {"Cookie": cookie, "Origin": gate.base, "Sec-Fetch-Site": "same-origin"}
    assert _post(gate, sale, _wish(lot), **ours).status_code == 201
    for foreign in (
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ):
        answer = _post(gate, sale, _wish(lot), **{**ours, **foreign})
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_page"), foreign
    assert market.stock(lot) == (8, 1, 0)


def test_refusals_speak_the_readers_language(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(0)
    token = buyer_pass(market.buyers[1])
    chinese = _post(gate, sale, _wish(lot), token).json()["message"]
    english = _post(gate, sale, _wish(lot), token, Cookie="django_language=en").json()["message"]
    assert "卖完" in chinese
    assert english.startswith("Sold out")


def test_a_buyer_who_hammers_is_slowed_down(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(0)
    token = buyer_pass(market.buyers[3])

    def hammer(client: httpx.Client) -> httpx.Response:
        return client.post(
            f"{gate.base}/live/{sale}/orders",
            json=_wish(lot),
            headers={"Authorization": f"Bearer {token}"},
        )

    # Many at once, for on a busy machine a row of them may be no faster than the tokens come.
    with httpx.Client() as client, ThreadPoolExecutor(16) as at_once:
        answers = list(at_once.map(hammer, [client] * 160))
    slowed = [answer for answer in answers if answer.status_code == 429]
    assert slowed
    assert {answer.json()["code"] for answer in slowed} == {"too_many"}
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in slowed)


def test_other_methods_are_refused(market: Market, gate: GateProcess) -> None:
    sale, _ = market.sale(1)
    assert httpx.get(f"{gate.base}/live/{sale}/orders").status_code == 405


@pytest.fixture(scope="module")
def open_sale(market: Market) -> int:
    return market.sale(5)[0]


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        yield client


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
bodies = st.binary(max_size=200) | json_values.map(lambda value: json.dumps(value).encode())
almost = st.fixed_dictionaries({"lot": json_values, "quantity": json_values, "key": json_values})


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=bodies | almost.map(lambda value: json.dumps(value).encode()))
def test_no_body_whatever_makes_the_gate_fail(
    market: Market, gate: GateProcess, open_sale: int, client: httpx.Client, body: bytes
) -> None:
    buyer = zlib.crc32(body) % 1_000
    answer = client.post(
        f"{gate.base}/live/{open_sale}/orders",
        content=body,
        headers={"Authorization": f"Bearer {buyer_pass(market.buyers[1_000 + buyer])}"},
    )
    assert answer.status_code in {404, 422}
    assert set(answer.json()) == {"code", "message"}


def test_the_gate_reads_the_cookies_that_the_pages_set() -> None:
    assert identity.BUYER_COOKIE == passes.BUYER_COOKIE
    assert identity.DEVICE_COOKIE == passes.DEVICE_COOKIE
