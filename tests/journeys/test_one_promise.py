"""One promise: on course, then behind; it asks for a decision until somebody takes one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, Platform, Visitor, new_mobile
from yutang.kernel.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(240)]
Come = Callable[..., Visitor]

PLAN = "雨季前补种三百亩，乡里派十个人（演示）"


def test_a_promise_that_falls_behind_is_decided_on_in_public(
    platform: Platform, visitors: Come
) -> None:
    made = platform.stage("promise", new_mobile())
    address = f"/promises/{made['promise']}/"
    clerk, stranger = visitors(DESK), visitors(PHONE)
    clerk.sign_in(made["clerk"])
    page = clerk.page

    clerk.go(address)
    expect(page.locator("main .notice[role=alert]")).to_have_count(0)
    page.locator("details:has(form[action$='/evidence/']) summary").click()
    form = page.locator("form[action$='/evidence/']")
    form.locator("[name=amount]").fill("-300")
    form.locator("[name=note]").fill("第二片地重新量过，多算了三百亩（演示）")
    form.locator("button").click()

    expect(page.locator("main .chip.warn").first).to_have_text("落后")
    expect(page.locator("main .notice[role=alert]")).to_be_visible()
    clerk.go("/me/")
    expect(page.locator("main a[href^='/promises/']").first).to_be_visible()
    clerk.go("/promises/worklist/")
    page.locator(f"a[href='{address}']").first.click()
    form = page.locator("form[action$='/decision/']")
    form.locator("[name=what]").fill(PLAN)
    form.locator("[name=who]").fill("县林草局")
    form.locator("[name=until]").fill(str(today() + timedelta(days=60)))
    form.locator("button").click()
    expect(page.locator("main .notice[role=alert]")).to_have_count(0)

    stranger.go("/promises/?status=late")
    stranger.page.locator(f"a[href='{address}']").first.click()
    expect(stranger.page.locator("main")).to_contain_text(PLAN)
    for person in (clerk, stranger):
        assert not person.faults
