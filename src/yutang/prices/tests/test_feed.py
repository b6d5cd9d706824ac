"""A feed of prices, answered by a server of this machine: no real account was at hand."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from yutang.plumbing.pricefeed import PriceFeed
from yutang.prices import actions
from yutang.prices.errors import FeedAway
from yutang.prices.models import LeftRow, Market, PriceImport, Quote
from yutang.prices.tests.conftest import ago

Serve = Callable[[int, str], tuple[PriceFeed, list[tuple[str, str]]]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves one answer on loopback; returns the feed and what it was asked."""
    servers: list[HTTPServer] = []

    def started(status: int, body: str) -> tuple[PriceFeed, list[tuple[str, str]]]:
        heard: list[tuple[str, str]] = []

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                heard.append((self.path, self.headers["Authorization"]))
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_said: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Answers)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return PriceFeed(f"http://127.0.0.1:{server.server_port}/prices", "k"), heard

    yield started
    for server in servers:
        server.shutdown()
        server.server_close()


def _row(**said: object) -> dict[str, object]:
    return {"market": "北京新发地", "name": "鸭梨", "unit": "公斤", "day": str(ago(1)), **said}


def test_what_a_feed_says_is_a_list_like_any_other(serve: Serve, market: Market) -> None:
    rows = [_row(low=1, mean=2.5, high=3), _row(market="别处", mean=2), _row(name="酥梨", mean=0)]
    feed, heard = serve(200, json.dumps({"rows": rows}))
    brought, _ = actions.pull(feed)
    assert brought is not None
    assert heard == [(f"/prices?since={ago(30)}", "Bearer k")]
    assert Quote.objects.values_list("low_fen", "mean_fen", "high_fen").get() == (100, 250, 300)
    codes = LeftRow.objects.order_by("row").values_list("code", flat=True)
    assert list(codes) == ["unknown_market", "no_price"]
    assert actions.pull(feed)[0] is None
    assert heard[1][0] == f"/prices?since={ago(8)}"


@pytest.mark.parametrize(
    ("status", "body"), [(500, ""), (200, "{"), (200, '{"rows": [1]}'), (200, '{"goods": []}')]
)
def test_an_answer_that_is_none_writes_nothing(
    serve: Serve, market: Market, status: int, body: str
) -> None:
    feed, _ = serve(status, body)
    with pytest.raises(FeedAway):
        actions.pull(feed)
    assert PriceImport.objects.count() == 0


def test_a_feed_is_configured_whole_and_safely_or_not_at_all() -> None:
    assert PriceFeed.load({}) is None
    url, key = "YUTANG_PRICES_URL", "YUTANG_PRICES_KEY"
    assert PriceFeed.load({url: "https://h/p", key: "k"}) == PriceFeed("https://h/p", "k")
    for env in ({url: "https://h/p"}, {key: "k"}, {url: "http://h/p", key: "k"}):
        with pytest.raises(SystemExit):
            PriceFeed.load(env)
