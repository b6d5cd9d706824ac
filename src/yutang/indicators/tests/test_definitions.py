"""Every indicator that the yardstick, the live room and the judging of counties name is defined."""

import pytest

from yutang.facts import queries as facts
from yutang.indicators import queries, thresholds
from yutang.indicators.rules.shape import Count, Covered, Distinct

# What the three lists name, and what says it here.
NAMED = {
    "the year and the sale": {
        "valid orders": "sales.valid_orders",
        "yuan sold": "sales.net_yuan shows.net_yuan",
        "viewings": "shows.pv",
        "hours on air": "shows.hours",
        "goods and counties": "sales.goods sales.counties shows.goods",
        "sold out": "shows.lots_sold_out",
        "bottles sold": "sales.units",
        "orders a second": "shows.orders_a_second",
        "yuan an order": "sales.order_yuan",
        "goods put forward and admitted": "channel.recommended channel.admitted channel.counties",
        "brand stations": "channel.plaques stations.brand",
        "hosts and their counties": "hosts.persons hosts.counties",
        "above 10,000 yuan a month": "hosts.above_10000 hosts.months_above",
        "bases and classes": "training.schools training.classes",
        "placement": "training.placed training.interns",
        "certified in cloud computing": "training.cloud",
        "Qingcheng": "training.qingcheng_schools training.qingcheng_students"
        " training.qingcheng_teachers",
        "county heads": "training.county_heads",
        "people trained": "training.persons training.completed",
        "insurance": "insurance.persons insurance.person_times insurance.premium_yuan"
        " insurance.counties insurance.paid_yuan",
        "women": "women.insured women.trained",
        "ecology": "ecology.mu_planted ecology.work_person_times",
        "fund by direction": "fund.given_yuan fund.ecology_yuan fund.ecommerce_yuan"
        " fund.education_yuan fund.women_yuan fund.health_yuan",
        "agreements": "agreements.with_provinces agreements.with_counties",
        "Taobao villages, their scope": "villages.taobao villages.taobao_provincial"
        " villages.taobao_national",
        "towns and clusters": "towns.taobao clusters.taobao",
        "sold by national-level poor counties": "shops.national_poor_yuan",
        "of them above 100 m yuan": "counties.above_100m",
        "one village one product": "villages.one_product towns.one_product",
        "pioneer counties, models": "honours.pioneer_counties honours.model_shops"
        " honours.demo_villages honours.demo_towns honours.parks",
        "in the village and in town": "shops.in_village_yuan shops.in_town_yuan",
    },
    "the live room": {
        "UV PV PCU ACU": "shows.uv shows.pv shows.pcu shows.acu",
        "mean stay": "shows.stay_s",
        "conversion": "shows.conversion_percent",
        "GMV and net sales": "sales.gmv_yuan sales.net_yuan",
        "UV value": "shows.uv_value_yuan",
        "refund rate": "sales.refund_percent",
        "live and 7 days after": "sales.live_net_yuan sales.after_net_yuan"
        " sales.live_refund_percent sales.after_refund_percent",
        "medians of net income": "hosts.net_median_yuan hosts.net_low_yuan hosts.net_high_yuan"
        " shows.net_median_yuan",
    },
    "how counties are judged": {
        "organisation": "county.organised_percent",
        "money": "fund.arrived_percent fund.paid_out_percent",
        "upstream and centre": "fund.upstream_percent fund.centre_percent",
        "projects and disclosure": "county.projects county.notices county.ledger_entries",
        "stations": "stations.open stations.villages_percent",
        "cost a parcel before and after": "logistics.parcel_cost_yuan"
        " logistics.parcel_cost_before_yuan",
        "after training": " ".join(
            f"training.{what}_{months}_percent"
            for what in ("opened_shop", "sold", "earned")
            for months in (3, 6, 12)
        ),
        "person-times": "training.person_times",
        "sales": "sales.net_yuan shops.net_yuan",
        "help": "help.paid_yuan help.households help.jobs",
        "satisfaction": "satisfaction.stars satisfaction.percent training.useful",
    },
}
_TARGETS = {
    "fund.upstream_percent": 50,
    "fund.centre_percent": 15,
    "training.person_times": 3_000,
    "stations.villages_percent": 80,
}


@pytest.mark.parametrize("chapter", NAMED)
def test_every_named_indicator_is_defined(chapter: str) -> None:
    for phrase, names in NAMED[chapter].items():
        for name in names.split():
            assert queries.by_name(name).title.zh, phrase


def test_definitions_name_columns_that_their_facts_have() -> None:
    for each in queries.every():
        if not each.fact:
            continue
        there = {column.name for column in facts.kind(each.fact).columns}
        assert {*each.shows, each.column or "on", each.standing or "on"} <= there, each.name
        if each.above:
            assert each.above.column in there, each.name
        if each.where is not None:
            assert (
                each.where(facts.engine().table(facts.kind(each.fact), [], alike=True)) is not None
            )


def test_persons_are_different_persons_and_person_times_are_not() -> None:
    for each in queries.every():
        if each.counts == "persons":
            assert each.measure == Distinct(), each.name
        if each.counts == "person_times":
            assert not isinstance(each.measure, Distinct | Covered), each.name
        if each.measure == Distinct():
            assert each.counts == "persons", each.name
            assert facts.kind(each.fact).person, each.name
        if isinstance(each.measure, Count) and each.fact == "attendance":
            assert each.counts == "person_times", each.name


def test_definitions_say_what_they_are_in_both_languages_without_sql() -> None:
    for each in queries.every():
        for told in (each.title, each.told, each.unit, each.scope, each.source):
            assert told.zh.strip(), each.name
            assert told.en.strip(), each.name
        assert each.told.zh.endswith("。"), each.name
        assert each.told.en.endswith("."), each.name
        words = each.told.en.lower().split()
        assert not {"select", "null", "sql", "where(", "_fen"} & set(words), each.name


def test_thresholds_have_a_source_and_say_when_unverified() -> None:
    for name, value in _TARGETS.items():
        [aim] = [each for each in thresholds.every() if each.name == queries.by_name(name).target]
        assert aim.value == value
        assert all(part.zh and part.en for part in aim.told)
    used = {name for each in queries.every() for name in each.thresholds}
    assert used == {each.name for each in thresholds.every()}
    unverified = [each for each in thresholds.every() if each.is_unverified]
    assert [each.name for each in unverified] == ["satisfied_stars"]
