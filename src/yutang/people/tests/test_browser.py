"""The sign-in pages in a real Chromium, with a passkey of its own virtual authenticator."""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ViewportSize, expect, sync_playwright
from tools import browser as browser_tool

from yutang.people.models import Person

PHONE: ViewportSize = {"width": 360, "height": 780}
TOO_SMALL = """() => [...document.querySelectorAll("main :is(button, .button, input, select)")]
    .filter((part) => part.offsetParent && part.getBoundingClientRect().height < 44)
    .map((part) => part.outerHTML.slice(0, 80))"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def chromium() -> str:
    found = browser_tool.find()
    assert found, "no Chromium; run `make test`, or name one in $CHROMIUM"
    return str(found)


@pytest.fixture
def phone(live_server: Any) -> Iterator[BrowserContext]:
    """A phone-sized browser on a running server; passkeys need the name localhost.

    While it is open Django's tables are out of reach of this thread, where Playwright keeps an
    event loop: ask for the cast first, and look at pages only.
    """
    arguments = ["--disable-background-networking", *(["--no-sandbox"] * (os.getuid() == 0))]
    address = live_server.url.replace("127.0.0.1", "localhost")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        context = browser.new_context(base_url=address, viewport=PHONE, locale="zh-CN")
        yield context
        browser.close()


def is_at(path: str) -> Callable[[str], bool]:
    return lambda address: urlsplit(address).path == path


def newest_code(context: BrowserContext) -> str:
    inbox = context.new_page()
    inbox.goto("/inbox/")
    found = re.search(r"\d{6}", inbox.locator("main").inner_text())
    inbox.close()
    assert found
    return found[0]


def sign_in(context: BrowserContext, mobile: str, target: str) -> Any:
    page = context.new_page()
    page.goto(f"/sign-in/?next={target}")
    page.get_by_label("手机号").fill(mobile)
    page.get_by_role("button", name="获取验证码").click()
    page.get_by_label("验证码").fill(newest_code(context))
    page.get_by_role("main").get_by_role("button", name="登录").click()
    page.wait_for_url(is_at(target))
    return page


def test_a_clerk_signs_in_by_code_adds_a_passkey_and_comes_back_with_it(
    clerk: Person, phone: BrowserContext
) -> None:
    page = sign_in(phone, "13800000004", "/me/")
    expect(page.get_by_role("heading", name=clerk.name)).to_be_visible()
    devtools = phone.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.get_by_label("给这台设备起个名").fill("我的手机")
    page.get_by_role("button", name="添加通行密钥").click()
    expect(page.get_by_role("button", name="删除 我的手机")).to_be_visible()
    page.get_by_role("button", name="退出登录").click()
    page.goto("/sign-in/staff/?next=/grants/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url(is_at("/grants/"))
    page.goto("/me/")
    expect(page.get_by_text("上次使用")).to_be_visible()


def test_the_pages_fit_a_narrow_phone(clerk: Person, phone: BrowserContext) -> None:
    page = sign_in(phone, "13800000004", "/me/")
    for address in ("/me/", "/grants/", "/inbox/"):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], f"{address} is {wide} px wide"
        small = page.evaluate(TOO_SMALL)
        assert not small, f"{address}: too small to touch: {small}"
