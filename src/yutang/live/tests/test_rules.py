import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.live import rules
from yutang.live.errors import EmptyMessage, MessageTooLong
from yutang.live.rules import ARROWS, STATES, Readiness, Span, State
from yutang.people.rules import GrantView

states = st.sampled_from(STATES)


def test_a_sale_goes_from_announcement_over_live_and_pause_to_its_end_and_replay() -> None:
    way: list[State] = ["planned", "live", "paused", "live", "paused", "ended", "replay"]
    for before, after in pairwise(way):
        assert rules.may_move(before, after), (before, after)


@given(states)
def test_no_state_leads_to_itself(state: State) -> None:
    assert not rules.may_move(state, state)


@given(states, st.lists(states, max_size=12))
def test_whatever_is_tried_a_sale_that_is_over_never_runs_again(
    start: State, tries: list[State]
) -> None:
    state, was_over = start, False
    for wanted in tries:
        if rules.may_move(state, wanted):
            state = wanted
        was_over |= state in rules.OVER
        assert not (was_over and state not in rules.OVER)


def test_every_state_is_reached_from_the_announcement() -> None:
    reached: set[State] = {"planned"}
    for _step in STATES:
        reached |= {after for before in reached for after in ARROWS[before]}
    assert reached == set(STATES)


def test_the_chat_is_open_while_the_sale_runs_and_goods_sell_in_the_replay_too() -> None:
    assert {state for state in STATES if rules.chat_is_open(state)} == {"live", "paused"}
    assert {"live", "paused", "replay"} == rules.SELLING


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  栗子 甜吗？ ", "栗子 甜吗？"),
        ("一\n二\t三", "一 二 三"),
        ("<b>HTML is text</b>", "<b>HTML is text</b>"),
        ("a\u202eb\u200bc\u0000d", "abcd"),
        ("👨‍👩‍👧 全家来了", "👨‍👩‍👧 全家来了"),
        ("e\u0301", "é"),
    ],
)
def test_a_line_of_chat_is_one_line_without_tricks(said: str, kept: str) -> None:
    assert rules.clean_message(said) == kept


@pytest.mark.parametrize("said", ["", "   ", "\n\t", "\u200b\u200d\u2060"])
def test_a_line_with_nothing_to_see_is_refused(said: str) -> None:
    with pytest.raises(EmptyMessage):
        rules.clean_message(said)


def test_a_line_of_a_hundred_characters_passes_and_one_more_does_not() -> None:
    assert len(rules.clean_message("好" * 100)) == 100
    with pytest.raises(MessageTooLong) as refused:
        rules.clean_message("好" * 101)
    assert "100" in refused.value.sentence("zh-hans")


def test_a_tower_of_marks_is_cut_down() -> None:
    assert len(rules.clean_message("x" + "\u0327" * 50)) <= 4


@given(st.text(max_size=300))
def test_what_is_kept_is_short_clean_and_stays_as_it_is(text: str) -> None:
    try:
        kept = rules.clean_message(text)
    except (EmptyMessage, MessageTooLong):
        return
    assert 0 < len(kept) <= rules.MESSAGE_LENGTH_MAX
    assert "\n" not in kept
    hidden = {"Cc", "Cs", "Zl", "Zp"}
    assert not any(unicodedata.category(character) in hidden for character in kept)
    assert rules.clean_message(kept) == kept


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (Readiness(2, 1, 1, host_may_sign_in=True, host_may_run=True), ()),
        (Readiness(2, 1, 0, host_may_sign_in=True, host_may_run=True), ("units",)),
        (Readiness(2, 0, 0, host_may_sign_in=True, host_may_run=True), ("open", "units")),
        (Readiness(2, 1, 1, host_may_sign_in=True, host_may_run=False), ("role",)),
        (
            Readiness(0, 0, 0, host_may_sign_in=False, host_may_run=False),
            ("lineup", "open", "units", "host"),
        ),
    ],
)
def test_what_is_missing_before_going_live_is_named(
    facts: Readiness, missing: tuple[str, ...]
) -> None:
    assert facts.missing == missing


def test_the_replay_jumps_to_each_explanation_once() -> None:
    pins = [(7, 0.0), (7, 4.0), (8, 12.5), (9, None), (7, 30.0)]
    assert rules.replay_marks(pins) == [Span(7, 0.0), Span(8, 12.5), Span(7, 30.0)]
    assert rules.replay_marks([]) == []


@given(st.lists(st.integers(), unique=True, min_size=1), st.data(), st.integers(-5, 5))
def test_moving_a_lot_keeps_all_lots_and_the_order_of_the_others(
    order: list[int], data: st.DataObject, step: int
) -> None:
    lot = data.draw(st.sampled_from(order))
    after = rules.moved(order, lot, step)
    assert sorted(after) == sorted(order)
    assert [other for other in after if other != lot] == [other for other in order if other != lot]
    assert after.index(lot) == min(max(order.index(lot) + step, 0), len(order) - 1)


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (187.9, "3:07"), (3723, "1:02:03")])
def test_the_clock_of_the_replay(seconds: float, shown: str) -> None:
    assert rules.clock_text(seconds) == shown


codes = st.sampled_from(["130827", "130828", "130623", "430101"])
held_roles = st.lists(
    st.builds(
        GrantView,
        st.sampled_from(["host", "clerk", "officer", "producer"]),
        st.sampled_from(["13", "1308", "130827", "130623"]),
    )
    | st.just(GrantView("operator", "")),
    max_size=4,
)


@given(held=held_roles, counties=st.lists(codes, max_size=3), is_host=st.booleans())
def test_who_runs_a_sale_holds_one_role_over_each_of_its_counties(
    held: list[GrantView], counties: list[str], *, is_host: bool
) -> None:
    def everywhere(role: str) -> bool:
        return all(
            any(g.role in {role, "operator"} and c.startswith(g.place_code) for g in held)
            for c in counties
        )

    expected = bool(counties) and (everywhere("clerk") or (is_host and everywhere("host")))
    assert rules.may_run(held, counties, is_host=is_host) == expected
