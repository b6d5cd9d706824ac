"""The camera's door with a real server, a real recorder and a real database."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo
from tests.contracts.camera_door import PATIENCE_S, Door, broadcast_pass, open_door
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from yutang.gate.camera.camera import SLICE_BYTES_MAX
from yutang.kernel.passes import broadcasts_of
from yutang.live import actions as live
from yutang.live.video.folder import finish
from yutang.live.video.tests.clips import clip
from yutang.live.video.timeline import Timeline
from yutang.people.access import Person


@pytest.fixture
def sale(transactional_db: None, land: None, host: Person) -> int:
    plan = live.Plan(title="板栗专场", county_codes=["130827"], starts_at=datetime.now(UTC))
    return live.plan_sale(plan, host=host, by=host).pk


@pytest.fixture
def url(sale: int) -> str:
    """The address of the test's database; the sale is in it."""
    name = str(connection.settings_dict["NAME"])
    return make_conninfo(os.environ["DATABASE_URL"], dbname=name)


@pytest.fixture
async def door(sale: int, url: str, tmp_path: Path) -> AsyncIterator[Door]:
    async with open_door(sale, url, tmp_path) as opened:
        yield opened


async def goodbye(socket: ClientConnection) -> tuple[int, str]:
    """Read until the door is closed; return code and reason."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                await socket.recv()
            except ConnectionClosed as closed:
                return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")


async def hear(
    socket: ClientConnection, wanted: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            message: dict[str, Any] = json.loads(await socket.recv())
            if wanted(message):
                return message


async def show(socket: ClientConnection, kind: str = "webm h264 opus") -> None:
    data = clip(kind)
    for at in range(0, len(data), 20_000):
        await socket.send(data[at : at + 20_000])


async def test_only_a_broadcast_pass_of_this_sale_opens(door: Door) -> None:
    others = [
        {},
        {"pass": "rubbish"},
        {"pass": broadcast_pass(door.sale + 1)},
        {"pass": broadcast_pass(door.sale, "buyer")},
    ]
    for hello in others:
        async with door.connect() as camera:
            await camera.send(json.dumps(hello))
            assert await goodbye(camera) == (4401, "sign_in_needed"), hello
    for said in ("no json", "[]", json.dumps({"pass": "x" * 3000}), b"\x1aE\xdf\xa3"):
        async with door.connect() as camera:
            await camera.send(said)
            assert (await goodbye(camera))[0] in (4400, 4413), said
    assert not door.folder.exists()


async def test_the_hosts_own_cookie_opens_on_our_pages_only(door: Door, host: Person) -> None:
    cookie = {"cookie": f"yutang_pass={broadcast_pass(0, 'buyer', host.pk)}"}
    async with door.connect(**cookie, origin=f"http://127.0.0.1:{door.port}") as camera:
        await camera.send("{}")
        assert (await hear(camera, lambda said: said["type"] == "health"))["segments"] == 0
    async with door.connect(**cookie, origin="https://elsewhere.example") as camera:
        await camera.send("{}")
        assert await goodbye(camera) == (4403, "foreign_page")
    stranger = {"cookie": f"yutang_pass={broadcast_pass(0, 'buyer', host.pk + 1)}"}
    async with door.connect(**stranger) as camera:
        await camera.send("{}")
        assert await goodbye(camera) == (4401, "sign_in_needed")


async def test_a_host_whose_grant_has_ended_is_refused_with_a_cookie_too(
    door: Door, host: Person
) -> None:
    with psycopg.connect(door.url) as database:
        database.execute("update people_grant set ended_at = now()")
    origin = f"http://127.0.0.1:{door.port}"
    cookie = f"yutang_pass={broadcast_pass(0, 'buyer', host.pk)}"
    async with door.connect(cookie=cookie, origin=origin) as camera:
        await camera.send("{}")
        assert await goodbye(camera) == (4401, "sign_in_needed")


@pytest.mark.parametrize("by_cookie", [False, True])
async def test_an_open_camera_ends_when_its_persons_broadcasts_are_taken_back(
    door: Door, host: Person, *, by_cookie: bool
) -> None:
    assert door.broadcasts
    identity = door.broadcasts._identity
    cookie = f"yutang_pass={broadcast_pass(0, 'buyer', host.pk)}"
    headers = {"cookie": cookie, "origin": f"http://127.0.0.1:{door.port}"} if by_cookie else {}
    hello = {} if by_cookie else {"pass": broadcast_pass(door.sale, person=host.pk)}
    async with door.connect(**headers) as camera:
        await camera.send(json.dumps(hello))
        await show(camera)
        await door.until_state("on")
        identity.revoke(broadcasts_of(host.pk + 1))
        await hear(camera, lambda said: said["type"] == "health")
        await hear(camera, lambda said: said["type"] == "health")
        identity.revoke(broadcasts_of(host.pk))
        assert await goodbye(camera) == (4401, "sign_in_needed")
    assert [row[3] for row in door.rows()] == ["sign_in_needed"]
    assert (await door.until_state("break")).reason == "network"


async def test_a_camera_goes_live_hears_its_health_and_stops(door: Door) -> None:
    async with door.camera() as camera:
        await show(camera)
        health = await hear(camera, lambda said: said.get("segments", 0) >= 2)
        assert health["transcoding"] is False
        assert health["buffered_ms"] >= 0
        assert abs(health["last_segment_at"] - time.time()) < 5
        video = await door.until_state("on")
        assert video.playlist == f"/media/live/{door.sale}/live.m3u8"
        await camera.send(json.dumps({"type": "stop"}))
        assert await goodbye(camera) == (1000, "stop")
    assert (await door.until_state("ended")).reason == ""
    assert door.rows() == [("camera", "h264/opus", False, "stop", True)]
    assert Timeline.load(door.folder).duration_s == pytest.approx(5, abs=0.1)


async def test_a_browser_with_vp8_only_is_told_that_it_is_encoded_again(door: Door) -> None:
    async with door.camera() as camera:
        await show(camera, "webm vp8 opus")
        said = await hear(camera, lambda said: said["type"] == "warning")
        assert said["code"] == "transcoding"
        await hear(camera, lambda said: said.get("transcoding") is True)
    assert (await door.until_state("break")).transcoding


async def test_a_phone_call_is_a_break_that_viewers_are_told_about(door: Door) -> None:
    async with door.camera() as camera:
        await show(camera)
        await door.until_state("on")
        await camera.send(json.dumps({"type": "away", "reason": "phone"}))
        assert (await door.until_state("break")).reason == "phone"
        await camera.send(json.dumps({"type": "back"}))
        await door.until_state("on")
        await camera.send(json.dumps({"type": "away", "reason": "lunch"}))
        assert await goodbye(camera) == (4400, "malformed")


async def test_a_lost_connection_is_a_break_and_the_next_one_goes_on(door: Door) -> None:
    async with door.camera() as camera:
        await show(camera)
        await door.until_state("on")
        camera.transport.abort()
    assert (await door.until_state("break")).reason == "network"
    async with door.camera() as camera:
        await show(camera)
        await door.until_state("on")
        await camera.send(json.dumps({"type": "stop"}))
        await goodbye(camera)
    timeline = Timeline.load(door.folder)
    assert [run.number for run in timeline.runs] == [1, 2]
    assert [segment.number for segment in timeline.segments] == list(range(6))
    assert [row[3] for row in door.rows()] == ["lost", "stop"]


async def test_a_newer_camera_takes_over_and_the_older_is_told(door: Door) -> None:
    async with door.camera() as older:
        await show(older)
        await door.until_state("on")
        async with door.camera() as newer:
            assert await goodbye(older) == (4409, "replaced")
            await show(newer)
            await hear(newer, lambda said: said.get("segments", 0) >= 2)
    await door.until(lambda: [row[3] for row in door.rows()] == ["replaced", "lost"])
    assert len(Timeline.load(door.folder).runs) == 2


async def test_rubbish_ends_with_the_recorders_reason(door: Door) -> None:
    async with door.camera() as camera:
        await camera.send(b"rubbish" * 300_000)
        assert await goodbye(camera) == (4500, "bad_input")
    async with door.camera() as camera:
        await camera.send(bytes(SLICE_BYTES_MAX + 1))
        assert await goodbye(camera) == (4413, "too_large")
    assert door.rows() == []


async def test_a_killed_recorder_is_told_and_the_next_one_goes_on(door: Door) -> None:
    async with door.camera() as camera:
        await show(camera)
        await door.until_state("on")
        (recorder,) = [
            child for child in psutil.Process().children() if str(door.folder) in child.cmdline()
        ]
        recorder.send_signal(signal.SIGKILL)
        assert await goodbye(camera) == (4500, "crashed")
    assert (await door.until_state("break")).reason == "network"
    async with door.camera() as camera:
        await show(camera)
        await door.until_state("on")


async def test_a_finished_recording_takes_no_camera(door: Door) -> None:
    async with door.camera() as camera:
        await show(camera)
        await door.until_state("on")
    await door.until_state("break")
    finish(door.folder)
    async with door.camera() as camera:
        assert await goodbye(camera) == (4410, "finished")
    await door.until_state("ended")
