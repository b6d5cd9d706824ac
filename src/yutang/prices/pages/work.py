"""What clerks decide: names, quotes that were held back, alerts, and what products compare with."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.goods import access as goods_access
from yutang.goods import queries as goods
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told
from yutang.plumbing.reader import reads_english, sentence
from yutang.prices import access, actions
from yutang.prices.actions.naming import leave_aside
from yutang.prices.forms import GoodForm, MergeForm, ProductGoodForm, ReasonForm
from yutang.prices.models import GoodName, GoodOfProduct
from yutang.prices.queries import names as name_queries
from yutang.prices.queries.flaws import flaw_of
from yutang.prices.queries.goods import good_for_product, names_of
from yutang.prices.rules import alerts as rules

_NAMES_A_PAGE = 20
_HELD_A_PAGE = 30
_ALERTS_A_PAGE = 30


@never_cache
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """The ways of a clerk, with what waits on each."""
    person = access.need_keeper(need_person(request))
    context = {
        "names": name_queries.waiting_count(),
        "held": access.held_of(person).count(),
        "alerts": access.alerts_of(person).filter(dismissed_at=None).count(),
        "markets": access.markets_of(person).count(),
    }
    return render(request, "prices/work.html", context)


@never_cache
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Names that wait, with what they may mean; or those that were left aside."""
    access.need_keeper(need_person(request))
    aside = request.GET.get("aside") == "1"
    kind = GoodName.Kind.IGNORED if aside else ""
    page = page_of(request, name_queries.waiting(kind), _NAMES_A_PAGE)
    context = {
        "page": page,
        "rows": name_queries.with_suggestions(list(page.object_list)),
        "aside": aside,
        "keep": "aside=1&" if aside else "",
    }
    return render(request, "prices/names.html", context)


@never_cache
@form_page
def name(request: HttpRequest, good_name: int) -> HttpResponse:
    """One name: which good it means. POST decides."""
    person = need_person(request)
    found = access.name_for(person, good_name)
    if request.method == "POST":
        with refusals_told(request):
            _decide(request, found.pk)
            messages.success(request, _("Saved."))
        return redirect("prices:names")
    [row] = name_queries.with_suggestions([found])
    return render(request, "prices/name.html", {"row": row, "form": ProductGoodForm()})


def _decide(request: HttpRequest, name_id: int) -> None:
    person = need_person(request)
    asked = request.POST.get("means", "")
    if asked == "own":
        actions.map_name(name_id, None, person)
    elif asked == "aside":
        leave_aside(name_id, person)
    elif asked == "wait":
        actions.put_back(name_id, person)
    else:
        actions.map_name(name_id, number(asked or request.POST.get("good")), person)


@never_cache
@require_POST
def all_names(request: HttpRequest) -> HttpResponse:
    """Make every name that waits a good of its own."""
    made = actions.map_all_new(access.need_keeper(need_person(request)))
    messages.success(request, _("%(n)s names are goods of their own now.") % {"n": made})
    return redirect("prices:names")


@never_cache
@form_page
def good_edit(request: HttpRequest, quoted_good: int) -> HttpResponse:
    """How a good is called, its names, and into which other it goes."""
    person = access.need_keeper(need_person(request))
    found = access.good(quoted_good)
    merges = "into" in request.POST
    said = request.POST if request.method == "POST" else None
    initial = {
        "name": found.name, "name_en": found.name_en, "class_code": found.class_code,
    }  # fmt: skip
    form = GoodForm(None if merges else said, initial=initial)
    merge = MergeForm(said if merges else None)
    chosen = merge if merges else form
    if said is not None and chosen.is_valid():
        with refusals_in(chosen):
            if merges:
                into = actions.merge(found.pk, merge.cleaned_data["into"].pk, person)
                messages.success(request, _("They are one good now."))
                return redirect("prices:good", into.pk)
            facts = form.cleaned_data
            actions.edit_good(
                found.pk, facts["name"], facts["name_en"], facts["class_code"], person
            )
            messages.success(request, _("Saved."))
            return redirect("prices:good", found.pk)
    context = {"good": found, "form": form, "merge": merge, "names": names_of(found.pk)}
    return render(request, "prices/good_edit.html", context, status=422 if chosen.errors else 200)


@never_cache
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """Quotes far from the days around, to be confirmed or left out."""
    page = page_of(request, access.held_of(need_person(request)), _HELD_A_PAGE)
    rows = [(each, sentence(flaw_of(each.held_code, each.held_fields))) for each in page]
    return render(request, "prices/held.html", {"page": page, "rows": rows})


@never_cache
@require_POST
def decide_held(request: HttpRequest, held_quote: int) -> HttpResponse:
    """Say whether a quote that was held back is right."""
    person = need_person(request)
    with refusals_told(request):
        if request.POST.get("is") == "right":
            actions.confirm(held_quote, person)
            messages.success(request, _("It counts now."))
        else:
            actions.dismiss(held_quote, person)
            messages.success(request, _("It stays out."))
    return redirect("prices:held")


@never_cache
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """Products of the person's places that are sold below the market, and the rule."""
    person = need_person(request)
    page = page_of(request, access.alerts_of(person), _ALERTS_A_PAGE)
    context = {
        "page": page,
        "rules": {each.rule: rules.named(each.rule) for each in page},
        "rule": rules.RULES[-1],
        "source": rules.RULES[-1].source_en if reads_english() else rules.RULES[-1].source_zh,
        "form": ReasonForm(),
    }
    return render(request, "prices/alerts.html", context)


@never_cache
@form_page
def alert(request: HttpRequest, price_alert: int) -> HttpResponse:
    """One alert, with its numbers; POST dismisses it with a reason."""
    person = need_person(request)
    found = access.alert_for(person, price_alert)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.dismiss_alert(found.pk, form.cleaned_data["reason"], person)
            messages.success(request, _("Saved."))
            return redirect("prices:alerts")
    rule = rules.named(found.rule)
    context = {
        "alert": found,
        "form": form,
        "rule": rule,
        "source": (rule.source_en if reads_english() else rule.source_zh) if rule else "",
    }
    return render(request, "prices/alert.html", context, status=422 if form.errors else 200)


@never_cache
@form_page
def product(request: HttpRequest, product_id: int) -> HttpResponse:
    """With which good a product is compared; for the clerks of its place."""
    person = access.need_keeper(need_person(request))
    goods_access.product_for(person, product_id)
    view = goods.product_view(product_id)
    if view is None:
        raise NotFound
    said = GoodOfProduct.objects.filter(product=product_id).first()
    form = ProductGoodForm(
        request.POST if request.method == "POST" else None,
        initial={"good": said.good_id if said else None},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            chosen = form.cleaned_data["good"]
            actions.set_product_good(product_id, chosen.pk if chosen else None, person)
            messages.success(request, _("Saved."))
            return redirect("prices:product", product_id)
    context = {
        "product": view,
        "form": form,
        "compared": good_for_product(product_id, view.class_code),
        "suggestions": name_queries.alike_to(view.name),
    }
    return render(request, "prices/product.html", context, status=422 if form.errors else 200)
