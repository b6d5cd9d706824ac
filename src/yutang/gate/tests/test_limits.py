"""How often somebody may act, and how much they may send."""

import pytest
from starlette.types import Receive

from yutang.gate import limits
from yutang.gate.errors import TooLarge
from yutang.gate.limits import BODY_BYTES_MAX, Buckets, read_body
from yutang.kernel.errors import TooMany


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _taken(buckets: Buckets, name: str, tries: int) -> int:
    taken = 0
    for _ in range(tries):
        try:
            buckets.take(name)
        except TooMany:
            return taken
        taken += 1
    return taken


def test_a_burst_and_then_the_pace() -> None:
    clock = Clock()
    buckets = Buckets(3, 1.5, clock)
    assert _taken(buckets, "李", 10) == 3
    assert _taken(buckets, "王", 10) == 3
    clock.now += 1.5
    assert _taken(buckets, "李", 10) == 1
    clock.now += 3600
    assert _taken(buckets, "李", 10) == 3, "a bucket never holds more than its burst"


def test_the_refusal_says_when_to_come_back() -> None:
    clock = Clock()
    buckets = Buckets(1, 4.2, clock)
    buckets.take("李")
    with pytest.raises(TooMany) as refused:
        buckets.take("李")
    assert refused.value.fields["retry_after_s"] == 5
    clock.now += 4.2
    buckets.take("李")


def test_names_are_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_KNOWN_MAX", 10)
    buckets = Buckets(3, 1.5, Clock())
    for number in range(50):
        buckets.take(number)
    assert len(buckets._full_at) == 10


def _receiver(*chunks: bytes) -> tuple[list[bytes], Receive]:
    waiting = list(chunks)

    async def receive() -> dict[str, object]:
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    return waiting, receive


async def test_a_body_comes_whole_and_is_not_read_beyond_the_limit() -> None:
    _, receive = _receiver(b"a" * 10, b"b" * 10)
    assert await read_body({"headers": []}, receive) == b"a" * 10 + b"b" * 10
    waiting, receive = _receiver(b"a" * BODY_BYTES_MAX, b"b", b"c", b"d")
    with pytest.raises(TooLarge):
        await read_body({"headers": []}, receive)
    assert waiting == [b"c", b"d"]
    waiting, receive = _receiver(b"a")
    with pytest.raises(TooLarge):
        await read_body({"headers": [(b"content-length", b"4097")]}, receive)
    assert waiting == [b"a"]
