"""The line: numbers are served in their order, whatever happens around them."""

import hashlib
import random
from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from django.db import connection
from tests.stall import LOT_UNITS, OrderOf

from yutang.kernel.clock import now
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.plumbing import rounds, statements
from yutang.plumbing.rounds import Round, Rows
from yutang.trade import actions, queries
from yutang.trade.hauls import expiry, intake, line
from yutang.trade.hauls.line import Entered, Entry, TicketNow
from yutang.trade.models import Lot, Order, Ticket
from yutang.trade.rules import Answer, Wish

Result = TypeVar("Result")
CHECKS = (
    "lot_conserves",
    "lot_orders",
    "lot_stocked",
    "order_once",
    "order_path",
    "ticket_order",
    "ticket_turn",
    "ticket_draw",
    "cap_counts",
    "cap_kept",
)


def run(steps: Generator[Round, Rows, Result]) -> Result:
    connection.ensure_connection()
    return rounds.run(connection.connection, steps)


def enter(person: Person, lot: Lot, quantity: int = 1, **more: Any) -> Entered:
    at: datetime = more.pop("at", None) or now()
    entry = Entry(person.pk, more.pop("key", None) or uuid4(), lot.pk, quantity, 7, **more)
    [entered] = run(line.enter([entry], at))
    return entered


def ticket_of(person: Person) -> TicketNow:
    [[ticket]] = run(line.tickets_of([(7, person.pk)]))
    return ticket


def order(person: Person, lot: Lot, quantity: int = 1) -> intake.Outcome:
    [outcome] = run(intake.take([Wish(person.pk, uuid4(), lot.pk, quantity, 7)], now())).outcomes
    return outcome


def call() -> dict[int | None, int]:
    return run(line.call(now()))


def assert_sound() -> None:
    for name in CHECKS:
        with connection.cursor() as cursor:
            cursor.execute(statements.load("trade", f"verify_{name}"))
            assert not cursor.fetchall(), name


@pytest.fixture
def crowd(db: None) -> list[Person]:
    return [people.enrol(f"1360000{n:04d}", f"排队的{n}") for n in range(8)]


@pytest.fixture
def gone(lot: Lot, buyer: Person, order_of: OrderOf) -> Order:
    """All units of the lot are held in one unpaid order of sale 7."""
    return order_of(buyer, lot, LOT_UNITS, 7)


# Taking a number


def test_where_units_are_left_nobody_needs_a_number(lot: Lot, crowd: list[Person]) -> None:
    assert enter(crowd[0], lot) == Entered("not_needed")
    actions.close_lot(lot.pk)
    assert enter(crowd[0], lot) == Entered("closed")
    lot.pk = 999_999
    assert enter(crowd[0], lot) == Entered("unknown")


def test_time_over_is_closed(lot: Lot, crowd: list[Person]) -> None:
    Lot.objects.filter(pk=lot.pk).update(closes_at=now(), by_ticket=True)
    assert enter(crowd[0], lot) == Entered("closed")


def test_more_tabs_and_reloading_gain_nothing(lot: Lot, gone: Order, crowd: list[Person]) -> None:
    key = uuid4()
    first = enter(crowd[0], lot, key=key)
    assert first.answer == "taken"
    assert first.ticket is not None
    assert (first.ticket.number, first.ticket.ahead) == (1, 0)
    assert enter(crowd[1], lot).ticket == ticket_of(crowd[1])
    assert enter(crowd[0], lot, key=key) == Entered("had", ticket_of(crowd[0]))
    again = enter(crowd[0], lot, 3)
    assert again == Entered("had", ticket_of(crowd[0]))
    assert again.ticket is not None
    assert (again.ticket.key, again.ticket.number, again.ticket.quantity) == (key, 1, 1)
    assert Ticket.objects.count() == 2


def test_many_at_once_are_numbered_as_they_came(lot: Lot, gone: Order, crowd: list[Person]) -> None:
    entries = [Entry(person.pk, uuid4(), lot.pk, 1, 7) for person in crowd]
    twice = [entries[0], *entries, entries[3]._replace(key=uuid4()), entries[5]]
    told = run(line.enter(twice, now()))
    assert [each.answer for each in told] == ["taken", "had", *["taken"] * 7, "had", "had"]
    numbers = [each.ticket.number for each in told if each.ticket]
    assert numbers == [1, 1, 2, 3, 4, 5, 6, 7, 8, 4, 6]


def test_whoever_leaves_comes_back_last(lot: Lot, gone: Order, crowd: list[Person]) -> None:
    for person in crowd[:3]:
        enter(person, lot)
    pairs = [(lot.pk, crowd[0].pk), (lot.pk, crowd[7].pk)]
    assert run(line.leave(pairs, now())) == [True, False]
    assert run(line.leave(pairs, now())) == [False, False]
    assert ticket_of(crowd[0]).state == "left"
    assert (ticket_of(crowd[1]).ahead, ticket_of(crowd[2]).ahead) == (0, 1)
    entered = enter(crowd[0], lot)
    assert entered.ticket is not None
    assert (entered.ticket.number, entered.ticket.ahead) == (4, 2)


# The turn


def test_units_that_come_back_go_to_the_line_with_a_time_to_pay(
    lot: Lot, gone: Order, crowd: list[Person]
) -> None:
    for person in crowd[:3]:
        enter(person, lot, 4)
    assert call() == {}
    actions.cancel(gone.pk)
    assert order(crowd[5], lot).answer is Answer.SOLD_OUT, "ten units are there, for the line"
    assert call() == {7: 2}
    first = ticket_of(crowd[0])
    assert (first.state, first.called) == ("called", 2)
    assert first.expires_at is not None
    assert first.order is not None
    kept = Order.objects.get(pk=first.order)
    assert (kept.key, kept.buyer_id, kept.quantity) == (first.key, crowd[0].pk, 4)
    assert (kept.state, kept.expires_at) == ("held", first.expires_at)
    assert (ticket_of(crowd[2]).state, ticket_of(crowd[2]).ahead) == ("waiting", 0)
    run(expiry.expire(now() + timedelta(hours=1)))
    assert call() == {7: 1}, "unpaid, and so the next one's"
    assert order(crowd[5], lot).answer is Answer.HELD, "nobody waits any more"
    assert_sound()


def test_a_ticket_for_more_than_is_left_lets_smaller_ones_pass(
    lot: Lot, gone: Order, crowd: list[Person]
) -> None:
    for person, quantity in zip(crowd, (5, 2, 2), strict=False):
        enter(person, lot, quantity)
    Order.objects.filter(pk=gone.pk).update(state="cancelled")
    Lot.objects.filter(pk=lot.pk).update(held=0, available=4, withdrawn=6)
    call()
    assert [ticket_of(person).state for person in crowd[:3]] == ["waiting", "called", "called"]
    actions.add_units(lot.pk, 5)
    call()
    assert ticket_of(crowd[0]).state == "called"


def test_a_reached_limit_ends_the_waiting_and_a_full_cap_does_not(
    lot: Lot, gone: Order, crowd: list[Person], buyer: Person
) -> None:
    enter(crowd[0], lot, 3)
    enter(crowd[1], lot, 1)
    Lot.objects.filter(pk=lot.pk).update(buyer_limit=2)
    actions.cancel(gone.pk)
    actions.set_cap("orders", 1, [lot.pk])
    full = order(buyer, lot)
    assert full.answer is Answer.SOLD_OUT
    call()
    refused = ticket_of(crowd[0])
    assert (refused.state, refused.answer, refused.order) == ("refused", "limit_reached", None)
    assert ticket_of(crowd[1]).state == "called"
    enter(crowd[2], lot)  # the cap is full, units are there and nobody waits
    assert order(buyer, lot) == intake.Outcome(Answer.FULL, why="orders")
    Ticket.objects.filter(state="waiting").delete()
    assert_sound()


def test_a_full_cap_lets_the_line_wait_until_somebody_cancels(
    lot: Lot, gone: Order, crowd: list[Person]
) -> None:
    enter(crowd[0], lot)
    enter(crowd[1], lot)
    actions.cancel(gone.pk)
    actions.set_cap("orders", 1, [lot.pk])
    call()
    call()
    assert [ticket_of(person).state for person in crowd[:2]] == ["called", "waiting"]
    called = ticket_of(crowd[0]).order
    assert called is not None
    actions.cancel(called)
    call()
    assert ticket_of(crowd[1]).state == "called"
    assert_sound()


def test_whom_a_cap_cannot_fit_holds_up_nobody_behind_them(
    lot: Lot, gone: Order, crowd: list[Person]
) -> None:
    for person, quantity in zip(crowd, (2, 2, 1), strict=False):
        enter(person, lot, quantity)
    actions.cancel(gone.pk)
    actions.withdraw_units(lot.pk, LOT_UNITS - 2)
    actions.set_cap("fen", lot.price_fen, [lot.pk])
    call()
    assert [ticket_of(person).state for person in crowd[:3]] == ["waiting", "waiting", "called"]
    actions.set_cap("fen", None, [lot.pk])
    assert_sound()


def test_a_mistyped_code_gets_no_number(lot: Lot, gone: Order, crowd: list[Person]) -> None:
    [code] = actions.add_coupons(lot.pk, 1)
    for typed in ("WRONG", "", None, "；"):
        assert enter(crowd[0], lot, coupon=typed) == Entered("coupon")
    right = Entry(crowd[1].pk, uuid4(), lot.pk, 1, 7, f" {code.lower()} ")
    wrong = right._replace(buyer=crowd[2].pk, coupon="WRONG")
    told = run(line.enter([wrong, right, wrong._replace(buyer=crowd[3].pk)], now()))
    assert [each.answer for each in told] == ["coupon", "taken", "coupon"]
    assert told[1].ticket is not None
    assert told[1].ticket.number == 1
    assert run(line.enter([right._replace(coupon=None)], now()))[0].answer == "had"
    actions.end_coupons(lot.pk)
    [other] = actions.add_coupons(lot.pk, 1)
    assert enter(crowd[0], lot, coupon=code) == Entered("coupon"), "it has ended"
    assert enter(crowd[0], lot, coupon=other).answer == "taken"


def test_a_code_that_was_used_up_ends_the_waiting_when_the_number_is_called(
    lot: Lot, gone: Order, crowd: list[Person]
) -> None:
    [code] = actions.add_coupons(lot.pk, 1)
    enter(crowd[0], lot, coupon=f" {code.lower()} ")
    enter(crowd[1], lot, coupon=code)
    actions.cancel(gone.pk)
    call()
    assert ticket_of(crowd[0]).state == "called"
    assert (ticket_of(crowd[1]).state, ticket_of(crowd[1]).answer) == ("refused", "coupon")
    [view] = queries.coupons_of(lot.pk)
    assert view.used == 1


def test_a_sale_that_takes_no_orders_calls_nobody(
    lot: Lot, gone: Order, crowd: list[Person]
) -> None:
    enter(crowd[0], lot)
    actions.cancel(gone.pk)
    assert run(line.call(now(), selling=[8])) == {}
    assert run(line.call(now(), selling=[7], lots=[lot.pk + 1])) == {}
    assert run(line.call(now(), selling=[7])) == {7: 1}


def test_after_a_lots_last_moment_nobody_is_given_hope(
    lot: Lot, gone: Order, crowd: list[Person]
) -> None:
    enter(crowd[0], lot)
    assert ticket_of(crowd[0]).odds
    Lot.objects.filter(pk=lot.pk).update(closes_at=now())
    ticket = ticket_of(crowd[0])
    assert (ticket.state, ticket.odds, ticket.known_by) == ("waiting", 0, None)


def test_waves_that_come_after_the_last_moment_give_no_hope(
    lot: Lot, gone: Order, crowd: list[Person]
) -> None:
    actions.mark_paid(gone.pk)
    enter(crowd[0], lot)
    actions.plan_waves(lot.pk, [(600, 5)])
    actions.start_waves([lot.pk], now())
    assert ticket_of(crowd[0]).odds == 1
    Lot.objects.filter(pk=lot.pk).update(closes_at=now() + timedelta(minutes=5))
    assert ticket_of(crowd[0]).odds == 0


def test_who_waits_when_the_selling_ends_is_told_so(
    lot: Lot, oil_lot: Lot, gone: Order, crowd: list[Person]
) -> None:
    enter(crowd[0], lot)
    enter(crowd[1], lot)
    run(line.leave([(lot.pk, crowd[1].pk)], now()))
    assert actions.end_selling([lot.pk, oil_lot.pk]) == 1
    assert actions.end_selling([lot.pk, oil_lot.pk]) == 0
    assert not Lot.objects.filter(state="open").exists()
    ended = ticket_of(crowd[0])
    assert (ended.state, ended.answer, ended.odds) == ("refused", "closed", None)
    assert ticket_of(crowd[1]).state == "left"
    actions.open_lot(lot.pk)
    again = enter(crowd[0], lot)
    assert again.answer == "taken"
    actions.cancel(gone.pk)
    call()
    assert ticket_of(crowd[0]).state == "called"
    assert_sound()


def test_no_more_numbers_are_called_at_once_than_the_budget(lot: Lot, crowd: list[Person]) -> None:
    Lot.objects.filter(pk=lot.pk).update(by_ticket=True)
    for person in crowd:
        enter(person, lot)
    run(line.call(now(), most=3))
    assert Ticket.objects.filter(state="called").count() == 3
    run(line.call(now(), most=3))
    assert Ticket.objects.filter(state="called").count() == 6


# The waiting room


def test_before_the_opening_a_draw_decides_and_can_be_recomputed(
    lot: Lot, crowd: list[Person]
) -> None:
    opens_at = now() + timedelta(hours=1)
    Lot.objects.filter(pk=lot.pk).update(by_ticket=True, opens_at=opens_at)
    for person in crowd[:6]:
        assert enter(person, lot).answer == "taken"
    late = enter(crowd[6], lot, at=opens_at + timedelta(seconds=0.2))
    assert late.ticket is not None
    assert (late.ticket.number, late.ticket.ahead) == (None, None)
    run(line.leave([(lot.pk, crowd[3].pk)], now()))
    run(line.call(now()))
    lot.refresh_from_db()
    assert (lot.drawn_at, lot.numbered) == (None, 0), "the opening is still to come"
    assert order(crowd[0], lot).answer is Answer.NOT_YET
    run(line.call(opens_at + timedelta(seconds=1), most=2))
    lot.refresh_from_db()
    assert (lot.drawn_at, lot.numbered, lot.called) == (opens_at, 6, 2)
    drawn = Ticket.objects.filter(entered_at__lt=opens_at).exclude(state="left")

    def lottery(ticket: Ticket) -> bytes:
        return hashlib.sha256(f"{lot.draw_seed}:{ticket.pk}".encode()).digest()

    recomputed = [ticket.pk for ticket in sorted(drawn, key=lottery)]
    assert [ticket.pk for ticket in drawn.order_by("number")] == recomputed
    assert ticket_of(crowd[6]).number == 6, "whoever comes later stands behind"
    assert enter(crowd[7], lot).ticket == ticket_of(crowd[7])
    assert ticket_of(crowd[7]).number == 7
    assert_sound()


def test_a_waiting_room_takes_no_ordinary_orders(lot: Lot, crowd: list[Person]) -> None:
    Lot.objects.filter(pk=lot.pk).update(by_ticket=True)
    assert order(crowd[0], lot).answer is Answer.BY_TICKET
    entered = enter(crowd[0], lot)
    assert entered.answer == "taken", "though units are there"
    call()
    assert ticket_of(crowd[0]).state == "called"
    assert order(crowd[1], lot).answer is Answer.BY_TICKET


def test_a_line_that_has_begun_keeps_its_order_when_it_becomes_a_waiting_room(
    lot: Lot, gone: Order, crowd: list[Person]
) -> None:
    enter(crowd[0], lot)
    actions.change_terms(
        lot.pk,
        opens_at=None,
        closes_at=None,
        buyer_limit=None,
        household_limit=None,
        by_ticket=True,
        by=None,
    )
    entered = enter(crowd[1], lot)
    assert entered.ticket is not None
    assert entered.ticket.number == 2
    assert_sound()


def test_who_waits_for_a_draw_is_passed_by_nobody_when_the_lot_needs_no_numbers_any_more(
    lot: Lot, crowd: list[Person]
) -> None:
    terms = {"closes_at": None, "buyer_limit": None, "household_limit": None, "by": None}
    actions.change_terms(lot.pk, opens_at=now() + timedelta(hours=1), by_ticket=True, **terms)
    enter(crowd[0], lot)
    actions.change_terms(lot.pk, opens_at=None, by_ticket=False, **terms)
    later = enter(crowd[1], lot).ticket
    assert later is not None
    assert later.number is None
    with connection.cursor() as cursor:  # the draw is of those before the opening: by chance
        cursor.execute("update trade_lot set opens_at = now() - interval '1 hour'")
    call()
    assert [ticket_of(person).number for person in crowd[:2]] == [1, 2]
    assert_sound()


def test_a_person_sees_their_tickets(lot: Lot, gone: Order, crowd: list[Person]) -> None:
    enter(crowd[0], lot, 2)
    [view] = queries.tickets_of_person(crowd[0])
    assert (view.lot_id, view.quantity, view.number, view.state) == (lot.pk, 2, 1, "waiting")
    assert view.product.id == lot.product_id


# Whatever happens


class Story:
    """A random life of a lot with its line, and a model of the line too simple to be wrong."""

    def __init__(self, seed: int, lot: Lot, crowd: list[Person]) -> None:
        self.random = random.Random(seed)
        self.lot, self.crowd = lot, crowd
        self.line: list[tuple[int, int]] = []
        """Who waits, with their quantities, first come first."""
        self.served: list[UUID] = []

    def step(self) -> None:
        deeds = [self.enter, self.leave, self.order, self.end, self.pay, self.call, self.add]
        self.random.choices(deeds, [6, 1, 4, 3, 1, 3, 1])[0]()

    def available(self) -> int:
        self.lot.refresh_from_db()
        return self.lot.available

    def waits(self, person: Person) -> bool:
        return person.pk in [who for who, _ in self.line]

    def enter(self) -> None:
        person, quantity = self.random.choice(self.crowd), self.random.randint(1, 4)
        available = self.available()
        answer = enter(person, self.lot, quantity).answer
        if self.waits(person):
            assert answer == "had"
        elif available and not self.line:
            assert answer == "not_needed"
        else:
            assert answer == "taken"
            self.line.append((person.pk, quantity))

    def leave(self) -> None:
        person = self.random.choice(self.crowd)
        assert run(line.leave([(self.lot.pk, person.pk)], now())) == [self.waits(person)]
        self.line = [each for each in self.line if each[0] != person.pk]

    def order(self) -> None:
        quantity, available = self.random.randint(1, 3), self.available()
        outcome = order(self.random.choice(self.crowd), self.lot, quantity)
        may = not self.line and quantity <= available
        assert outcome.answer is (Answer.HELD if may else Answer.SOLD_OUT)

    def end(self) -> None:
        living = Order.objects.filter(lot=self.lot, state__in=["held", "paid"])
        if living:
            actions.cancel(self.random.choice(list(living)).pk)

    def pay(self) -> None:
        held = Order.objects.filter(lot=self.lot, state="held")
        if held:
            actions.mark_paid(self.random.choice(list(held)).pk)

    def add(self) -> None:
        actions.add_units(self.lot.pk, self.random.randint(1, 2))

    def call(self) -> None:
        left, served = self.available(), []
        for who, quantity in self.line:
            if quantity <= left:
                left -= quantity
                served.append((who, quantity))
        assert sum(call().values()) == len(served)
        self.line = [each for each in self.line if each not in served]
        newest = Ticket.objects.filter(state="called").exclude(order_id__in=self.served)
        assert sorted(newest.values_list("buyer_id", "quantity")) == sorted(served)
        self.served += [ticket.order_id for ticket in newest if ticket.order_id]
        assert len(set(self.served)) == len(self.served), "nobody is served twice"

    def look(self) -> None:
        waiting = Ticket.objects.filter(state="waiting").order_by("number")
        assert list(waiting.values_list("buyer_id", "quantity")) == self.line


@pytest.mark.parametrize("seed", range(6))
def test_numbers_are_served_in_order_whatever_happens(
    seed: int, lot: Lot, crowd: list[Person]
) -> None:
    story = Story(seed, lot, crowd)
    actions.withdraw_units(lot.pk, LOT_UNITS - 4)
    for person in crowd[:2]:
        assert order(person, lot, 2).answer is Answer.HELD
    for _ in range(60):
        story.step()
        story.look()
    assert_sound()
    assert story.served, "somebody was called"
