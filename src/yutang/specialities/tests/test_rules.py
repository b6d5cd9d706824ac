"""What a place stands out with, how it is scored, plans and clusters: by table and by property."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.specialities import errors
from yutang.specialities.queries.scoring import default
from yutang.specialities.rules import adding, clusters, plans, scoring, seasons, standing
from yutang.specialities.rules.scoring import Known, Outcome

WEIGHTS = default().weights
CODES = ["0101", "010307", "010304", "02"]
amounts = st.dictionaries(st.sampled_from(CODES), st.integers(0, 10**9), max_size=4)
some = amounts.filter(lambda each: sum(each.values()) > 0)


# share, location quotient, growth


def test_a_village_with_twice_the_countys_share_has_a_quotient_of_two() -> None:
    village, county = {"010307": 50, "0101": 50}, {"010307": 25, "0101": 75}
    assert standing.location_quotient(village, county, "010307") == pytest.approx(2)
    assert standing.location_quotient(village, {"0101": 1}, "010307") is None
    assert standing.location_quotient({}, county, "010307") is None


@given(some, some)
def test_quotients_weighted_by_the_references_shares_make_one(
    local: dict[str, int], more: dict[str, int]
) -> None:
    reference = {code: local.get(code, 0) + more.get(code, 0) for code in CODES}
    quotients = {
        code: standing.location_quotient(local, reference, code)
        for code in CODES
        if reference[code]
    }
    weighted = sum(
        (standing.share(reference, code) or 0) * (quotient or 0)
        for code, quotient in quotients.items()
    )
    assert weighted == pytest.approx(1)


@given(some, some, st.integers(1, 1000), st.integers(1, 1000))
def test_the_unit_of_money_is_no_matter(
    local: dict[str, int], reference: dict[str, int], times: int, other_times: int
) -> None:
    larger = {code: amount * times for code, amount in local.items()}
    wider = {code: amount * other_times for code, amount in reference.items()}
    for code in CODES:
        before = standing.location_quotient(local, reference, code)
        after = standing.location_quotient(larger, wider, code)
        assert (before is None) == (after is None)
        assert before is None or after == pytest.approx(before)


@given(some, some, st.sampled_from(CODES), st.integers(0, 10**9))
def test_more_of_a_class_never_lowers_its_quotient(
    local: dict[str, int], reference: dict[str, int], code: str, more: int
) -> None:
    grown = local | {code: local.get(code, 0) + more}
    before = standing.location_quotient(local, reference, code)
    after = standing.location_quotient(grown, reference, code)
    assert before is None or (after is not None and after >= before * (1 - 1e-12))


def test_growth_is_the_median_of_the_years_and_says_when_there_are_too_few() -> None:
    years = {2020: 100, 2021: 110, 2022: 1000, 2023: 1100, 2024: 1210}
    assert standing.growth(years, 2024, 1) == pytest.approx(0.1)
    assert standing.growth({2024: 100}, 2024, 1) is None
    assert standing.growth({2022: 100, 2024: 200}, 2024, 1) is None, "years that do not follow"
    assert standing.growth({2023: 3, 2024: 100}, 2024, 10) is None, "from almost nothing"


@given(amounts)
def test_the_leading_class_does_not_depend_on_the_order(each: dict[str, int]) -> None:
    leads = {standing.lead(dict(order)) for order in permutations(each.items())}
    assert len(leads) == 1


# solar terms


def test_a_day_lies_in_the_term_that_has_begun_by_its_end() -> None:
    names = [chinese for chinese, _ in seasons.TERMS]
    assert names[seasons.term_of(date(2026, 2, 4))] == "立春"
    assert names[seasons.term_of(date(2026, 2, 3))] == "大寒"
    assert names[seasons.term_of(date(2026, 1, 1))] == "冬至"
    assert names[seasons.term_of(date(2026, 9, 23))] == "秋分"
    assert names[seasons.term_of(date(2019, 12, 31))] == "冬至"


@given(st.integers(1990, 2060))
def test_a_year_goes_through_all_24_terms_in_order(year: int) -> None:
    terms = seasons.terms_of_year(year)
    assert len(terms) in {365, 366}
    steps = [later - earlier for earlier, later in pairwise(terms)]
    assert set(steps) <= {0, 1, -23}
    assert set(terms) == set(range(24))


@given(st.lists(st.integers(0, 10**6), min_size=24, max_size=24))
def test_a_season_holds_three_quarters_and_no_shorter_run_does(by_term: list[int]) -> None:
    found = seasons.season(by_term)
    if not sum(by_term):
        assert found is None
        return
    assert found is not None
    assert found.share >= 0.75
    length = (found.last - found.first) % 24 + 1
    doubled = by_term * 2
    shorter = [sum(doubled[at : at + length - 1]) for at in range(24)]
    assert max(shorter) < 0.75 * sum(by_term)


def test_chestnuts_have_their_season_over_the_autumn() -> None:
    by_month, by_term = seasons.strips(
        [(date(2025, 9, 20), 10), (date(2025, 10, 3), 30), (date(2025, 10, 20), 10)]
    )
    assert by_month[8:10] == [10, 40]
    assert sum(by_term) == 50
    season = seasons.season(by_term)
    assert season is not None
    assert seasons.TERMS[season.first][0] == "白露"
    assert seasons.shades(by_term)[season.last] == 5


# adding up

_places = st.sampled_from(["130827100201", "130827100202", "130827101", "130827", "441882100200"])
_lines = st.lists(
    st.builds(
        adding.SoldLine,
        _places,
        st.sampled_from(CODES),
        st.dates(date(2024, 1, 1), date(2025, 12, 31)),
        st.integers(1, 9),
        st.integers(0, 10**6),
    ),
    max_size=12,
)
_facts = st.dictionaries(
    st.tuples(_places, st.sampled_from(CODES), st.sampled_from([2024, 2025])),
    st.integers(0, 10**6).map(Decimal),
    max_size=8,
)


@given(_lines, _facts)
def test_a_place_is_the_sum_of_what_is_in_it(
    lines: list[adding.SoldLine], facts: dict[tuple[str, str, int], Decimal]
) -> None:
    told = [adding.OutputFact(*key, yuan) for key, yuan in facts.items()]
    found = adding.standings(lines, told)
    again = adding.standings(reversed(lines), reversed(told))
    assert found == again, "the order of rows is no matter"
    for key, each in found.items():
        inside = [line for line in lines if line.origin_code.startswith(key.place_code)]
        ours = [
            line
            for line in inside
            if (line.class_code, line.day.year) == (key.class_code, key.year)
        ]
        assert each.sales_fen == sum(line.net_fen for line in ours)
        assert sum(each.by_month) == sum(each.by_term) == each.sales_fen
        if each.is_own_fact:
            assert each.output_yuan == facts[key.place_code, key.class_code, key.year]
    everything = adding.whole([found])
    assert sum(each.sales_fen for each in everything.values()) == sum(
        line.net_fen for line in lines
    )


def test_a_towns_own_fact_stands_for_its_villages_and_counts_upwards() -> None:
    facts = [
        adding.OutputFact("130827100201", "010307", 2025, Decimal(100)),
        adding.OutputFact("130827100", "010307", 2025, Decimal(500)),
        adding.OutputFact("130827101201", "010307", 2025, Decimal(40)),
    ]
    found = adding.standings([], facts)
    county = found[adding.Key("130827", "010307", 2025)]
    assert county.output_yuan == Decimal(540)
    assert (county.output_parts, county.is_own_fact) == (2, False)


# scoring


def _known(code: str = "010307", **values: float | None) -> Known:
    return Known(code, 1000, 100, 10**6, values)


@given(
    st.dictionaries(st.sampled_from(scoring.REASONS), st.floats(-5, 5), max_size=7),
    st.sampled_from(scoring.REASONS),
    st.floats(0, 3),
)
def test_a_better_value_never_lowers_a_score(
    values: dict[str, float], name: str, more: float
) -> None:
    values.setdefault(name, 0.0)
    better = values | {name: values[name] + more}
    low = scoring.score(Known("010307", 1, 1, 1, values), WEIGHTS)
    high = scoring.score(Known("010307", 1, 1, 1, better), WEIGHTS)
    assert 0 <= low.score <= high.score + 1e-9 <= 100 + 1e-9


@given(st.permutations(["0101", "010307", "010304"]))
def test_the_order_of_classes_is_no_matter(order: list[str]) -> None:
    values = {"0101": 0.1, "010307": 0.6, "010304": 0.3}
    found = scoring.suggest([_known(code, share=values[code]) for code in order], WEIGHTS)
    assert [each.known.class_code for each in found.ranked] == ["010307", "010304", "0101"]


def test_what_is_not_known_gives_no_points_and_is_told() -> None:
    scored = scoring.score(_known(share=0.6), WEIGHTS)
    assert scored.score == pytest.approx(25)
    assert (scored.known_weight, scored.all_weight) == (25, 100)


def test_three_orders_are_no_suggestion_and_a_near_second_is_named() -> None:
    thin = Known("010307", 3000, 3, 0, {"share": 1.0})
    assert scoring.suggest([thin], WEIGHTS).outcome is Outcome.THIN
    assert scoring.suggest([], WEIGHTS).outcome is Outcome.NOTHING
    solid = _known("0101", share=0.3)
    one = scoring.suggest([thin, solid], WEIGHTS)
    assert (one.outcome, one.ranked[0].known.class_code) == (Outcome.SUGGESTED, "0101")
    two = scoring.suggest([solid, _known("010304", share=0.28)], WEIGHTS)
    assert two.outcome is Outcome.CLOSE
    assert [each.known.class_code for each in two.close] == ["010304"]


def test_weights_are_read_back_as_they_were_kept_and_nonsense_is_refused() -> None:
    assert scoring.read_weights(scoring.kept_weights(WEIGHTS)) == WEIGHTS
    kept = scoring.kept_weights(WEIGHTS)
    for broken in (
        {},
        kept | {"orders_min": -1},
        kept | {"scales": kept["scales"] | {"lq": {"weight": 1, "low": 2, "high": 2}}},
        kept | {"scales": {name: {**row, "weight": 0} for name, row in kept["scales"].items()}},
    ):
        with pytest.raises(errors.BadScoring):
            scoring.read_weights(broken)


# plans

FACTS = plans.PlanFacts(
    class_code="010307",
    good="板栗",
    owner="村委会",
    begins_on=date(2026, 1, 1),
    ends_on=date(2028, 12, 31),
    goals=(plans.GoalFacts("a.b", Decimal(10), 2025, Decimal(20), 2028),),
    tasks=(plans.TaskFacts("建冷库", "合作社", date(2026, 9, 1)),),
)


def test_a_sound_plan_is_kept_and_each_flaw_is_refused() -> None:
    assert plans.checked(FACTS, ["a.b"]) == FACTS
    goal, task = FACTS.goals[0], FACTS.tasks[0]
    flaws: list[tuple[plans.PlanFacts, type[Exception]]] = [
        (replace(FACTS, good="  "), errors.BadPlan),
        (replace(FACTS, class_code="abc"), errors.BadPlan),
        (replace(FACTS, ends_on=FACTS.begins_on), errors.BadPlan),
        (replace(FACTS, ends_on=date(2099, 1, 1)), errors.BadPlan),
        (replace(FACTS, goals=(goal, goal)), errors.BadGoal),
        (replace(FACTS, goals=(replace(goal, figure="x"),)), errors.BadGoal),
        (replace(FACTS, goals=(replace(goal, target=Decimal(10)),)), errors.BadGoal),
        (replace(FACTS, goals=(replace(goal, target_year=2025),)), errors.BadGoal),
        (replace(FACTS, tasks=(replace(task, due_on=date(2030, 1, 1)),)), errors.BadTask),
        (replace(FACTS, tasks=(replace(task, what=""),)), errors.BadTask),
    ]
    for facts, refusal in flaws:
        with pytest.raises(refusal):
            plans.checked(facts, ["a.b"])


def test_each_move_is_its_own_sides_word() -> None:
    assert plans.check_move("draft", "proposed", "", ["village"]) == ""
    assert plans.check_move("proposed", "draft", " 目标太低 ", ["county"]) == "目标太低"
    for start, end, sides in (
        ("proposed", "agreed", ["village"]),
        ("draft", "running", ["village", "county"]),
        ("closed", "draft", ["village", "county"]),
    ):
        with pytest.raises(errors.NoSuchMove):
            plans.check_move(start, end, "x", sides)  # type: ignore[arg-type]
    with pytest.raises(errors.ReasonMissing):
        plans.check_move("proposed", "draft", " ", ["county"])


def test_progress_counts_what_was_not_dropped_and_flags_what_is_late() -> None:
    day = date(2026, 6, 1)
    tasks = [
        plans.TaskView("done", day - timedelta(days=9)),
        plans.TaskView("doing", day - timedelta(days=1)),
        plans.TaskView("open", day),
        plans.TaskView("dropped", day - timedelta(days=1)),
    ]
    assert plans.progress(tasks, day) == plans.Progress(1, 3, 1)


def test_a_goal_may_lead_downwards_and_only_all_of_it_is_a_hundred() -> None:
    reached = plans.reached_percent
    assert reached(Decimal(10), Decimal(5), Decimal(6)) == 80
    assert reached(Decimal(0), Decimal(1000), Decimal(999)) == 99
    assert reached(Decimal(0), Decimal(10), Decimal(30)) == 100
    assert reached(Decimal(10), Decimal(20), Decimal(3)) == 0
    assert reached(Decimal(10), Decimal(20), None) is None


# clusters


def test_towns_join_by_ten_buyers_or_a_supplier_and_fewer_say_nothing() -> None:
    pairs = [
        clusters.Pair("a", "b", "polygon", 10, 0),
        clusters.Pair("b", "c", "polygon", 9, 0),
        clusters.Pair("c", "d", "polygon", 0, 1),
        clusters.Pair("d", "e", "polygon", 30, 2),
    ]
    found = clusters.clusters(pairs)
    assert [each.towns for each in found] == [("c", "d", "e"), ("a", "b")]
    for order in permutations(pairs):
        assert clusters.clusters(order) == found


def test_a_town_sells_a_class_when_it_leads_with_it_or_has_enough_of_it() -> None:
    assert clusters.sells(clusters.Town("a", 1, 10**9, leads=True), 20, 10**6)
    assert clusters.sells(clusters.Town("a", 2 * 10**6, 10**7, leads=False), 20, 10**6)
    assert not clusters.sells(clusters.Town("a", 2 * 10**6, 10**9, leads=False), 20, 10**6)
    assert not clusters.sells(clusters.Town("a", 0, 10, leads=True), 20, 10**6)


def test_where_no_outline_is_known_towns_of_one_county_are_taken_for_neighbours() -> None:
    towns = ["130827100", "130827101", "130623100", "130827102"]
    assert clusters.siblings(towns, towns[:3]) == [("130827100", "130827101")]
    supplies = [(1, "130827100"), (1, "130827101"), (2, "130827100")]
    pairs = [("130827100", "130827101")]
    assert clusters.shared_suppliers(supplies, pairs) == {pairs[0]: 1}
