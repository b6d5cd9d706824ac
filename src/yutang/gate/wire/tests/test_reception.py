"""The first words of a connection: what the shortcut reads, uvicorn's own parser reads the same."""

import httptools
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yutang.gate.wire.plain import read_wish

PLAIN = b"GET /live/7/events HTTP/1.1\r\nHost: a\r\nCookie: x=1; y=2\r\n\r\n"


class _Heard:
    """What uvicorn's parser says of a request."""

    def __init__(self) -> None:
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.is_whole = False

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))

    def on_message_complete(self) -> None:
        self.is_whole = True


def _parsed(data: bytes) -> _Heard | None:
    heard = _Heard()
    try:
        httptools.HttpRequestParser(heard).feed_data(data)
    except (httptools.HttpParserError, httptools.HttpParserUpgrade):
        return None
    return heard


def test_a_plain_request_is_read() -> None:
    assert read_wish(PLAIN) == (7, [(b"host", b"a"), (b"cookie", b"x=1; y=2")])
    assert read_wish(PLAIN.replace(b"events", b"events?t=1")) is not None


@pytest.mark.parametrize(
    "other",
    [
        PLAIN[:-2],
        PLAIN + b"x",
        PLAIN.replace(b"GET", b"POST"),
        PLAIN.replace(b"/7/", b"/1234567890123456789/"),
        PLAIN.replace(b"/7/", b"/%37/"),
        PLAIN.replace(b"events", b"events/"),
        PLAIN.replace(b"Host: a", b"Content-Length: 5"),
        PLAIN.replace(b"Host: a", b"TRANSFER-ENCODING: chunked"),
        PLAIN.replace(b"Host: a", b"Upgrade: websocket"),
        PLAIN.replace(b"Host: a", b"Host : a"),
        PLAIN.replace(b"Host: a", b"Host: a\r\n folded: b"),
        PLAIN.replace(b"\r\n", b"\n"),
        PLAIN.replace(b"Host: a", b"Host: \x00"),
        PLAIN.replace(b"Host: a", b"X: " + b"a" * 20_000),
        b"",
    ],
)
def test_whatever_is_not_plain_is_left_to_uvicorn(other: bytes) -> None:
    assert read_wish(other) is None


_bits = st.sampled_from(
    b"GET |/live/|7|/events|?a| HTTP/1.1| HTTP/1.0|\r\n|\n|:| |\t|Host|cookie|a=b; c|\x00|\x80|"
    b"X-A: |\r\n\r\n|upgrade".split(b"|")
)


@given(st.lists(_bits, max_size=12).map(b"".join), st.integers(0, 60))
@example(b"", 0)
def test_what_is_read_here_is_what_the_parser_reads(bits: bytes, at: int) -> None:
    for data in (PLAIN[:at] + bits + PLAIN[at:], b"GET /live/7/events HTTP/1.1\r\n" + bits):
        asked = read_wish(data)
        if asked is None:
            continue
        heard = _parsed(data)
        assert heard is not None
        assert heard.is_whole
        assert heard.url.startswith(b"/live/%d/events" % asked[0])
        assert heard.headers == asked[1]
