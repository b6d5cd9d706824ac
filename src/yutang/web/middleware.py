"""What happens to every page: its policy, its language, the passes, and refusals as pages."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import translation

from yutang.kernel.clock import now
from yutang.kernel.errors import Refusal, SignInNeeded, WrongMethod, language_of
from yutang.people import passes
from yutang.plumbing.reader import sentence

Next = Callable[[HttpRequest], HttpResponseBase]

# Built from nothing upward. Video plays from blobs that hls.js fills; charts need inline styles.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
# The office's own scripts (Alpine, in django-unfold) evaluate expressions; only staff reach it.
OFFICE_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'").replace(
    "style-src 'self'", "style-src 'self' 'unsafe-inline'"
)


class ContentSecurityPolicy:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        policy = OFFICE_POLICY if request.path.startswith("/office/") else POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(self), microphone=(self), geolocation=(self)"
        )
        return response


class OwnPages:
    """A page is its reader's own: no cache on the way keeps it, unless the page says otherwise.

    What is nobody else's business at all says `never_cache` besides: no browser keeps it either.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class ReaderLanguage:
    """The switch on the page decides; without it Chinese, whatever the browser says."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response


class PassCookies:
    """Keep the cookies fresh that the hot path trusts."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse):
            passes.refresh_cookies(request, response, now())
        return response


class Refusals:
    """The one place that turns a refusal into a page or JSON."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not getattr(
            response, "content", b"-"
        ):
            page = self._page(request, WrongMethod(methods=response.headers["Allow"]))
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return self._page(request, exception) if isinstance(exception, Refusal) else None

    def _page(self, request: HttpRequest, exception: Refusal) -> HttpResponse:
        message = sentence(exception)
        if "application/json" in request.headers.get("Accept", ""):
            body = {"code": exception.code, "message": message}
            return JsonResponse(msgspec.to_builtins(body), status=exception.status)
        context = {
            "code": exception.code,
            "message": message,
            "sign_in": isinstance(exception, SignInNeeded),
            "back_to": _came_from(request),
        }
        return render(request, "refusal.html", context, status=exception.status)


def _came_from(request: HttpRequest) -> str:
    """Return the page to come back to after signing in: this one, or where its form stood."""
    if request.method == "GET":
        return request.get_full_path()
    before = urlsplit(request.headers.get("Referer", ""))
    return before.path if before.netloc == request.get_host() and before.path else "/"
