"""Bodies for the pages: whole, in time and within limits, before the pages hear of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from starlette.types import Message

from yutang.gate.door import bodies
from yutang.gate.door.bodies import Bodies, read_body
from yutang.gate.errors import TooLarge, TooSlow
from yutang.gate.pages.proxy import Proxy

HTML = {"Accept": "text/html", "Cookie": "django_language=en"}


@asynccontextmanager
async def _pages_that_count() -> AsyncIterator[tuple[Path, list[int]]]:
    """Pages that only note that somebody came."""
    came: list[int] = []

    async def note(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(1)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    with TemporaryDirectory(prefix="yt-") as folder:
        path = Path(folder) / "pages.sock"
        server = await asyncio.start_unix_server(note, path)
        async with server:
            yield path, came


@asynccontextmanager
async def _browser(socket: Path, limits: Bodies) -> AsyncIterator[httpx.AsyncClient]:
    proxy = Proxy(socket, limits)
    transport = httpx.ASGITransport(proxy)
    async with httpx.AsyncClient(transport=transport, base_url="http://yutang.example") as client:
        yield client
    await proxy.close()


async def _stuck() -> AsyncIterator[bytes]:
    yield b"a"
    await asyncio.sleep(5)
    yield b"b"


async def test_a_slow_sender_never_reaches_the_pages() -> None:
    async with (
        _pages_that_count() as (socket, came),
        _browser(socket, Bodies(pause_most_s=0.1)) as b,
    ):
        answer = await b.post("/sign-in/", content=_stuck(), headers=HTML)
        assert answer.status_code == 408
        assert "too slow" in answer.text
        assert not came
        assert (await b.post("/sign-in/", content=b"a=1")).status_code == 204
        assert came


async def test_a_huge_upload_is_refused_before_the_pages_hear_of_it() -> None:
    async with _pages_that_count() as (socket, came), _browser(socket, Bodies()) as browser:
        said = {**HTML, "Content-Length": str(bodies.UPLOAD_BYTES_MAX + 1)}
        by_its_word = await browser.post("/x", content=b"a", headers=said)

        async def endless() -> AsyncIterator[bytes]:
            while True:
                yield b"x" * (1 << 20)

        unsaid = await browser.post("/x", content=endless(), headers=HTML)
        for answer in (by_its_word, unsaid):
            assert answer.status_code == 413
            assert "at most 16 MB" in answer.text
            assert answer.headers["connection"] == "close"
        assert not came


async def test_all_uploads_together_have_a_limit() -> None:
    async with (
        _pages_that_count() as (socket, _),
        _browser(socket, Bodies(held_bytes_max=1000)) as browser,
    ):
        answer = await browser.post("/x", content=b"x" * 1001)
        assert answer.status_code == 429
        assert answer.json()["code"] == "busy"
        # What was refused is held no longer.
        assert (await browser.post("/x", content=b"x" * 999)).status_code == 204


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/?q=" + "a" * 5000, {}, 414),
        ("/goods/?q=%00", {}, 400),
        ("/", {"X-Long": "a" * 9000}, 431),
        ("/", {f"X-{number}": "a" for number in range(100)}, 431),
    ],
)
async def test_what_the_pages_server_would_refuse_is_refused_in_both_languages(
    path: str, headers: dict[str, str], status: int
) -> None:
    async with _pages_that_count() as (socket, came), _browser(socket, Bodies()) as browser:
        english = await browser.get(path, headers={**HTML, **headers})
        chinese = await browser.get(path, headers={"Accept": "text/html", **headers})
        assert (english.status_code, chinese.status_code) == (status, status)
        assert '<html lang="en">' in english.text
        assert '<html lang="zh-Hans">' in chinese.text
        assert "请" in chinese.text
        assert "script" not in english.text
        assert not came


async def test_a_body_of_the_hot_doors_is_not_waited_for_without_end() -> None:
    async def receive() -> Message:
        await asyncio.sleep(5)
        return {"type": "http.request"}

    with pytest.raises(TooSlow):
        await read_body({"type": "http", "headers": []}, receive, within_s=0.05)


async def test_a_length_of_thousands_of_digits_is_too_large() -> None:
    async def receive() -> Message:
        raise AssertionError("nothing is read")

    headers = [(b"content-length", b"9" * 5000)]
    with pytest.raises(TooLarge):
        await read_body({"type": "http", "headers": headers}, receive)
