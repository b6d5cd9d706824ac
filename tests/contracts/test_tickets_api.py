"""``/live/{sale}/tickets``: a number in a lot's line, and that nothing makes it a better one."""

import json
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.races.market import GateProcess, Market, buyer_pass, keyring, now

from yutang.kernel.passes import Pass, new_id
from yutang.plumbing.rounds import run
from yutang.trade.hauls import line

pytestmark = [pytest.mark.served, pytest.mark.django_db]


class Buyer:
    """Somebody with a phone."""

    def __init__(self, gate: GateProcess, person: int) -> None:
        self.person = person
        self._base = gate.base
        self._headers = {"Authorization": f"Bearer {buyer_pass(person)}"}

    def ask(self, sale: int, lot: int, quantity: int = 1, **more: object) -> httpx.Response:
        """Ask for a number."""
        wish = {"lot": lot, "quantity": quantity, "key": str(uuid4()), **more}
        return httpx.post(self._door(sale), json=wish, headers=self._headers)

    def look(self, sale: int) -> list[dict[str, Any]]:
        answer = httpx.get(self._door(sale), headers=self._headers)
        assert answer.status_code == 200
        tickets: list[dict[str, Any]] = answer.json()["tickets"]
        return tickets

    def leave(self, sale: int, lot: int) -> int:
        return httpx.delete(f"{self._door(sale)}/{lot}", headers=self._headers).status_code

    def order(self, sale: int, lot: int, **more: object) -> httpx.Response:
        wish = {"lot": lot, "quantity": 1, "key": str(uuid4()), **more}
        return httpx.post(f"{self._base}/live/{sale}/orders", json=wish, headers=self._headers)

    def _door(self, sale: int) -> str:
        return f"{self._base}/live/{sale}/tickets"


@pytest.fixture
def people(market: Market, gate: GateProcess) -> Iterator[list[Buyer]]:
    """Twelve people; for each test others, so that nobody's pace is used up."""
    people = [Buyer(gate, market.buyers.pop()) for _ in range(12)]
    yield people
    market.buyers[:0] = [buyer.person for buyer in people]


def _call(market: Market, at: datetime | None = None) -> None:
    """What the timer does each second."""
    run(market.db, line.call(at or now()))


def test_a_sold_out_lot_has_a_line(market: Market, people: list[Buyer]) -> None:
    sale, [lot] = market.sale(0)
    first = people[0].ask(sale, lot, 2)
    assert first.status_code == 201
    ticket = first.json()
    assert set(ticket) == {
        *("lot", "key", "quantity", "number", "state", "entered_at", "order", "expires_at"),
        *("answer", "called", "ahead", "odds", "known_by"),
    }
    assert (ticket["lot"], ticket["quantity"], ticket["state"]) == (lot, 2, "waiting")
    assert (ticket["number"], ticket["ahead"], ticket["called"]) == (1, 0, 0)
    assert ticket["order"] is None
    assert datetime.fromisoformat(ticket["entered_at"]).tzinfo is not None
    second = people[1].ask(sale, lot).json()
    assert (second["number"], second["ahead"]) == (2, 1)
    assert people[2].look(sale) == []
    assert [mine["number"] for mine in people[1].look(sale)] == [2]


def test_reloading_and_more_tabs_give_no_better_number(market: Market, people: list[Buyer]) -> None:
    sale, [lot] = market.sale(0)
    key = str(uuid4())
    first = people[0].ask(sale, lot, key=key)
    assert people[1].ask(sale, lot).json()["number"] == 2
    for again in (key, str(uuid4()), str(uuid4())):
        told = people[0].ask(sale, lot, key=again)
        assert told.status_code == 200
        assert (told.json()["number"], told.json()["key"]) == (1, key)
    assert first.json()["entered_at"] == people[0].look(sale)[0]["entered_at"]
    assert len(people[0].look(sale)) == 1
    assert people[2].ask(sale, lot).json()["number"] == 3


def test_where_units_are_left_nobody_needs_a_number(market: Market, people: list[Buyer]) -> None:
    sale, [lot] = market.sale(3)
    told = people[0].ask(sale, lot)
    assert (told.status_code, told.json()["code"]) == (409, "not_needed")
    assert people[0].order(sale, lot).status_code == 201


def test_a_lot_sold_in_turn_takes_no_order_and_calls_numbers(
    market: Market, people: list[Buyer]
) -> None:
    sale, [lot] = market.sale(2, by_ticket=True)
    told = people[0].order(sale, lot)
    assert (told.status_code, told.json()["code"]) == (409, "take_a_number")
    tickets = [buyer.ask(sale, lot).json() for buyer in people[:3]]
    _call(market)
    looks = [buyer.look(sale)[0] for buyer in people[:3]]
    in_turn = sorted(looks, key=lambda look: int(look["number"]))
    assert [(look["number"], look["state"]) for look in in_turn] == [
        (1, "called"),
        (2, "called"),
        (3, "waiting"),
    ]
    assert in_turn[2]["ahead"] == 0
    assert {look["order"] for look in in_turn[:2]} == {str(order) for order in market.orders(lot)}
    for look in in_turn[:2]:
        assert 890 < (datetime.fromisoformat(look["expires_at"]) - now()).total_seconds() <= 900
    # The order is found by the ticket's own key, as any order is.
    first = looks.index(in_turn[0])
    found = people[first].order(sale, lot, key=tickets[first]["key"])
    assert (found.status_code, found.json()["order"]) == (200, in_turn[0]["order"])
    assert market.stock(lot) == (0, 2, 0)
    market.assert_conserved(lot)


def test_units_that_come_back_belong_to_the_line(market: Market, people: list[Buyer]) -> None:
    sale, [lot] = market.sale(1)
    assert people[0].order(sale, lot).status_code == 201
    assert people[1].ask(sale, lot).status_code == 201
    with market.db.transaction():
        market.db.execute("update trade_order set state = 'expired' where lot_id = %s", [lot])
        market.db.execute("update trade_lot set held = 0, available = 1 where id = %s", [lot])
    told = people[2].order(sale, lot)
    assert (told.status_code, told.json()["code"]) == (409, "sold_out")
    _call(market)
    mine = people[1].look(sale)[0]
    assert (mine["state"], mine["called"]) == ("called", 1)
    assert market.stock(lot) == (0, 1, 0)
    market.assert_conserved(lot)


def test_who_leaves_the_line_lets_the_next_one_up(market: Market, people: list[Buyer]) -> None:
    sale, [lot] = market.sale(0)
    for buyer in people[:3]:
        buyer.ask(sale, lot)
    assert people[0].leave(sale, lot) == 204
    assert people[0].leave(sale, lot) == 204, "twice is once"
    assert people[3].leave(sale, lot) == 204, "who never waited has left, too"
    assert people[0].look(sale)[0]["state"] == "left"
    assert [people[place].look(sale)[0]["ahead"] for place in (1, 2)] == [0, 1]
    # Coming back is coming last.
    assert people[0].ask(sale, lot).json()["number"] == 4


@pytest.mark.parametrize("is_timed", [True, False], ids=["a time", "going live"])
def test_before_the_opening_fast_fingers_gain_nothing(
    market: Market, people: list[Buyer], *, is_timed: bool
) -> None:
    opens_at = now() + timedelta(hours=1) if is_timed else None
    sale, [lot] = market.sale(5, by_ticket=True, opens_at=opens_at, state="planned")
    tickets = [buyer.ask(sale, lot) for buyer in people[:10]]
    assert {ticket.status_code for ticket in tickets} == {201}
    assert {ticket.json()["number"] for ticket in tickets} == {None}
    run(market.db, line.call(now(), selling=[]))
    assert people[0].look(sale)[0]["number"] is None
    market.db.execute("update live_sale set state = 'live' where id = %s", [sale])
    market.tell(sale)
    _call(market, (opens_at or now()) + timedelta(seconds=1))
    looks = [buyer.look(sale)[0] for buyer in people[:10]]
    assert sorted(look["number"] for look in looks) == list(range(1, 11))
    assert {look["number"] for look in looks if look["state"] == "called"} == {1, 2, 3, 4, 5}
    # A latecomer stands behind all who were drawn.
    assert people[10].ask(sale, lot).json()["number"] == 11
    market.assert_conserved(lot)


@pytest.mark.parametrize(
    ("state", "terms", "status"),
    [
        ("planned", {}, 409),
        ("planned", {"by_ticket": True}, 201),
        ("live", {"by_ticket": True}, 201),
        ("paused", {}, 201),
        ("replay", {}, 201),
        ("ended", {}, 409),
        ("ended", {"by_ticket": True}, 409),
    ],
)
def test_in_which_states_a_sale_has_lines(
    market: Market, people: list[Buyer], state: str, terms: dict[str, Any], status: int
) -> None:
    sale, [lot] = market.sale(0, state=state, **terms)
    told = people[0].ask(sale, lot)
    assert told.status_code == status
    if status == 409:
        assert told.json()["code"] == "closed"


def test_a_room_hears_of_its_lines(market: Market, gate: GateProcess, people: list[Buyer]) -> None:
    sale, [lot] = market.sale(0)
    address = f"{gate.base}/live/{sale}/events"
    with httpx.stream("GET", address, timeout=10) as stream:
        lines = stream.iter_lines()
        people[0].ask(sale, lot)
        people[1].ask(sale, lot)
        assert _next_line_told(lines, "waiting", 2)
        people[1].leave(sale, lot)
        assert _next_line_told(lines, "waiting", 1)
        market.db.execute("update trade_lot set available = 1, stocked = 1 where id = %s", [lot])
        _call(market)
        market.tell(sale)
        assert _next_line_told(lines, "called", 1)


def _next_line_told(lines: Iterator[str], name: str, value: int) -> bool:
    """Read ticks until the lot's line says so."""
    for each in lines:
        if each.startswith("data: "):
            told = json.loads(each.removeprefix("data: ")).get("lots", [])
            if any(lot[name] == value for lot in told):
                return True
    return False


def test_coupons_in_orders_and_in_lines(market: Market, people: list[Buyer]) -> None:
    sale, [lot, other] = market.sale(2, 5, by_coupon=True)
    market.db.execute(
        "insert into trade_coupon (lot_id, code, uses_most) values (%s, 'ACDE3467', 2)", [lot]
    )
    for coupon in ({}, {"coupon": "NONSENSE"}, {"coupon": ""}, {"coupon": "\x00'；--"}):
        told = people[0].order(sale, lot, **coupon)
        assert (told.status_code, told.json()["code"]) == (409, "coupon_needed"), coupon
    assert people[0].order(sale, other, coupon="ACDE3467").json()["code"] == "coupon_needed"
    assert people[0].order(sale, lot, coupon="acde 3467").status_code == 201
    assert people[1].order(sale, lot, coupon="ACDE3467").status_code == 201
    told = people[2].order(sale, lot, coupon="ACDE3467")
    assert told.status_code == 409
    assert people[3].order(sale, lot, coupon="x" * 61).status_code == 422
    told = people[3].ask(sale, lot, coupon="ACDE 3476")
    assert (told.status_code, told.json()["code"]) == (409, "coupon_needed"), "at once, no number"
    assert market.stock(lot) == (0, 2, 0)


def test_a_baskets_lines_carry_their_coupons(
    market: Market, gate: GateProcess, people: list[Buyer]
) -> None:
    sale, [lot, other] = market.sale(5, 5, by_coupon=True)
    market.db.execute(
        "insert into trade_coupon (lot_id, code, uses_most) values (%s, 'ACDE3467', 1)", [lot]
    )
    lines = [
        {"lot": each, "quantity": 1, "key": str(uuid4()), "coupon": "ACDE-3467"}
        for each in (lot, other)
    ]
    answer = httpx.post(
        f"{gate.base}/live/{sale}/orders",
        json={"lines": lines},
        headers={"Authorization": f"Bearer {buyer_pass(people[0].person)}"},
    )
    assert answer.status_code == 201
    first, second = answer.json()["lines"]
    assert (first["state"], second["code"]) == ("held", "coupon_needed")


def test_bad_requests_are_refused_and_nobody_waits(
    market: Market, gate: GateProcess, people: list[Buyer]
) -> None:
    sale, [lot] = market.sale(0)
    door = f"{gate.base}/live/{sale}/tickets"
    good = {"Authorization": f"Bearer {buyer_pass(people[0].person)}"}
    wish = {"lot": lot, "quantity": 1, "key": str(uuid4())}
    for body in (b"", b"[]", b"{", b'{"lot": 1}', b'{"lot": 1, "quantity": 1, "key": "k"}'):
        answer = httpx.post(door, content=body, headers=good)
        assert (answer.status_code, set(answer.json())) == (422, {"code", "message"}), body
    assert httpx.post(door, json={**wish, "quantity": 0}, headers=good).status_code == 422
    assert httpx.post(door, json={**wish, "quantity": 100}, headers=good).status_code == 422
    assert httpx.post(door, json={**wish, "more": "x" * 5_000}, headers=good).status_code == 413
    assert httpx.post(door, json={**wish, "lot": 2**62}, headers=good).status_code == 404
    assert httpx.post(door, json=wish).status_code == 401
    assert httpx.get(door).status_code == 401
    assert httpx.delete(f"{door}/{lot}").status_code == 401
    assert httpx.put(door, json=wish, headers=good).status_code == 405
    assert httpx.post(f"{door}/{lot}", json=wish, headers=good).status_code == 405
    unknown = f"{gate.base}/live/999999999/tickets"
    assert httpx.post(unknown, json=wish, headers=good).status_code == 404
    cookie = {"Cookie": f"yutang_pass={buyer_pass(people[1].person)}", "Origin": "https://x.test"}
    for method, address in (("POST", door), ("GET", door), ("DELETE", f"{door}/{lot}")):
        answer = httpx.request(method, address, headers=cookie)
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_page"), method
    assert market.one("select count(*) from trade_ticket where lot_id = %s", lot) == 0


def test_an_account_that_is_gone_spoils_nobodys_place(
    market: Market, gate: GateProcess, people: list[Buyer]
) -> None:
    sale, [lot] = market.sale(0)
    gone = Buyer(gate, 2**40).ask(sale, lot)
    assert (gone.status_code, gone.json()["code"]) == (401, "sign_in_needed")
    assert people[0].ask(sale, lot).json()["ahead"] == 0


def test_who_hammers_the_line_is_slowed_down(
    market: Market, gate: GateProcess, people: list[Buyer]
) -> None:
    sale, [lot] = market.sale(0)
    door = f"{gate.base}/live/{sale}/tickets"
    headers = {"Authorization": f"Bearer {buyer_pass(people[0].person)}"}
    with httpx.Client(headers=headers) as client:
        wish = {"lot": lot, "quantity": 1, "key": str(uuid4())}
        for method, body in (("GET", None), ("POST", wish)):
            answers = [client.request(method, door, json=body) for _ in range(60)]
            refused = [answer for answer in answers if answer.status_code == 429]
            assert refused
            assert refused[0].json()["code"] == "too_many"
            assert int(refused[0].headers["retry-after"]) >= 1
            assert {answer.status_code for answer in answers} <= {200, 201, 429}


def test_two_accounts_on_one_device_share_its_pace(
    market: Market, gate: GateProcess, people: list[Buyer]
) -> None:
    sale, _ = market.sale(0)
    expires_at = int(now().timestamp()) + 60
    claim = Pass(new_id(), "device", expires_at, device=new_id())
    door = f"{gate.base}/live/{sale}/tickets"
    with httpx.Client(headers={"Cookie": f"yutang_device={keyring().mint(claim)}"}) as client:

        def look(buyer: Buyer) -> int:
            token = {"Authorization": f"Bearer {buyer_pass(buyer.person)}"}
            return client.get(door, headers=token).status_code

        assert 429 in [look(people[0]) for _ in range(60)]
        assert look(people[1]) == 429


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
bodies = st.fixed_dictionaries(
    {"lot": json_values, "quantity": json_values, "key": json_values, "coupon": json_values}
)


@pytest.fixture(scope="module")
def sold_out(market: Market) -> tuple[int, int]:
    sale, [lot] = market.sale(0)
    return sale, lot


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=bodies | st.text(max_size=70))
def test_no_body_whatever_makes_the_gate_fail(
    market: Market, gate: GateProcess, sold_out: tuple[int, int], body: object
) -> None:
    sale, lot = sold_out
    if isinstance(body, str):  # all is good but the coupon
        body = {"lot": lot, "quantity": 1, "key": str(uuid4()), "coupon": body}
    content = json.dumps(body).encode()
    buyer = market.buyers[500 + zlib.crc32(content) % 1_000]
    answer = httpx.post(
        f"{gate.base}/live/{sale}/tickets",
        content=content,
        headers={"Authorization": f"Bearer {buyer_pass(buyer)}"},
    )
    assert answer.status_code in {200, 201, 404, 409, 422, 429}
