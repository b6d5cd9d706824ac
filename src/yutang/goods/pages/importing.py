"""Batches from a spreadsheet: a village's harvest in one file, all of it or none."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from yutang.goods import access, actions
from yutang.goods.errors import BadSheet
from yutang.goods.forms import SheetForm
from yutang.goods.pages.answer import answer
from yutang.goods.rules import BatchFacts, lines
from yutang.people.sessions import need_person
from yutang.plumbing import sheets
from yutang.plumbing.pages import form_page


@form_page
def import_batches(request: HttpRequest, product_id: int) -> HttpResponseBase:
    """Take a file of batches of one product."""
    found = access.product_for(need_person(request), product_id)
    form = SheetForm(request.POST or None, request.FILES or None)

    def save() -> HttpResponseBase:
        count = actions.import_batches(found.pk, _batches(form.cleaned_data["file"].read()))
        said = ngettext(
            "%(number)s batch is in the register.", "%(number)s batches are in the register.", count
        )
        messages.success(request, said % {"number": count})
        return redirect("goods:product-edit", found.pk)

    context = {
        "heading": _("Batches from a file"),
        "lead": found.name,
        "back": reverse("goods:product-edit", args=[found.pk]),
        "example": reverse("goods:batch-example"),
    }
    return answer(request, form, save, context, "goods/import.html")


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """A sheet to fill in: the columns named, and one line as an example."""
    need_person(request)
    line: list[object] = ["20260915-1", "2026-09-15", 1200, "东坡", 3.5]
    return sheets.sent([lines.COLUMNS, line], "yutang-batches", "xlsx")


def _batches(data: bytes) -> list[tuple[int, BatchFacts]]:
    try:
        rows = sheets.rows_in(data, lines.LINES_MAX + 1)
    except sheets.Unreadable as error:
        raise BadSheet(most=lines.LINES_MAX) from error
    numbered = list(enumerate(rows, start=1))
    if numbered and lines.is_heading(numbered[0][1]):
        numbered = numbered[1:]
    if not numbered:
        raise BadSheet(most=lines.LINES_MAX)
    return [(line, lines.batch_in(cells, line)) for line, cells in numbered]
