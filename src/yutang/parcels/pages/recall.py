"""A batch called back: all orders it is in, buyers masked; the list to call, and what to tell."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import now, wall
from yutang.parcels import access, queries
from yutang.parcels.access import BatchToRecall
from yutang.people import actions as people
from yutang.people import queries as everybody
from yutang.people.sessions import need_person
from yutang.plumbing import sheets

_SHOWN_MOST = 200


@never_cache
@require_safe
def recall(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Who has this batch, or anything made of it."""
    batch = access.batch_to_recall(need_person(request), batch_id)
    found = queries.recall_family(batch.id)
    context = {
        "batch": batch,
        "recall": found,
        "shown": found.holders[:_SHOWN_MOST],
        "notice": _notice(batch),
    }
    return render(request, "parcels/recall.html", context)


@require_POST
def recall_file(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The list to call, with numbers; that each of them was opened is kept."""
    person = need_person(request)
    batch = access.batch_to_recall(person, batch_id)
    found = queries.recall_family(batch.id)
    with transaction.atomic():
        subject = f"parcels:batch-{batch.id}"
        reason = _("recall of batch %(number)s") % {"number": batch.number}
        numbers = {
            buyer: people.open_mobile(everybody.person(buyer), person, subject, reason)
            for buyer in {holder.buyer_id for holder in found.holders}
        }
    rows: list[list[object]] = [
        [_("Order"), _("Buyer"), _("Mobile"), _("Units"), _("Where it is"), _("Waybill number")]
    ]
    rows += [
        [
            holder.number,
            holder.buyer,
            numbers[holder.buyer_id],
            holder.units,
            holder.state_name,
            holder.waybill,
        ]
        for holder in found.holders
    ]
    return sheets.sent(rows, f"yutang-recall-{batch.id}-{wall(now()):%Y%m%d}", "csv")


def _notice(batch: BatchToRecall) -> str:
    told = _(
        "Yutang: %(product)s of batch %(number)s is called back. Please do not eat it. We refund it"
        " in full; please keep the packaging and answer our call. %(producer)s"
    )
    words = {"product": batch.product.title, "number": batch.number}
    return told % (words | {"producer": batch.product.producer_name})
