"""Reviews of a product, for everybody; their answers and what the county hides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yutang.care import access, actions
from yutang.care.queries import reviews
from yutang.goods import queries as goods
from yutang.goods.queries import ProductView
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import page_of, refusals_told

_REVIEWS_A_PAGE = 20


@require_safe
def product_reviews(request: HttpRequest, product_id: int) -> HttpResponse:
    """All reviews of a product, newest first, hidden ones in their place with the reason."""
    product = goods.product_views([product_id]).get(product_id)
    if product is None:
        raise NotFound
    page = page_of(request, reviews.reviews_of(product_id), _REVIEWS_A_PAGE)
    context = {
        "product": product,
        "figures": reviews.figures_of(product_id),
        "page": page,
        "reviews": reviews.review_views(page.object_list),
        **_rights(request, product),
    }
    return render(request, "care/reviews.html", context)


@require_POST
def answer_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """The producer's one answer."""
    person = need_person(request)
    found = access.review_to_answer(person, review_id)
    with refusals_told(request):
        actions.answer_review(review_id, person, request.POST.get("text", ""))
        messages.success(request, _("Your answer stands below the review."))
    return redirect("care:reviews", found.product_id)


@require_POST
def hide_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Hide the words of a review, with a reason that everybody reads."""
    person = need_person(request)
    found = access.review_to_hide(person, review_id)
    with refusals_told(request):
        actions.hide_review(review_id, person, request.POST.get("text", ""))
        messages.success(request, _("The words are hidden; your reason stands in their place."))
    return redirect("care:reviews", found.product_id)


@require_POST
def show_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Show the words of a review again."""
    person = need_person(request)
    found = access.review_to_hide(person, review_id)
    actions.show_again(review_id, person)
    messages.success(request, _("The words are shown again."))
    return redirect("care:reviews", found.product_id)


def _rights(request: HttpRequest, product: ProductView) -> dict[str, Any]:
    person = person_of(request)
    own = person is not None and product.producer_person_id == person.pk
    clerk = people.may(person, "clerk", product.origin_code)
    return {"may_answer": own or clerk, "may_hide": clerk and not own}
