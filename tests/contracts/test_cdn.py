"""deploy/nginx.conf before a real gate: what is shared is fetched once, the rest is never kept."""

import asyncio
import json
import math
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from tests.contracts.nginx import Nginx, nginx
from tests.contracts.wires import until
from tests.races.market import GateProcess, Market, buyer_pass, keyring
from tests.races.market import gate as running_gate
from websockets.sync.client import connect

from yutang.kernel.passes import Pass, new_id
from yutang.plumbing.config import Config

pytestmark = [pytest.mark.served, pytest.mark.django_db]


@pytest.fixture(scope="module")
def front(gate: GateProcess) -> Iterator[Nginx]:
    with nginx(gate.address) as running:
        yield running


@pytest.fixture
def recording(market: Market) -> tuple[int, Path]:
    """A sale and the folder of its recording, with a playlist and a segment in it."""
    sale, _ = market.sale(5)
    folder = Config.load().media / "live" / str(sale)
    folder.mkdir(parents=True)
    (folder / "live.m3u8").write_text("#EXTM3U\nseg-1.m4s\n")
    (folder / "seg-1.m4s").write_bytes(bytes(range(256)) * 100)
    return sale, folder


def token(person: int) -> dict[str, str]:
    return {"Authorization": f"Bearer {buyer_pass(person)}"}


def wish(lot: int) -> dict[str, object]:
    return {"lot": lot, "quantity": 1, "key": str(uuid4())}


def snapshots(gate: GateProcess) -> float:
    """How many questions for a snapshot the gate has answered."""
    page = httpx.get(f"{gate.base}/metrics").text
    found = re.search(r"^yutang_snapshots_total(?:\{[^}]*\})? (\S+)$", page, re.MULTILINE)
    assert found
    return float(found[1])


def test_of_two_hundred_who_ask_for_the_tick_one_a_second_reaches_the_gate(
    market: Market, gate: GateProcess, front: Nginx
) -> None:
    sale, _ = market.sale(5)

    async def crowd() -> list[int]:
        limits = httpx.Limits(max_connections=50)
        async with httpx.AsyncClient(verify=front.context, timeout=30, limits=limits) as client:
            address = f"{front.base}/live/{sale}/state"
            answers = await asyncio.gather(*(client.get(address) for _ in range(200)))
            assert len({answer.json()["sale"] for answer in answers}) == 1
            return [answer.status_code for answer in answers]

    before, started = snapshots(gate), time.monotonic()
    assert asyncio.run(crowd()) == [200] * 200
    lasted_s = time.monotonic() - started
    assert snapshots(gate) - before <= 1 + math.ceil(lasted_s)


def test_who_has_the_newest_tick_is_told_so_in_no_bytes(market: Market, front: Nginx) -> None:
    sale, _ = market.sale(*range(1, 12))  # long enough to be worth packing
    address = f"/live/{sale}/state"
    for packing in ("identity", "gzip"):
        with front.client(headers={"Accept-Encoding": packing}) as client:
            first = client.get(address)
            assert first.headers["cache-control"] == "public, max-age=1, stale-while-revalidate=1"
            assert first.headers.get("content-encoding", "identity") == packing
            again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
            assert (again.status_code, again.content) == (304, b""), packing


def test_a_query_or_a_cookie_makes_no_tick_of_ones_own(
    market: Market, gate: GateProcess, front: Nginx
) -> None:
    sale, _ = market.sale(5)
    with front.client() as client:
        client.get(f"/live/{sale}/state")
        before, started = snapshots(gate), time.monotonic()
        for number in range(20):
            cookie = {"Cookie": f"yutang_device={number}"}
            assert client.get(f"/live/{sale}/state?x={number}", headers=cookie).status_code == 200
        assert snapshots(gate) - before <= 1 + math.ceil(time.monotonic() - started)


def test_video_is_served_on_when_the_gate_is_gone_and_a_tick_is_not(
    market: Market, recording: tuple[int, Path]
) -> None:
    sale, folder = recording
    segment, playlist = f"/media/live/{sale}/seg-1.m4s", f"/media/live/{sale}/live.m3u8"
    with running_gate(market.url) as gate, nginx(gate.address) as front, front.client() as client:
        assert client.get(segment).headers["x-cache"] == "MISS"
        again = client.get(segment)
        assert (again.headers["x-cache"], again.content) == (
            "HIT",
            (folder / "seg-1.m4s").read_bytes(),
        )
        assert again.headers["cache-control"] == "public, max-age=31536000, immutable"
        part = client.get(segment, headers={"Range": "bytes=10-19"})
        assert (part.status_code, part.content) == (206, bytes(range(10, 20)))
        first = client.get(playlist)
        assert first.headers["cache-control"] == "public, max-age=1"
        known = client.get(playlist, headers={"If-None-Match": first.headers["etag"]})
        assert known.status_code == 304
        (folder / "live.m3u8").write_text("#EXTM3U\nseg-2.m4s\n")
        until(lambda: "seg-2" in client.get(playlist).text)
        assert client.get(f"/live/{sale}/state").status_code == 200
        gate.kill()
        assert client.get(segment).content == (folder / "seg-1.m4s").read_bytes()
        until(lambda: client.get(f"/live/{sale}/state").status_code == 502)
        until(lambda: client.get(playlist).status_code == 502)


def test_ticks_stream_through_as_they_come(market: Market, gate: GateProcess, front: Nginx) -> None:
    sale, [lot] = market.sale(5)
    with front.client() as client, client.stream("GET", f"/live/{sale}/events") as stream:
        assert stream.headers["cache-control"] == "no-store"
        lines = stream.iter_lines()
        assert any(line == "event: state" for line in lines)
        answer = client.post(
            f"/live/{sale}/orders", json=wish(lot), headers=token(market.buyers[1])
        )
        assert answer.status_code == 201
        told = next(line for line in lines if line.startswith("data:") and '"lots"' in line)
        sold = '"available":4' in told
        assert sold or '"available":4' in next(line for line in lines if '"available":4' in line)


def test_a_camera_passes(market: Market, front: Nginx) -> None:
    sale, _ = market.sale(5)
    claim = Pass(new_id(), "broadcast", int(time.time()) + 60, sale=sale)
    address = f"wss://{front.address}/live/{sale}/broadcast"
    with connect(address, ssl=front.context) as camera:
        camera.send(json.dumps({"pass": keyring().mint(claim)}))
        assert json.loads(camera.recv(timeout=20))["type"] == "health"


def test_orders_are_never_kept(market: Market, front: Nginx) -> None:
    sale, [lot] = market.sale(5)
    with front.client() as client:
        address, mine = f"/live/{sale}/orders", token(market.buyers[1])
        assert client.post(address, json=wish(lot)).status_code == 401
        first = wish(lot)
        made = client.post(address, json=first, headers=mine)
        again = client.post(address, json=first, headers=mine)
        other = client.post(address, json=wish(lot), headers=mine)
        assert [made.status_code, again.status_code, other.status_code] == [201, 200, 201]
        assert made.json()["order"] == again.json()["order"] != other.json()["order"]
        for answer in (made, again, other):
            assert answer.headers["cache-control"] == "no-store"
            assert "x-cache" not in answer.headers
    assert market.stock(lot) == (3, 2, 0)


def test_what_is_somebodys_own_says_that_nobody_keeps_it(market: Market, front: Nginx) -> None:
    sale, _ = market.sale(5)
    with front.client() as client:
        mine = token(market.buyers[1])
        answers = [
            client.post(f"/live/{sale}/chat", json={"text": "多少钱"}, headers=mine),
            client.post(f"/live/{sale}/likes", json={"count": 1}, headers=mine),
            client.get("/live/999999999/state"),
            client.get("/media/live/999999999/live.m3u8"),
            client.get("/static/none.css"),
            client.get("/healthz"),
            client.get("/metrics"),
            client.get("/orders/", headers={"Accept": "text/html"}),
        ]
    for answer in answers:
        assert "no-store" in answer.headers["cache-control"], answer.request.url
        assert answer.headers.get("x-cache") != "HIT"


def test_an_order_goes_to_the_gate_that_is_left(market: Market) -> None:
    sale, [lot] = market.sale(100)
    with (
        running_gate(market.url) as one,
        running_gate(market.url) as other,
        nginx(one.address, other.address) as front,
        front.client() as client,
    ):
        for place in range(40):
            if place == 10:
                one.kill()
            mine = token(market.buyers[place % 5 + 1])
            assert client.post(f"/live/{sale}/orders", json=wish(lot), headers=mine).is_success
    assert market.stock(lot) == (60, 40, 0)


def test_what_a_browser_claims_about_its_address_ends_at_the_door() -> None:
    seen: list[dict[str, str]] = []

    class Recorder(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_about: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Recorder) as upstream:
        threading.Thread(target=upstream.serve_forever, daemon=True).start()
        claims = {
            "X-Forwarded-For": "203.0.113.9",
            "X-Forwarded-Proto": "gopher",
            "X-Forwarded-Host": "evil.example",
            "X-Real-IP": "203.0.113.9",
            "Forwarded": "for=203.0.113.9",
        }
        with nginx(f"127.0.0.1:{upstream.server_port}") as front, front.client() as client:
            for path in ("/", "/live/1/orders", "/live/1/events", "/live/1/state"):
                client.get(path, headers=claims)
            host = front.address
        upstream.shutdown()
    assert len(seen) == 4
    for headers in seen:
        assert headers["x-forwarded-for"] == "127.0.0.1"
        assert headers["x-forwarded-proto"] == "https"
        assert headers["x-forwarded-host"] == headers["host"] == host
        assert not {"x-real-ip", "forwarded"} & set(headers)


def test_counts_are_for_who_runs_the_machine_and_plain_http_leads_to_tls(front: Nginx) -> None:
    elsewhere = httpx.HTTPTransport(verify=front.context, local_address="127.0.0.2")
    with httpx.Client(transport=elsewhere, base_url=front.base) as client:
        assert client.get("/metrics").status_code == 403
        assert client.get("/healthz").status_code in {200, 503}
    led = httpx.get(f"{front.plain}/live/1/")
    assert led.headers["location"] == "https://127.0.0.1/live/1/"
