"""What viewers are told: the snapshot, the ticks, the chat, the likes; and who watched."""

import json
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, LiteralString
from uuid import uuid4

import httpx
import pytest
from tests.races.market import GateProcess, Market, buyer_pass, keyring

from yutang.kernel.passes import Pass, new_id

pytestmark = [pytest.mark.served, pytest.mark.django_db]


class Stream:
    """An open event stream, read event by event."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.iter_lines()
        self.last_id = ""

    def next(self) -> tuple[str, dict[str, Any]]:
        """Return the next event's kind and data; comments are passed over."""
        kind = data = ""
        for line in self._lines:
            name, _, value = line.partition(": ")
            if name == "id":
                self.last_id = value
            elif name == "event":
                kind = value
            elif name == "data":
                data = value
            elif not line and kind:
                return kind, json.loads(data)
        raise AssertionError("the stream ended")

    def ends(self) -> bool:
        """Return whether the server ended the stream, after at most some events more."""
        return all(line or True for line in self._lines)

    def until(self, key: str) -> Any:
        """Return the value of the first tick that tells this key."""
        for _ in range(10):
            _, data = self.next()
            if key in data:
                return data[key]
        raise AssertionError(f"no tick told {key}")


@contextmanager
def _events(gate: GateProcess, sale: int, **headers: str) -> Iterator[Stream]:
    address = f"{gate.base}/live/{sale}/events"
    with httpx.stream("GET", address, headers=headers, timeout=20) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Stream(response)


def _post(gate: GateProcess, path: str, body: object, token: str) -> httpx.Response:
    return httpx.post(f"{gate.base}{path}", json=body, headers={"Authorization": f"Bearer {token}"})


def _order(gate: GateProcess, sale: int, lot: int, buyer: int, quantity: int = 1) -> None:
    wish = {"lot": lot, "quantity": quantity, "key": str(uuid4())}
    assert _post(gate, f"/live/{sale}/orders", wish, buyer_pass(buyer)).status_code == 201


def test_the_snapshot_has_the_whole_room(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(10)
    answer = httpx.get(f"{gate.base}/live/{sale}/state")
    state = answer.json()
    assert {key: state[key] for key in ("sale", "state", "pin", "viewers", "orders", "chat")} == {
        "sale": sale,
        "state": "live",
        "pin": None,
        "viewers": 0,
        "orders": 0,
        "chat": [],
    }
    assert state["lots"] == [
        {
            "lot": lot,
            "available": 10,
            "stocked": 10,
            "state": "open",
            "sold_out_at": None,
            "opens_at": None,
            "more_at": None,
            "by_ticket": False,
            "waiting": 0,
            "called": 0,
        }
    ]
    assert state["video"]["state"] == "none"
    assert answer.headers["cache-control"] == "public, max-age=1, stale-while-revalidate=1"
    again = httpx.get(
        f"{gate.base}/live/{sale}/state", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304
    assert httpx.get(f"{gate.base}/live/999999999/state").status_code == 404
    assert httpx.get(f"{gate.base}/live/999999999/events").status_code == 404


def test_a_viewer_sees_stock_fall_within_two_seconds(market: Market, gate: GateProcess) -> None:
    sale, [lot, other] = market.sale(3, 5)
    with _events(gate, sale) as stream:
        kind, state = stream.next()
        assert kind == "state"
        assert state["viewers"] in {0, 1}
        started = time.monotonic()
        _order(gate, sale, lot, market.buyers[1], 3)
        lots = stream.until("lots")
        assert time.monotonic() - started < 2
        assert [line["lot"] for line in lots] == [lot], "only what changed"
        assert lots[0]["available"] == 0
        assert lots[0]["sold_out_at"] == pytest.approx(time.time(), abs=5)
        assert other not in [line["lot"] for line in lots]


def test_a_change_by_hand_reaches_the_room(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(5)
    with _events(gate, sale) as stream:
        stream.next()
        market.db.execute(
            "insert into live_pin (sale_id, lot_id, at) values (%s, %s, now())", [sale, lot]
        )
        market.tell(sale)
        assert stream.until("pin")["lot"] == lot
        market.db.execute("update live_sale set notice = '下一件' where id = %s", [sale])
        market.tell(sale)
        assert stream.until("notice") == "下一件"


@pytest.mark.parametrize(
    "term",
    ["buyer_limit = 2", "household_limit = 3", "by_coupon = true", "closes_at = now() + '1 h'"],
)
def test_pages_fetch_the_lineup_anew_when_terms_change(
    market: Market, gate: GateProcess, term: LiteralString
) -> None:
    sale, [lot] = market.sale(5)
    with _events(gate, sale) as stream:
        _, state = stream.next()
        market.db.execute(f"update trade_lot set {term} where id = %s", [lot])
        market.tell(sale)
        assert stream.until("lineup_version") != state["lineup_version"]


def test_who_comes_back_is_told_only_what_was_missed(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(50)
    with _events(gate, sale) as stream:
        stream.next()
        time.sleep(5.2)  # longer than what is told again to whoever comes back
        _order(gate, sale, lot, market.buyers[1])
        stream.until("lots")
        last = stream.last_id
    time.sleep(2.2)
    _order(gate, sale, lot, market.buyers[1])
    time.sleep(1.2)
    with _events(gate, sale, **{"Last-Event-ID": last}) as stream:
        kind, tick = stream.next()
        seen = [tick]
        assert kind == "tick"
        while seen[-1].get("lots", [{}])[0].get("available") != 48:
            seen.append(stream.next()[1])
    for forgotten in ("1", "99999999999999", "abc"):
        with _events(gate, sale, **{"Last-Event-ID": forgotten}) as stream:
            assert stream.next()[0] == "state"


def test_chat_is_stored_as_written_and_shown(market: Market, gate: GateProcess) -> None:
    sale, _ = market.sale(5)
    text = "<script>alert(1)</script> 多少钱一斤？\u202e\x07"
    with _events(gate, sale) as stream:
        stream.next()
        token = buyer_pass(market.buyers[1], "小<b>李")
        answer = _post(gate, f"/live/{sale}/chat", {"text": text}, token)
        assert answer.status_code == 201
        number = answer.json()["id"]
        [line] = stream.until("chat")
        assert line["id"] == number
        assert line["text"] == "<script>alert(1)</script> 多少钱一斤？"
        assert line["name"] == "小<b>李"
        assert line["person"] == market.buyers[1]
        kept = market.one("select text, person_id from live_message where id = %s", number)
        assert kept == (line["text"], market.buyers[1])
        market.db.execute(
            "update live_message set hidden_at = now(), hidden_by_id = %s where id = %s",
            [market.buyers[0], number],
        )
        market.tell(sale)
        assert stream.until("hidden") == [number]
    assert httpx.get(f"{gate.base}/live/{sale}/state").json()["chat"] == []


def test_chat_has_its_limits(market: Market, gate: GateProcess) -> None:
    sale, _ = market.sale(5)
    path = f"/live/{sale}/chat"
    token = buyer_pass(market.buyers[1])
    for body, status in (
        ({"text": "长" * 101}, 422),
        ({"text": "  \x00\u200b "}, 422),
        ({"text": 5}, 422),
        ({"words": "x"}, 422),
        ({"text": "x" * 5_000}, 413),
    ):
        assert _post(gate, path, body, token).status_code == status, body
    with ThreadPoolExecutor(4) as at_once:
        said = at_once.map(lambda n: _post(gate, path, {"text": f"第{n}句"}, token), range(4))
        answers = sorted(said, key=lambda answer: answer.status_code)
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert httpx.post(f"{gate.base}{path}", json={"text": "hi"}).status_code == 401


def test_the_muted_and_the_late_cannot_write(market: Market, gate: GateProcess) -> None:
    sale, _ = market.sale(5)
    muted = market.buyers[4]
    market.db.execute(
        """insert into live_mute (sale_id, person_id, at, by_id, reason)
        values (%s, %s, now(), %s, '刷屏')""",
        [sale, muted, market.buyers[0]],
    )
    answer = _post(gate, f"/live/{sale}/chat", {"text": "喂"}, buyer_pass(muted))
    assert (answer.status_code, answer.json()["code"]) == (403, "muted")
    over, _ = market.sale(5, state="replay")
    answer = _post(gate, f"/live/{over}/chat", {"text": "喂"}, buyer_pass(market.buyers[5]))
    assert answer.status_code == 409


def test_likes_are_counted_at_once_and_stored(market: Market, gate: GateProcess) -> None:
    sale, _ = market.sale(5)
    with _events(gate, sale) as stream:
        stream.next()
        for buyer in market.buyers[1:3]:
            answer = _post(gate, f"/live/{sale}/likes", {"count": 20}, buyer_pass(buyer))
            assert answer.status_code == 204
        likes = 0
        while likes < 40:
            likes = stream.until("likes")
        assert likes == 40
    bad = _post(gate, f"/live/{sale}/likes", {"count": 51}, buyer_pass(market.buyers[1]))
    assert bad.status_code == 422
    time.sleep(1.5)
    assert market.one("select likes from live_sale where id = %s", sale) == 40


def test_viewers_entries_and_stays_are_kept(market: Market, gate: GateProcess) -> None:
    sale, _ = market.sale(5)
    device = keyring().mint(
        Pass(new_id(), "device", int(time.time()) + 60, device="D123456789012345")
    )
    account = {"Authorization": f"Bearer {buyer_pass(market.buyers[1])}"}
    with _events(gate, sale, **account) as one, _events(gate, sale, **account) as two:
        one.next()
        two.next()
        with _events(gate, sale, Cookie=f"yutang_device={device}") as three, _events(gate, sale):
            three.next()
            time.sleep(1.3)
            # Two tabs of one account are one viewer; one of the three has no identity.
            viewers = [one.until("viewers")]
            while viewers[-1] != 3:
                viewers.append(one.until("viewers"))
            assert max(viewers) == 3
    with _events(gate, sale, **account, **{"Last-Event-ID": "5"}) as back:
        back.next()
    time.sleep(1.6)
    rows = market.db.execute(
        "select viewer, entries, stayed_s from live_viewing where sale_id = %s order by viewer",
        [sale],
    ).fetchall()
    assert [row[:2] for row in rows] == [
        ("d:D123456789012345", 1),
        (f"p:{market.buyers[1]}", 2),
    ]
    assert all(1 <= stayed <= 4 for _, _, stayed in rows)


def test_a_gate_that_is_told_to_stop_ends_its_streams(market: Market) -> None:
    sale, [lot] = market.sale(5)
    process = GateProcess(market.url)
    with _events(process, sale) as stream:
        stream.next()
        started = time.monotonic()
        process.process.send_signal(signal.SIGTERM)
        assert stream.ends()
    assert process.process.wait(timeout=8) == 0
    assert time.monotonic() - started < 5
    assert market.stock(lot) == (5, 0, 0)
    entries = market.one("select count(*) from live_viewing where sale_id = %s", sale)
    assert entries == 0, "a stream without identity is no viewer"


def test_broken_connections_to_the_database_are_survived(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(50)
    with _events(gate, sale) as stream:
        stream.next()
        for _ in range(2):
            market.db.execute(
                """select pg_terminate_backend(pid) from pg_stat_activity
                where pid <> pg_backend_pid() and datname = current_database()
                    and application_name is not distinct from %s""",
                [""],
            )
            _order(gate, sale, lot, market.buyers[1])
        time.sleep(1.5)
        market.db.execute("update live_sale set notice = '回来了' where id = %s", [sale])
        market.tell(sale)
        assert stream.until("notice") == "回来了"
    assert market.stock(lot) == (48, 2, 0)
