"""Writes on the chat by whoever keeps it: hide a line, mute its writer."""

import structlog
from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.live import rules
from yutang.live.actions.locks import locked
from yutang.live.errors import NoReason
from yutang.live.models import Message, Mute
from yutang.people.access import Person
from yutang.plumbing import bus

log = structlog.get_logger()


def hide_message(sale_id: int, message_id: int, by: Person, reason: str) -> None:
    """Hide a line of chat from everybody; the row stays, with who hid it and why.

    Raises:
        NoReason, NotFound.
    """
    why = _reason(reason)
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(sale_id=sale_id, pk=message_id).first()
        if message is None:
            raise NotFound
        if message.hidden_at is not None:
            return
        message.hidden_at, message.hidden_by, message.hidden_reason = now(), by, why
        message.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
        bus.notify_sale(connection.cursor(), sale_id)


def mute(sale_id: int, person_id: int, by: Person, reason: str) -> Mute:
    """Keep a person from writing in this sale; muted already, nothing changes.

    Raises:
        NoReason: none is given.
        NotFound: they never wrote here.
    """
    why = _reason(reason)
    with transaction.atomic():
        sale = locked(sale_id)
        if not Message.objects.filter(sale=sale, person_id=person_id).exists():
            raise NotFound
        known = Mute.objects.filter(sale=sale, person_id=person_id, lifted_at=None).first()
        if known is not None:
            return known
        made = Mute.objects.create(sale=sale, person_id=person_id, at=now(), by=by, reason=why)
        bus.notify_sale(connection.cursor(), sale_id)
        return made


def unmute(sale_id: int, person_id: int, by: Person) -> None:
    """Let a person write again."""
    with transaction.atomic():
        locked(sale_id)
        lifted = Mute.objects.filter(sale_id=sale_id, person_id=person_id, lifted_at=None).update(
            lifted_at=now()
        )
        if lifted:
            log.info("mute_lifted", sale=sale_id, person=person_id, by=by.pk)
            bus.notify_sale(connection.cursor(), sale_id)


def _reason(text: str) -> str:
    reason = one_line(text)[: rules.REASON_LENGTH_MAX]
    if not reason:
        raise NoReason
    return reason
