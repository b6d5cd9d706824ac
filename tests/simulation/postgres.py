"""The same story by the platform's own doors, on rows of its own in PostgreSQL."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.simulation.memory import Memory, gate_time, said
from yutang.cli.simulation import deeds, rows
from yutang.cli.simulation.chance import HOMES
from yutang.cli.simulation.deeds import SALE, Deed
from yutang.cli.simulation.rows import OrderName
from yutang.kernel.errors import Refusal
from yutang.trade.hauls.line import Entry
from yutang.trade.rules import Wish, coupons

if TYPE_CHECKING:
    from yutang.goods.models import Product
    from yutang.people.models import Person
    from yutang.trade.rules.contact import Contact


class Postgres:
    """Rows like those with which a story in memory begins, and what is done to them."""

    def __init__(
        self,
        memory: Memory,
        product: "Product",
        people: dict[int, "Person"],
        contact: "Contact",
        clerk: "Person",
    ) -> None:
        from yutang.live.models import LineupItem, Sale
        from yutang.trade.models import Lot

        self._people, self._clerk = people, clerk
        self._homes = {home: replace(contact, detail=f"北街{home + 1}号") for home in range(HOMES)}
        self._codes: dict[str, str] = {}
        """Codes of the story, by those that the platform made for them."""
        self._sale = Sale.objects.create(
            title="板栗专场",
            county_codes=["130827"],
            host=clerk,
            starts_at=memory.tables.live_at,
            live_at=memory.tables.live_at,
            state="live",
            is_demo=True,
        )
        self._lots: dict[int, int] = {}
        for number, lot in memory.tables.rows.lots.items():
            terms = {name: value for name, value in lot._asdict().items() if name != "id"}
            self._lots[number] = Lot.objects.create(product=product, **terms).pk
        self._numbers = {pk: number for number, pk in self._lots.items()}
        # Not in the order of their ids: a host may move goods about.
        for position, lot_id in enumerate(reversed(self._lots.values())):
            LineupItem.objects.create(sale=self._sale, lot_id=lot_id, position=position)
        self._put_terms(memory.tables.rows)

    def _put_terms(self, begun: rows.Rows) -> None:
        from yutang.trade.models import Cap, CapLot, Coupon, Wave

        for wave in begun.waves.values():
            assert wave is not None
            lot = self._lots[wave.lot]
            Wave.objects.create(lot_id=lot, after_s=wave.after_s, at=wave.at, units=wave.units)
        for cap in begun.caps.values():
            assert cap is not None
            kept = Cap.objects.create(
                kind=cap.kind, most=cap.most, sale_id=self._sale.pk, name=cap.name
            )
            for number in cap.lots:
                CapLot.objects.create(cap=kept, lot_id=self._lots[number])
        for coupon in begun.coupons.values():
            Coupon.objects.create(
                lot_id=self._lots[coupon.lot], code=coupon.code, uses_most=coupon.uses_most
            )

    def do(self, deed: Deed, at: datetime) -> object:
        """Return what is said to the deed, without ids."""
        from django.db import transaction

        try:
            with transaction.atomic():
                return said(self._do(deed, at), lambda lot: self._numbers[lot])
        except Refusal as refusal:
            return refusal.code

    def _do(self, deed: Deed, at: datetime) -> object:
        from yutang.live import actions as live

        match deed:
            case deeds.Place() | deeds.Enter() | deeds.Leave() | deeds.Look():
                return self._at_a_gate(deed, gate_time(at, deed.gate))
            case deeds.Expire() | deeds.ReleaseWaves() | deeds.CallLine() | deeds.CloseFinished():
                return self._on_time(deed, at)
            case deeds.PayMany(names):
                return self._pay_many(names, at)
            case deeds.MoveSale(to):
                live.change_state(self._sale.pk, to, self._clerk)
            case deeds.Turn() | deeds.AddUnits() | deeds.WithdrawUnits():
                self._to_a_lot(deed)
            case deeds.SetTerms() | deeds.SetCap() | deeds.AddCoupons() | deeds.EndCoupons():
                self._to_terms(deed)
            case _:
                self._to_an_order(deed)
        return None

    def _at_a_gate(self, deed: deeds.OfGate, now: datetime) -> object:
        from yutang.trade.hauls import line

        match deed:
            case deeds.Place(_, wishes):
                from yutang.trade.hauls.intake import take

                return self._run(take([self._ours(wish) for wish in wishes], now))
            case deeds.Enter(_, entries):
                return self._run(line.enter([self._our_entry(each) for each in entries], now))
            case deeds.Leave(_, pairs):
                ours = [(self._lots[lot], self._people[buyer].pk) for lot, buyer in pairs]
                return self._run(line.leave(ours, now))
            case deeds.Look(_, pairs):
                asked = [(self._sale.pk, self._people[buyer].pk) for _, buyer in pairs]
                return self._run(line.tickets_of(asked, now))

    def _on_time(self, deed: deeds.OfTimer, now: datetime) -> object:
        from yutang.live.rules import SELLING
        from yutang.trade.hauls import line, waves
        from yutang.trade.hauls.closing import close_finished
        from yutang.trade.hauls.expiry import expire

        match deed:
            case deeds.Expire():
                return self._run(expire(now))
            case deeds.ReleaseWaves():
                return self._run(waves.release(now))
            case deeds.CallLine():
                self._sale.refresh_from_db()
                selling = [self._sale.pk] if self._sale.state in SELLING else []
                return self._run(line.call(now, selling))
            case deeds.CloseFinished():
                return self._run(close_finished(now))

    def _pay_many(self, names: Iterable[OrderName], now: datetime) -> object:
        from yutang.money.hauls import pay

        return self._run(pay([self._order(name) for name in names], now))

    def _run(self, steps: Any) -> object:
        from django.db import connection

        from yutang.plumbing import rounds

        return rounds.run(connection.connection, steps)

    def _ours(self, wish: Wish) -> Wish:
        return wish._replace(
            buyer=self._people[wish.buyer].pk,
            lot=self._lots[wish.lot],
            sale=self._sale.pk if wish.sale else None,
            coupon=self._our_code(wish.coupon),
        )

    def _our_entry(self, entry: Entry) -> Entry:
        return entry._replace(
            buyer=self._people[entry.buyer].pk,
            lot=self._lots[entry.lot],
            sale=self._sale.pk if entry.sale else None,
            coupon=self._our_code(entry.coupon),
        )

    def _our_code(self, typed: str | None) -> str | None:
        ours = {code: made for made, code in self._codes.items()}
        return ours.get(coupons.normal(typed), typed)

    def _to_a_lot(self, deed: deeds.Turn | deeds.AddUnits | deeds.WithdrawUnits) -> None:
        from yutang.trade import actions as trade

        lot = self._lots[deed.lot]
        match deed:
            case deeds.Turn(_, "open"):
                trade.open_lot(lot)
            case deeds.Turn():
                trade.close_lot(lot)
            case deeds.AddUnits(_, units):
                trade.add_units(lot, units)
            case deeds.WithdrawUnits(_, units):
                trade.withdraw_units(lot, units)

    def _to_terms(self, deed: deeds.OfTerms) -> None:
        from yutang.live import actions as live

        sale, by = self._sale.pk, self._clerk
        match deed:
            case deeds.SetTerms(lot):
                names = set(live.Terms.__dataclass_fields__)
                terms = {name: value for name, value in deed._asdict().items() if name in names}
                live.set_terms(sale, self._lots[lot], live.Terms(**terms), by)
            case deeds.SetCap():
                self._set_cap(deed)
            case deeds.AddCoupons(lot, codes, uses_most):
                made = live.add_coupons(sale, self._lots[lot], len(codes), uses_most, by)
                self._codes |= dict(zip(made, codes, strict=True))
            case deeds.EndCoupons(lot):
                live.end_coupons(sale, self._lots[lot], by)

    def _set_cap(self, deed: deeds.SetCap) -> None:
        """Set a cap for some lots of the sale; its own page sets it for all of them."""
        from yutang.live.actions.locks import locked
        from yutang.live.errors import SaleOver
        from yutang.live.rules import OVER
        from yutang.trade import actions as trade

        if locked(self._sale.pk).state in OVER:
            raise SaleOver
        lots = [self._lots[lot] for lot in deed.lots]
        trade.set_cap(
            deed.kind, deed.most, lots, self._clerk, sale_id=self._sale.pk, name=deed.name
        )

    def _order(self, name: OrderName) -> UUID:
        from yutang.trade.models import Order

        found: UUID = Order.objects.get(buyer=self._people[name[0]], key=name[1]).pk
        return found

    def _to_an_order(self, deed: deeds.OfOrder) -> None:
        from yutang.money import actions as money
        from yutang.trade import actions as trade

        buyer, order = self._people[deed.order[0]], self._order(deed.order)
        match deed:
            case deeds.Pay(_, method, home):
                money.check_out(order, buyer, self._homes[home], method, knows_fresh=True)
            case deeds.Cancel():
                money.cancel(order, buyer)
            case deeds.Ship():
                trade.ship(order, "SF1234567890")
            case deeds.Receive():
                trade.receive(order)
            case deeds.Collect():
                money.collect(order, self._clerk)

    def rows(self) -> dict[str, Any]:
        """Return all that is kept, by the names of the story."""
        from yutang.trade.models import Lot, LotChange

        self._sale.refresh_from_db()
        columns = rows.Lot._fields[1:]
        return {
            "lots": {
                self._numbers[lot.pk]: tuple(getattr(lot, name) for name in columns)
                for lot in Lot.objects.filter(pk__in=self._numbers)
            },
            "diary": {
                number: sorted(changes)
                for number, changes in _listed(
                    self._numbers,
                    LotChange.objects.order_by("id").values_list("lot", "kind", "units"),
                ).items()
            },
            "sale": self._sale.state,
            **self._orders_kept(),
            **self._terms_kept(),
            "tickets": self._tickets_kept(),
        }

    def _orders_kept(self) -> dict[str, Any]:
        from yutang.money.models import Payment
        from yutang.trade.actions.household import household_of
        from yutang.trade.models import Coupon, Order, OrderChange

        buyers = {person.pk: number for number, person in self._people.items()}
        homes = {household_of(contact): home for home, contact in self._homes.items()}
        codes = {each.pk: self._code(each.code) for each in Coupon.objects.all()}
        orders = list(Order.objects.filter(lot__in=self._numbers))
        names: dict[UUID, OrderName] = {
            each.pk: (buyers[each.buyer_id], each.key) for each in orders
        }
        columns = rows.Order._fields[4:10]
        moves = OrderChange.objects.order_by("id").values_list("order", "from_state", "to_state")
        return {
            "orders": {
                names[each.pk]: (
                    self._numbers[each.lot_id],
                    *(getattr(each, name) for name in columns),
                    SALE if each.sale_id else None,
                    each.pin_id,
                    codes.get(each.coupon_id or 0),
                    homes[bytes(each.household)] if each.household else None,
                )
                for each in orders
            },
            "payments": {
                names[each.order_id]: (each.method, each.state, each.amount_fen, each.refunded_fen)
                for each in Payment.objects.filter(order__in=names)
            },
            "moves": _listed(names, moves),
        }

    def _terms_kept(self) -> dict[str, Any]:
        from yutang.trade.models import Cap, CapCount, Coupon, Wave

        numbers = self._numbers
        caps = {cap.pk: (cap.kind, cap.name) for cap in Cap.objects.all()}
        return {
            "waves": sorted(
                str((numbers[each.lot_id], each.after_s, each.at, each.units, each.released_at))
                for each in Wave.objects.all()
            ),
            "caps": {
                caps[cap.pk]: (
                    cap.most,
                    cap.had,
                    sorted(numbers[each.lot_id] for each in cap.lots.all()),
                )
                for cap in Cap.objects.all()
            },
            "counts": {
                (*caps[each.cap_id], each.day): each.taken for each in CapCount.objects.all()
            },
            "coupons": {
                (numbers[each.lot_id], self._code(each.code)): (each.uses_most, each.ended_at)
                for each in Coupon.objects.all()
            },
        }

    def _tickets_kept(self) -> dict[int, tuple[Any, ...]]:
        from yutang.trade.models import Ticket

        buyers = {person.pk: number for number, person in self._people.items()}
        return {
            each.pk: (
                self._numbers[each.lot_id],
                buyers[each.buyer_id],
                each.key,
                each.quantity,
                SALE if each.sale_id else None,
                each.number,
                each.entered_at,
                each.state,
                each.order_id is not None,
                each.answer,
            )
            for each in Ticket.objects.all()
        }

    def _code(self, made: str) -> str:
        return self._codes.get(made, made)


def _listed(names: Mapping[Any, Any], found: Iterable[tuple[Any, ...]]) -> dict[Any, list[Any]]:
    listed: dict[Any, list[Any]] = {name: [] for name in names.values()}
    for of, *what in found:
        listed[names[of]].append(tuple(what))
    return listed
