"""Pages that belong to no room: the front door, the language switch, refusals, the office."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from unfold.sites import UnfoldAdminSite

_YEAR_S = 365 * 24 * 3600


class Office(UnfoldAdminSite):
    """The back office for registers; each room's `admin.py` adds its own."""


office = Office(name="office")


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language for a year and go back to where they were."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = redirect(target)
    language = "en" if request.POST.get("language") == "en" else "zh-hans"
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=_YEAR_S, samesite="Lax"
    )
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "refusal.html", {"code": "not_found"}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "refusal.html", {"code": "failed"}, status=500)
