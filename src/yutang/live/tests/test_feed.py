"""Whoever applies every tick to the first state sees what a newcomer sees."""

from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from yutang.live import feed
from yutang.live.feed import Line, LotLine, PinView, State, Video, changes


def _states(lines: list[Line], draw: st.DrawFn) -> State:
    count = draw(st.integers(0, len(lines)))
    hidden = set(draw(st.lists(st.integers(0, count), max_size=3)))
    return State(
        sale=7,
        state=draw(st.sampled_from(["live", "paused"])),
        at=draw(st.floats(0, 1e9)),
        pin=draw(st.none() | st.builds(PinView, st.integers(1, 3), st.just(1.0))),
        lots=[
            LotLine(
                lot, draw(st.integers(0, 2)), 9, draw(st.sampled_from(["open", "closed"])), None
            )
            for lot in (1, 2, 3)
        ],
        viewers=draw(st.integers(0, 2)),
        likes=draw(st.integers(0, 2)),
        orders=draw(st.integers(0, 2)),
        orders_minute=draw(st.integers(0, 2)),
        notice=draw(st.sampled_from(["", "下一件"])),
        video=draw(st.builds(Video, st.sampled_from(["none", "on"]))),
        chat=[line for line in lines[:count] if line.id not in hidden][-feed.CHAT_MOST :],
        hidden=sorted(hidden),
        lineup_version=draw(st.integers(0, 1)),
    )


LINES = [Line(number, 1, "李", "好", 0.0) for number in range(70)]


@st.composite
def shows(draw: st.DrawFn) -> list[State]:
    states = [_states(LINES, draw) for _ in range(draw(st.integers(1, 5)))]
    return sorted(states, key=lambda state: max((line.id for line in state.chat), default=-1))


def _apply(known: dict[str, Any], tick: dict[str, Any]) -> dict[str, Any]:
    """What the page's script does with a tick."""
    lots = {lot["lot"]: lot for lot in [*known["lots"], *tick.get("lots", [])]}
    hidden = set(tick.get("hidden", known["hidden"]))
    chat = {line["id"]: line for line in [*known["chat"], *tick.get("chat", [])]}
    return {
        **known,
        **tick,
        "lots": list(lots.values()),
        "chat": [line for number, line in sorted(chat.items()) if number not in hidden],
    }


@given(shows())
def test_ticks_add_up_to_the_state(states: list[State]) -> None:
    known = msgspec.to_builtins(states[0])
    for before, after in pairwise(states):
        tick = msgspec.json.decode(msgspec.json.encode(changes(before, after)))
        known = _apply(known, tick)
        want = msgspec.to_builtins(after)
        if tick:
            assert {key: value for key, value in known.items() if key != "chat"} == {
                key: value for key, value in want.items() if key != "chat"
            }
        newest = {line["id"] for line in want["chat"]} - set(want["hidden"])
        shown = {line["id"] for line in known["chat"]}
        assert {number for number in newest if number > 20} <= shown


@given(shows())
def test_nothing_is_told_when_nothing_changed(states: list[State]) -> None:
    later = msgspec.structs.replace(states[0], at=2e9)
    assert changes(states[0], later) == {}


def test_only_the_lot_that_changed_and_the_new_line_are_told() -> None:
    lots = [LotLine(1, 5, 9, "open", None), LotLine(2, 5, 9, "open", None)]
    before = State(7, "live", 1.0, None, lots, 1, 0, 0, 0, "", Video(), LINES[:1], [], 1)
    after = msgspec.structs.replace(
        before, at=2.0, lots=[lots[0], LotLine(2, 4, 9, "open", None)], chat=LINES[:2], orders=1
    )
    assert changes(before, after) == {
        "at": 2.0,
        "orders": 1,
        "lots": [LotLine(2, 4, 9, "open", None)],
        "chat": [LINES[1]],
    }
