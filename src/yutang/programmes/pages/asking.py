"""A page with a form: shown as asked for, or again with what was wrong in it."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

_TITLES: Final = {
    "start": _("Begin a programme"),
    "plan": _("Plan for a purpose"),
    "grant": _("Money from a fund"),
    "bill": _("A bill"),
    "fund": _("Open a fund"),
    "donation": _("A donation"),
    "rule": _("New version of a rule"),
}
"""What the page of a form is called, by `page_name`."""


def ask(
    request: HttpRequest, context: dict[str, Any], template: str = "programmes/form.html"
) -> HttpResponse:
    """Return the page; 422 when it is the answer to a form that was not accepted."""
    status = 422 if request.method == "POST" else 200
    title = _TITLES.get(context.get("page_name", ""), "")
    return render(request, template, {"title": title, **context}, status=status)
