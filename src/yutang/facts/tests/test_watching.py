"""Each kind's watches are statements that the tables of today can answer, and note no more."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.models import F

from yutang.facts import kinds, watching
from yutang.facts.kinds.shape import Kind, Watch
from yutang.facts.models import Change
from yutang.kernel.clock import now
from yutang.live import actions as live

if TYPE_CHECKING:
    from tests.stall import OrderOf

    from yutang.people.models import Person
    from yutang.trade.models import Lot

pytestmark = pytest.mark.django_db
WATCHES = [(kind, watch) for kind in kinds.every() for watch in kind.watches]


@pytest.mark.parametrize("kind", kinds.every(), ids=lambda kind: kind.name)
def test_a_watch_answers_days_of_its_table(kind: Kind) -> None:
    for watch in kind.watches:
        assert _answers(watch) == ["date"], watch


def test_what_is_installed_is_what_the_kinds_ask_for() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select obj_description('facts_change'::regclass)")
        row = cursor.fetchone()

    assert row == (watching.mark_of(watching.statement(kinds.every())),)


def _answers(watch: Watch) -> list[str]:
    with connection.cursor() as cursor:
        narrow = ", ".join(watch.compared) if watch.only else "*"
        cursor.execute(f"select {', '.join(watch.compared)} from {watch.table} limit 0")
        cursor.execute(
            f"select pg_typeof(d.day)::text from (values (1)) v left join (with changed as"
            f" (select {narrow} from {watch.table} limit 0) {watch.days}) d (day) on true"
        )
        return [row[0] for row in cursor.fetchall()]


def test_of_an_update_only_those_kinds_are_told_that_what_changed_means(
    buyer: "Person", host: "Person", clerk: "Person", lot: "Lot", order_of: "OrderOf"
) -> None:
    plan = live.Plan(title="板栗专场", county_codes=["130827"], starts_at=now())
    sale = live.plan_sale(plan, host=host, by=clerk)
    live.put_in_lineup(sale.pk, lot.pk, clerk)
    live.change_state(sale.pk, "live", host)
    order = order_of(buyer, lot, 1, sale.pk)
    lots, orders = type(lot).objects.filter(pk=lot.pk), type(order).objects.filter(pk=order.pk)

    assert _noted(lambda: orders.update(state="expired")) == {"order_line"}
    assert _noted(lambda: orders.update(sale_id=None)) == {"order_line", "show", "viewer"}
    assert _noted(lambda: orders.update(tracking="SF1")) == set()
    assert _noted(lambda: lots.update(available=F("available") - 1, held=F("held") + 1)) == set()
    assert _noted(lambda: lots.update(sold_out_at=now())) == {"show"}


def _noted(do: Callable[[], object]) -> set[str]:
    Change.objects.all().delete()
    do()
    return set(Change.objects.values_list("kind", flat=True))
