"""One insurance case: a doctor on a flaky line, two assessors, the bank, the public ledger."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import DESK, PHONE, Platform, Visitor, new_mobile
from tests.journeys.hospital import photo
from tests.journeys.line import Line
from yutang.kernel.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(300)]
Come = Callable[..., Visitor]

BILL, STATE_PAID, BENEFIT = "164932", "155000", "2,904.60"
"""The published case: 9,932 yuan of own cost."""


def test_from_the_doctors_phone_to_the_public_ledger(
    platform: Platform, visitors: Come, line: Line, tmp_path: Path
) -> None:
    mobiles = [new_mobile() for _ in range(5)]
    made = platform.stage("hospital", *mobiles)
    doctor, clerk = visitors(PHONE, line=line), visitors(DESK)
    doctor.sign_in(mobiles[0])
    clerk.sign_in(mobiles[3])

    case = _file_without_a_line(doctor, str(made["id_number"]), line)
    for mobile in mobiles[1:3]:
        assessor = visitors(PHONE)
        assessor.sign_in(mobile)
        _assess(assessor, case)
    _approve(clerk, case)
    before = _totals(clerk, tmp_path)
    platform.stage("bank_paid", *mobiles[3:])
    clerk.go(case)
    expect(clerk.page.locator("li[data-stage=paid]")).to_contain_text(f"¥{BENEFIT}")

    clerk.go("/insurance/ledger/")
    clerk.page.locator("#append").click()
    after = _totals(visitors(PHONE), tmp_path)
    assert after["entries"] > before["entries"]
    for person in (doctor, clerk):
        assert not person.faults
    verified = platform.command("verify")
    assert verified.returncode == 0, verified.stdout


def _file_without_a_line(doctor: Visitor, id_number: str, line: Line) -> str:
    """Filled in, the line gone, the page loaded again: nothing is lost. Return its address."""
    page = doctor.page
    doctor.go("/insurance/cases/new/")
    page.wait_for_selector("html[data-offline=kept]", state="attached")
    line.cut()
    form = page.locator("#case")
    form.locator("[name=id_number]").fill(id_number)
    form.locator("[name=event]").select_option("hospital")
    form.locator("[name=happened_on]").fill(str(today() - timedelta(days=30)))
    form.locator("[name=ended_on]").fill(str(today() - timedelta(days=12)))
    form.locator("[name=hospital]").fill("县人民医院")
    form.locator("[name=total]").fill(BILL)
    form.locator("[name=public_paid]").fill(STATE_PAID)
    for code in ("identity", "bill", "settlement"):
        taken = FilePayload(name=f"{code}.jpg", mimeType="image/jpeg", buffer=photo(code))
        form.locator(f"[name=paper-{code}]").set_input_files(taken)
    form.locator("[name=account_holder]").fill("王秀英")
    form.locator("[name=account_kind]").select_option("passbook")
    form.locator("[name=account_bank]").fill("农村信用社")
    form.locator("[name=account_number]").fill("10200012345678")
    form.locator("[name=consent]").check()
    expect(form).to_have_attribute("data-draft", "kept")
    page.reload()
    expect(form).to_have_attribute("data-draft", "kept")
    expect(form.locator("[name=total]")).to_have_value(BILL)
    form.locator("button.block").last.click()
    expect(page.locator(".outbox li")).to_have_count(1)
    line.mend()
    page.wait_for_url(re.compile(r"/insurance/cases/\d+/"))
    return re.sub(r"^https?://[^/]+", "", page.url)


def _assess(assessor: Visitor, case: str) -> None:
    page = assessor.page
    assessor.go("/insurance/cases/assess/")
    page.locator(f"a[href='{case}']").click()
    page.fill("#word_total", BILL)
    page.fill("#word_public_paid", STATE_PAID)
    page.check("[name=word_outcome][value=pay], [name=outcome][value=pay]")
    page.check("#word_is_no_relative")
    page.locator("form[action$='/assess/'] button.block").click()


def _approve(clerk: Visitor, case: str) -> None:
    clerk.go(case)
    expect(clerk.page.locator("#agreed")).to_have_text(f"¥{BENEFIT}")
    clerk.page.locator("form[action$='/approve/'] button").click()
    expect(clerk.page.locator("li[data-stage=approved]")).to_contain_text(f"¥{BENEFIT}")


def _totals(stranger: Visitor, folder: Path) -> dict[str, int]:
    """Load both files as anybody can, run the script, and return how many entries it checked."""
    page = stranger.page
    stranger.go("/insurance/ledger/")
    if not page.locator("#ledger-file").count():
        return {"entries": 0}
    head = page.locator("#head").inner_text().strip()
    for name in ("ledger.jsonl", "verify_ledger.py"):
        answered = page.request.get(f"{stranger.address}/insurance/ledger/{name}")
        (folder / name).write_bytes(answered.body())
    ran = subprocess.run(
        [sys.executable, "verify_ledger.py", "ledger.jsonl", head],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return {"entries": len((folder / "ledger.jsonl").read_text("utf-8").splitlines())}
