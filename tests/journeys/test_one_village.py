"""One village: a clerk's shops, what it lacks, the rows behind that, and the plan to get there."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

import pytest
from openpyxl import Workbook
from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import DESK, Platform, Visitor, new_mobile

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(240)]
Come = Callable[..., Visitor]

SHOPS, MONTHS = (
    7,
    [f"2018年{month}月" for month in range(7, 13)] + [f"2019/{month}" for month in range(1, 7)],
)
WRONG = "130827999999"
"""A code of no village, in the last row of the table of shops."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_from_a_table_of_shops_to_a_printed_plan(platform: Platform, visitors: Come) -> None:
    stage = platform.stage("village", new_mobile())
    clerk, village = visitors(DESK), stage["village"]
    clerk.sign_in(stage["clerk"])

    _bring_in_shops(clerk, village)
    _bring_in_months(clerk)
    verdict = _identify_and_find_the_near_miss(clerk, village)
    _open_its_rows(clerk, verdict)
    plan = _make_the_plan(clerk, village)
    _print(clerk, plan)
    assert not clerk.faults


def _table(name: str, rows: Iterable[Sequence[object]]) -> FilePayload:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    stored = BytesIO()
    book.save(stored)
    return FilePayload(name=name, mimeType=XLSX, buffer=stored.getvalue())


def _bring_in_shops(clerk: Visitor, village: str) -> None:
    heading = ("店名", "类型", "家乡村", "店主类型", "店主", "开店日期", "平台", "平台店铺号")
    villages = [village] * SHOPS + [WRONG]
    rows = [
        (f"第{at}家山货店", "在乡", code, "农户", f"店主{at}", "2018年1月5日", "淘宝", f"s-{at}")
        for at, code in enumerate(villages, start=1)
    ]
    page = clerk.page
    clerk.go("/shops/imports/shops/")
    page.set_input_files("#file", _table("shops.xlsx", [heading, *rows]))
    page.locator("form:has(#file) button").click()
    expect(page.locator("section[aria-labelledby=problems]")).to_contain_text(f"C{SHOPS + 2}")
    page.locator("form:has([name=ticket]) button:not([name])").click()
    expect(page.locator("main .list").last).to_contain_text("shops.xlsx")


def _bring_in_months(clerk: Visitor) -> None:
    """Eleven times ten thousand yuan a shop and month; again, and nothing is new."""
    heading = ("平台", "平台店铺号", "月份", "订单数", "销售额(万元)")
    rows = [
        ("淘宝", f"s-{at}", month, "３０", 11) for at in range(1, SHOPS + 1) for month in MONTHS
    ]
    page, file = clerk.page, _table("months.xlsx", [heading, *rows])
    for again in (False, True):
        clerk.go("/shops/imports/months/")
        page.fill("[name=as_of]", "2019-07-10")
        page.set_input_files("#file", file)
        page.locator("form:has(#file) button").click()
        write = page.locator("form:has([name=ticket]) button:not([name])")
        if again:
            expect(page.locator("section[aria-labelledby=result]")).to_contain_text(f"{len(rows)}")
            expect(write).to_have_count(0)
        else:
            write.click()
            expect(page.locator("main .list").last).to_contain_text("months.xlsx")


def _identify_and_find_the_near_miss(clerk: Visitor, village: str) -> str:
    """Return the address of the village's verdict."""
    page = clerk.page
    clerk.go("/identifications/new/")
    page.select_option("[name=criterion]", "taobao-village@2019")
    page.fill("[name=place]", village[:6])
    page.fill("[name=year]", "2019")
    page.locator("main form button").last.click()
    page.locator("nav.tabs a[href='?tab=near']").click()
    near = page.locator("main nav.list a.item")
    expect(near).to_have_count(1)
    address = near.get_attribute("href")
    near.click()
    expect(page.locator("section[aria-labelledby=lacks]")).to_contain_text("76")
    assert address is not None
    assert village in address
    return address


def _open_its_rows(clerk: Visitor, verdict: str) -> None:
    """The sum of the rows behind the sales is the number of the verdict."""
    page = clerk.page
    clerk.go(verdict)
    page.locator("main li:has(progress) a.button.slim").first.click()
    expect(page.locator("main")).to_contain_text("9,240,000")


def _make_the_plan(clerk: Visitor, village: str) -> str:
    """Return the plan's address, once the county agreed to it."""
    page = clerk.page
    clerk.go(f"/plans/new/?place={village}")
    page.fill("[name=good]", "板栗")
    page.select_option("[name=class_code]", index=1)
    page.fill("[name=owner]", "村委会")
    page.locator("main form button").last.click()
    goal = page.locator("form:has([name=do][value=goal])")
    goal.locator("[name=figure]").select_option("shops.active_shops")
    goal.locator("[name=target]").fill("12")
    goal.locator("button").click()
    task = page.locator("form:has([name=do][value=task])")
    task.locator("[name=what]").fill("建分级打包间")
    task.locator("[name=who]").fill("村委会")
    task.locator("[name=due_on]").fill("2027-06-30")
    task.locator("button").click()
    expect(page.locator("main")).to_contain_text("建分级打包间")
    page.locator("main p a.button.block").click()
    address = page.url.partition("://")[2].partition("/")[2]
    for to in ("proposed", "agreed"):
        page.locator(f"form:has([name=to][value={to}]) button").click()
    expect(page.locator("main header .chip").first).not_to_have_text("草稿")
    return f"/{address}"


def _print(clerk: Visitor, plan: str) -> None:
    page = clerk.page
    clerk.go(plan)
    page.emulate_media(media="print")
    expect(page.locator(".signed")).to_be_visible()
    expect(page.locator("[data-print]")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="screen")
