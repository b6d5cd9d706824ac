"""A gate tells the others what changed here, and does not listen to itself."""

import asyncio
from typing import Any, cast

import pytest

from yutang.gate.bus import Announcer
from yutang.gate.database import Pool
from yutang.plumbing import bus


class Carrier:
    """Takes note of what is announced; is away when told so."""

    def __init__(self) -> None:
        self.said: list[list[str]] = []
        self.is_away = False

    async def announce(self, _pool: Any, _channel: str, payloads: list[str]) -> None:
        if self.is_away:
            raise bus.BusLost("away")
        self.said.append(payloads)


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Carrier:
    carrier = Carrier()
    monkeypatch.setattr(bus, "carrier", lambda: carrier)
    return carrier


def _announcer() -> Announcer:
    return Announcer(cast("Pool", None), "near", every_s=0.01)


async def test_what_this_gate_shows_already_is_news_for_the_others_only(carrier: Carrier) -> None:
    announcer = _announcer()
    announcer.say(1)
    announcer.say_to_others(1)
    announcer.say_to_others(2)
    running = asyncio.create_task(announcer.run())
    await asyncio.sleep(0.05)
    running.cancel()
    assert carrier.said == [["1", "2 near"]]
    assert [announcer.heard(word) for word in carrier.said[0]] == [1, None]
    far = Announcer(cast("Pool", None), "far")
    assert [far.heard(word) for word in carrier.said[0]] == [1, 2]
    assert announcer.heard("rubbish") is None


async def test_what_could_not_be_told_is_told_later(carrier: Carrier) -> None:
    announcer = _announcer()
    carrier.is_away = True
    announcer.say(1)
    announcer.say_to_others(2)
    running = asyncio.create_task(announcer.run())
    await asyncio.sleep(0.05)
    carrier.is_away = False
    await asyncio.sleep(0.05)
    running.cancel()
    assert carrier.said == [["1", "2 near"]]
