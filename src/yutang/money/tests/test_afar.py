"""Money from afar, by the local gateway: whatever is told, however often, one state is the end."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.cast import ClientOf
from tests.gateway import Gateway, Notice
from tests.gateway.keys import pair

from yutang.kernel.clock import now, wall
from yutang.ledger import queries as ledger
from yutang.money import actions, errors
from yutang.money.models import Attempt, Bill, Mismatch, Notification, Payment, Refund
from yutang.money.tests.conftest import Scene
from yutang.people.access import Person
from yutang.plumbing.config import Config
from yutang.trade import actions as trade
from yutang.trade.models import Lot, Order

PROVIDERS = ("alipay", "wechat")
AMOUNT = 5980


def due() -> None:
    """Let all that waits for its time be due."""
    Attempt.objects.update(ask_at=now())
    Refund.objects.update(try_at=now())


def run_job() -> None:
    due()
    actions.look_after()
    due()
    actions.send_refunds()


def expire(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(expires_at=now(), state="expired")
    Lot.objects.filter(pk=order.lot_id).update(held=0, available=10)


def left_at(gateway: Gateway) -> int:
    """Return the fen that the providers keep of what buyers paid."""
    return sum(
        trade.amount_fen - sum(trade.refunds.values())
        for trade in gateway.trades.values()
        if trade.state == "paid"
    )


@pytest.mark.parametrize("method", PROVIDERS)
@pytest.mark.parametrize("phone", [False, True])
def test_the_whole_way_from_the_cashier_to_the_ledger(
    scene: Scene, method: str, *, phone: bool
) -> None:
    attempt = scene.start(method, phone=phone)
    number = scene.gateway.pay(attempt.link)
    assert number == attempt.out_trade_no
    assert scene.post(scene.gateway.notice(number)) == 200
    payment = Payment.objects.get(order=scene.order)
    attempt.refresh_from_db()
    scene.order.refresh_from_db()
    assert (scene.order.state, attempt.state, payment.state) == ("paid", "paid", "paid")
    assert (payment.method, payment.amount_fen) == (method, AMOUNT)
    assert attempt.transaction_no == scene.gateway.trades[number].transaction_no
    assert ledger.balance("cashier", method) == AMOUNT == -ledger.balance("escrow")
    assert [each.cause for each in ledger.transactions_of(scene.order.pk)] == ["payment"]


def test_wechats_public_key_does_instead_of_its_certificates(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = tmp_path / "wechat.pem"
    known.write_text(pair("wechat").public())
    config = Config.load()
    assert config.merchants.wechat is not None
    wechat = replace(config.merchants.wechat, public_key=known, public_key_id="PUB_KEY_ID_01")
    changed = replace(config, merchants=replace(config.merchants, wechat=wechat))
    monkeypatch.setattr(Config, "load", lambda: changed)
    assert scene.start("wechat").link == "", "an answer by another key is no answer"
    scene.gateway.public_key_id = "PUB_KEY_ID_01"
    number = scene.gateway.pay(scene.start("wechat").link)
    scene.gateway.public_key_id = ""
    assert scene.post(scene.gateway.notice(number)) == 400
    scene.gateway.public_key_id = "PUB_KEY_ID_01"
    assert scene.post(scene.gateway.notice(number)) == 200
    assert Payment.objects.get().state == "paid"
    assert "GET /v3/certificates" not in scene.gateway.asked


def test_beginning_twice_shows_the_same_code(scene: Scene) -> None:
    first, again = scene.start("wechat"), scene.start("wechat")
    assert (first.pk, first.link) == (again.pk, again.link)
    assert scene.start("wechat", phone=True).pk != first.pk


@pytest.mark.parametrize("method", PROVIDERS)
def test_what_is_not_signed_by_the_provider_changes_nothing(scene: Scene, method: str) -> None:
    number = scene.gateway.pay(scene.start(method).link)
    good = scene.gateway.notice(number)
    assert scene.post(scene.gateway.notice(number, forged=True)) == 400
    assert scene.post(good._replace(body=good.body.replace(b"a", b"b"))) == 400
    assert scene.post(good._replace(body=b"")) == 400
    assert not Payment.objects.exists()
    assert not Notification.objects.filter(verified=True).exists()
    assert scene.post(good) == 200


def test_another_provider_or_a_body_too_large_is_not_found(scene: Scene) -> None:
    headers = {"Content-Type": "application/json"}
    assert scene.post(Notice("/money/notify/gold/", headers, b"{}")) == 404
    assert scene.post(Notice("/money/notify/wechat/", headers, b" " * 70_000)) == 404


@pytest.mark.parametrize("method", PROVIDERS)
def test_another_amount_is_refused_and_lies_on_the_worklist(scene: Scene, method: str) -> None:
    attempt = scene.start(method)
    number = scene.gateway.pay(attempt.link)
    for _again in range(2):
        assert scene.post(scene.gateway.notice(number, amount_fen=1)) == 200
    mismatch = Mismatch.objects.get()
    assert (mismatch.kind, mismatch.ours_fen, mismatch.theirs_fen) == ("amount", AMOUNT, 1)
    assert not Payment.objects.exists()
    assert not ledger.balances("cashier")


@pytest.mark.parametrize("method", PROVIDERS)
def test_another_application_is_refused_and_the_true_word_still_counts(
    scene: Scene, method: str
) -> None:
    number = scene.gateway.pay(scene.start(method).link)
    scene.post(scene.gateway.notice(number, app_id="another"))
    assert Mismatch.objects.get().kind == "merchant"
    assert not Payment.objects.exists()
    scene.post(scene.gateway.notice(number))
    assert Payment.objects.get().state == "paid"


def test_money_for_a_number_that_nobody_knows_lies_on_the_worklist(scene: Scene) -> None:
    attempt = scene.start("wechat")
    number = scene.gateway.pay(attempt.link)
    Attempt.objects.all().delete()
    scene.post(scene.gateway.notice(number))
    assert Mismatch.objects.get().kind == "unknown"


@pytest.mark.parametrize("method", PROVIDERS)
def test_money_that_comes_too_late_goes_back_by_itself_and_the_order_says_so(
    scene: Scene, client_of: ClientOf, method: str
) -> None:
    number = scene.gateway.pay(scene.start(method).link)
    expire(scene.order)
    for _again in range(2):
        assert scene.post(scene.gateway.notice(number)) == 200
    assert Attempt.objects.get().state == "stray"
    for _again in range(2):
        run_job()
    assert scene.gateway.trades[number].refunds == {Refund.objects.get().number: AMOUNT}
    assert Refund.objects.get().state == "done"
    assert ledger.balance("cashier", method) == ledger.balance("escrow") == 0
    browser = client_of(scene.buyer)
    for page in (f"/orders/{scene.order.pk}/pay/", f"/orders/{scene.order.pk}/"):
        assert "¥59.80" in browser.get(page).content.decode().split("<ul")[-1]


def test_of_two_providers_paid_at_once_the_second_gives_back(scene: Scene) -> None:
    numbers = [scene.gateway.pay(scene.start(method).link) for method in PROVIDERS]
    for number in numbers:
        scene.post(scene.gateway.notice(number))
    run_job()
    assert Payment.objects.get().method == "alipay"
    assert {each.out_trade_no: each.state for each in Attempt.objects.all()} == dict(
        zip(numbers, ("paid", "stray"), strict=True)
    )
    assert left_at(scene.gateway) == AMOUNT == ledger.balance("cashier", "alipay")
    assert ledger.balance("cashier", "wechat") == 0


def test_a_payment_that_nobody_told_of_is_asked_for(scene: Scene) -> None:
    number = scene.gateway.pay(scene.start("wechat").link)
    actions.look_after()
    assert not Payment.objects.exists(), "a few seconds are given first"
    run_job()
    assert Payment.objects.get().state == "paid"
    assert Attempt.objects.get().out_trade_no == number


@pytest.mark.parametrize("method", PROVIDERS)
def test_who_dies_between_the_providers_word_and_our_commit_has_changed_nothing(
    scene: Scene, method: str
) -> None:
    number = scene.gateway.pay(scene.start(method).link)
    with transaction.atomic():
        assert scene.post(scene.gateway.notice(number)) == 200
        transaction.set_rollback(True)
    assert not Payment.objects.exists()
    assert not ledger.transactions_of(scene.order.pk)
    run_job()
    assert Payment.objects.get().state == "paid"
    assert [each.cause for each in ledger.transactions_of(scene.order.pk)] == ["payment"]


def test_attempts_are_closed_at_their_providers_when_nobody_needs_them(scene: Scene) -> None:
    scene.gateway.visit(scene.start("alipay").link)
    scene.start("wechat")
    actions.pay(scene.order.pk, scene.buyer, "cod")
    run_job()
    assert {trade.state for trade in scene.gateway.trades.values()} == {"closed"}
    assert all(each.closed_at for each in Attempt.objects.all())
    asked = len(scene.gateway.asked)
    run_job()
    assert len(scene.gateway.asked) == asked, "closed ones are not asked about again"


def test_a_provider_that_is_away_is_asked_again_and_nothing_is_assumed(scene: Scene) -> None:
    scene.gateway.away = True
    attempt = scene.start("wechat")
    assert (attempt.link, attempt.state) == ("", "open")
    run_job()
    scene.gateway.away = False
    attempt = scene.start("wechat")
    scene.gateway.pay(attempt.link)
    scene.gateway.away = True
    run_job()
    assert not Payment.objects.exists()
    scene.gateway.away = False
    run_job()
    assert Payment.objects.get().state == "paid"


def test_with_less_than_a_minute_left_no_provider_is_begun(scene: Scene) -> None:
    Order.objects.filter(pk=scene.order.pk).update(expires_at=now() + timedelta(seconds=50))
    with pytest.raises(errors.TooLateToStart):
        scene.start("wechat")


# What may happen, in any order and any number: told by either provider, asked, ended, sent back.
DEEDS = st.lists(
    st.sampled_from(
        ["tell alipay", "tell wechat", "job", "cancel", "expire", "cod", "pay alipay", "pay wechat"]
    ),
    max_size=8,
)


@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],  # what fails is told as it is: shrinking costs minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=DEEDS)
@example(deeds=["cod", "job", "pay alipay"])  # a cashier first opened when nobody needs it
def test_whatever_is_told_in_whatever_order_no_fen_is_lost_or_kept(
    scene: Scene, deeds: list[str]
) -> None:
    with transaction.atomic():
        scene.gateway.trades.clear()
        links = {method: scene.start(method).link for method in PROVIDERS}
        for deed in deeds:
            _do(deed, links, scene)
        for _again in range(2):
            run_job()
        scene.order.refresh_from_db()
        payment = Payment.objects.filter(order=scene.order).first()
        kept = payment.amount_fen - payment.refunded_fen if payment else 0
        wanted = AMOUNT if payment and payment.state == "paid" else 0
        assert left_at(scene.gateway) == wanted
        assert (scene.order.state == "paid") == bool(wanted)
        assert kept == wanted or (payment and payment.state in {"due", "void"})
        assert -ledger.balance("escrow") == wanted
        assert not Refund.objects.exclude(state="done").exists()
        transaction.set_rollback(True)


def _do(deed: str, links: dict[str, str], scene: Scene) -> None:
    verb, _, method = deed.partition(" ")
    order, trades = scene.order, scene.gateway.trades
    order.refresh_from_db()
    if verb == "pay":
        trades[scene.gateway.visit(links[method])].pay()
    elif verb == "tell":
        number = scene.gateway.visit(links[method])
        if trades[number].state == "paid":
            assert scene.post(scene.gateway.notice(number)) == 200
    elif verb == "job":
        run_job()
    elif verb == "cancel":
        actions.cancel(order.pk, scene.buyer)
    elif verb == "expire" and order.state == "held":
        expire(order)
    elif verb == "cod" and order.state == "held":
        actions.pay(order.pk, scene.buyer, "cod")


# Refunds


def test_a_refund_goes_back_in_parts_and_never_more_than_was_paid(scene: Scene) -> None:
    number = scene.gateway.pay(scene.start("alipay").link)
    scene.post(scene.gateway.notice(number))
    part = actions.refund(scene.order.pk, 1000, "两个坏果", scene.clerk, "claim:1")
    assert actions.refund(scene.order.pk, 1000, "两个坏果", scene.clerk, "claim:1").pk == part.pk
    with pytest.raises(errors.RefundReused):
        actions.refund(scene.order.pk, 2000, "两个坏果", scene.clerk, "claim:1")
    with pytest.raises(errors.TooMuchBack):
        actions.refund(scene.order.pk, 4981, "太多", scene.clerk, "claim:2")
    actions.refund(scene.order.pk, 4980, "全部", scene.clerk, "claim:3")
    run_job()
    payment = Payment.objects.get()
    assert (payment.state, payment.refunded_fen, payment.returned_fen) == (
        "refunded",
        AMOUNT,
        AMOUNT,
    )
    assert sorted(scene.gateway.trades[number].refunds.values()) == [1000, 4980]
    assert ledger.balance("cashier", "alipay") == 0


def test_the_database_lets_nobody_give_back_too_much(scene: Scene) -> None:
    scene.post(scene.gateway.notice(scene.gateway.pay(scene.start("wechat").link)))
    made = actions.refund(scene.order.pk, 5000, "坏果", scene.clerk, "claim:1")
    for change in ({"amount_fen": 1000}, {"payment": None}):
        copy = Refund.objects.get(pk=made.pk)
        copy.pk, copy.key, copy.number = None, f"another{change}", "R2"
        for name, value in change.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.filter(pk=made.pk).update(amount_fen=1)


def test_cancelling_gives_money_from_afar_back_through_its_provider(scene: Scene) -> None:
    number = scene.gateway.pay(scene.start("wechat").link)
    scene.post(scene.gateway.notice(number))
    for _again in range(2):
        actions.cancel(scene.order.pk, scene.buyer)
    payment = Payment.objects.get()
    assert (payment.state, payment.returned_fen) == ("refunded", 0)
    run_job()
    payment.refresh_from_db()
    assert payment.returned_fen == AMOUNT
    assert left_at(scene.gateway) == 0


@pytest.mark.parametrize("method", PROVIDERS)
def test_a_refund_that_is_refused_waits_for_a_clerk_who_asks_again_or_pays_by_hand(
    scene: Scene, method: str
) -> None:
    scene.post(scene.gateway.notice(scene.gateway.pay(scene.start(method).link)))
    scene.gateway.refuses = "NOT_ENOUGH"
    refunds = [
        actions.refund(scene.order.pk, 100, "坏果", scene.clerk, f"claim:{n}") for n in (1, 2)
    ]
    run_job()
    run_job()
    assert {each.state for each in Refund.objects.all()} == {"failed"}
    assert "NOT_ENOUGH" in Refund.objects.all()[0].said
    scene.gateway.refuses = ""
    actions.retry(refunds[0].pk)
    with pytest.raises(errors.NotByHand):
        actions.paid_back(refunds[0].pk, scene.clerk, "银行流水 1")
    run_job()
    with pytest.raises(errors.NoteNeeded):
        actions.paid_back(refunds[1].pk, scene.clerk, " ")
    for _again in range(2):
        actions.paid_back(refunds[1].pk, scene.clerk, "银行流水 1")
    assert {each.state for each in Refund.objects.all()} == {"done"}
    assert ledger.balance("cashier", method) == AMOUNT - 100
    assert ledger.balance("cashier", "bank") == -100


def test_a_refund_asked_of_a_provider_that_dies_is_sent_once(scene: Scene) -> None:
    number = scene.gateway.pay(scene.start("alipay").link)
    scene.post(scene.gateway.notice(number))
    made = actions.refund(scene.order.pk, 300, "坏果", scene.clerk, "claim:1")
    scene.gateway.trades[number].refund(made.number, 300)  # done there, and we never heard of it
    run_job()
    assert scene.gateway.trades[number].refunds == {made.number: 300}
    assert Refund.objects.get().state == "done"


# Bank transfers


def test_a_transfer_is_confirmed_by_reference_and_amount(scene: Scene) -> None:
    attempt = scene.start("bank")
    scene.order.refresh_from_db()
    assert scene.order.expires_at > now() + timedelta(hours=40)
    with pytest.raises(errors.TransferDiffers):
        actions.confirm_transfer(attempt, 5000, "1")
    for _again in range(2):
        actions.confirm_transfer(attempt, AMOUNT, "20261122001")
    assert Payment.objects.get().method == "bank"
    assert ledger.balance("cashier", "bank") == AMOUNT


def test_a_transfer_that_comes_too_late_is_paid_back_by_hand(scene: Scene) -> None:
    attempt = scene.start("bank")
    expire(scene.order)
    run_job()
    attempt.refresh_from_db()
    assert attempt.state == "closed"
    actions.confirm_transfer(attempt, AMOUNT, "1")
    actions.paid_back(Refund.objects.get().pk, scene.clerk, "转回 2")
    assert ledger.balance("cashier", "bank") == ledger.balance("escrow") == 0


# Bills


@pytest.mark.parametrize("method", PROVIDERS)
def test_a_days_bill_agrees_or_says_where_it_does_not(scene: Scene, method: str) -> None:
    number = scene.gateway.pay(scene.start(method).link)
    scene.post(scene.gateway.notice(number))
    actions.refund(scene.order.pk, 700, "坏果", scene.clerk, "claim:1")
    run_job()
    day = wall(now()).date()
    bill = actions.compare_bill(method, day)
    assert (bill.lines, bill.paid_fen, bill.refunded_fen, bill.mismatches) == (2, AMOUNT, 700, 0)
    scene.gateway.trades[number].amount_fen = 9900
    scene.gateway.trades[number].refunds["RX"] = 5
    for _again in range(2):
        assert actions.compare_bill(method, day).mismatches == 2
    assert {each.kind for each in Mismatch.objects.all()} == {"amount", "not_ours"}
    scene.gateway.trades.clear()
    assert actions.compare_bill(method, day).mismatches == 1
    assert Bill.objects.count() == 1


def test_a_payment_that_only_the_bill_knows_is_asked_for(scene: Scene) -> None:
    scene.gateway.pay(scene.start("wechat").link)
    assert actions.compare_bill("wechat", wall(now()).date()).mismatches == 0
    assert Payment.objects.get().state == "paid"


# Pages


def test_a_buyer_waits_and_the_page_goes_on(
    scene: Scene, held_order: Order, stranger: Person, client_of: ClientOf
) -> None:
    from yutang.money.tests.test_paying import FORM

    browser = client_of(scene.buyer)
    path = f"/orders/{held_order.pk}/pay/"
    form = FORM | {"method": "wechat", "region": "河北省承德市宽城满族自治县"}
    assert browser.post(path, form).status_code == 302
    page = browser.get(path).content.decode()
    assert "data:image/svg+xml" in page
    assert json.loads(browser.get(f"{path}state/").content) == {"stage": "waiting"}
    assert client_of(stranger).get(f"{path}state/").status_code == 404
    chosen = browser.post(path, {"method": "other"}).content.decode()
    assert 'value="alipay"' in chosen
    scene.gateway.pay(Attempt.objects.get().link)
    assert browser.post(path, {"method": "ask"}).status_code == 302
    assert json.loads(browser.get(f"{path}state/").content) == {"stage": "receipt"}


def test_the_worklist_is_of_ones_own_places(
    scene: Scene, other_clerk: Person, stranger: Person, client_of: ClientOf
) -> None:
    attempt = scene.start("bank")
    theirs = client_of(scene.clerk)
    assert attempt.out_trade_no in theirs.get("/money/").content.decode()
    elsewhere = client_of(other_clerk)
    assert attempt.out_trade_no not in elsewhere.get("/money/").content.decode()
    assert client_of(stranger).get("/money/").status_code == 404
    address = f"/money/transfers/{attempt.pk}/confirm/"
    assert elsewhere.post(address, {"amount": "59.80", "number": "1"}).status_code == 404
    theirs.post(address, {"amount": "59.8x", "number": "1"})
    assert not Payment.objects.exists()
    theirs.post(address, {"amount": "59.80", "number": "1"})
    assert Payment.objects.get().state == "paid"
    trade.cancel(scene.order.pk)
