"""Attempts to pay from afar: opened here, shown to the buyer, asked about until they end.

Nobody speaks to a provider inside a transaction: the attempt's row is there first, so money that
comes for it always finds it, whoever dies in between.
"""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Q

from yutang.kernel.clock import now
from yutang.money import providers, rules
from yutang.money.actions import arrivals
from yutang.money.errors import TooLateToStart
from yutang.money.models import Attempt, AttemptState
from yutang.people.access import Person
from yutang.plumbing.config import Config
from yutang.trade import access
from yutang.trade import actions as trade
from yutang.trade.rules import stock

ASKED_MOST = 50
LEFT_MIN_S = 75
"""A provider's cashier is open for a minute at least; what is left must be a little more."""
MARGIN_S = 15
"""So long before the hold ends the provider's cashier closes: its word needs time to come."""
OPEN_MIN_MOST = 90
"""WeChat's codes work for two hours; an order that waits for a bank waits longer."""
_PRESSED_AGAIN_S = 2
_NAME_MAX = 32
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

log = structlog.get_logger()


class Device(NamedTuple):
    """What the buyer holds: a phone opens a page, a screen shows a code."""

    is_phone: bool = False
    address: str = "127.0.0.1"


def begin(order_id: UUID, by: Person, method: rules.Method, device: Device) -> Attempt:
    """Write the attempt, or find the one that is open; its receiver was given before.

    Raises:
        NotFound: it is not this buyer's order.
        HoldOver, OrderGone, WrongStep: it is too late to pay.
        TooLateToStart: it will be before a provider's cashier opens.
    """
    at, order = now(), access.order_to_pay(by, order_id)
    if order.state != "held" or order.expires_at <= at:
        raise stock.refusal("pay", "expired" if order.state == "held" else order.state)
    if method == rules.BANK:
        until = trade.wait_until(order_id, _bank_until(order.placed_at)).expires_at
    else:
        until = _until(order.expires_at, at)
    made = Attempt(
        order_id=order_id,
        provider=method,
        kind=_kind(method, device),
        out_trade_no=_number(method),
        amount_fen=rules.to_pay(order.amount_fen, order.freight_fen),
        freight_fen=order.freight_fen,
        opened_at=at,
        until=until,
        ask_at=at + timedelta(seconds=rules.ASK_AFTER_S[0]),
    )
    return _open_one(made)


def _open_one(made: Attempt) -> Attempt:
    """Keep this attempt, or return the one that is open and asks for the same."""
    opened = Attempt.objects.filter(
        order_id=made.order_id, provider=made.provider, kind=made.kind, state=AttemptState.OPEN
    )
    found = opened.select_for_update().first()
    if found is not None:
        if found.amount_fen == made.amount_fen and found.until > made.opened_at:
            return found
        opened.update(state=AttemptState.CLOSED, ask_at=made.opened_at)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # another tab of the same moment
        return opened.get()
    return made


def show(attempt: Attempt, device: Device) -> Attempt:
    """Fetch what the buyer opens or scans, where the attempt has none yet; outside a transaction.

    A provider that does not answer leaves the attempt without: the page says so, and asks again.
    """
    if attempt.link or attempt.provider not in rules.PROVIDERS or attempt.state != "open":
        return attempt
    own = providers.own_address()
    wanted = providers.Wanted(
        out_trade_no=attempt.out_trade_no,
        amount_fen=attempt.amount_fen,
        subject=_subject(attempt.order.lot.product.name, attempt.order.quantity),
        until=attempt.until,
        kind=_shown(attempt.kind),
        return_url=f"{own}/orders/{attempt.order_id}/pay/",
        buyer_address=device.address,
    )
    try:
        attempt.link = providers.provider(attempt.provider).open(wanted)
    except providers.ProviderError as error:
        log.warning("attempt_not_opened", number=attempt.out_trade_no, error=str(error))
        return attempt
    attempt.save(update_fields=["link"])
    return attempt


def open_of(order_id: UUID, by: Person) -> Attempt | None:
    """Return the buyer's own attempt that waits for money, the newest; None without one.

    Raises:
        NotFound: it is not this buyer's order.
    """
    order = access.order_to_pay(by, order_id)
    found = Attempt.objects.filter(order=order, state=AttemptState.OPEN).order_by("-opened_at")
    return found.first()


def ask_now(order_id: UUID, by: Person) -> None:
    """The buyer says it is paid: ask for it, not more often than every other second.

    Raises:
        NotFound: it is not this buyer's order.
    """
    order = access.order_to_pay(by, order_id)
    for attempt in Attempt.objects.filter(order=order, state=AttemptState.OPEN):
        pause = rules.pause_s(rules.ASK_AFTER_S, max(attempt.asked - 1, 0))
        last = attempt.ask_at - timedelta(seconds=pause)
        if attempt.asked == 0 or (now() - last).total_seconds() >= _PRESSED_AGAIN_S:
            look(attempt.pk, pressed=True)


def look_after(most: int = ASKED_MOST) -> int:
    """Ask about the attempts that are due and close those nobody needs; return how many."""
    due = Attempt.objects.filter(_WANTED, ask_at__lte=now()).order_by("ask_at")
    found = list(due.values_list("pk", flat=True)[:most])
    for attempt_id in found:
        look(attempt_id)
    return len(found)


def look(attempt_id: int, *, pressed: bool = False) -> None:
    """Ask the provider how one attempt stands, and act on it; silence is asked again later."""
    attempt = _claimed(attempt_id, pressed=pressed)
    if attempt is None:
        return
    if attempt.provider not in rules.PROVIDERS:
        if not _is_needed(attempt):
            _closed(attempt)
        return
    try:
        provider = providers.provider(attempt.provider)
        told = provider.ask(attempt.out_trade_no)
        if told.state == "paid":
            arrivals.take_in(attempt.provider, told)
        elif told.state == "closed":
            _closed(attempt)
        elif not _is_needed(attempt):
            provider.close(attempt.out_trade_no)
            _given_up(attempt, is_known=told.state != "unknown")
    except providers.ProviderError as error:
        # A refusal to close may mean that it was paid this moment: the next question tells.
        log.warning("attempt_not_heard", number=attempt.out_trade_no, error=str(error))


_WANTED = Q(state=AttemptState.OPEN) | Q(state=AttemptState.CLOSED, closed_at=None)
"""Open ones, and those that their providers do not know to be closed yet."""


def _claimed(attempt_id: int, *, pressed: bool) -> Attempt | None:
    """Take this question for ourselves: who comes at the same moment finds nothing due."""
    with transaction.atomic():
        rows = Attempt.objects.select_for_update().filter(_WANTED, pk=attempt_id)
        attempt = rows.first()
        if attempt is None or (attempt.ask_at > now() and not pressed):
            return None
        pause = rules.pause_s(rules.ASK_AFTER_S, attempt.asked)
        attempt.ask_at, attempt.asked = now() + timedelta(seconds=pause), attempt.asked + 1
        attempt.save(update_fields=["ask_at", "asked"])
    return Attempt.objects.select_related("order").get(pk=attempt_id)


def _is_needed(attempt: Attempt) -> bool:
    """Tell whether the order still waits for this money."""
    order, at = attempt.order, now()
    waits = order.state == "held" and order.expires_at > at
    return waits and attempt.state == AttemptState.OPEN and attempt.until > at


def _given_up(attempt: Attempt, *, is_known: bool) -> None:
    """Nobody needs it. A cashier that nobody has opened yet cannot be closed, only run out."""
    if is_known or attempt.until <= now():
        _closed(attempt)
    else:
        Attempt.objects.filter(_WANTED, pk=attempt.pk).update(state=AttemptState.CLOSED)


def _closed(attempt: Attempt) -> None:
    still = Attempt.objects.filter(_WANTED, pk=attempt.pk)
    still.update(state=AttemptState.CLOSED, closed_at=now())


def _bank_until(placed_at: datetime) -> datetime:
    bank = Config.load().merchants.bank
    assert bank is not None, "a method that is not configured is not offered"
    return placed_at + timedelta(hours=bank.hold_h)


def _until(expires_at: datetime, at: datetime) -> datetime:
    if (expires_at - at).total_seconds() < LEFT_MIN_S:
        raise TooLateToStart
    return min(expires_at - timedelta(seconds=MARGIN_S), at + timedelta(minutes=OPEN_MIN_MOST))


def _kind(method: rules.Method, device: Device) -> Attempt.Kind:
    if method == rules.BANK:
        return Attempt.Kind.TRANSFER
    if device.is_phone:
        return Attempt.Kind.PHONE
    return Attempt.Kind.CODE if method == rules.WECHAT else Attempt.Kind.PAGE


def _shown(kind: str) -> providers.Kind:
    return "phone" if kind == "phone" else "code" if kind == "code" else "page"


def _number(method: rules.Method) -> str:
    """Return a number of ours: long for machines; short, without 0, 1, I and O, to be copied."""
    if method == rules.BANK:
        return "YT" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"YT{now():%y%m%d}{secrets.token_hex(11).upper()}"


def _subject(name: str, quantity: int) -> str:
    """Return what the buyer reads at the provider's cashier."""
    return f"{name[:_NAME_MAX]} × {quantity}"
