"""What providers send to our door: verified, kept by its hash, acted on once."""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple

import structlog
from django.db import transaction
from django.db.models import F

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.money import providers
from yutang.money.actions import arrivals
from yutang.money.models import Notification

FORGED_KEPT_AN_HOUR = 100
"""Anybody can send what nobody signed: so many of it are kept, the rest is only logged."""

log = structlog.get_logger()


class Answer(NamedTuple):
    """What the provider expects to hear."""

    status: int
    content_type: str
    body: str


def hear(name: str, headers: Mapping[str, str], body: bytes) -> Answer:
    """Act on a notification and return the answer to it; `headers` in lower case.

    What we did not act on is answered so that it is sent again; what does not agree is taken, as
    it lies on the worklist.

    Raises:
        NotFound: this provider is not configured here.
    """
    try:
        provider = providers.provider(name)
    except providers.ProviderError as error:
        raise NotFound from error
    try:
        told = provider.heard(headers, body)
    except providers.BadSignature as error:
        log.warning("notification_refused", provider=name, reason=str(error))
        _note_forged(name, body)
        return Answer(*provider.answer(taken=False))
    except providers.ProviderError:
        log.exception("notification_not_understood", provider=name)
        return Answer(*provider.answer(taken=False))
    with transaction.atomic():
        outcome = Notification.Outcome.NOTHING
        if told is not None:
            outcome = arrivals.take_in(name, told)
        _note(name, body, told.out_trade_no if told else "", outcome)
    return Answer(*provider.answer(taken=True))


def _note(name: str, body: bytes, number: str, outcome: Notification.Outcome) -> None:
    row, is_new = Notification.objects.get_or_create(
        provider=name,
        body_hash=sha256(body).digest(),
        defaults={
            "at": now(),
            "verified": outcome != Notification.Outcome.REFUSED,
            "out_trade_no": number[:32],
            "outcome": outcome,
        },
    )
    if not is_new:
        Notification.objects.filter(pk=row.pk).update(times=F("times") + 1)


def _note_forged(name: str, body: bytes) -> None:
    since = now() - timedelta(hours=1)
    forged = Notification.objects.filter(verified=False, at__gte=since)
    if forged.count() < FORGED_KEPT_AN_HOUR:
        _note(name, body, "", Notification.Outcome.REFUSED)
