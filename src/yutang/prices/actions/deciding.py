"""Quotes that were held back: a person says whether they are right."""

from django.db import transaction

from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.prices import access
from yutang.prices.errors import NotHeld
from yutang.prices.models import Quote, QuoteState


def confirm(quote_id: int, by: Person) -> Quote:
    """Let a quote count that was held back.

    Raises:
        NotHeld: somebody decided on it already.
        NotFound: there is none, or its market is not the person's.
    """
    return _decided(quote_id, QuoteState.CONFIRMED, by)


def dismiss(quote_id: int, by: Person) -> Quote:
    """Leave a quote out for good that was held back; raises as `confirm`."""
    return _decided(quote_id, QuoteState.DISMISSED, by)


def _decided(quote_id: int, state: QuoteState, by: Person) -> Quote:
    with transaction.atomic():
        quote = Quote.objects.select_for_update().get(pk=access.held_for(by, quote_id).pk)
        if quote.state == state:
            return quote
        if quote.state != QuoteState.HELD:
            raise NotHeld
        quote.state, quote.decided_by, quote.decided_at = state, by, now()
        quote.written_at = now()
        quote.save(update_fields=["state", "decided_by", "decided_at", "written_at"])
    return quote
