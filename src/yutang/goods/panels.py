"""What the goods room shows on pages below: the goods of a place."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.goods import queries

_SHOWN = 5


def of_place(request: HttpRequest, about: Any) -> str:
    """The newest goods from a place, those with a picture first."""
    products = queries.newest_of_place(str(about), _SHOWN)
    if not products:
        return ""
    context = {"products": products[:_SHOWN], "more": len(products) > _SHOWN, "code": about}
    return render_to_string("goods/_of_place.html", context, request)
