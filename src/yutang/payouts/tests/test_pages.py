"""Two clerks pay a farmer through the pages; an operator tells a bank's form of file."""

import io
from collections.abc import Callable
from typing import Any

from tests.cast import ClientOf

from yutang.payouts.models import BankProfile, Payout, Reply, ReplyLine, Run
from yutang.people.access import Person
from yutang.shares.payees import Payee

HEAD = "业务编号,金额（元）,收款账号,处理结果\n"


def test_two_clerks_pay_a_farmer(
    payee: Payee, clerk: Person, second: Person, client_of: ClientOf, balance: Callable[..., int]
) -> None:
    one, two = client_of(clerk), client_of(second)
    assert "¥50.00" in one.get("/payouts/new/").content.decode()
    profile = BankProfile.objects.get(encoding="gb18030")
    asked: dict[str, Any] = {"place": "130827", "least": "1", "profile": profile.pk}
    one.post("/payouts/new/", asked)
    run = Run.objects.get()
    shown = two.get(f"/payouts/runs/{run.pk}/").content.decode()
    assert "•••• 0008" in shown
    assert "6217001234000000008" not in shown
    two.post(f"/payouts/runs/{run.pk}/approve/")
    sent = two.post(f"/payouts/runs/{run.pk}/file/")
    assert "6217001234000000008" in sent.content.decode("gb18030")
    said = f"{HEAD}{Payout.objects.get().reference},49.00,0008,成功"
    file = io.BytesIO(said.encode("gb18030"))
    file.name = "回盘.csv"
    one.post(f"/payouts/runs/{run.pk}/reply/", {"file": file})
    reply = Reply.objects.get()
    one.post(f"/payouts/replies/{reply.pk}/confirm/")
    line = ReplyLine.objects.get()
    assert line.reference in one.get("/payouts/worklist/").content.decode()
    one.post(f"/payouts/worklist/{line.pk}/", {"how": "paid", "note": "银行扣了手续费"})
    assert "银行扣了手续费" in one.get(f"/payouts/replies/{reply.pk}/").content.decode()
    run.refresh_from_db()
    assert (run.state, balance(payee)) == ("done", 100)


def test_a_wrong_reply_is_told_beside_the_file(
    sent: Run, clerk: Person, client_of: ClientOf
) -> None:
    file = io.BytesIO(f"{HEAD}YT1,五十,,成功".encode())
    file.name = "回盘.csv"
    answer = client_of(clerk).post(f"/payouts/runs/{sent.pk}/reply/", {"file": file})
    assert answer.status_code == 422
    assert "第 2 行" in answer.content.decode()


def test_the_farmer_changes_the_account(payee: Payee, farmer: Person, client_of: ClientOf) -> None:
    browser, at = client_of(farmer), f"/statements/{payee.pk}/account/"
    typed = {"kind": "card", "holder": "王大娘", "number": "6217001234000000009", "bank": "农行"}
    wrong = browser.post(at, typed)
    assert (wrong.status_code, "校验位" in wrong.content.decode()) == (422, True)
    assert browser.post(at, {**typed, "number": "6217 0012 3400 0000 016"}).status_code == 302
    shown = browser.get(at).content.decode()
    assert "•••• 0016" in shown
    opened = browser.post(f"{at}open/", {"reason": "核对"}).content.decode()
    assert "6217001234000000016" in opened


def test_an_operator_tells_a_banks_form(operator: Person, client_of: ClientOf) -> None:
    browser = client_of(operator)
    browser.get("/payouts/profiles/")
    kept = {
        "name": "县信用社",
        "form": "csv",
        "encoding": "gb18030",
        "sent_columns": "编号 = reference\n户名 = holder\n账号 = number\n金额 = amount",
        "reply_columns": "编号 = reference\n金额 = amount",
    }
    wrong = browser.post("/payouts/profiles/0/", {**kept, "sent_columns": "编号 = 号"})
    assert (wrong.status_code, "第 1 行" in wrong.content.decode()) == (422, True)
    assert browser.post("/payouts/profiles/0/", kept).status_code == 302
    assert BankProfile.objects.filter(name="县信用社").exists()
