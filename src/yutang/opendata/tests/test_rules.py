"""No row and no difference of rows, of levels or of versions, speaks of fewer than ten persons."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from yutang.opendata.rules.crowds import LEAST, Crowd, together
from yutang.opendata.rules.partition import Cell, Content, Group, by_cell, exact, partition
from yutang.opendata.rules.steps import covers, steps
from yutang.opendata.rules.terms import may_be_passed_on
from yutang.opendata.rules.versions import carried

STEPS = steps(1)
People = dict[Cell, frozenset[int]]
PLACES = ("130827", "130828", "130722", "440229", "440281")
MONTHS = ("2025-12", "2026-01", "2026-02", "2026-05")


def _cells() -> st.SearchStrategy[People]:
    cell = st.tuples(
        st.sampled_from(PLACES), st.sampled_from(MONTHS), st.sampled_from(("栗", "梨"))
    )
    crowd = st.builds(
        lambda first, number: frozenset(range(first, first + number)),
        st.integers(0, 40),
        st.integers(1, 24),
    )
    return st.dictionaries(cell, crowd, max_size=24)


def _content(people: People) -> dict[Cell, Content]:
    return {cell: Content((Crowd.of(ids),), len(ids)) for cell, ids in people.items()}


def _persons(people: Mapping[Cell, frozenset[int]], cells: Iterable[Cell]) -> set[int]:
    return {person for cell in cells for person in people.get(cell, frozenset())}


@settings(max_examples=40)
@given(_cells())
def test_every_cell_is_in_one_group_and_every_group_is_of_ten(people: People) -> None:
    groups = partition(_content(people), STEPS)
    told = [cell for group in groups for cell in group.cells]
    assert len(told) == len(set(told))
    assert set(told) == (set(people) if len(_persons(people, people)) >= LEAST else set())
    for group in groups:
        assert len(_persons(people, group.cells)) >= LEAST
        assert {STEPS[group.step](cell) for cell in group.cells} == {group.key}


@settings(max_examples=40)
@given(_cells())
def test_nothing_that_can_be_had_by_subtracting_is_of_fewer_than_ten(people: People) -> None:
    """What lies in the same published numbers cannot be told apart; each such lot is of ten."""
    groups = partition(_content(people), STEPS)
    known = by_cell(groups)
    published: list[frozenset[Cell]] = [group.cells for group in groups]
    nodes = {(place[:digits], when) for place in PLACES for digits in (6, 4, 2, 0)
             for when in ("", *MONTHS, "2025", "2026", "2026-Q1")}  # fmt: skip
    for node in nodes:
        inside = [cell for cell in people if covers(node, cell)]
        if inside and exact(inside, known) is not None:
            published.append(frozenset(inside))
    lots: dict[tuple[bool, ...], set[Cell]] = defaultdict(set)
    for cell in people:
        lots[tuple(cell in numbers for numbers in published)].add(cell)
    for numbers, cells in lots.items():
        assert not any(numbers) or len(_persons(people, cells)) >= LEAST


def test_a_small_month_is_not_had_from_its_quarter_and_the_other_months() -> None:
    people: People = {
        ("130827", "2026-01", "栗"): frozenset(range(40)),
        ("130827", "2026-02", "栗"): frozenset(range(3)),
        ("130827", "2026-03", "栗"): frozenset(range(30)),
        ("130722", "2026-02", "梨"): frozenset(range(50, 54)),
    }
    groups = partition(_content(people), STEPS)
    january = ("130827", "2026-01", "栗")
    assert {(group.key, group.cells, group.is_rest) for group in groups} == {
        (january, frozenset({january}), False),
        (("13", "2026", ""), frozenset(people) - {january}, True),
    }


@settings(max_examples=40)
@given(_cells(), _cells())
def test_neither_part_of_a_group_is_of_fewer_than_ten(ours: People, others: People) -> None:
    content = {
        cell: Content(
            (Crowd.of(ours.get(cell, ())), Crowd.of(others.get(cell, ()))),
            len(ours.get(cell, ())) + len(others.get(cell, ())),
        )
        for cell in {*ours, *others}
    }
    for group in partition(content, STEPS):
        for people in (ours, others):
            assert len(_persons(people, group.cells)) not in range(1, LEAST)


@settings(max_examples=40)
@given(_cells(), _cells(), st.randoms(use_true_random=False))
def test_two_versions_differ_by_nobody_or_by_ten(
    before: People, more: People, chance: random.Random
) -> None:
    """Whatever can be added up in both versions changed for nobody, or for at least ten."""
    after = {cell: before.get(cell, frozenset()) | more.get(cell, frozenset())
             for cell in {*before, *more}}  # fmt: skip
    for cell in chance.sample(sorted(after), len(after) // 3):
        after[cell] = frozenset(list(after[cell])[1:])
    after = {cell: ids for cell, ids in after.items() if ids}
    differs = {
        cell: before.get(cell, frozenset()) ^ after.get(cell, frozenset())
        for cell in {*before, *after}
    }
    old = partition(_content(before), STEPS)
    new = partition(_content(after), STEPS)
    found = carried(old, new, {cell: Crowd.of(ids) for cell, ids in differs.items()})
    told = [cell for group in (*found.fresh, *found.kept) for cell in group.cells]
    assert len(told) == len(set(told))
    for lot in _lots(old, [*found.fresh, *found.kept]):
        fresh = [group for group in found.fresh if group.cells <= lot]
        if fresh and any(group.cells <= lot for group in old):
            assert len(_persons(differs, lot)) not in range(1, LEAST)


def _lots(one: Iterable[Group], other: Iterable[Group]) -> list[frozenset[Cell]]:
    """Return the smallest lots of cells that are whole groups of both."""
    lots: list[set[Cell]] = []
    for group in (*one, *other):
        touching = [lot for lot in lots if lot & group.cells]
        lots = [lot for lot in lots if not lot & group.cells]
        lots.append(set(group.cells).union(*touching))
    return [frozenset(lot) for lot in lots]


@settings(max_examples=40)
@given(st.lists(st.frozensets(st.integers(0, 30), max_size=12)))
def test_a_crowd_counts_each_once_and_forgets_who_they_are(many: list[frozenset[int]]) -> None:
    crowd = together(Crowd.of(ids) for ids in many)
    together_ids = {each for ids in many for each in ids}
    assert crowd.many == (len(together_ids) >= LEAST)
    assert crowd.many or crowd.ids == together_ids
    assert not (crowd.many and crowd.ids)
    assert not (Crowd.of([1]) | Crowd.of([], unknown=True)).may_stand


def test_only_a_licence_that_asks_to_be_named_lets_quotes_be_passed_on() -> None:
    for terms in ("CC BY 4.0", "cc-by 3.0 cn, see the site", "CC0", " CC BY 4.0：注明出处"):
        assert may_be_passed_on(terms), terms
    for terms in ("", "公开", "CC BY-NC 4.0", "CC BY-SA", "no CC BY", "CC BYOND", "仅供浏览"):
        assert not may_be_passed_on(terms), terms
