"""Codes, completion, arrows, ages: pure decisions, by table and by property."""

import re
from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.kernel.clock import CHINA
from yutang.training.errors import BadCohort, BadSession, TeacherMissing
from yutang.training.models import EnrolmentState
from yutang.training.rules import codes, enrolling, kinds, opinions
from yutang.training.rules.completing import Asked, Shown, hours_of, judge
from yutang.training.rules.facts import CohortFacts, SessionFacts, TeacherFacts

NINE = datetime(2026, 11, 21, 1, tzinfo=UTC)
HOURS = codes.Window(NINE, NINE + timedelta(hours=2))
SECRET = bytes(range(32))


def shown(**said: object) -> Shown:
    facts: dict[str, object] = {
        "sessions": 4,
        "attended": 3,
        "minutes": 360,
        "exam_passed": True,
        "exam_right": 9,
        "exam_of": 10,
        "assignments": 1,
        "assignments_passed": 1,
        "practices": 1,
    }
    return Shown(**(facts | said))  # type: ignore[arg-type]


def test_codes_are_what_the_teachers_page_computes() -> None:
    """The browser's module gives the same: tests/journeys compares them letter by letter."""
    assert codes.code_at(SECRET, 17, 59_000_000) == "R78T1AER"
    assert codes.token_at(SECRET, 17, 59_000_000) == "17.59000000.R78T1AER"


@given(st.binary(min_size=32, max_size=32), st.integers(1, 10**9), st.integers(1, 10**8))
def test_what_is_shown_is_read_again(secret: bytes, session: int, step: int) -> None:
    token = codes.token_at(secret, session, step)
    said = codes.read_scanned(f"https://yutang.example/training/attend/#{token}")
    assert said == codes.Scanned(session, step, codes.code_at(secret, session, step))
    code = codes.code_at(secret, session, step)
    typed = code.lower().replace("0", "o").replace("1", "l")
    assert codes.read_typed(f"{typed[:4]} {typed[4:]}") == code


@pytest.mark.parametrize(
    ("late_s", "told"), [(0, "now"), (29, "now"), (59, "now"), (61, "late"), (3600, "late")]
)
def test_a_scanned_code_is_on_time_for_its_half_minute_and_the_next(late_s: int, told: str) -> None:
    step = codes.step_of(NINE)
    said = codes.Scanned(17, step, codes.code_at(SECRET, 17, step))
    seen = codes.check_scanned(SECRET, said, HOURS, NINE + timedelta(seconds=late_s))
    assert seen == codes.Seen(step, is_fresh=told == "now")


@pytest.mark.parametrize("minutes", [-31, 151, 60 * 24])
def test_codes_around_the_session_do_not_count(minutes: int) -> None:
    at = NINE + timedelta(minutes=minutes)
    step = codes.step_of(at)
    said = codes.Scanned(17, step, codes.code_at(SECRET, 17, step))
    assert codes.check_scanned(SECRET, said, HOURS, at) is None


def test_a_week_after_the_session_nothing_is_taken() -> None:
    step = codes.step_of(NINE)
    said = codes.Scanned(17, step, codes.code_at(SECRET, 17, step))
    later = NINE + timedelta(days=8)
    assert codes.check_scanned(SECRET, said, HOURS, later) is None
    typed = codes.Typed(17, said.code, NINE)
    assert codes.check_typed(SECRET, typed, HOURS, later) is None


def test_a_code_of_the_future_is_refused() -> None:
    step = codes.step_of(NINE) + 5
    said = codes.Scanned(17, step, codes.code_at(SECRET, 17, step))
    assert codes.check_scanned(SECRET, said, HOURS, NINE) is None


@pytest.mark.parametrize(
    ("asked", "said", "lacks"),
    [
        (Asked(75, True, True, 1), {}, ()),
        (Asked(76, False, False, 0), {}, ("attendance",)),
        (Asked(0, False, False, 0), {"attended": 0}, ("attendance",)),
        (Asked(0, False, False, 0), {"sessions": 0, "attended": 0}, ("attendance",)),
        (Asked(75, True, False, 0), {"exam_passed": None}, ("exam",)),
        (Asked(75, False, True, 0), {"assignments": None}, ("assignments",)),
        (Asked(75, False, True, 0), {"assignments_passed": 0}, ("assignments",)),
        (
            Asked(100, True, True, 2),
            {"exam_passed": False},
            ("attendance", "exam", "practice"),
        ),
    ],
)
def test_completion_is_judged_line_by_line(
    asked: Asked, said: dict[str, object], lacks: tuple[str, ...]
) -> None:
    verdict = judge(asked, shown(**said))
    assert verdict == (not lacks, lacks)


@given(st.integers(0, 100), st.integers(1, 60), st.integers(0, 60))
def test_who_came_more_often_never_loses(percent: int, sessions: int, attended: int) -> None:
    asked = Asked(percent, needs_exam=False, needs_assignments=False, practices=0)
    less = shown(sessions=sessions, attended=min(attended, sessions))
    more = less._replace(attended=min(sessions, less.attended + 1))
    assert judge(asked, more).is_passed >= judge(asked, less).is_passed
    assert judge(asked, less._replace(attended=sessions)).is_passed


def test_hours_are_rounded_and_never_none() -> None:
    assert [hours_of(minutes) for minutes in (10, 89, 90, 240)] == [1, 1, 2, 4]


def test_the_database_knows_the_same_arrows() -> None:
    forward = import_module("yutang.training.migrations.0002_guards").FORWARD
    body = forward[forward.index("training_enrolment_moves()") :]
    told = set(re.findall(r"\('(\w+)', '(\w+)'\)", body[: body.index("end if")]))
    assert told == {(old, new) for old, all_new in enrolling.ARROWS.items() for new in all_new}
    assert set(enrolling.ARROWS) == set(EnrolmentState.values)
    assert enrolling.first_state(admits_at_once=False, is_free=True) in enrolling.STARTS


def test_opinions_are_summed_up_from_five_on() -> None:
    assert opinions.summary([(5, 5, 5)] * 4) is None
    found = opinions.summary([(5, 4, 3)] * 4 + [(1, 4, 3)])
    assert found == opinions.Summary(5, 4.2, 4.0, 3.0)


def test_kinds_say_which_teachers_are_missing() -> None:
    assert kinds.parts_missing("dual", ["local"]) == ["remote"]
    assert kinds.parts_missing("host", ["remote"]) == []
    assert kinds.parts_missing("host", ["assistant"]) == ["local"]


def test_a_class_and_a_session_are_said_in_full() -> None:
    day = date(2026, 11, 21)
    good = {
        "kind": "host",
        "title": " 村播班 ",
        "place_code": "130827",
        "held_at": "镇政府",
        "begins_on": day,
        "ends_on": day,
        "seats": 5,
        "programme_id": 1,
    }
    assert CohortFacts(**good).checked().title == "村播班"  # type: ignore[arg-type]
    for wrong in ({"seats": 0}, {"title": ""}, {"ends_on": date(2026, 11, 20)}, {"kind": "x"}):
        with pytest.raises(BadCohort):
            CohortFacts(**(good | wrong)).checked()  # type: ignore[arg-type]
    nine = datetime(2026, 11, 21, 9, tzinfo=CHINA)
    teachers = (TeacherFacts("local", "孙老师"),)
    session = SessionFacts(
        title="第一课", starts_at=nine, ends_at=nine + timedelta(hours=2), teachers=teachers
    )
    assert session.checked("host", day, day).teachers == list(teachers)
    with pytest.raises(TeacherMissing):
        session.checked("dual", day, day)
    for begins in (day + timedelta(days=1), day - timedelta(days=9)):
        with pytest.raises(BadSession):
            session.checked("host", begins, begins)
