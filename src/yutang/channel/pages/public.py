"""What everybody sees: the channels, and what each shows, by county."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yutang.channel import access
from yutang.channel.queries import facts, shown
from yutang.people.sessions import person_of
from yutang.plumbing.pages import page_of

_GOODS_A_PAGE = 24
_CODE_DIGITS = 6


@require_safe
def channels(request: HttpRequest) -> HttpResponse:
    """All channels; who recommends or checks finds the way to their desk."""
    person = person_of(request)
    context = {
        "channels": shown.channels(),
        "has_desk": person is not None and bool(access.cities_of(person)),
        "runs": access.runs_channels(person),
    }
    return render(request, "channel/channels.html", context)


@require_safe
def channel(request: HttpRequest, channel_id: int) -> HttpResponse:
    """What a channel shows, of all counties or one; persons do not appear."""
    found = access.channel(channel_id)
    asked = request.GET.get("county", "")
    code = asked if asked.isascii() and asked.isdigit() and len(asked) <= _CODE_DIGITS else ""
    page = page_of(request, shown.listed(found.pk, code), _GOODS_A_PAGE)
    person = person_of(request)
    context = {
        "channel": found,
        "page": page,
        "goods": shown.shown(list(page.object_list)),
        "counties": shown.counties_of(found.pk),
        "code": code,
        "checklist": facts.checklist_today(found.pk),
        "recommends": person is not None and bool(access.cities_of(person)),
        "runs": access.runs_channels(person),
    }
    return render(request, "channel/channel.html", context)
