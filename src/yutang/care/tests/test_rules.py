from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.care.errors import (
    BadAmount,
    BadShare,
    BadTerms,
    ClaimOver,
    FreshNoReturn,
    NoSuchKind,
    NothingLeft,
    NotReceivedYet,
    NotThereYet,
    PhotoNeeded,
    TooManyPhotos,
    WordsNeeded,
)
from yutang.care.rules import amounts, asking, clock, complaining, policy, steps
from yutang.care.rules.asking import Damage, OrderFacts
from yutang.kernel.errors import Refusal

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
SOON, PAST = NOW + timedelta(hours=1), NOW - timedelta(seconds=1)


def terms(**other: object) -> policy.Terms:
    facts: dict[str, object] = {
        "id": 1,
        "place_code": "",
        "valid_from": date(2019, 1, 1),
        "valid_to": None,
        "source": "",
        "return_days": 7,
        "claim_days": 7,
        "answer_h": 48,
        "choose_h": 72,
        "county_h": 72,
        "send_back_days": 7,
        "transit_days": 15,
        "refund_days": 7,
        "complaint_h": 72,
        "late_percent": 10,
        "freight_back": False,
    }
    return policy.Terms(**(facts | other))  # type: ignore[arg-type]


def order(**other: object) -> OrderFacts:
    facts: dict[str, object] = {
        "state": "received",
        "goods_fen": 2990,
        "freight_fen": 800,
        "left_fen": 3790,
        "received_at": NOW - timedelta(days=1),
        "fresh_known_at": None,
    }
    return OrderFacts(**(facts | other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "bad", "of", "fen"),
    [
        ("spoiled", 2, 10, 598),  # two bad apples of ten: a fifth of the price
        ("broken", 1, 3, 997),  # 996.67: rounded in the buyer's favour
        ("missing", 1, 10_000, 1),
        ("wrong", 1, 1, 3790),  # all of it: the freight too
        ("spoiled", 10, 10, 3790),
        ("late", None, None, 299),
        ("return", None, None, 2990),
    ],
)
def test_what_comes_back_by_the_rule(kind: str, bad: int | None, of: int | None, fen: int) -> None:
    assert amounts.by_rule(kind, 2990, 800, terms(), bad=bad, of=of) == fen


def test_freight_comes_back_with_a_return_where_the_version_says_so() -> None:
    assert amounts.by_rule("return", 2990, 800, terms(freight_back=True)) == 3790


@given(st.integers(1, 10**7), st.integers(0, 10**5), st.integers(1, 500), st.data())
def test_the_bad_ones_share_is_never_rounded_against_the_buyer(
    fen: int, freight: int, of: int, data: st.DataObject
) -> None:
    bad = data.draw(st.integers(1, of))
    back = amounts.by_rule("spoiled", fen, freight, terms(), bad=bad, of=of)
    goods_back = back - (freight if bad == of else 0)
    assert goods_back * of >= fen * bad  # never less than the share
    assert (goods_back - 1) * of < fen * bad  # and less than a fen more
    assert back <= fen + freight
    if bad < of:
        more = amounts.by_rule("spoiled", fen, freight, terms(), bad=bad + 1, of=of)
        assert more >= back


def test_the_nearest_places_latest_version_holds() -> None:
    versions = [
        terms(id=1),
        terms(id=2, place_code="1308"),
        terms(id=3, place_code="1308", valid_from=date(2026, 1, 1)),
        terms(id=4, place_code="1308", valid_from=date(2027, 1, 1)),
        terms(id=5, place_code="130827", valid_to=date(2020, 1, 1)),
        terms(id=6, place_code="44"),
    ]
    held = policy.in_force(versions, "130827100201", date(2026, 11, 22))
    assert held is not None
    assert held.id == 3
    assert policy.in_force(versions[1:], "110000", date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({}, None),
        ({"state": "closed", "received_at": NOW - timedelta(days=7)}, None),
        ({"received_at": NOW - timedelta(days=7, seconds=1)}, ClaimOver),
        ({"state": "paid", "received_at": None}, NotThereYet),
        ({"state": "shipped", "received_at": None}, NotReceivedYet),
        ({"fresh_known_at": NOW - timedelta(days=2)}, FreshNoReturn),
        ({"left_fen": 0}, NothingLeft),
    ],
)
def test_a_return_without_reason(other: dict[str, object], refusal: type[Refusal] | None) -> None:
    """Fresh goods too, unless the buyer confirmed the exemption in a step of the purchase."""
    if refusal is None:
        assert asking.check_return(order(**other), terms(), NOW) == 2990
    else:
        with pytest.raises(refusal):
            asking.check_return(order(**other), terms(), NOW)


SPOILED = Damage(kind="spoiled", bad=2, of=10, photos=1)


@pytest.mark.parametrize(
    ("said", "other", "refusal"),
    [
        (Damage(kind="return"), {}, NoSuchKind),
        (Damage(kind="spoiled", bad=11, of=10, photos=1), {}, BadShare),
        (Damage(kind="spoiled", bad=0, of=10, photos=1), {}, BadShare),
        (Damage(kind="spoiled", photos=1), {}, BadShare),
        (Damage(kind="spoiled", bad=1, of=10), {}, PhotoNeeded),
        (Damage(kind="spoiled", bad=1, of=10, photos=5), {}, TooManyPhotos),
        (Damage(kind="wrong", bad=1, of=1, photos=1), {}, WordsNeeded),
        (SPOILED, {"state": "paid"}, NotThereYet),
        (SPOILED, {"received_at": NOW - timedelta(days=8)}, ClaimOver),
        (SPOILED, {"left_fen": 0}, NothingLeft),
    ],
)
def test_damage_that_cannot_be_claimed(
    said: Damage, other: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        asking.check_damage(order(**other), said, terms(), NOW)


def test_no_more_comes_back_than_is_left() -> None:
    assert asking.check_damage(order(left_fen=100), SPOILED, terms(), NOW) == 100
    missing = Damage(kind="missing", bad=1, of=1)
    on_its_way = order(state="shipped", received_at=None)
    assert asking.check_damage(on_its_way, missing, terms(), NOW) == 3790


def test_an_amount_lies_within() -> None:
    assert asking.check_amount(5, 5) == 5
    for amount in (0, -1, 6):
        with pytest.raises(BadAmount):
            asking.check_amount(amount, 5)


@pytest.mark.parametrize("state", sorted(steps.ESCALATES))
def test_what_nobody_answers_in_time_is_with_the_county(state: str) -> None:
    assert steps.stage(state, SOON, NOW) == state
    assert steps.stage(state, PAST, NOW) == "county"
    kind = "return" if state in {"underway", "arrived"} else "spoiled"
    assert not steps.may("decide", kind, state, SOON, NOW)
    assert steps.may("decide", kind, state, PAST, NOW)
    assert steps.due(state, PAST, SOON, NOW) == SOON


def test_after_the_promised_time_the_seller_may_only_give_in() -> None:
    assert steps.open_to(["seller"], "spoiled", "asked", SOON, NOW) == (
        *("accept", "offer", "refuse"),
    )
    assert steps.open_to(["seller"], "spoiled", "asked", PAST, NOW) == ("accept",)
    assert steps.open_to(["seller"], "return", "asked", SOON, NOW) == ("give_address",)
    assert steps.open_to(["seller"], "return", "arrived", PAST, NOW) == ("give_back",)


def test_what_the_buyer_does_not_pursue_is_over() -> None:
    assert steps.has_lapsed("refused", PAST, NOW)
    assert not steps.has_lapsed("refused", SOON, NOW)
    assert not steps.may("appeal", "spoiled", "refused", PAST, NOW)
    assert steps.may("appeal", "spoiled", "refused", SOON, NOW)
    assert not steps.may("send_back", "return", "sending", PAST, NOW)


@given(
    st.sampled_from(sorted(steps.MOVES)),
    st.sampled_from(amounts.KINDS),
    st.sampled_from([PAST, SOON]),
)
def test_nothing_moves_a_settled_claim(step: steps.Step, kind: str, due_at: datetime) -> None:
    assert not steps.may(step, kind, "closed", due_at, NOW)
    assert not steps.may(step, kind, "closed", None, NOW)


@given(
    st.sampled_from(sorted(set(steps.TURN))),
    st.sampled_from(amounts.KINDS),
    st.sampled_from([PAST, SOON]),
)
def test_an_open_claim_always_has_a_way_on(state: str, kind: str, due_at: datetime) -> None:
    damage_only, return_only = {"offered", "refused"}, {"sending", "underway", "arrived"}
    if state in (damage_only if kind == "return" else return_only):
        return
    everybody: tuple[steps.Side, ...] = ("buyer", "seller", "county")
    assert steps.open_to(everybody, kind, state, due_at, NOW)


def test_complaints_go_to_the_seller_or_straight_to_the_county() -> None:
    assert complaining.is_sellers("goods.short")
    assert not complaining.is_sellers("origin.faked")
    assert complaining.stage("seller", PAST, NOW) == "county"
    assert complaining.open_to(["county"], "seller", PAST, NOW) == ("settle",)
    assert complaining.open_to(["county"], "seller", SOON, NOW) == ()
    with pytest.raises(NoSuchKind):
        complaining.branch_of("goods")


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(days=3, hours=5), (False, 3, "days")),
        (timedelta(hours=47), (False, 47, "hours")),
        (timedelta(hours=3, minutes=59), (False, 3, "hours")),
        (timedelta(minutes=20), (False, 20, "minutes")),
        (timedelta(seconds=5), (False, 1, "minutes")),
        (timedelta(days=-2, hours=-1), (True, 2, "days")),
        (timedelta(hours=-5), (True, 5, "hours")),
        (timedelta(0), (True, 1, "minutes")),
    ],
)
def test_how_long_is_left_is_said_in_the_unit_that_people_say(
    gap: timedelta, said: tuple[bool, int, str]
) -> None:
    left = clock.left(NOW + gap, NOW)
    assert (left.is_late, left.number, left.unit) == said


def test_hidden_reviews_count() -> None:
    assert asking.distribution([(5, 2), (1, 1)]) == (3, 367, {5: 2, 4: 0, 3: 0, 2: 0, 1: 1})
    assert asking.distribution([]) == (0, 0, {5: 0, 4: 0, 3: 0, 2: 0, 1: 0})


@pytest.mark.parametrize(
    "other",
    [
        {"return_days": 6},
        {"refund_days": 8},
        {"late_percent": 101},
        {"valid_from": date(2026, 11, 21)},
        {"valid_to": date(2027, 1, 1)},
        {"place_code": "13", "valid_to": date(2026, 11, 21)},
        {"source": " "},
    ],
)
def test_no_version_gives_less_than_the_law_or_changes_what_is_past(
    other: dict[str, object],
) -> None:
    good: dict[str, object] = {"source": "县里的规定", "valid_from": date(2026, 11, 22)}
    policy.check_terms(terms(**good), date(2026, 11, 22))
    with pytest.raises(BadTerms):
        policy.check_terms(terms(**(good | other)), date(2026, 11, 22))
