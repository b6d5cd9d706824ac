"""What happens to every page: its policy, its language, the passes, and refusals as pages."""

from collections.abc import Callable

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import translation

from yutang.kernel.clock import now
from yutang.kernel.errors import Refusal, SignInNeeded, language_of
from yutang.people import passes

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
            "Permissions-Policy", "camera=(self), microphone=(self), geolocation=()"
        )
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
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        language = language_of(translation.get_language())
        message = exception.sentence(language)
        if "application/json" in request.headers.get("Accept", ""):
            body = {"code": exception.code, "message": message}
            return JsonResponse(msgspec.to_builtins(body), status=exception.status)
        context = {
            "code": exception.code,
            "message": message,
            "sign_in": isinstance(exception, SignInNeeded),
        }
        return render(request, "refusal.html", context, status=exception.status)
