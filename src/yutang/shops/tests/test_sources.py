"""Sources that are read again: overlap, pages from last to first, a crash in between."""

import csv
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.at_once import at_once
from tests.cast import COUNTY, VILLAGE

from yutang.kernel.clock import now
from yutang.plumbing.sheets.trial import Outcome
from yutang.shops.actions import merging, syncing, tallying
from yutang.shops.models import Listing, Origin, Shop, ShopMonth, SyncPoint
from yutang.shops.queries.deciding import MonthsDecided
from yutang.shops.queries.tallies import tallies_of
from yutang.shops.rules.merging import Figures, Known, Said, is_written, outcome
from yutang.shops.sources import Window
from yutang.shops.sources.folder import Folder

ListingOf = Callable[..., Listing]
HEAD = ["平台", "店铺编号", "月份", "订单数", "销售额", "修改时间"]
AT = datetime(2019, 7, 2, tzinfo=UTC)
said_somewhen = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 50).map(lambda hours: AT + timedelta(hours=hours))),
    max_size=8,
)


@given(said=said_somewhen, data=st.data())
def test_in_whatever_order_months_come_the_latest_modification_stands(
    said: list[tuple[int, datetime]], data: st.DataObject
) -> None:
    once = list({moment: (orders, moment) for orders, moment in said}.values())
    ends = {_folded(data.draw(st.permutations(once + once))) for _ in range(2)}
    latest = max(once, key=lambda each: each[1], default=None)
    assert ends == {latest and Known(Figures(latest[0], 0, 0, 0), latest[1])}


def _folded(order: list[tuple[int, datetime]]) -> Known | None:
    known: Known | None = None
    for orders, moment in order:
        month = Said(1, date(2019, 1, 1), Figures(orders, 0, 0, 0), moment)
        if is_written(month, known):
            assert known is None or outcome(month, known) != "older"
            known = Known(month.figures, moment)
    return known


def _write(folder: Path, name: str, rows: list[list[object]]) -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])


def _months() -> list[tuple[Any, ...]]:
    found = ShopMonth.objects.order_by("listing__number", "month")
    return list(found.values_list("listing__number", "month", "orders"))


def test_a_folder_is_read_once_and_what_comes_late_is_read_too(
    listing_of: ListingOf, tmp_path: Path
) -> None:
    listing_of("a")
    _write(tmp_path, "june.csv", [["淘宝", "a", "2019-06", 5, 50, "2019-07-01"]])
    folder = Folder(tmp_path, COUNTY)
    assert syncing.pull(folder) == Counter(added=1)
    late = [["淘宝", "a", "2018-03", 2, 20, "2018-04-01"], ["淘宝", "x", "2018-03", 2, 20, ""]]
    _write(tmp_path, "march.csv", late)
    again = Folder(tmp_path, COUNTY)
    assert syncing.pull(again) == Counter(added=1, same=1)
    assert [each.why.code for each in again.problems] == ["unknown_listing"]
    assert _months() == [("a", date(2018, 3, 1), 2), ("a", date(2019, 6, 1), 5)]


class Broken(Exception):  # noqa: N818 - what a test makes happen
    """The power went off."""


class Breaking(Folder):
    """A folder whose page of this number cannot be read, once."""

    breaks_at = 0

    def page(self, window: Window, number: int) -> MonthsDecided:
        if number == self.breaks_at:
            self.breaks_at = 0
            raise Broken
        return super().page(window, number)


def test_a_crash_between_pages_goes_on_with_the_next_page(
    listing_of: ListingOf, tmp_path: Path
) -> None:
    listing_of("a")
    rows: list[list[object]] = [
        ["淘宝", "a", f"2018-{month:02d}", month, month * 10, "2019-01-01"] for month in range(1, 7)
    ]
    _write(tmp_path, "2018.csv", rows)
    folder = Breaking(tmp_path, COUNTY, rows_a_page=2)
    folder.breaks_at = 2
    with pytest.raises(Broken):
        syncing.pull(folder)
    point = SyncPoint.objects.get()
    assert (point.next_page, point.read_until) == (2, None)
    assert len(_months()) == 2
    whole = Folder(tmp_path, COUNTY, rows_a_page=2)
    assert syncing.pull(whole) == Counter(added=4)
    point.refresh_from_db()
    assert (point.next_page, point.window_until) == (None, None)
    assert point.read_until is not None
    assert len(_months()) == 6


def test_the_sync_point_stays_where_its_rows_were_rolled_back(
    listing_of: ListingOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing_of("a")
    _write(tmp_path, "a.csv", [["淘宝", "a", "2019-06", 5, 50, "2019-07-01"]])
    plain = merging.merge

    def killed(*given: Any) -> Any:
        plain(*given)
        raise Broken

    monkeypatch.setattr(syncing, "merge", killed)
    with pytest.raises(Broken):
        syncing.pull(Folder(tmp_path, COUNTY))
    assert (_months(), SyncPoint.objects.get().next_page) == ([], 1)
    monkeypatch.undo()
    assert syncing.pull(Folder(tmp_path, COUNTY)) == Counter(added=1)


class Shifting:
    """A source whose rows move forward while it is read, as those of a busy platform do."""

    name, within = "api:test", ("",)

    def __init__(self, rows: list[Said]) -> None:
        self.rows = rows

    def pages(self, window: Window) -> int:
        return -(-len(self._in(window)) // 2)

    def page(self, window: Window, number: int) -> MonthsDecided:
        found = self._in(window)[2 * number - 2 : 2 * number]
        if self.rows and number > 1:
            first = self.rows.pop(0)
            self.rows.append(first._replace(modified_at=window.until + timedelta(seconds=1)))
        return MonthsDecided(Outcome(), found)

    def _in(self, window: Window) -> list[Said]:
        rows = sorted(self.rows, key=lambda each: each.modified_at)
        return [
            each
            for each in rows
            if (window.since is None or each.modified_at >= window.since)
            and each.modified_at < window.until
        ]


def test_no_row_is_missed_when_rows_move_while_pages_are_read(listing_of: ListingOf) -> None:
    listing = listing_of("a")
    rows = [
        Said(listing.pk, date(2018, month, 1), Figures(1, 1, 1, 0), AT + timedelta(hours=month))
        for month in range(1, 8)
    ]
    source = Shifting(list(rows))
    syncing.pull(source, AT + timedelta(days=1))
    syncing.pull(source, AT + timedelta(days=2))
    assert ShopMonth.objects.count() == 7


def _shop_and_listings() -> list[int]:
    """Two shops of one village, committed."""
    ids = []
    for name in "ab":
        shop = Shop.objects.create(
            kind="in_village",
            name=name,
            village_code=VILLAGE,
            run_at_code=VILLAGE,
            keeper_kind="firm",
            keeper_name="f",
            opened_on=date(2018, 1, 1),
            made_at=now(),
        )
        listing = Listing.objects.create(
            shop=shop, platform="taobao", number=name, opened_on=date(2018, 1, 1)
        )
        ids.append(listing.pk)
    return ids


def _both_at_once() -> tuple[int, int]:
    """Two imports of one village at the same moment; return what 2018 comes to: fen and shops."""

    def bring(listing: int) -> Callable[[], object]:
        def call() -> object:
            with transaction.atomic():
                said = Said(listing, date(2018, 7, 1), Figures(1, 1, 100, 0), AT)
                return merging.merge([said], merging.Whence(Origin.FILE, AT))

        return call

    at_once(*(bring(listing) for listing in _shop_and_listings()))
    (year,) = (each for each in tallies_of(VILLAGE) if each.year == 2018)
    return year.sales_fen, year.shops


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_imports_at_once_count_the_same_shops_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from threading import Barrier, BrokenBarrierError

    both_begin, both_counted = Barrier(2), Barrier(2)
    count = tallying._count

    def together(*given: Any) -> None:
        with suppress(BrokenBarrierError):
            both_begin.wait(20)
        count(*given)
        with suppress(BrokenBarrierError):
            both_counted.wait(2)  # the other counts, and waits for this one's row: then it commits

    monkeypatch.setattr(tallying, "alone", lambda: None)
    monkeypatch.setattr(tallying, "_count", together)
    assert _both_at_once() == (200, 4)


@pytest.mark.django_db(transaction=True)
def test_with_the_lock_they_are_counted_once() -> None:
    assert _both_at_once() == (200, 2)
