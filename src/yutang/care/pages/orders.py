"""What can be done about an order, and the forms that begin it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.care import actions
from yutang.care.forms import ComplaintForm, DamageForm, KeyedForm, ReviewForm
from yutang.care.pages.answering import about_order, answer
from yutang.care.queries import claims, complaints, reviews, rule, words
from yutang.care.rules import amounts, asking
from yutang.care.rules.asking import OrderFacts
from yutang.care.rules.policy import Terms
from yutang.kernel.clock import now
from yutang.kernel.errors import Refusal
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page
from yutang.plumbing.reader import sentence
from yutang.trade import access
from yutang.trade import queries as trade


@never_cache
@require_safe
def order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """What the buyer can do about an order; for its seller, what was asked about it."""
    person = need_person(request)
    found = access.order_for(person, order_id)
    own = access.side_of(person, found) == "buyer"
    listed = claims.claim_views(claims.claims_of_order(order_id))
    context: dict[str, Any] = {
        "order": trade.order_view(found),
        "own": own,
        "claims": listed,
        "open": next((claim for claim in listed if claim.due_at), None),
    }
    if own:
        context |= _choices(person, order_id)
    return render(request, "care/order_care.html", context)


@form_page
def new_claim(request: HttpRequest, order_id: UUID) -> HttpResponseBase:
    """Say what is wrong with the goods, with photographs."""
    person = need_person(request)
    order, terms, facts = _about(person, order_id)
    asking.may_claim(facts, terms, now())
    form = DamageForm(
        request.POST or None, request.FILES or None, initial={"key": KeyedForm.new_key()}
    )

    def save() -> HttpResponseBase:
        said = form.cleaned_data
        made = actions.claim_damage(order_id, person, form.damage(), said["photos"], said["key"])
        messages.success(request, _("It is with the seller, who has a time to answer."))
        return redirect("care:claim", made.pk)

    context = {
        "order": order,
        "terms": terms,
        "answer_in": words.hours_words(terms.answer_h),
        "most_fen": facts.left_fen,
        "photos_most": asking.PHOTOS_MAX,
        "late_fen": amounts.by_rule("late", facts.goods_fen, 0, terms),
        "example_fen": amounts.by_rule("spoiled", facts.goods_fen, 0, terms, bad=2, of=10),
    }
    return answer(request, form, save, context, "care/claim_new.html")


@form_page
def new_return(request: HttpRequest, order_id: UUID) -> HttpResponseBase:
    """Ask to send the goods back without reason; what will happen stands above the button."""
    person = need_person(request)
    order, terms, facts = _about(person, order_id)
    back_fen = asking.check_return(facts, terms, now())
    form = KeyedForm(request.POST or None, initial={"key": KeyedForm.new_key()})

    def save() -> HttpResponseBase:
        made = actions.ask_return(order_id, person, form.cleaned_data["key"])
        messages.success(request, _("Asked. The seller now says where the goods go."))
        return redirect("care:claim", made.pk)

    context = {"order": order, "terms": terms, "back_fen": back_fen, "facts": facts}
    return answer(request, form, save, context, "care/return_new.html")


@form_page
def new_review(request: HttpRequest, order_id: UUID) -> HttpResponseBase:
    """Review an order that was received; once."""
    person = need_person(request)
    found = access.order_to_pay(person, order_id)
    asking.check_review(found.state, asking.STARS[0], "", 0)
    made = reviews.review_of_order(order_id)
    form = ReviewForm(request.POST or None, request.FILES or None)

    def save() -> HttpResponseBase:
        said = form.cleaned_data
        actions.review(order_id, person, said["stars"], said["text"], said["photos"])
        messages.success(request, _("Thank you. Your review helps others choose."))
        return redirect("care:reviews", found.lot.product_id)

    context = {
        "order": trade.order_view(found),
        "review": reviews.review_views([made])[0] if made else None,
        "photos_most": asking.PHOTOS_MAX,
    }
    return answer(request, form, save, context, "care/review_new.html")


@form_page
def order_complaint(request: HttpRequest, order_id: UUID) -> HttpResponseBase:
    """Complain about an order."""
    person = need_person(request)
    order = trade.order_view(access.order_to_pay(person, order_id))
    form = ComplaintForm(request.POST or None, is_named=True, initial={"key": KeyedForm.new_key()})

    def save() -> HttpResponseBase:
        said = form.cleaned_data
        made = actions.complain(
            about_order(order), said["kind"], said["text"], said["key"], by=person
        )
        messages.success(request, _("Your complaint is kept; on this page you read the answer."))
        return redirect("care:complaint", made.pk)

    context = {"order": order, "subject": order.product.title}
    return answer(request, form, save, context, "care/complaint_new.html")


def _about(person: Person, order_id: UUID) -> tuple[trade.OrderView, Terms, OrderFacts]:
    """Return the buyer's own order, the rule, and what decides about it."""
    found = access.order_to_pay(person, order_id)
    view = trade.order_view(found)
    terms = rule.terms_at(view.product.origin_code, now())
    return view, terms, rule.facts_of(view, trade.way_of(found))


def _choices(person: Person, order_id: UUID) -> dict[str, Any]:
    """Return which ways are open to the buyer, and why the others are not."""
    _order, terms, facts = _about(person, order_id)
    at = now()
    made = reviews.review_of_order(order_id)
    told = complaints.complaints_of_order(order_id, person.pk)
    return {
        "terms": terms,
        "answer_in": words.hours_words(terms.answer_h),
        "complaint_in": words.hours_words(terms.complaint_h),
        "no_claim": _why_not(lambda: asking.may_claim(facts, terms, at)),
        "no_return": _why_not(lambda: asking.check_return(facts, terms, at)),
        "return_until": asking.return_until(facts, terms),
        "no_review": _why_not(lambda: asking.check_review(facts.state, asking.STARS[0], "", 0)),
        "review": made,
        "complaints": complaints.complaint_views(told),
        "can_cancel": _order.is_cancellable,
    }


def _why_not(check: Callable[[], object]) -> str:
    try:
        check()
    except Refusal as refusal:
        return sentence(refusal)
    return ""
