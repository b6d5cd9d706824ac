"""Waybill numbers from a file: first every line is told with what it will do, then it is done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from yutang.parcels import actions, queries, rules
from yutang.parcels.errors import BadFile
from yutang.parcels.rules import Asked, Line
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing import sheets
from yutang.plumbing.pages import form_page
from yutang.plumbing.reader import sentence
from yutang.trade import access
from yutang.trade.access import Order

_SALT = "parcels.import"
_VALID_S = 3600
_SHOWN_MOST = 300
_HEADS = {
    "order": ("订单", "order", "number"),
    "waybill": ("快递单", "运单", "waybill", "tracking", "单号"),
    "carrier": ("快递公司", "公司", "carrier", "company"),
}
Rows = list[tuple[str, str, str]]


@never_cache
@form_page
def import_numbers(request: HttpRequest) -> HttpResponse:
    """Take a file of orders and waybill numbers, tell its lines, do them once confirmed."""
    person = need_person(request)
    access.orders_to_pack(person)  # whoever sends nothing finds nothing here
    if request.method != "POST":
        return render(request, "parcels/import.html", {"most": rules.LINES_MAX})
    if "lines" in request.POST:
        return _done(request, person)
    try:
        rows = _read(request)
    except BadFile as refusal:
        context = {"most": rules.LINES_MAX, "refusal": sentence(refusal)}
        return render(request, "parcels/import.html", context, status=refusal.status)
    lines, _orders = _judged(person, rows)
    context = _told(lines) | {"signed": signing.dumps(rows, salt=_SALT, compress=True)}
    return render(request, "parcels/import.html", context)


def _done(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        kept = signing.loads(request.POST["lines"], salt=_SALT, max_age=_VALID_S)
        rows: Rows = [(order, waybill, carrier) for order, waybill, carrier in kept]
    except (signing.BadSignature, ValueError, TypeError):
        messages.error(request, _("That took too long. Please choose the file once more."))
        return redirect("parcels:import")
    lines, orders = _judged(person, rows)
    sent, refused = actions.send_lines(lines, orders, person)
    told = ngettext("%(n)d parcel is marked as sent.", "%(n)d parcels are marked as sent.", sent)
    messages.success(request, told % {"n": sent})
    for line, refusal in refused[:10]:
        messages.error(request, f"{line.number}. {line.order}: {sentence(refusal)}")
    return redirect("parcels:packing")


def _read(request: HttpRequest) -> Rows:
    """Return the file's lines as (order, waybill, carrier).

    Raises:
        BadFile: none, unreadable, or without the two columns.
    """
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > sheets.FILE_BYTES_MAX:
        raise BadFile(most=rules.LINES_MAX)
    try:
        rows = sheets.rows_in(file.read(), rules.LINES_MAX + 1)
    except sheets.Unreadable as error:
        raise BadFile(most=rules.LINES_MAX) from error
    at = _columns(rows[0]) if rows else {}
    if "order" not in at or "waybill" not in at or len(rows) == 1:
        raise BadFile(most=rules.LINES_MAX)

    def cell(row: list[str], name: str) -> str:
        index = at.get(name, len(row))
        return row[index] if index < len(row) else ""

    return [(cell(row, "order"), cell(row, "waybill"), cell(row, "carrier")) for row in rows[1:]]


def _columns(heads: list[str]) -> dict[str, int]:
    """Return in which column each thing stands, by the words above the columns."""
    at: dict[str, int] = {}
    for index, head in enumerate(heads):
        said = head.lower()
        for name in ("carrier", "order", "waybill"):
            if name not in at and any(word in said for word in _HEADS[name]):
                at[name] = index
                break
    return at


def _judged(person: Person, rows: Rows) -> tuple[list[Line], dict[str, UUID]]:
    asked = [rules.order_number(order) for order, _waybill, _carrier in rows]
    orders: dict[str, Order] = queries.orders_numbered(access.orders_to_pack(person), asked)
    known = {name: Asked(order.state, order.tracking) for name, order in orders.items()}
    return rules.judge(rows, known), {name: order.pk for name, order in orders.items()}


def _told(lines: list[Line]) -> dict[str, Any]:
    wrong = [line for line in lines if not line.is_good and line.verdict != "same"]
    return {
        "most": rules.LINES_MAX,
        "told": [(line, _words(line), queries.carrier_name(line.carrier)) for line in lines][
            :_SHOWN_MOST
        ],
        "good": sum(line.is_good for line in lines),
        "wrong": [(line, _words(line)) for line in wrong][:_SHOWN_MOST],
        "lines": len(lines),
    }


def _words(line: Line) -> str:
    words = {
        "good": _("will be marked as sent"),
        "other": _("was sent; its number is corrected"),
        "same": _("was sent under this number; nothing changes"),
        "unknown": _("no such order of yours: compare the number with the packing page"),
        "twice": _("this order stands above already: take one of the lines away"),
        "over": _("not to be sent: it is cancelled, unpaid or received; take the line away"),
        "number": _("no waybill number: 2 to 60 letters or digits"),
    }
    return words[line.verdict]
