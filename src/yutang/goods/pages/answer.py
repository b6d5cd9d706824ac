"""How a form of the register is shown, taken and refused."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from yutang.plumbing.pages import refusals_in


def answer(
    request: HttpRequest,
    form: Form,
    save: Callable[[], HttpResponseBase],
    context: dict[str, Any],
    template: str = "goods/form.html",
) -> HttpResponseBase:
    """Show the form; when it was sent and can be kept, do so. Refusals stand in the form."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            with refusals_in(form):
                return save()
    return render(request, template, {"form": form, **context}, status=status)
