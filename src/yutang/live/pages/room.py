"""The room's pages for viewers. What moves in them comes from the gate."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from yutang.kernel.clock import now, wall
from yutang.live import access, queries, rules, words
from yutang.live.models import Sale, SaleState
from yutang.live.queries import LineupRow
from yutang.people.access import Person
from yutang.people.sessions import person_of


@require_safe
def room(request: HttpRequest, sale_id: int) -> HttpResponse:
    """The live room, or the same room as announcement or replay."""
    person = person_of(request)
    sale = access.sale_for(person, sale_id)
    rows = queries.lineup(sale)
    over = sale.state in rules.OVER
    marks = queries.marks(sale, rows) if sale.state == SaleState.REPLAY else []
    context = {
        "sale": sale,
        "counties": queries.counties_of(sale),
        "rows": rows,
        "pinned": pinned_row(rows),
        "marks": marks,
        "chat": queries.last_messages(sale),
        "viewers": queries.viewers(sale),
        "over": over,
        "running": sale.state in rules.RUNNING,
        "selling": sale.state in rules.SELLING,
        "announced": sale.state == SaleState.PLANNED,
        "person": person,
        "may_run": access.may(person, sale, "console"),
        "sign_in_url": _sign_in_url(request),
        "room": _room_data(request, sale, person),
        "words": words.room(),
    }
    return render(request, "live/room.html", context)


@require_safe
def lineup(request: HttpRequest, sale_id: int) -> HttpResponse:
    """The lineup alone, fetched by the room when a tick says that it changed."""
    sale = access.sale_for(person_of(request), sale_id)
    context = {
        "sale": sale,
        "rows": queries.lineup(sale),
        "selling": sale.state in rules.SELLING,
        "announced": sale.state == SaleState.PLANNED,
    }
    return render(request, "live/_lots.html", context)


def _room_data(request: HttpRequest, sale: Sale, person: Person | None) -> dict[str, Any]:
    """What the room's scripts need to begin with."""
    hot = f"/live/{sale.pk}"
    return {
        "sale": sale.pk,
        "state": sale.state,
        "called_off": sale.state in rules.OVER and sale.live_at is None,
        "host": sale.host_id,
        "selling": sale.state in rules.SELLING,
        "starts_at": sale.starts_at.timestamp(),
        "starts": f"{wall(sale.starts_at):%Y-%m-%d %H:%M}",
        "now": now().timestamp(),
        "replay": queries.replay_url(sale),
        "person": person.pk if person is not None else None,
        "sign_in": _sign_in_url(request),
        "urls": {
            "events": f"{hot}/events",
            "state": f"{hot}/state",
            "orders": f"{hot}/orders",
            "tickets": f"{hot}/tickets",
            "chat": f"{hot}/chat",
            "likes": f"{hot}/likes",
            "lineup": reverse("live:lineup", args=[sale.pk]),
            "pay": "/orders/{order}/pay/",
        },
    }


def _sign_in_url(request: HttpRequest) -> str:
    return f"{reverse('people:sign-in')}?{urlencode({'next': request.get_full_path()})}"


def pinned_row(rows: list[LineupRow]) -> LineupRow | None:
    """Return the row being explained."""
    return next((row for row in rows if row.pinned), None)
