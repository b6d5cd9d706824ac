"""The providers' door: what they send is verified by its signature, not by who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from yutang.kernel.errors import NotFound
from yutang.money import actions

BODY_BYTES_MAX = 64 * 1024


@never_cache
@csrf_exempt
@require_POST
def notify(request: HttpRequest, provider: str) -> HttpResponse:
    """A provider tells of a payment; answered in its own words."""
    body = request.read(BODY_BYTES_MAX + 1)
    if len(body) > BODY_BYTES_MAX:
        raise NotFound
    headers = {name.lower(): value for name, value in request.headers.items()}
    status, content_type, said = actions.hear(provider, headers, body)
    return HttpResponse(said, content_type=content_type, status=status)
