"""What several pages of care share: a form that is answered, and what a complaint is about."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from yutang.care.actions import About
from yutang.plumbing.pages import refusals_in
from yutang.trade.queries import OrderView


def answer(
    request: HttpRequest,
    form: Form,
    save: Callable[[], HttpResponseBase],
    context: dict[str, Any],
    template: str,
) -> HttpResponseBase:
    """Show the form; when it was sent and can be kept, do so. Refusals stand in the form."""
    if request.method != "POST":
        return render(request, template, {"form": form, **context})
    if form.is_valid():
        with refusals_in(form):
            return save()
    return render(request, template, {"form": form, **context}, status=422)


def about_order(order: OrderView) -> About:
    """Return what a complaint about the order is about."""
    return About(
        place_code=order.product.origin_code,
        producer_id=order.product.producer_id,
        order_id=order.id,
    )
