"""Lists brought in: nothing is lost, nothing twice, and what was there before stays readable."""

from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.at_once import at_once

from yutang.kernel.errors import NotFound
from yutang.plumbing.sheets.trial import ChangedMeanwhile
from yutang.prices import access, actions, queries
from yutang.prices.actions import importing
from yutang.prices.actions.importing import Source, bring_in
from yutang.prices.actions.naming import leave_aside
from yutang.prices.models import (
    GoodName,
    LeftRow,
    Market,
    PriceImport,
    Quote,
    QuotedGood,
    QuoteState,
    QuoteWas,
)
from yutang.prices.queries.deciding import decide
from yutang.prices.tests.conftest import Bring, ago, table

if TYPE_CHECKING:
    from yutang.people.models import Person

PEARS = "鸭梨,1.0,1.5,2.0,普通,斤,2026-05-05"


def test_every_row_of_a_list_is_a_quote_or_listed_with_its_reason(bring: Bring) -> None:
    brought, _ = bring(PEARS, PEARS, "鸭梨,1,2,3,,箱,2026-05-06", "苹果,3,2,1,,公斤,2026-05-05")
    assert brought is not None
    assert (brought.lines, brought.added, brought.refused) == (4, 2, 2)
    assert brought.counts == {"said_twice": 1, "unknown_weight": 1, "swapped": 1}
    left = LeftRow.objects.order_by("row").values_list("row", "code", "cells")
    assert list(left) == [
        (3, "said_twice", PEARS.split(",")),
        (4, "unknown_weight", ["鸭梨", "1", "2", "3", "", "箱", "2026-05-06"]),
    ]
    prices = Quote.objects.order_by("row").values_list("low_fen", "mean_fen", "high_fen")
    assert list(prices) == [(200, 300, 400), (100, 200, 300)]


def test_the_same_list_again_changes_nothing(bring: Bring) -> None:
    bring(PEARS)
    before = Quote.objects.values().get()
    again, decided = bring(PEARS)
    assert (again, decided.outcome.same) == (None, 1)
    assert Quote.objects.values().get() == before
    assert PriceImport.objects.count() == 1


def test_a_later_list_stands_and_the_earlier_value_is_kept(bring: Bring) -> None:
    first, _ = bring(PEARS)
    second, _ = bring("鸭 梨,1.0,1.6,2.0,,斤,2026/5/5")
    assert first is not None
    assert second is not None
    assert (second.added, second.changed) == (0, 1)
    assert Quote.objects.values_list("mean_fen", "brought_by_id").get() == (320, second.pk)
    assert QuoteWas.objects.values_list("mean_fen", "brought_by_id").get() == (300, first.pk)


def test_a_list_that_breaks_midway_leaves_nothing(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(importing, "_write_left", breaks)
    with pytest.raises(RuntimeError):
        bring(PEARS)
    counts = (each.objects.count() for each in (Quote, GoodName, QuotedGood, PriceImport))
    assert list(counts) == [0, 0, 0, 0]


def test_what_is_confirmed_is_what_was_shown(bring: Bring, market: Market, clerk: "Person") -> None:
    mark = decide(table(PEARS), [market], market).outcome.mark
    bring(PEARS)
    source = Source(PriceImport.Kind.FILE, "list.csv", market, clerk)
    with pytest.raises(ChangedMeanwhile):
        bring_in(source, lambda: decide(table(PEARS), [market], market), mark=mark)


def test_names_alike_wait_for_a_person_and_are_remembered(bring: Bring, clerk: "Person") -> None:
    bring("苹果（富士）,1,2,3,,斤,2026-05-05", "鸭梨,1,2,3,,斤,2026-05-05")
    bring("富士苹果,2,3,4,,斤,2026-05-06")
    waits = GoodName.objects.get(kind="")
    assert waits.name == "富士苹果"
    good = QuotedGood.objects.get(name="苹果（富士）")
    assert [day.mean_fen for day in queries.series(good.pk, ago(9999), ago(0))] == [400]
    actions.map_name(waits.pk, good.pk, clerk)
    assert [day.mean_fen for day in queries.series(good.pk, ago(9999), ago(0))] == [400, 600]
    bring("富士 苹果,2,4,6,普通,斤,2026-05-07")
    assert [day.mean_fen for day in queries.series(good.pk, ago(9999), ago(0))] == [400, 600, 800]
    actions.put_back(waits.pk, clerk)
    assert len(queries.series(good.pk, ago(9999), ago(0))) == 1


def test_names_can_all_wait_be_left_aside_or_become_goods(bring: Bring, clerk: "Person") -> None:
    bring(PEARS, "鸭梨,1,2,3,大,斤,2026-05-05", "面包,1,2,3,,斤,2026-05-05", names="ask")
    assert QuotedGood.objects.count() == 0
    leave_aside(GoodName.objects.get(name="面包").pk, clerk)
    assert actions.map_all_new(clerk) == 2
    assert set(QuotedGood.objects.values_list("name", flat=True)) == {"鸭梨", "鸭梨 大"}


def test_goods_become_one_with_all_that_is_theirs(bring: Bring, clerk: "Person") -> None:
    bring(PEARS, "酥梨,2,2.5,3,,斤,2026-05-05")
    pears, crisp = QuotedGood.objects.order_by("pk")
    actions.merge(crisp.pk, pears.pk, clerk)
    [day] = queries.series(pears.pk, ago(9999), ago(0))
    assert (day.low_fen, day.mean_fen, day.high_fen, day.quotes) == (200, 400, 600, 2)
    assert QuotedGood.objects.count() == 1


def test_a_tenfold_price_counts_only_once_somebody_confirmed_it(
    bring: Bring, clerk: "Person"
) -> None:
    bring(*(f"鸭梨,1,1.5,2,,斤,2026-05-{day:02}" for day in range(1, 9)))
    brought, _ = bring("鸭梨,10,15,20,,斤,2026-05-09")
    assert brought is not None
    assert brought.held == 1
    held = access.held_of(clerk).get()
    good = QuotedGood.objects.get()
    assert len(queries.series(good.pk, ago(9999), ago(0))) == 8
    actions.confirm(held.pk, clerk)
    assert len(queries.series(good.pk, ago(9999), ago(0))) == 9
    again, _ = bring("鸭梨,10,15,20,,斤,2026-05-09")
    assert again is None
    assert Quote.objects.get(pk=held.pk).state == QuoteState.CONFIRMED


def test_a_clerk_of_elsewhere_brings_nothing_into_a_market(
    bring: Bring, market: Market, other_clerk: "Person"
) -> None:
    bring(*(f"鸭梨,1,{day},90,,斤,2026-05-{day:02}" for day in (2, 3)))
    with pytest.raises(NotFound):
        access.market_for(other_clerk, market.pk)
    with pytest.raises(NotFound):
        actions.confirm(Quote.objects.earliest("pk").pk, other_clerk)


def test_rows_of_a_market_nobody_registered_are_listed(market: Market) -> None:
    rows = (
        "市场,品名,均价,单位,日期\n北京新发地,鸭梨,3,公斤,2026-05-05\n别处,鸭梨,3,公斤,2026-05-05"
    )
    decided = decide(rows.encode(), [market])
    assert (decided.outcome.new, decided.outcome.refused) == (1, 1)
    assert decided.found.out[0].why.code == "unknown_market"
    assert decided.found.out[0].cells[0] == "别处"


@pytest.mark.parametrize(
    "statement",
    ["delete from prices_quote", "update prices_quote set day = day + 1",
     "update prices_quote set low_fen = mean_fen + 1", "update prices_quote set state = 'held'"],
)  # fmt: skip
def test_the_database_keeps_quotes_whole(bring: Bring, statement: str) -> None:
    bring(PEARS)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def _two(bring: Bring) -> list[object]:
    """Bring two lists in at once that say different things of one day; how each counted itself."""

    def one(mean: str) -> object:
        _, decided = bring(f"鸭梨,1,{mean},2,,斤,2026-05-05")
        return decided.outcome.new, decided.outcome.changed

    return sorted(at_once(lambda: one("1.4"), lambda: one("1.6")), key=str)


@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_count_as_one_after_the_other(bring: Bring) -> None:
    assert _two(bring) == [(0, 1), (1, 0)]
    assert (Quote.objects.count(), QuoteWas.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_lists_both_say_that_they_are_the_first(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet, written = Barrier(2), importing._import_row

    def meets(*said: Any) -> PriceImport:
        meet.wait(10)
        return written(*said)

    monkeypatch.setattr(importing, "alone", lambda: None)
    monkeypatch.setattr(importing, "_import_row", meets)
    assert _two(bring) == [(1, 0), (1, 0)]
