"""Curves are drawn to one scale."""

from hypothesis import given
from hypothesis import strategies as st

from yutang.live.plots import HEIGHT, WIDTH, plot, round_up

LINES = st.lists(st.tuples(st.floats(0, 900), st.floats(0, 5_000)), min_size=1, max_size=30)


@given(LINES, st.floats(0, 900))
def test_everything_stays_inside_the_drawing(line: list[tuple[float, float]], end: float) -> None:
    drawn = plot("t", "", [("a", "one", sorted(line))], end, [(12.0, "broke")])
    assert drawn is not None
    for pair in drawn.curves[0].points.split():
        x, y = map(float, pair.split(","))
        assert -0.1 <= x <= WIDTH + 0.1
        assert -0.1 <= y <= HEIGHT + 0.1
    assert 0 <= drawn.marks[0].x <= WIDTH


def test_nothing_to_draw_is_no_plot() -> None:
    assert plot("t", "", [("a", "one", [])], 60.0) is None


def test_the_scale_ends_on_a_round_number() -> None:
    assert [round_up(most) for most in (0, 0.13, 1, 7, 11, 678, 2_735)] == [
        1.0,
        0.2,
        1.0,
        10.0,
        20.0,
        1_000.0,
        5_000.0,
    ]
