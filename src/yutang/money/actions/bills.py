"""A provider's bill of a day beside our rows: what differs lies on the worklist."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import structlog

from yutang.kernel.clock import CHINA, now
from yutang.money import providers
from yutang.money.actions import attempts, mismatches
from yutang.money.models import Attempt, AttemptState, Bill, Mismatch, Refund
from yutang.money.providers import BillLine

_HAS_MONEY = (AttemptState.PAID, AttemptState.STRAY)

log = structlog.get_logger()


def compare_bill(provider: str, day: date) -> Bill:
    """Fetch the bill of a day of China and compare it, both ways; asked again, compared again.

    A payment that the bill knows and we do not is asked for first: it may only be late.

    Raises:
        ProviderError: there is no bill to be had now.
    """
    lines = providers.provider(provider).bill(day)
    paid = [line for line in lines if not line.refund_number]
    back = [line for line in lines if line.refund_number]
    differing = _payments(provider, day, paid) + _refunds(provider, back)
    bill, _is_new = Bill.objects.update_or_create(
        provider=provider,
        day=day,
        defaults={
            "fetched_at": now(),
            "lines": len(lines),
            "paid_fen": sum(line.amount_fen for line in paid),
            "refunded_fen": sum(line.amount_fen for line in back),
            "mismatches": differing,
        },
    )
    log.info("bill_compared", provider=provider, day=str(day), mismatches=differing)
    return bill


def compare_bills(day: date) -> int:
    """Compare the day's bill of each provider that has none yet; return how many there were."""
    done = set(Bill.objects.filter(day=day).values_list("provider", flat=True))
    compared = 0
    for provider in providers.configured():
        if provider == "bank" or provider in done:
            continue
        try:
            compare_bill(provider, day)
        except providers.ProviderError as error:
            log.warning("bill_not_fetched", provider=provider, day=str(day), error=str(error))
        else:
            compared += 1
    return compared


def _payments(provider: str, day: date, lines: Iterable[BillLine]) -> int:
    theirs = {line.out_trade_no: line.amount_fen for line in lines}
    ours = _ours(provider, theirs)
    for number in theirs.keys() - ours.keys():
        waiting = Attempt.objects.filter(provider=provider, out_trade_no=number).first()
        if waiting is not None:
            attempts.look(waiting.pk, pressed=True)
    ours = _ours(provider, theirs)
    differing = 0
    for number, fen in theirs.items():
        attempt = ours.get(number)
        if attempt is not None and attempt.amount_fen == fen:
            continue
        kind = Mismatch.Kind.NOT_OURS if attempt is None else Mismatch.Kind.AMOUNT
        ours_fen = None if attempt is None else attempt.amount_fen
        mismatches.note(kind, provider, number, attempt=attempt, ours_fen=ours_fen, theirs_fen=fen)
        differing += 1
    begins = datetime.combine(day, time(), CHINA)
    of_the_day = Attempt.objects.filter(
        provider=provider,
        state__in=_HAS_MONEY,
        paid_at__gte=begins,
        paid_at__lt=begins + timedelta(days=1),
    )
    for attempt in of_the_day.exclude(out_trade_no__in=theirs.keys()):
        mismatches.note(
            Mismatch.Kind.NOT_THEIRS,
            provider,
            attempt.out_trade_no,
            attempt=attempt,
            ours_fen=attempt.amount_fen,
        )
        differing += 1
    return differing


def _ours(provider: str, numbers: Iterable[str]) -> dict[str, Attempt]:
    rows = Attempt.objects.filter(
        provider=provider, state__in=_HAS_MONEY, out_trade_no__in=list(numbers)
    )
    return {row.out_trade_no: row for row in rows}


def _refunds(provider: str, lines: Iterable[BillLine]) -> int:
    theirs = {line.refund_number: line.amount_fen for line in lines}
    known = {row.number: row for row in Refund.objects.filter(number__in=list(theirs))}
    differing = 0
    for number, fen in theirs.items():
        row = known.get(number)
        if row is not None and row.amount_fen == fen:
            continue
        kind = Mismatch.Kind.NOT_OURS if row is None else Mismatch.Kind.AMOUNT
        ours_fen = None if row is None else row.amount_fen
        attempt = None if row is None else row.attempt
        mismatches.note(kind, provider, number, attempt=attempt, ours_fen=ours_fen, theirs_fen=fen)
        differing += 1
    return differing
