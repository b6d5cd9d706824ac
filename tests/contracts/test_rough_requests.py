"""What no browser of ours would send: refused in words, never a fault."""

import asyncio
import json

import httpx
import pytest
import websockets
from tests.races.market import GateProcess, Market

pytestmark = [pytest.mark.served, pytest.mark.django_db]


def test_a_sale_of_thousands_of_digits_is_no_fault(market: Market, gate: GateProcess) -> None:
    assert httpx.get(f"{gate.base}/live/{'9' * 3000}/state").status_code in {404, 502}


def test_a_foreign_origin_that_is_no_address_is_refused(market: Market, gate: GateProcess) -> None:
    sale, _ = market.sale(1)
    headers = {"Origin": "http://[", "Cookie": "yutang_pass=x", "Content-Type": "application/json"}
    answer = httpx.post(f"{gate.base}/live/{sale}/orders", content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_page")


@pytest.mark.parametrize("path", ["/media/none.jpg", "/static/none.js", "/media/../secrets.json"])
def test_a_missing_file_is_told_in_both_languages(
    market: Market, gate: GateProcess, path: str
) -> None:
    asked = {"Accept": "text/html"}
    chinese = httpx.get(f"{gate.base}{path}", headers=asked)
    english = httpx.get(f"{gate.base}{path}", headers={**asked, "Cookie": "django_language=en"})
    assert (chinese.status_code, english.status_code) in {(404, 404), (502, 502)}
    assert '<html lang="zh-Hans">' in chinese.text
    assert '<html lang="en">' in english.text


def test_writing_to_a_file_is_refused_with_what_is_allowed(
    market: Market, gate: GateProcess
) -> None:
    answer = httpx.post(f"{gate.base}/media/none.jpg")
    assert (answer.status_code, answer.json()["code"]) == (405, "wrong_method")


@pytest.mark.parametrize("hello", ["[" * 1900, '{"a":' * 390, json.dumps([1]), ""])
def test_a_camera_that_says_rubbish_is_sent_away(
    market: Market, gate: GateProcess, hello: str
) -> None:
    async def say() -> int:
        address = f"{gate.base.replace('http', 'ws')}/live/1/broadcast"
        async with websockets.connect(address) as socket:
            await socket.send(hello)
            async with asyncio.timeout(5):
                await socket.wait_closed()
            return socket.close_code or 0

    assert asyncio.run(say()) == 4400
