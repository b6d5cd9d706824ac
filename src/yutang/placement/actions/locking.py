"""Rows locked for one step: whoever comes second sees what the first has done."""

from yutang.kernel.errors import NotFound
from yutang.placement.models import Application, Offer


def offer(offer_id: int) -> Offer:
    """Return the offer, its row locked until the transaction ends; raises `NotFound`."""
    found = (
        Offer.objects.select_for_update(of=("self",))
        .select_related("producer")
        .filter(pk=offer_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def application(application_id: int) -> Application:
    """Return the application, its row locked until the transaction ends; raises `NotFound`."""
    found = (
        Application.objects.select_for_update(of=("self",))
        .select_related("member")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found
