"""The way to the pages, over a real socket to a real server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from yutang.gate.pages.proxy import Proxy


async def _echo(request: Request) -> Response:
    body = await request.body()
    return JSONResponse(
        {
            "method": request.method,
            "target": request.scope["raw_path"].decode() + "?" + request.url.query,
            "headers": [[name.decode(), value.decode()] for name, value in request.headers.raw],
            "length": len(body),
            "ends": body[-5:].decode(),
        }
    )


async def _cookies(_: Request) -> Response:
    response = Response("gone", 404, {"content-encoding": "identity", "keep-alive": "timeout=5"})
    response.set_cookie("a", "1")
    response.set_cookie("b", "2")
    return response


async def _away(_: Request) -> Response:
    return RedirectResponse("/there/?x=1", 303)


async def _slow(_: Request) -> Response:
    async def parts() -> AsyncIterator[bytes]:
        for number in range(3):
            yield b"part %d\n" % number
            await asyncio.sleep(0.3)

    return StreamingResponse(parts())


PAGES = Starlette(
    routes=[
        Route("/cookies", _cookies),
        Route("/away", _away),
        Route("/slow", _slow),
        Route("/{path:path}", _echo, methods=["GET", "POST", "PUT", "HEAD"]),
    ]
)


@asynccontextmanager
async def _pages(socket: Path) -> AsyncIterator[None]:
    server = uvicorn.Server(uvicorn.Config(PAGES, uds=str(socket), log_config=None))
    serving = asyncio.create_task(server._serve())
    async with asyncio.timeout(5):
        while not server.started:  # noqa: ASYNC110 - the server tells it in no other way
            await asyncio.sleep(0.01)
    yield
    server.should_exit = True
    await serving


@pytest.fixture
async def socket() -> AsyncIterator[Path]:
    # A socket's path must be short, so it lies in a folder of its own.
    with TemporaryDirectory(prefix="yt-") as folder:
        path = Path(folder) / "pages.sock"
        async with _pages(path):
            yield path


@pytest.fixture
async def browser(socket: Path) -> AsyncIterator[httpx.AsyncClient]:
    proxy = Proxy(socket)
    transport = httpx.ASGITransport(proxy, client=("203.0.113.9", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://yutang.example") as client:
        yield client
    await proxy.close()


async def test_a_request_arrives_as_it_was_sent(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/goods/%E6%9D%BF?a=1&b=%20", headers={"X-Sheet": "1"})
    seen = answer.json()
    assert seen["target"] == "/goods/%E6%9D%BF?a=1&b=%20"
    headers = dict(seen["headers"])
    assert headers["host"] == "yutang.example"
    assert headers["x-sheet"] == "1"
    assert headers["x-forwarded-host"] == "yutang.example"
    assert headers["x-forwarded-proto"] == "http"
    assert headers["x-forwarded-for"] == "203.0.113.9"


async def test_what_strangers_say_of_themselves_is_not_believed(
    browser: httpx.AsyncClient,
) -> None:
    answer = await browser.get(
        "/",
        headers={
            "X-Forwarded-For": "127.0.0.1",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-Host": "evil.example",
            "Connection": "close, X-Secret",
            "X-Secret": "hop",
            "TE": "trailers",
        },
    )
    headers = dict(answer.json()["headers"])
    assert headers["x-forwarded-for"] == "203.0.113.9"
    assert headers["x-forwarded-proto"] == "http"
    assert headers["x-forwarded-host"] == "yutang.example"
    assert "x-secret" not in headers
    assert "te" not in headers


async def test_a_proxy_on_this_machine_is_believed(socket: Path) -> None:
    proxy = Proxy(socket)
    transport = httpx.ASGITransport(proxy, client=("127.0.0.1", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://yutang.example") as client:
        answer = await client.get(
            "/", headers={"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
        )
    headers = dict(answer.json()["headers"])
    assert headers["x-forwarded-for"] == "203.0.113.7"
    assert headers["x-forwarded-proto"] == "https"
    await proxy.close()


@pytest.mark.parametrize(
    ("peer", "named", "told"),
    [
        ("127.0.0.1", "198.51.100.1, 203.0.113.7", "198.51.100.1, 203.0.113.7"),
        ("127.0.0.1", "203.0.113.7, 127.0.0.1", "203.0.113.7"),
        ("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("203.0.113.9", "203.0.113.7, 127.0.0.1", "203.0.113.9"),
    ],
)
async def test_the_pages_are_told_who_asks_as_the_gates_own_limits_count(
    socket: Path, peer: str, named: str, told: str
) -> None:
    proxy = Proxy(socket)
    transport = httpx.ASGITransport(proxy, client=(peer, 5000))
    headers = {"X-Forwarded-For": named} if named else {}
    async with httpx.AsyncClient(transport=transport, base_url="http://yutang.example") as client:
        answer = await client.get("/", headers=headers)
    assert dict(answer.json()["headers"])["x-forwarded-for"] == told
    await proxy.close()


async def test_uploads_pass_through_with_and_without_a_length(browser: httpx.AsyncClient) -> None:
    picture = b"x" * 3_000_000 + b"ended"
    answer = await browser.post("/upload", content=picture)
    assert answer.json()["length"] == len(picture)

    async def parts() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b"y" * 100_000
        yield b"ended"

    answer = await browser.post("/upload", content=parts())
    assert (answer.json()["length"], answer.json()["ends"]) == (3_000_005, "ended")


async def test_answers_come_back_unchanged(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/cookies")
    assert (answer.status_code, answer.text) == (404, "gone")
    assert answer.headers.get_list("set-cookie") == [
        "a=1; Path=/; SameSite=lax",
        "b=2; Path=/; SameSite=lax",
    ]
    assert not {"keep-alive", "server", "date"} & set(answer.headers)
    away = await browser.get("/away")
    assert (away.status_code, away.headers["location"]) == (303, "/there/?x=1")
    head = await browser.head("/anything")
    assert (head.status_code, head.content) == (200, b"")


async def test_an_answer_is_streamed(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/slow")).text == "part 0\npart 1\npart 2\n"


async def test_when_the_pages_are_down_the_reader_is_told_in_their_language(
    tmp_path: Path,
) -> None:
    proxy = Proxy(tmp_path / "none.sock")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(proxy), base_url="http://yutang.example"
    ) as client:
        chinese = await client.get("/")
        english = await client.get("/", headers={"Cookie": "django_language=en"})
    assert (chinese.status_code, english.status_code) == (502, 502)
    assert "页面马上回来" in chinese.text
    assert "Back in a moment" in english.text
    assert chinese.headers["retry-after"] == "3"
    await proxy.close()
