"""One class, from a farmer's application to the line of what the class earns, in real browsers.

The farmer attends where there is no line, and a stranger checks her diploma with no server at all.
"""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.journeys.buying import buy, confirm, deliver, is_in_the_statement, pack_and_send
from tests.journeys.conftest import DESK, PHONE, Platform, Visitor, new_mobile
from tests.journeys.line import Line

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(300)]
Come = Callable[..., Visitor]

HOSTS = Decimal("1.64")
"""5 % of 32.90 yuan."""
KEPT = "html[data-offline=kept]"


def test_from_an_application_to_an_income_on_the_page_of_the_class(
    platform: Platform, visitors: Come, line: Line
) -> None:
    clerks, teachers, farmers = new_mobile(), new_mobile(), new_mobile()
    made = platform.stage("school", clerks, teachers, farmers)
    farmer, teacher, clerk = visitors(PHONE, line=line), visitors(PHONE), visitors(DESK)
    for person, mobile in ((farmer, farmers), (teacher, teachers), (clerk, clerks)):
        person.sign_in(mobile)

    path = _apply(farmer, made)
    _admit(clerk, path)
    _enrol(farmer, made)
    _learn_and_pass_the_exam(farmer)
    _attend_without_a_line(farmer, teacher, made, line)
    _confirm_that_she_was_there(teacher, made)
    platform.stage("class_over", str(made["session"]))
    code = _practise_and_complete(clerk, teacher, farmer, made, path)
    _check_the_diploma(visitors(PHONE, line=line), code, line)

    _sell(platform, visitors, farmers, clerks)
    is_in_the_statement(farmer, f"+¥{HOSTS}")
    platform.stage("hosts_looked_after")
    clerk.go(f"/hosts/classes/{made['class']}/")
    expect(clerk.page.locator("#outcome")).to_contain_text("1 人")
    expect(clerk.page.locator("#income-line")).to_contain_text(f"¥{HOSTS}")
    farmer.go("/hosts/months/")
    expect(farmer.page.locator("main")).to_contain_text(f"¥{HOSTS}")
    for person in (farmer, teacher, clerk):
        assert not person.faults
    verified = platform.command("verify")
    assert verified.returncode == 0, verified.stdout


def _apply(farmer: Visitor, made: dict[str, object]) -> str:
    page = farmer.page
    farmer.go("/hosts/apply/")
    page.fill("[name=name]", "丁小芳")
    page.fill("[name=place]", str(made["village"]))
    page.fill("[name=id_number]", str(made["id_number"]))
    page.fill("[name=goods]", "自家板栗")
    page.check("[name=agrees]")
    page.locator("#apply button").last.click()
    page.wait_for_url(re.compile(r"/hosts/paths/\d+/"))
    expect(page.locator("#state")).to_have_attribute("data-state", "applied")
    return re.sub(r"^https?://[^/]+", "", page.url)


def _admit(clerk: Visitor, path: str) -> None:
    clerk.go(path)
    clerk.page.check("#saw_identity")
    clerk.page.locator("button[value=admit]").click()
    expect(clerk.page.locator("#state")).to_have_attribute("data-state", "admitted")


def _enrol(farmer: Visitor, made: dict[str, object]) -> None:
    page = farmer.page
    farmer.go(f"/training/{made['class']}/enrol/")
    page.check("[name=agrees]")
    page.locator("main form.stack button").last.click()
    page.wait_for_url(re.compile("/training/mine/"))


def _learn_and_pass_the_exam(farmer: Visitor) -> None:
    page = farmer.page
    page.locator("main a[href^='/courses/']").first.click()
    page.locator("main form button").last.click()
    page.locator("main a[href*='/lessons/']").first.click()
    page.locator("main form button.block").first.click()
    page.locator("form[action$='/exam/'] button").click()
    for answer in ("不能", "不能随便"):
        page.get_by_text(answer, exact=True).click()
    page.locator("button[name=hand_in]").click()
    expect(page.locator(".exam-result")).to_contain_text("2 / 2")


def _attend_without_a_line(
    farmer: Visitor, teacher: Visitor, made: dict[str, object], line: Line
) -> None:
    """What the teacher shows is scanned with the phone's camera: an address with the code in it."""
    board = teacher.page.locator("[data-part=codeboard]")
    farmer.go("/training/attend/")
    farmer.page.wait_for_selector(KEPT, state="attached")
    line.cut()
    teacher.go(f"/training/sessions/{made['session']}/code/")
    expect(board).to_have_attribute("data-shown", re.compile(r"\.[0-9A-Z]{8}$"))
    scanned = board.get_attribute("data-shown")

    farmer.go(f"/training/attend/#{scanned}")
    waiting = farmer.page.locator(".outbox li")
    expect(waiting).to_have_count(1)
    farmer.page.reload()
    expect(waiting).to_have_count(1)
    expect(farmer.page.locator("[data-part=kept]")).to_be_visible()
    line.mend()  # sent by itself, within a quarter of a minute
    farmer.page.wait_for_url(re.compile("/training/mine/"))


def _confirm_that_she_was_there(teacher: Visitor, made: dict[str, object]) -> None:
    """A code that came late over the line waits for the teacher's word; a prompt one does not."""
    teacher.go(f"/training/sessions/{made['session']}/list/")
    late = teacher.page.locator("form[action$='/confirm/'] button")
    if late.count():
        late.first.click()
    expect(teacher.page.locator("main")).to_contain_text("丁小芳")


def _practise_and_complete(
    clerk: Visitor, teacher: Visitor, farmer: Visitor, made: dict[str, object], path: str
) -> str:
    """Return what the code on the host's diploma says."""
    teacher.go(f"{path}practice/")
    for point in ("light", "sound", "truth", "plain", "refund"):
        teacher.page.check(f"[name={point}]")
    teacher.page.locator("#practice button").click()
    clerk.go(f"/training/{made['class']}/completion/")
    clerk.page.locator("main form button.block").click()
    expect(clerk.page.locator("main .list")).to_contain_text("130827-")
    clerk.platform.stage("hosts_looked_after")
    clerk.go(path)
    clerk.page.locator("button[value=certify]").click()
    expect(clerk.page.locator("#state")).to_have_attribute("data-state", "certified")

    farmer.go(path)
    farmer.page.locator("a[href^='/diplomas/']").first.click()
    expect(farmer.page.locator(".diploma-holder")).to_have_text("丁小芳")
    address = str(farmer.page.locator("a[href*='/diplomas/check/#']").get_attribute("href"))
    return address.split("#")[1]


def _check_the_diploma(stranger: Visitor, code: str, line: Line) -> None:
    """Somebody who opened the page once; then the server is gone."""
    page = stranger.page
    stranger.go("/diplomas/check/")
    page.wait_for_selector(KEPT, state="attached")
    line.cut()
    stranger.go(f"/diplomas/check/#{code}")
    expect(page.locator("[data-part=result] [data-when=right]")).to_be_visible()
    expect(page.locator("[data-claim=sub]")).to_have_text("丁小芳")
    head, body, mark = code.split(".")
    page.fill("#code", f"{head}.{body[:-2]}{'AA' if body[-2:] != 'AA' else 'BB'}.{mark}")
    page.locator("[data-part=form] button").last.click()
    expect(page.locator("[data-part=result] [data-when=wrong]")).to_be_visible()
    line.mend()


def _sell(platform: Platform, visitors: Come, host: str, clerk: str) -> None:
    show = platform.stage("first_show", host, clerk, new_mobile())
    buyer, farmer = visitors(PHONE), visitors(PHONE)
    buyer.sign_in(new_mobile())
    farmer.sign_in(show["farmer"])
    order = buy(buyer, show)
    pack_and_send(farmer, order)
    deliver(farmer, order)
    confirm(buyer, order)
