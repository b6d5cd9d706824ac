"""Pages of the shares room: a lot's split with its agreement, and a place's default."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yutang.delivery import queries as delivery
from yutang.kernel.clock import now
from yutang.kernel.errors import Refusal
from yutang.people import queries as people
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, refusals_in, refusals_told
from yutang.plumbing.reader import sentence
from yutang.shares import access, actions, queries, rules
from yutang.shares.forms import SplitForm, initial_of
from yutang.shares.rules import Part
from yutang.trade.queries import LotView

_EXAMPLE_FEN = 2990
"""The price in the preview of a default, which has no lot."""


@never_cache
@form_page
def lot(request: HttpRequest, lot_id: int) -> HttpResponse:
    """A lot's split: what it makes of the price, who has agreed, and a new version."""
    person = need_person(request)
    view = access.lot_to_see(person, lot_id)
    latest = queries.latest_split(lot_id)
    proposes = access.may_propose(person, view)
    if request.method == "POST" and not proposes:
        access.lot_for(person, lot_id)
    form = _form_of_lot(request, view, latest)
    if request.method == "POST":
        if _wants_preview(request):
            return _preview(request, form, view.price_fen)
        if "look" not in request.POST and form.is_valid():
            with refusals_in(form):
                actions.propose_named(lot_id, form.drafts(), person)
                messages.success(request, _("Saved. It is in force once both have agreed."))
                return redirect("shares:lot", lot_id)
    context = {
        "lot": view,
        "split": latest,
        "agreed": queries.splits_in_force([lot_id], now()).get(lot_id),
        "now_parts": latest.of_price(view.price_fen) if latest else (),
        "mine": [sign for sign in latest.signs if sign.person_id == person.pk] if latest else (),
        "is_clerk": access.is_clerk(person, view),
        "proposes": proposes,
        "form": form,
        "organisations": queries.organisations_of(view.product.county_code),
        **_freight(view, latest),
        **_looked_at(form, view.price_fen),
    }
    return render(request, "shares/lot.html", context, status=422 if form.errors else 200)


@require_POST
def agree(request: HttpRequest, split_id: int) -> HttpResponse:
    """The reader agrees for themselves."""
    person = need_person(request)
    _split, view = access.split_for(person, split_id)
    with refusals_told(request):
        split = actions.agree(split_id, person)
        said = _("You have agreed. It is in force from now on.")
        waits = _("You have agreed. The other side still has to.")
        messages.success(request, said if split.agreed_at else waits)
    return redirect("shares:lot", view.id)


@require_POST
def agree_for(request: HttpRequest, split_id: int) -> HttpResponse:
    """The clerk records that somebody without an account agreed."""
    person = need_person(request)
    _split, view = access.split_for(person, split_id)
    access.require_clerk(person, view)
    with refusals_told(request):
        actions.agree_for(
            split_id, request.POST.get("side", ""), person, request.POST.get("reason", "")
        )
        messages.success(request, _("Recorded, with your name and the reason."))
    return redirect("shares:lot", view.id)


@never_cache
@form_page
def default(request: HttpRequest, code: int | None = None) -> HttpResponse:
    """What the new splits of a place start from."""
    person, place_code = need_person(request), "" if code is None else str(code)
    access.require_default(person, place_code)
    parts = queries.default_parts(place_code)
    initial = initial_of(parts, queries.payee_views({part.payee for part in parts}))
    form = SplitForm(request.POST or None, initial=initial, named=False)
    if request.method == "POST":
        if _wants_preview(request):
            return _preview(request, form, _EXAMPLE_FEN)
        if "look" not in request.POST and form.is_valid():
            with refusals_in(form):
                actions.set_default(place_code, form.drafts(), person)
                messages.success(request, _("Saved. New splits start from it; old ones stay."))
                return redirect(request.path)
    context = {
        "code": place_code,
        "place_name": places.full_names({place_code}).get(place_code, place_code),
        "form": form,
        "price_fen": _EXAMPLE_FEN,
        "now_parts": _parts_of(parts, _EXAMPLE_FEN),
        "organisations": queries.organisations_of(place_code),
        **_looked_at(form, _EXAMPLE_FEN),
    }
    return render(request, "shares/default.html", context, status=422 if form.errors else 200)


def _form_of_lot(
    request: HttpRequest, view: LotView, latest: queries.SplitView | None
) -> SplitForm:
    code = view.product.county_code
    if latest is None:
        parts = queries.default_parts(code)
        payees = queries.payee_views({part.payee for part in parts})
    else:
        parts, payees = latest.parts, latest.payees
    hosts = {host.pk: host.name for host in people.holders("host", code[:2])}
    hosts |= {
        payees[part.payee].person_id or 0: payees[part.payee].name
        for part in parts
        if part.kind == rules.HOST and part.payee in payees
    }
    return SplitForm(
        request.POST or None, initial=initial_of(parts, payees), hosts=sorted(hosts.items())
    )


def _wants_preview(request: HttpRequest) -> bool:
    return request.headers.get("X-Preview") == "1"


def _preview(request: HttpRequest, form: SplitForm, price_fen: int) -> HttpResponse:
    """What the script shows while somebody types: the parts, or what is wrong with them."""
    context = _looked_at(form, price_fen) | {"price_fen": price_fen}
    return render(request, "shares/_preview.html", context)


def _looked_at(form: SplitForm, price_fen: int) -> dict[str, Any]:
    """Return what the parts that were typed make of the price, and why not, when they cannot."""
    if not form.is_bound:
        return {}
    form.is_valid()
    parts = [part for part, _who in form.drafts()]
    try:
        rules.check(parts, price_fen)
    except Refusal as refusal:
        return {"typed": (), "said": sentence(refusal)}
    return {"typed": _parts_of(parts, price_fen), "said": "", "ate": _eats(parts, price_fen, 0)}


def _parts_of(parts: Sequence[Part], price_fen: int) -> list[queries.PartView]:
    fen = rules.divide(parts, price_fen, 1)
    kinds = (rules.FARMER, *(part.kind for part in parts))
    named = ((kind, "", got) for kind, got in zip(kinds, fen, strict=True))
    return queries.part_views(named, price_fen)


def _freight(view: LotView, latest: queries.SplitView | None) -> dict[str, Any]:
    """Return what the way of one unit costs, and whether it eats the price."""
    cost = delivery.cost_of(view.id)
    borne_fen = cost.fen - cost.buyer_fen
    parts = latest.parts if latest else ()
    return {"cost": cost, "borne_fen": borne_fen, "eats": _eats(parts, view.price_fen, borne_fen)}


def _eats(parts: Sequence[Part], price_fen: int, borne_fen: int) -> bool:
    """Tell whether the way, as agreed or as the carrier's tariff has it, takes too much."""
    agreed = sum(int(each.exact(price_fen, 1)) for each in parts if each.kind == rules.FREIGHT)
    return rules.freight_eats(max(agreed, borne_fen), price_fen)
