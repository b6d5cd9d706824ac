"""One claim: its thread, its clock, and the steps that are open to whoever reads it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.care import access, actions, queries
from yutang.care.errors import BadAmount
from yutang.care.models import Claim
from yutang.care.queries import claims, rule
from yutang.care.rules import asking, steps
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.money import fen_from_yuan, yuan
from yutang.people.access import Person
from yutang.people.rules import masked
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import refusals_told
from yutang.plumbing.seal import unseal

Taken = Callable[[int, Person, HttpRequest], object]


@never_cache
@require_safe
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """A claim for its buyer, its seller and the county."""
    person = need_person(request)
    found = access.claim_for(person, claim_id)
    sides = access.sides_of(person, found)
    view = claims.claim_views([found])[0]
    context = {
        "claim": view,
        "side": "county" if "county" in sides else next(iter(sides)),
        "open": _open_steps(found, sides),
        "thread": claims.thread(found.remarks.order_by("id")),
        "photo_ids": found.photos.values_list("pk", flat=True),
        "back_to": _back_to(found, sides),
        "known_address": _known_address(person, found) if "seller" in sides else None,
        "order_fen": found.order.amount_fen + found.order.freight_fen,
        "freight_fen": found.order.freight_fen,
        "terms": rule.terms_of(found.policy),
        "paper": _("Claim %(number)d") % {"number": found.pk},
    }
    return render(request, "care/claim.html", context)


@require_POST
def claim_step(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Take a step: ``step`` names it. What is refused is told on the claim's page."""
    person = need_person(request)
    access.claim_for(person, claim_id)
    take = _STEPS.get(request.POST.get("step", ""))
    if take is None:
        raise NotFound
    with refusals_told(request):
        take(claim_id, person, request)
        messages.success(request, _("Done. Everybody concerned sees it here."))
    return redirect("care:claim", claim_id)


@require_safe
def photo(request: HttpRequest, photo_id: int) -> HttpResponse:
    """A photograph, to whom it is shown; it has no public address."""
    found = access.photo_for(person_of(request), photo_id)
    with found.file.open("rb") as kept:
        response = HttpResponse(kept.read(), content_type="image/webp")
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Disposition"] = "inline"
    return response


def _amount(request: HttpRequest, most_fen: int = 10**9) -> int:
    try:
        return fen_from_yuan(request.POST.get("amount", "")[:20])
    except ValueError as error:
        raise BadAmount(most=yuan(most_fen)) from error


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "")


def _give_address(claim_id: int, person: Person, request: HttpRequest) -> object:
    said = request.POST
    return actions.give_address(
        claim_id, person, said.get("name", ""), said.get("mobile", ""), said.get("line", "")
    )


_STEPS: dict[str, Taken] = {
    "accept": lambda claim_id, person, _request: actions.accept(claim_id, person),
    "offer": lambda claim_id, person, request: actions.offer(
        claim_id, person, _amount(request), _text(request)
    ),
    "refuse": lambda claim_id, person, request: actions.refuse(claim_id, person, _text(request)),
    "take": lambda claim_id, person, _request: actions.take(claim_id, person),
    "appeal": lambda claim_id, person, request: actions.appeal(claim_id, person, _text(request)),
    "withdraw": lambda claim_id, person, _request: actions.withdraw(claim_id, person),
    "decide": lambda claim_id, person, request: actions.decide(
        claim_id, person, _amount(request), _text(request)
    ),
    "give_address": _give_address,
    "send_back": lambda claim_id, person, request: actions.send_back(
        claim_id, person, request.POST.get("waybill", "")
    ),
    "arrive": lambda claim_id, person, _request: actions.note_arrival(claim_id, person),
    "give_back": lambda claim_id, person, _request: actions.give_back(claim_id, person),
    "dispute": lambda claim_id, person, request: actions.dispute_return(
        claim_id, person, _text(request)
    ),
    "say": lambda claim_id, person, request: actions.say(claim_id, person, _text(request)),
}


def _open_steps(found: Claim, sides: frozenset[steps.Side]) -> set[str]:
    """Return the steps to offer; a clerk who can decide is not offered to give in as well."""
    able = set(steps.open_to(sides, found.kind, found.state, found.due_at, now()))
    if "decide" in able:
        return {"decide"}
    return set(able)


def _back_to(found: Claim, sides: frozenset[steps.Side]) -> asking.Receiver | None:
    """Return where the goods go: whole for the buyer and the seller, masked for a clerk."""
    if found.back_to_sealed is None:
        return None
    whole = asking.from_json(unseal(found.back_to_sealed))
    if "county" not in sides:
        return whole
    return asking.Receiver(f"{whole.name[:1]}**", masked(whole.mobile), "***")


def _known_address(person: Person, found: Claim) -> asking.Receiver | None:
    """Return the address that this seller gave last, to fill in the form; their own only."""
    if found.producer.person_id != person.pk:
        return None
    sealed = queries.claims.last_address(found.producer_id)
    return asking.from_json(unseal(sealed)) if sealed else None
