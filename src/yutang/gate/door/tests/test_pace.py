"""How often somebody may act, and how much they may send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Receive

from yutang.gate.door import pace
from yutang.gate.door.bodies import BODY_BYTES_MAX, read_body
from yutang.gate.door.pace import Buckets, Pace, Size
from yutang.gate.errors import TooLarge
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
    buckets = Buckets(Size(3, 1.5), clock)
    assert _taken(buckets, "李", 10) == 3
    assert _taken(buckets, "王", 10) == 3
    clock.now += 1.5
    assert _taken(buckets, "李", 10) == 1
    clock.now += 3600
    assert _taken(buckets, "李", 10) == 3, "a bucket never holds more than its burst"


def test_the_refusal_says_when_to_come_back() -> None:
    clock = Clock()
    buckets = Buckets(Size(1, 4.2), clock)
    buckets.take("李")
    with pytest.raises(TooMany) as refused:
        buckets.take("李")
    assert refused.value.fields["retry_after_s"] == 5
    clock.now += 4.2
    buckets.take("李")


def test_names_are_forgotten_in_the_end_and_the_latest_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "_KNOWN_HALF", 10)
    buckets = Buckets(Size(3, 1.5), Clock())
    assert _taken(buckets, "李", 3) == 3
    for number in range(9):
        buckets.take(number)
    assert _taken(buckets, "李", 3) == 0
    for number in range(1_000):
        buckets.take(number)
        assert len(buckets) <= 21
    assert _taken(buckets, "李", 3) == 3


OWN, SHARED = Size(3, 1.0), Size(8, 1.0)


def _times(pace: Pace, tries: int, person: int | None, device: str | None, where: str) -> int:
    taken = 0
    for _ in range(tries):
        try:
            pace.take(person, device, where)
        except TooMany:
            continue
        taken += 1
    return taken


def test_two_accounts_on_one_device_share_its_pace() -> None:
    pace = Pace(OWN, SHARED, Clock())
    assert _times(pace, 5, 1, "phone", "hall") == 3
    assert _times(pace, 5, 2, "phone", "hall") == 0
    assert _times(pace, 5, 2, "tablet", "hall") == 3


def test_two_devices_of_one_account_share_its_pace() -> None:
    pace = Pace(OWN, SHARED, Clock())
    assert _times(pace, 2, 1, "phone", "home") == 2
    assert _times(pace, 5, 1, "tablet", "hall") == 1


def test_an_address_has_a_pace_of_its_own() -> None:
    clock = Clock()
    pace = Pace(OWN, SHARED, clock)
    assert [_times(pace, 5, person, None, "hall") for person in range(4)] == [3, 3, 2, 0]
    assert _times(pace, 5, 3, None, "home") == 3
    clock.now += 1
    assert _times(pace, 5, 4, None, "hall") == 1


def test_who_hammers_takes_nothing_from_the_neighbours() -> None:
    pace = Pace(OWN, SHARED, Clock())
    assert _times(pace, 1_000, 1, "phone", "hall") == 3
    assert _times(pace, 3, 2, "tablet", "hall") == 3


def test_who_is_refused_for_the_neighbours_has_spent_nothing() -> None:
    clock = Clock()
    pace = Pace(OWN, SHARED, clock)
    for person in range(3):
        _times(pace, 3, person, None, "hall")
    assert _times(pace, 1_000, 9, "phone", "hall") == 0
    assert _times(pace, 5, 9, "phone", "home") == 3


def test_an_address_may_pay_another_price() -> None:
    pace = Pace(OWN, SHARED, Clock())
    pace.take(1, None, "hall", shared_tokens=8)
    with pytest.raises(TooMany):
        pace.take(2, None, "hall")


@given(
    acts=st.lists(
        st.tuples(
            st.integers(0, 3),
            st.none() | st.sampled_from(["phone", "tablet"]),
            st.none() | st.sampled_from(["hall", "home"]),
            st.integers(1, 3),
            st.floats(0, 2),
        ),
        max_size=60,
    )
)
def test_nobody_ever_has_more_than_burst_and_pace_allow(
    acts: list[tuple[int, str | None, str | None, int, float]],
) -> None:
    clock = Clock()
    pace = Pace(OWN, SHARED, clock)
    taken: dict[object, list[tuple[float, int]]] = {}
    for person, device, address, tokens, wait_s in acts:
        clock.now += wait_s
        try:
            pace.take(person, device, address, tokens)
        except TooMany:
            continue
        for who in (person, device, address):
            if who is not None:
                taken.setdefault(who, []).append((clock.now, tokens))
    for whose, takings in taken.items():
        size = SHARED if whose in ("hall", "home") else OWN
        for start in range(len(takings)):
            since = takings[start][0]
            for end in range(start, len(takings)):
                tokens = sum(each for _, each in takings[start : end + 1])
                assert tokens <= size.burst + (takings[end][0] - since) / size.every_s + 1e-6


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
