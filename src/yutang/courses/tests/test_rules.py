"""What decides about drawing, marking, watching and passing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.courses.rules import drawing, exams, marking, watching, words, works, writing
from yutang.courses.rules.passing import Parts, Progress, todo
from yutang.courses.rules.writing import Contents, OptionFacts, QuestionFacts

IDS = st.lists(st.integers(1, 10_000), unique=True, max_size=60)


@given(st.text(max_size=20), IDS, st.integers(0, 70))
def test_a_draw_is_of_the_bank_without_doubles_and_the_same_again(
    seed: str, bank: list[int], size: int
) -> None:
    drawn = drawing.drawn(seed, bank, size)
    assert drawn == drawing.drawn(seed, list(reversed(bank)), size)
    assert set(drawn) <= set(bank)
    assert len(set(drawn)) == len(drawn) == min(size, len(bank))


def test_a_draw_is_known_from_its_seed_for_good() -> None:
    assert drawing.drawn("2026", range(1, 9), 4) == [5, 7, 2, 3]


@given(st.lists(st.integers(0, 300)), st.lists(st.integers(0, 300)))
def test_right_is_exactly_the_right_answers(chosen: list[int], right: list[int]) -> None:
    assert marking.is_right(chosen, right) == (set(chosen) == set(right))


@pytest.mark.parametrize(("right", "out_of", "percent"), [(15, 20, 75), (14, 20, 70), (3, 4, 75)])
def test_the_share_asked_for_is_enough_and_one_less_is_not(
    right: int, out_of: int, percent: int
) -> None:
    assert marking.is_enough(right, out_of, percent)
    assert not marking.is_enough(right - 1, out_of, percent)
    assert marking.needed(out_of, percent) == right


def test_of_no_questions_nothing_is_enough() -> None:
    assert not marking.is_enough(0, 0, 0)


def _stretches(video_s: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    pair = st.tuples(st.integers(0, video_s), st.integers(0, video_s))
    return st.lists(pair.map(lambda two: (min(two), max(two))).filter(lambda two: two[0] < two[1]))


@given(_stretches(200))
def test_each_second_of_a_video_counts_once(stretches: list[tuple[int, int]]) -> None:
    joined: list[tuple[int, int]] = []
    for each in stretches:
        joined = watching.joined(joined, each)
    seen = {second for begin, end in stretches for second in range(begin, end)}
    assert watching.seconds(joined) == len(seen)
    assert all(one[1] < two[0] for one, two in pairwise(joined))


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0, 100))
def test_no_more_is_believed_than_double_speed_allows(begin: int, end: int, elapsed: float) -> None:
    found = watching.believed(begin, end, elapsed, 300)
    if found is not None:
        assert found[1] - found[0] <= elapsed * 2 + watching.SLACK_S
        assert found[1] <= min(end, 300)


def test_a_skip_to_the_end_is_not_watched() -> None:
    assert watching.believed(0, 290, 1.0, 300) == (0, 5)


def test_what_a_lesson_still_asks() -> None:
    assert todo(0, 0, 0, quiz_passed=False) == ()
    assert todo(100, 89, 2, quiz_passed=False) == ("video", "quiz")
    assert todo(100, 90, 2, quiz_passed=True) == ()


def test_a_course_is_passed_with_lessons_assignments_and_exam() -> None:
    there = Parts(2, 1, has_exam=True)
    assert Progress(there, Parts(2, 1, has_exam=True)).is_passed
    assert not Progress(there, Parts(2, 1, has_exam=False)).is_passed
    assert not Progress(there, Parts(2, 0, has_exam=True)).is_passed
    assert not Progress(there, Parts(1, 1, has_exam=True)).is_passed
    assert Progress(Parts(2, 0, has_exam=False), Parts(2, 0, has_exam=False)).is_passed


def test_an_annulled_attempt_is_no_try_and_no_pass() -> None:
    tried = [exams.Tried(is_passed=True, is_annulled=True), exams.Tried(False, False)]
    assert exams.tries_left(tried, 2) == 1
    assert not exams.is_passed(tried)


def test_points_are_given_for_every_criterion_within_its_most() -> None:
    assert works.fits({1: 60, 2: 0}, {1: 60, 2: 40})
    assert not works.fits({1: 61, 2: 0}, {1: 60, 2: 40})
    assert not works.fits({1: 60}, {1: 60, 2: 40})


@pytest.mark.parametrize(
    ("kind", "right", "fault"),
    [
        ("single", 1, None),
        ("single", 2, "one_right"),
        ("single", 0, "no_right"),
        ("multiple", 2, None),
        ("truth", 1, None),
    ],
)
def test_what_is_wrong_with_a_question(kind: str, right: int, fault: str | None) -> None:
    options = tuple(OptionFacts(str(n), "", n < right) for n in range(2))
    facts = QuestionFacts(kind, "?", "", "", "", in_exam=True, options=options)
    assert writing.fault(facts) == fault


def test_what_a_draft_lacks() -> None:
    assert writing.missing(Contents("", "", (), 0, 0, ())) == ("title", "about", "lesson")
    found = writing.missing(Contents("一", "学", (True, False), 3, 4, ((50, 60),)))
    assert found == ("words", "exam_bank", "criteria")


def test_words_carry_no_markup_of_a_page() -> None:
    html = words.html("# 光\n\n<script>x</script> [a](javascript:1) ![b](c)\n\n- **擦**镜头")
    assert "<h2>光</h2>" in html
    assert "<strong>擦</strong>" in html
    assert "<script" not in html
    assert "<a" not in html
    assert "<img" not in html
