"""One honour: a village applies on a phone, is sent back, puts it right, and gets its plaque."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import DESK, PHONE, Platform, Visitor, new_mobile
from tests.journeys.stage import VILLAGE

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(240)]
Come = Callable[..., Visitor]

STORY = "三年来全村七十户做板栗网店，合作社统一分级和发货，去年每户多收入八千元。"
GOAL = "明年再带动三十户，把冷库建起来，再开两期网店培训班。"
WHY = "会议记录没有村民代表签名，请补签后再交"


def test_from_the_village_to_a_plaque_that_can_be_checked(
    platform: Platform, visitors: Come
) -> None:
    stage = platform.stage("honour", *(new_mobile() for _ in range(3)))
    cadre, county, city = visitors(PHONE), visitors(DESK), visitors(DESK)
    for visitor, who in ((cadre, "cadre"), (county, "county"), (city, "city")):
        visitor.sign_in(stage[who])

    application = _apply(cadre)
    _decide(county, application, "return", WHY)
    _put_right(cadre, application)
    _decide(county, application, "pass", "材料齐了，同意上报")
    _decide(city, application, "pass", "同意，先行试点")

    anybody = visitors(PHONE)
    anybody.go(f"/honours/notices/{application}/")
    expect(anybody.page.locator("main")).to_contain_text("示范村")
    assert platform.stage("notice_over", str(application))["notices"] == 1

    number = _award(city, application)
    cadre.go(f"/honours/{number}/plaque/")
    expect(cadre.page.locator(".plaque")).to_contain_text(number)
    address = cadre.page.locator(".plaque-address").inner_text()  # as its code says it
    anybody.page.goto(address)
    expect(anybody.page.locator(".standing h1")).to_have_text("有效")
    for person in (cadre, county, city, anybody):
        assert not person.faults


def _apply(cadre: Visitor) -> int:
    """Write a draft and hand it in; return its number."""
    page = cadre.page
    cadre.go("/me/")
    page.locator("a[href='/honours/applications/']").click()
    page.locator("a[href='/honours/apply/']").first.click()
    page.check("[name=kind][value=demo_village]")
    page.select_option("[name=applicant]", f"village:{VILLAGE}")
    page.locator("main form button").click()
    page.fill("[name=story]", STORY)
    page.fill("[name=goal]", GOAL)
    page.click("[name=hand_in]")
    expect(page.locator("main [role=alert]").first).to_contain_text("还缺材料")
    for place in page.locator("input[type=file][name^=paper-]:not([name=paper-other])").all():
        place.set_input_files(_paper("minutes.pdf", b"%PDF-1.4 minutes"))
    page.click("[name=hand_in]")
    expect(page.locator("main")).to_contain_text("县里审核")
    found = re.search(r"/honours/applications/(\d+)/", page.url)
    assert found is not None
    return int(found[1])


def _decide(office: Visitor, application: int, outcome: str, reason: str) -> None:
    page = office.page
    office.go("/honours/worklist/")
    page.locator(f"a[href='/honours/applications/{application}/']").click()
    page.fill("[name=reason]", reason)
    page.click(f"button[name=outcome][value={outcome}]")
    expect(page.locator("main")).to_contain_text(reason)


def _put_right(cadre: Visitor, application: int) -> None:
    page = cadre.page
    cadre.go("/me/")
    page.locator("a[href='/honours/applications/']").click()
    page.locator(f"a[href='/honours/applications/{application}/']").click()
    expect(page.locator("main")).to_contain_text(WHY)
    page.locator(f"a[href='/honours/applications/{application}/edit/']").click()
    page.set_input_files("[name=paper-other]", _paper("signed.pdf", b"%PDF-1.4 signed"))
    page.fill("[name=story]", STORY + "会议记录已补签。")
    page.click("[name=hand_in]")
    expect(page.locator("main")).to_contain_text("提交的第 2 版")


def _award(city: Visitor, application: int) -> str:
    page = city.page
    city.go(f"/honours/applications/{application}/")
    page.locator("form[action$='/award/'] button").click()
    found = re.search(r"/honours/([A-Z]{2}-\d{4}-\d{4})/", page.url)
    assert found is not None
    return found[1]


def _paper(name: str, content: bytes) -> FilePayload:
    return FilePayload(name=name, mimeType="application/pdf", buffer=content)
