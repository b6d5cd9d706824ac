"""Pages that belong to no room: the front door, the language switch, refusals, the office."""

from collections.abc import Callable
from functools import update_wrapper
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from unfold.sites import UnfoldAdminSite

from yutang.kernel.errors import NotFound
from yutang.live import queries
from yutang.people.sessions import person_of
from yutang.plumbing.reader import remember, remember_language
from yutang.web.context import TEXT_COOKIE

View = Callable[..., HttpResponseBase]

_MINE_MAX = 6
_WORKER = Path(__file__).parent / "static/web/offline/worker.js"


class Office(UnfoldAdminSite):
    """The back office for registers; each room's `admin.py` adds its own.

    Clerks and operators enter it by the platform's own sign-in. To others there is no office.
    """

    def has_permission(self, request: HttpRequest) -> bool:
        person = person_of(request)
        return person is not None and person.is_staff

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # noqa: FBT001, FBT002
        guarded: View = super().admin_view(view, cacheable)

        def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if person_of(request) is not None and not self.has_permission(request):
                raise NotFound
            return guarded(request, *args, **kwargs)

        return update_wrapper(bounded, guarded)

    def login(self, request: HttpRequest, _extra: dict[str, Any] | None = None) -> HttpResponse:
        """Send whoever is not signed in to the sign-in page, and back to the office."""
        target = request.GET.get("next") or reverse("admin:index", current_app=self.name)
        return HttpResponseRedirect(f"{reverse('people:sign-in')}?{urlencode({'next': target})}")

    def logout(self, request: HttpRequest, _extra: dict[str, Any] | None = None) -> HttpResponse:
        left: HttpResponse = resolve(reverse("people:sign-out")).func(request)
        return left

    def password_change(
        self, _request: HttpRequest, _extra: dict[str, Any] | None = None
    ) -> HttpResponse:
        return HttpResponseRedirect(reverse("people:me"))


office = Office(name="office")
for room in settings.ROOMS:
    if find_spec(f"yutang.{room}.admin"):
        import_module(f"yutang.{room}.admin").register(office)


def home(request: HttpRequest) -> HttpResponse:
    """What is live, what is announced, what can be watched again; and one's own sales."""
    person = person_of(request)
    context = {
        "front": queries.front_page(),
        "mine": queries.sales_of(person, limit=_MINE_MAX) if person is not None else [],
    }
    return render(request, "home.html", context)


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """What gives out kept pages without a line: at the root, so that it may look after any part."""
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript")


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language for a year and go back to where they were."""
    response = _back(request)
    language = "en" if request.POST.get("language") == "en" else "zh-hans"
    remember_language(response, language)
    return response


@require_POST
def switch_text_size(request: HttpRequest) -> HttpResponse:
    """Remember for a year whether the reader wants extra-large text, and go back."""
    response = _back(request)
    size = "large" if request.POST.get("text") == "large" else "normal"
    remember(response, TEXT_COOKIE, size)
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    return HttpResponseRedirect(target)


_NOT_UNDERSTOOD = (
    "<!doctype html><meta charset=utf-8><title>400</title>"
    "<p>这个请求看不懂，请检查网址。</p><p lang=en>This request cannot be understood. "
    "Please check the address.</p>"
)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's own signature
    """A page without the shell: what is wrong may be the very host it would link to."""
    return HttpResponse(_NOT_UNDERSTOOD, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's own signature
    return render(request, "refusal.html", {"code": "not_found"}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "refusal.html", {"code": "failed"}, status=500)
