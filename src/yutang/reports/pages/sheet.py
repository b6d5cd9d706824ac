"""A locked card on paper with a signed code; its values as a file; the page that checks both."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.diplomas import checking
from yutang.goods.qr import qr_svg
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.reports import queries
from yutang.reports.pages.cards import head
from yutang.reports.pages.places import code_of
from yutang.reports.queries import sealing, wording
from yutang.reports.rules import signing


@never_cache
@require_safe
def sheet(request: HttpRequest, card_place: str, card_year: int) -> HttpResponse:
    """The card on A4, with a code that anybody checks without our server."""
    view = queries.card(code_of(card_place, card_year), card_year, _version(request))
    if not view.is_locked:
        raise NotFound
    address = request.build_absolute_uri(reverse("reports:check"))
    code = sealing.code(view)
    context = {
        **head(view, card_place),
        "also_place": True,
        "sections": wording.sections(view),
        "demo_word": wording.demo_word(),
        "code": code,
        "address": address,
        "qr": qr_svg(f"{address}#{code}", _("Signed code of this report card")),
    }
    return render(request, "reports/sheet.html", context)


@never_cache
@require_safe
def values(request: HttpRequest, card_place: str, card_year: int) -> HttpResponse:
    """The values as a file, signed once the card is locked."""
    view = queries.card(code_of(card_place, card_year), card_year, _version(request))
    text = json.dumps(sealing.values_file(view), ensure_ascii=False, indent=1)
    return checking.attached(text, "application/json", f"report-{card_place}-{card_year}.json")


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Check the code of a sheet, in the reader's browser."""
    return render(request, "reports/check.html", checking.context(request, _checked()))


@require_safe
def check_file(request: HttpRequest) -> HttpResponse:
    """The same page as one file to keep."""
    title = _("Check a report card")
    return checking.whole_file(request, _checked(), title, "check-report-cards.html")


@require_safe
def script(_request: HttpRequest) -> HttpResponse:
    """The script that checks code and values on a command line."""
    return checking.script()


@require_safe
def corrected(_request: HttpRequest) -> HttpResponse:
    """The numbers of cards in whose place a later version stands, signed, with the moment."""
    listed = HttpResponse(sealing.corrected_list(), content_type="application/jose")
    return checking.for_everybody(listed)


def _version(request: HttpRequest) -> int | None:
    return row_id(request.GET.get("version"))


def _checked() -> checking.Checked:
    return checking.Checked(
        kind=signing.REPORT_TYPE,
        list_kind=signing.CORRECTED_TYPE,
        kept=sealing.corrected_list(),
        at=reverse("reports:corrected"),
        told="reports/_told.html",
        words={
            "revoked": _("This version of the card was corrected."),
            "not_revoked": _("No later version is known, as of {at}."),
            "was_revoked": _("A later version stands in its place, as of {at}."),
            "no_list": _("Whether it was corrected is not known: no list is at hand."),
            "shape": _("This is no whole code of a report card: something is missing or too much."),
            "kind": _("This code is signed, but it is not a report card."),
            "algorithm": _("This code is not signed the way our cards are. Do not trust it."),
        },
    )
