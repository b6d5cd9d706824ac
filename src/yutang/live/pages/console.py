"""The console of a sale: for the host, who stands in front of a camera and has one thumb free.

Every button is a form. `console.js` sends them quietly (Accept: application/json) and the ticks
show what came of it; without scripts the same forms lead back to the console.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.live import access, actions, queries, rules, words
from yutang.live.access import Doing
from yutang.live.models import Sale
from yutang.people import passes
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import number, refusals_told

Deed = Callable[[Person], object]


@require_safe
@never_cache
def console(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Preview, one main button, lineup, chat: what this person may do here."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "console")
    doings: tuple[Doing, ...] = ("run", "lineup", "moderate", "plan")
    may = {doing: access.may(person, sale, doing) for doing in doings}
    rows = queries.lineup(sale)
    context = {
        "sale": sale,
        "may": may,
        "rows": rows,
        "over": sale.state in rules.OVER,
        "missing": queries.readiness(sale).missing if sale.state == "planned" else (),
        "chat": queries.messages_with_hidden(sale) if may["moderate"] else [],
        "muted": queries.mutes(sale) if may["moderate"] else [],
        "open_lots": sum(row.open for row in rows),
        "caps": queries.caps(sale),
        "console": _console_data(sale, may),
        "words": words.console(),
    }
    return render(request, "live/console.html", context)


@require_safe
def lineup(request: HttpRequest, sale_id: int) -> HttpResponse:
    """The console's lineup alone."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "console")
    may = {"lineup": True, "plan": access.may(person, sale, "plan")}
    context = {"sale": sale, "rows": queries.lineup(sale), "may": may}
    return render(request, "live/_rack.html", context)


@require_safe
def chat(request: HttpRequest, sale_id: int) -> HttpResponse:
    """The chat with its hidden lines alone, for whoever moderates."""
    sale = access.sale_for(need_person(request), sale_id, "moderate")
    context = {
        "sale": sale,
        "chat": queries.messages_with_hidden(sale),
        "muted": queries.mutes(sale),
    }
    return render(request, "live/_said.html", context)


@never_cache
@require_safe
def caps(request: HttpRequest, sale_id: int) -> HttpResponse:
    """How far the sale's caps are, alone."""
    sale = access.sale_for(need_person(request), sale_id, "console")
    return render(request, "live/_caps.html", {"caps": queries.caps(sale)})


@require_POST
@never_cache
def camera_pass(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Mint the pass with which this person's camera may send this sale's picture."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "run")
    if sale.state in rules.OVER:
        raise NotFound
    return JsonResponse({"pass": passes.mint_broadcast(person, sale.pk, now())})


@require_POST
def change_state(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Go live, pause, go on, end, publish the replay."""
    to = request.POST.get("to", "")
    if to not in rules.STATES:
        raise NotFound
    keep = request.POST.get("keep_selling") == "1"

    def deed(by: Person) -> object:
        if to == "ended":
            return actions.end_sale(sale_id, by, keep_selling=keep)
        return actions.change_state(sale_id, to, by)

    return _do(request, sale_id, "run", deed)


@require_POST
def pin(request: HttpRequest, sale_id: int) -> HttpResponse:
    lot = number(request.POST.get("lot"))
    return _do(request, sale_id, "lineup", lambda by: actions.pin(sale_id, lot, by))


@require_POST
def unpin(request: HttpRequest, sale_id: int) -> HttpResponse:
    return _do(request, sale_id, "lineup", lambda by: actions.unpin(sale_id, by))


@require_POST
def open_lot(request: HttpRequest, sale_id: int, lot_id: int) -> HttpResponse:
    return _do(request, sale_id, "lineup", lambda by: actions.open_lot(sale_id, lot_id, by))


@require_POST
def close_lot(request: HttpRequest, sale_id: int, lot_id: int) -> HttpResponse:
    return _do(request, sale_id, "lineup", lambda by: actions.close_lot(sale_id, lot_id, by))


@require_POST
def add_units(request: HttpRequest, sale_id: int, lot_id: int) -> HttpResponse:
    units = number(request.POST.get("units"))
    return _do(request, sale_id, "lineup", lambda by: actions.add_units(sale_id, lot_id, units, by))


@require_POST
def hide(request: HttpRequest, sale_id: int, message_id: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _do(
        request,
        sale_id,
        "moderate",
        lambda by: actions.hide_message(sale_id, message_id, by, reason),
    )


@require_POST
def mute(request: HttpRequest, sale_id: int) -> HttpResponse:
    person, reason = number(request.POST.get("person")), request.POST.get("reason", "")
    return _do(request, sale_id, "moderate", lambda by: actions.mute(sale_id, person, by, reason))


@require_POST
def unmute(request: HttpRequest, sale_id: int) -> HttpResponse:
    person = number(request.POST.get("person"))
    return _do(request, sale_id, "moderate", lambda by: actions.unmute(sale_id, person, by))


def _do(request: HttpRequest, sale_id: int, doing: Doing, deed: Deed) -> HttpResponse:
    """Ask who it is, do it, answer quietly or lead back to the console."""
    person = need_person(request)
    access.sale_for(person, sale_id, doing)
    if "application/json" in request.headers.get("Accept", ""):
        deed(person)
        return JsonResponse({"done": True})
    with refusals_told(request):
        deed(person)
    return redirect("live:console", sale_id)


def _console_data(sale: Sale, may: dict[Doing, bool]) -> dict[str, object]:
    """What the console's scripts need to begin with."""
    hot = f"/live/{sale.pk}"
    return {
        "sale": sale.pk,
        "state": sale.state,
        "host": sale.host_id,
        "may": may,
        "urls": {
            "events": f"{hot}/events",
            "state": f"{hot}/state",
            "broadcast": f"{hot}/broadcast",
            "pass": reverse("live:camera-pass", args=[sale.pk]),
            "change_state": reverse("live:change-state", args=[sale.pk]),
            "lineup": reverse("live:console-lineup", args=[sale.pk]),
            "chat": reverse("live:console-chat", args=[sale.pk]),
        },
    }
