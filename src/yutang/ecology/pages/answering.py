"""How forms that wait in a phone's outbox are answered, and which pages ask for its place."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from yutang.ecology.forms import said_of

_CREATED, _REFUSED = 201, 422


def by_outbox(request: HttpRequest) -> bool:
    """Tell whether the phone's outbox sends this, and no page waits for the answer."""
    return "application/json" in request.headers.get("Accept", "")


def done(request: HttpRequest, address: str) -> HttpResponse:
    """Lead on to an address."""
    if by_outbox(request):
        return JsonResponse({"to": address}, status=_CREATED)
    return redirect(address)


def not_understood(form: Form) -> HttpResponse:
    """Tell the outbox what was wrong with the form."""
    return JsonResponse({"code": "form", "message": said_of(form)}, status=_REFUSED)


def asks_place(page: HttpResponse) -> HttpResponse:
    """Let the page ask the phone where it is, which our other pages may not."""
    page.headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(self)"
    return page
