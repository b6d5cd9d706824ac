"""What forecasts show on pages below: on the planning of a sale, how it was rehearsed."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.forecasts.models import SalePlan


def of_sale(request: HttpRequest, about: Any) -> str:
    """The way to rehearse a planned sale, with what was last expected of it."""
    newest = SalePlan.objects.filter(sale_id=int(about)).order_by("-made_at").first()
    context = {"sale_id": int(about), "plan": newest}
    return render_to_string("forecasts/panels/sale.html", context, request)
