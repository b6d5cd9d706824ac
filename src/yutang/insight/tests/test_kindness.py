"""The rule of the kind shop, by table and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.insight.kindness import VERSIONS, Count, Level, Mark, Part, Version, mark, version_on

VERSION = VERSIONS[0]


@st.composite
def count(draw: st.DrawFn) -> Count:
    of = draw(st.integers(0, 200))
    return Count(draw(st.integers(0, of)), of)


counts = st.dictionaries(st.sampled_from(Part), count())


def naive(version: Version, given_counts: dict[Part, Count]) -> float | None:
    """The mark as the page's formula says it, with floats."""
    top = bottom = 0.0
    for weight in version.weights:
        found = given_counts.get(weight.part, Count(0, 0))
        if found.of and found.of >= weight.rows_least:
            top += weight.points * 100 * found.kept / found.of
            bottom += weight.points
    parcels = given_counts.get(Part.PARCELS, Count(0, 0)).of
    return top / bottom if parcels >= 10 and bottom >= version.points_least else None


@given(counts)
def test_the_mark_is_what_the_formula_says(given_counts: dict[Part, Count]) -> None:
    earned = mark(VERSION, given_counts)
    expected = naive(VERSION, given_counts)
    assert (earned.tenths is None) == (expected is None) == (earned.level is Level.EARLY)
    if earned.tenths is not None:
        assert expected is not None
        assert 0 <= earned.tenths <= 1000
        assert earned.tenths / 10 == pytest.approx(expected, abs=0.11)


@given(counts, st.sampled_from(Part))
def test_one_more_that_was_kept_never_lowers_a_mark(
    given_counts: dict[Part, Count], part: Part
) -> None:
    before = mark(VERSION, given_counts)
    found = given_counts.get(part, Count(0, 0))
    if not found.of:
        return  # a part that begins to count may lie below the others
    after = mark(VERSION, {**given_counts, part: Count(found.kept + 1, found.of + 1)})
    counted = {each.part for each in before.parts if each.counts}
    if before.tenths is not None and part in counted:
        assert after.tenths is not None
        assert after.tenths >= before.tenths


@given(counts)
def test_what_would_raise_it_is_true(given_counts: dict[Part, Count]) -> None:
    earned = mark(VERSION, given_counts)
    for each in earned.ways:
        assert earned.tenths is not None
        mended = {**given_counts, each.part: Count(each.count.of, each.count.of)}
        assert mark(VERSION, mended).tenths == earned.tenths + each.gain
    for each in (part for part in earned.parts if part.keep_more):
        enough = Count(each.count.kept + each.keep_more, each.count.of + each.keep_more)
        less = Count(enough.kept - 1, enough.of - 1)
        assert 100 * enough.kept >= VERSION.part_least_percent * enough.of
        assert 100 * less.kept < VERSION.part_least_percent * less.of


def test_who_sells_little_hears_what_is_missing_and_nobody_waits_for_claims() -> None:
    early = mark(VERSION, {Part.PARCELS: Count(7, 7)})
    assert [(each.part, each.rows_missing) for each in early.growing] == [
        (Part.PARCELS, 3),
        (Part.ORIGINS, 1),
        (Part.SHARES, 5),
    ]
    assert not mark(VERSION, {Part.PARCELS: Count(9, 10), Part.ORIGINS: Count(1, 1)}).growing


def of(**kept: tuple[int, int]) -> Mark:
    return mark(VERSION, {Part(name): Count(*each) for name, each in kept.items()})


@pytest.mark.parametrize(
    ("earned", "level", "tenths"),
    [
        pytest.param(of(), Level.EARLY, None, id="nothing"),
        pytest.param(of(parcels=(9, 9), origins=(2, 2)), Level.EARLY, None, id="too few parcels"),
        pytest.param(of(parcels=(50, 50)), Level.EARLY, None, id="parcels alone"),
        pytest.param(of(parcels=(50, 50), origins=(2, 2)), Level.KIND, 1000, id="all kept"),
        pytest.param(of(parcels=(46, 50), origins=(2, 2)), Level.KIND, 950, id="some late"),
        pytest.param(of(parcels=(40, 50), origins=(2, 2)), Level.NEAR, 875, id="near"),
        pytest.param(
            of(parcels=(50, 50), origins=(2, 2), certificates=(3, 3), answers=(7, 10)),
            Level.NEAR,
            920,
            id="one part too low",
        ),
        pytest.param(of(parcels=(25, 50), origins=(2, 2)), Level.OPEN, 687, id="half late"),
    ],
)
def test_examples(earned: Mark, level: Level, tenths: int | None) -> None:
    assert (earned.level, earned.tenths) == (level, tenths)


def test_a_version_weighs_a_hundred_and_has_every_part_once() -> None:
    for version in VERSIONS:
        assert sum(weight.points for weight in version.weights) == 100
        assert [weight.part for weight in version.weights] == list(Part)
        assert version_on(version.valid_from) == version
