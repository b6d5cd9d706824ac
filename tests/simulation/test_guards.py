"""Take one guard away, and the stories break: each guard is there for something."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from yutang.cli.simulation import counts, verbs_lots, verbs_orders
from yutang.cli.simulation.beginnings import Kind
from yutang.cli.simulation.story import Ending, tell
from yutang.plumbing import statements
from yutang.trade.hauls import intake
from yutang.trade.rules import CouponFacts, Facts, LotFacts, decide


def without(name: str, *guards: str) -> dict[str, str]:
    """Return the statement with these words of it taken away."""
    text: str = statements.load("trade", name)
    for guard in guards:
        assert guard in text, f"{name}.sql no longer says {guard!r}"
        text = text.replace(guard, "")
    return {name: text}


LOTS_UNLOCKED = without("lock_lots", "for update")
KEYS_UNKNOWN = {"orders_of_keys": statements.load("trade", "orders_of_keys") + "\nwhere false"}
KEYS_NOT_KEPT = without("place_orders", "on conflict (buyer_id, key) do nothing")
EXPIRY_UNGUARDED = without("expire_holds", "state = 'held' and")
LINE_UNSEEN = without("what_waits", "t.state = 'waiting'")
PAID_WHATEVER_IT_IS = without("pay_orders", "state = 'held'")


def first_fault(
    altered: dict[str, str],
    *,
    saying: str,
    about: frozenset[Kind] | None = None,
    checks: bool = True,
    seeds: int = 400,
) -> Ending:
    """Return how the first story that breaks like this ended."""
    endings = (
        tell(seed, altered=altered, checks=checks, about=about) for seed in range(1, seeds + 1)
    )
    for ending in endings:
        if ending.fault and saying in ending.fault:
            return ending
    pytest.fail(f"{seeds} stories were told without a guard, and none broke")


def test_without_the_lots_lock_it_oversells() -> None:
    ending = first_fault(LOTS_UNLOCKED, checks=False, saying="oversold")
    assert not tell(ending.seed).fault


def test_without_the_lots_lock_the_tables_own_check_has_to_stop_it() -> None:
    first_fault(LOTS_UNLOCKED, saying="Constraint: trade_lot: no units below zero")


def test_without_the_key_check_it_doubles() -> None:
    unguarded = KEYS_UNKNOWN | KEYS_NOT_KEPT
    ending = first_fault(unguarded, checks=False, saying="doubled")
    assert not tell(ending.seed).fault


def test_when_two_gates_race_for_a_key_the_insert_has_to_give_way() -> None:
    first_fault(KEYS_NOT_KEPT, saying="Constraint: trade_order_once")


def test_without_the_expiry_guard_a_paid_order_is_expired() -> None:
    ending = first_fault(EXPIRY_UNGUARDED, checks=False, saying="a paid order has expired")
    assert not tell(ending.seed).fault


def test_without_the_expiry_guard_the_arrows_have_to_stop_it() -> None:
    first_fault(EXPIRY_UNGUARDED, saying="Constraint: trade_order_arrow")


@pytest.mark.parametrize(
    ("altered", "about"),
    [
        pytest.param(without("lock_lots", "order by id"), set(), id="lots of orders"),
        pytest.param(without("lock_lots_due", "for update"), set(), id="orders before lots"),
        pytest.param(
            without("place_orders", "order by wish.buyer_id, wish.key"), set(), id="keys of orders"
        ),
        pytest.param(
            without("give_numbers", "order by entry.buyer_id, entry.key"),
            {"line"},
            id="keys of tickets",
        ),
        pytest.param(without("lock_lots_of_line", "order by id"), {"line"}, id="lots of lines"),
        pytest.param(without("lock_lots_called", "order by l.id"), {"line"}, id="lots called"),
        pytest.param(without("lock_lots_of_waves", "for update"), {"waves"}, id="waves first"),
        pytest.param(without("lock_caps", "order by id"), {"caps"}, id="caps"),
        pytest.param(without("lock_lots_to_pay", "for update"), {"together"}, id="paid first"),
    ],
)
def test_without_one_order_of_locks_somebody_waits_in_a_ring(
    altered: dict[str, str], about: set[Kind]
) -> None:
    first_fault(altered, about=frozenset(about), seeds=2_000, saying="Deadlock")


@pytest.mark.parametrize(
    ("altered", "about", "saying"),
    [
        pytest.param(
            without("release_waves", "and w.released_at is null"),
            {"waves"},
            "a wave was released twice",
            id="a wave once",
        ),
        pytest.param(
            without("release_waves", "w.at <= %(now)s and"),
            {"waves"},
            "a wave was released before its time",
            id="a wave in its time",
        ),
        pytest.param(
            without("release_waves", "l.state = 'open' and"),
            {"waves"},
            "a wave came to a closed lot",
            id="a wave for an open lot",
        ),
        pytest.param(
            without("lock_caps", "for update"),
            {"caps"},
            "is exceeded by an order",
            id="caps locked",
        ),
        pytest.param(LOTS_UNLOCKED, {"coupons"}, "a coupon for", id="coupons under the lots' lock"),
        pytest.param(
            without("coupons_named", "where c.ended_at is null"),
            {"coupons", "changes"},
            "a coupon that had ended was used",
            id="coupons that end",
        ),
        pytest.param(LINE_UNSEEN, {"line"}, "an outsider got units", id="the line is looked at"),
        pytest.param(
            without("lock_lots_of_line", "for update"),
            {"line"},
            "an entry was taken, and no ticket was told",
            id="numbers under the lots' lock",
        ),
        pytest.param(
            without("lock_lots_called", "for update"),
            {"line"},
            "an outsider",
            id="called under the lots' lock",
        ),
        pytest.param(
            without("next_in_line", "order by t.number"),
            {"line"},
            "was called before",
            id="called in order",
        ),
        pytest.param(
            without("draw_line", "and t.number is null"),
            {"line"},
            "became another",
            id="a number is kept",
        ),
        pytest.param(
            PAID_WHATEVER_IT_IS,
            {"together"},
            "Constraint: trade_order_arrow",
            id="what is paid was held",
        ),
        pytest.param(
            without("pay_orders", "expires_at > %(now)s"),
            {"together"},
            "an order is paid, its payment none",
            id="what is paid is paid in time",
        ),
    ],
)
def test_without_a_guard_of_the_terms_they_are_broken(
    altered: dict[str, str], about: set[Kind], saying: str
) -> None:
    ending = first_fault(altered, about=frozenset(about), saying=saying, seeds=2_000)
    assert not tell(ending.seed, about=frozenset(about)).fault


def test_without_the_lots_lock_a_number_is_given_twice() -> None:
    unlocked = without("lock_lots_of_line", "for update")
    first_fault(unlocked, checks=False, about=frozenset({"line"}), saying="was given twice")


def test_a_limit_that_forgets_earlier_orders_is_passed() -> None:
    forgetful = statements.load("trade", "units_bought").replace("'cancelled'", "'held'")
    first_fault({"units_bought": forgetful}, saying="a buyer, and there are")


def _stingy(lot: LotFacts) -> LotFacts:
    return lot._replace(available=max(lot.available - 1, 0))


def _impatient(lot: LotFacts) -> LotFacts:
    return lot._replace(opens_at=None)


def _endless(lot: LotFacts) -> LotFacts:
    return lot._replace(closes_at=None)


def _unlimited(facts: Facts) -> Facts:
    return facts._replace(caps=())


def _generous(facts: Facts) -> Facts:
    coupons = {name: CouponFacts(coupon.id, 99) for name, coupon in facts.coupons.items()}
    return facts._replace(coupons=coupons)


def _of_lots(change: Callable[[LotFacts], LotFacts]) -> Callable[[Facts], Facts]:
    def changed(facts: Facts) -> Facts:
        return facts._replace(lots={lot.id: change(lot) for lot in facts.lots.values()})

    return changed


@pytest.mark.parametrize(
    ("blind", "about", "saying"),
    [
        pytest.param(_of_lots(_stingy), set(), "undersold", id="keeps one unit back"),
        pytest.param(_of_lots(_impatient), {"times"}, "before its opening", id="opens early"),
        pytest.param(_of_lots(_endless), {"times"}, "after its closing", id="closes late"),
        pytest.param(_unlimited, {"caps"}, "is exceeded by an order", id="sees no cap"),
        pytest.param(_generous, {"coupons"}, "a coupon for", id="counts no uses"),
    ],
)
def test_a_rule_that_sees_less_breaks_a_promise(
    blind: Callable[[Facts], Facts],
    about: set[Kind],
    saying: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def decides(wishes: Any, facts: Facts, now: Any) -> Any:
        return decide(wishes, blind(facts), now)

    monkeypatch.setattr(intake, "decide", decides)
    first_fault({}, about=frozenset(about), saying=saying)


def test_a_cap_that_gets_nothing_back_counts_wrongly(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object) -> Iterator[None]:
        yield from ()

    monkeypatch.setattr(counts, "free", nothing)
    first_fault({}, about=frozenset({"caps"}), saying="a cap counts")


def test_a_sale_that_ends_without_its_lines_lets_somebody_wait_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def only_closes(transaction: Any) -> Iterator[None]:
        for lot in sorted(transaction.lots()):
            yield from verbs_lots._turn(transaction, lot, "closed")

    monkeypatch.setattr(verbs_lots, "_end_selling", only_closes)
    first_fault({}, about=frozenset({"line"}), saying="the sale ended, and somebody waits on")


def test_a_checkout_that_asks_no_household_lets_it_have_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verbs_orders, "_check_household", lambda *_: None)
    first_fault({}, about=frozenset({"households"}), saying="a household has")
