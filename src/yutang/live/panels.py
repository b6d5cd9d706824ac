"""What the live room shows on pages below: the sales of a place."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.live import queries

_SHOWN = 5


def of_place(request: HttpRequest, about: Any) -> str:
    """Sales with a county of the place: those on the air, those to come, then the latest."""
    sales = list(queries.sales_of_place(str(about))[: _SHOWN + 1])
    if not sales:
        return ""
    context = {"sales": sales[:_SHOWN], "more": len(sales) > _SHOWN, "code": about}
    return render_to_string("live/_of_place.html", context, request)
