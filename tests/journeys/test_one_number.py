"""One number: rows in the village, a card in public, three offices, a sheet that anybody checks."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, Platform, Visitor, new_mobile
from tests.journeys.county_office import COUNTY
from yutang.kernel.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(300)]
Come = Callable[..., Visitor]

FIGURE = "sales.net_yuan"
WRONG, LATE = "板栗的年份写错了（演示）", "两家店的表十二月才到（演示）"


def _publish(platform: Platform) -> None:
    done = platform.command("facts", "publish")
    assert done.returncode == 0, done.stdout + done.stderr


def _number(page: Page) -> str:
    return page.locator(f"[data-value='{FIGURE}']").inner_text()


def _decide(officer: Visitor, card: str, outcome: str, reason: str = "") -> None:
    officer.go(card)
    if reason:
        officer.page.locator("details:has(#return-reason) summary").click()
        officer.page.fill("#return-reason", reason)
    officer.page.locator(f"button[name=outcome][value={outcome}]").click()
    expect(officer.page.locator("button[name=outcome]")).to_have_count(0)


def _hand_in(clerk: Visitor, card: str) -> None:
    clerk.go(card)
    clerk.page.locator("form[action$='/hand-in/'] button").click()
    expect(clerk.page.locator("form[action$='/hand-in/']")).to_have_count(0)


def _recomputed(stranger: Visitor, into: Path) -> str:
    """Take rows and program from the page, as a stranger does, and run them."""
    page = stranger.page
    files = []
    for link in ("a[download][href*='.csv']", "a[download][href$='recompute.py']"):
        with page.expect_download() as taken:
            page.locator(link).first.click()
        files.append(into / taken.value.suggested_filename)
        taken.value.save_as(files[-1])
    rows, program = files
    done = subprocess.run(
        [sys.executable, program, rows], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    changed = rows.read_text("utf-8-sig").replace(",720,", ",721,", 1)
    (into / "changed.csv").write_text(changed, "utf-8-sig")
    caught = subprocess.run([sys.executable, program, into / "changed.csv"], check=False)
    assert caught.returncode == 1, "a changed row is found out"
    return done.stdout


def test_a_number_opens_is_approved_and_locked_and_stays_what_it_was(
    platform: Platform, visitors: Come, tmp_path: Path
) -> None:
    mobiles = [new_mobile() for _ in range(3)]
    made = platform.stage("offices", *mobiles)
    year = today().year - 1
    platform.stage("sold", mobiles[0], str(made["listing"]), str(year), "1", "24")
    _publish(platform)
    card = f"/reports/{COUNTY}/{year}/"
    stranger = visitors(PHONE)

    stranger.go(card)
    page = stranger.page
    assert _number(page).startswith("720")
    page.locator(f"[data-value='{FIGURE}']").click()
    expect(page.locator("[data-part=comes-to]")).to_have_attribute("value", "720")
    for hidden in ("买家张三", "赵巧云"):
        expect(page.locator("main")).not_to_contain_text(hidden)
    assert "720" in _recomputed(stranger, tmp_path)

    clerk, city, province = (visitors(DESK) for _ in range(3))
    for who, mobile in zip((clerk, city, province), mobiles, strict=True):
        who.sign_in(mobile)
    _hand_in(clerk, card)
    _decide(city, card, "return", WRONG)
    clerk.go(card)
    expect(clerk.page.locator("main")).to_contain_text(WRONG)
    _hand_in(clerk, card)
    _decide(city, card, "pass")
    _decide(province, card, "pass")

    # What comes later changes the facts, never the card that was locked.
    platform.stage("sold", mobiles[0], str(made["listing"]), str(year), "100", "10")
    _publish(platform)
    stranger.go(card)
    assert _number(page).startswith("720")
    page.locator(f"[data-value='{FIGURE}']").click()
    expect(page.locator("[data-part=comes-to]")).to_have_attribute("value", "720")

    clerk.go(card)
    clerk.page.locator("details:has(#correct-reason) summary").click()
    clerk.page.fill("#correct-reason", LATE)
    clerk.page.locator("form[action$='/correct/'] button").click()
    expect(clerk.page.locator("form[action$='/correct/']")).to_have_count(0)
    corrected = f"{card}?version=2"
    _hand_in(clerk, corrected)
    for office in (city, province):
        _decide(office, corrected, "pass")
    stranger.go(card)
    assert _number(page).startswith("1,020")
    stranger.go(f"{card}?version=1")
    assert _number(page).startswith("720")

    stranger.go(f"{card}sheet/")
    code = page.locator("a[href*='/reports/check/#']").get_attribute("href")
    assert code is not None
    stranger.go(code.removeprefix(stranger.address))
    expect(page.locator("main")).to_contain_text(COUNTY)
    done = platform.command("report", "--place", COUNTY, "--year", str(year), "--verify")
    assert done.returncode == 0, done.stdout + done.stderr
    for person in (stranger, clerk, city, province):
        assert not person.faults
