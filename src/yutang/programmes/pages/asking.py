"""A page with a form: shown as asked for, or again with what was wrong in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def ask(
    request: HttpRequest, context: dict[str, Any], template: str = "programmes/form.html"
) -> HttpResponse:
    """Return the page; 422 when it is the answer to a form that was not accepted."""
    status = 422 if request.method == "POST" else 200
    return render(request, template, context, status=status)
