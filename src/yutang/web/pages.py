"""Pages that belong to no room: the front door, the language switch, refusals, the office."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from unfold.sites import UnfoldAdminSite

from yutang.web.context import TEXT_COOKIE

_MINE_MAX = 6
_YEAR_S = 365 * 24 * 3600


class Office(UnfoldAdminSite):
    """The back office for registers; each room's `admin.py` adds its own."""


office = Office(name="office")


def home(request: HttpRequest) -> HttpResponse:
    """What is live, what is announced, what can be watched again; and one's own sales."""
    from yutang.live import queries  # noqa: PLC0415
    from yutang.people.sessions import person_of  # noqa: PLC0415

    person = person_of(request)
    context = {
        "front": queries.front_page(),
        "mine": queries.sales_of(person, limit=_MINE_MAX) if person is not None else [],
    }
    return render(request, "home.html", context)


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language for a year and go back to where they were."""
    response = _back(request)
    language = "en" if request.POST.get("language") == "en" else "zh-hans"
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=_YEAR_S, samesite="Lax"
    )
    return response


@require_POST
def switch_text_size(request: HttpRequest) -> HttpResponse:
    """Remember for a year whether the reader wants extra-large text, and go back."""
    response = _back(request)
    size = "large" if request.POST.get("text") == "large" else "normal"
    response.set_cookie(TEXT_COOKIE, size, max_age=_YEAR_S, samesite="Lax")
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    return HttpResponseRedirect(target)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "refusal.html", {"code": "not_found"}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "refusal.html", {"code": "failed"}, status=500)
