"""A city's pages: its desk, a recommendation, goods on it, the file, whom to call."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.channel import access, actions
from yutang.channel.errors import BadCity
from yutang.channel.forms import GoodForm, RecommendForm
from yutang.channel.queries import desk as reads
from yutang.channel.queries import files, shown
from yutang.goods import queries as goods
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.places.rules import Level
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told
from yutang.plumbing.sheets import Form, sent

_ROWS_A_PAGE = 30
_TEXT_MAX = 60


@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The recommendations of the reader's cities; for who checks, those that wait come first."""
    person = need_person(request)
    access.need_desk(person)
    waits = request.GET.get("show") == "waiting"
    rows = reads.with_counts(access.recommendations_of(person), only_waiting=waits)
    page = page_of(request, rows, _ROWS_A_PAGE)
    names = places.full_names({row.city_code for row in page.object_list})
    context = {
        "page": page,
        "rows": [(row, names[row.city_code]) for row in page.object_list],
        "channels": shown.channels(),
        "waits": waits,
        "checks": bool(access.provinces_of(person)),
        "runs": access.runs_channels(person),
    }
    return render(request, "channel/desk.html", context)


@form_page
def begin(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Begin a recommendation: of which city, whom to call."""
    person = need_person(request)
    codes = access.need_desk(person)
    channel = access.channel(channel_id)
    own = next((code for code in codes if len(code) == 4), "")  # noqa: PLR2004 - a prefecture
    form = RecommendForm(request.POST if request.method == "POST" else None, initial={"city": own})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            city = _city(form.cleaned_data["city"])
            made = actions.begin(channel.pk, city, form.contact(), person)
            return redirect("channel:goods-choose", made.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "channel": channel}
    return render(request, "channel/form.html", context, status=status)


@never_cache
@require_safe
def recommendation(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """A recommendation with its goods and what was decided."""
    person = need_person(request)
    found = access.recommendation_for(person, recommendation_id)
    context = {
        "recommendation": found,
        "city": places.full_name(found.city_code),
        "goods": reads.goods_of(found),
        "checks": access.checks(person, found.city_code),
    }
    return render(request, "channel/recommendation.html", context)


@never_cache
@require_safe
def choose(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Look for goods of the city to recommend."""
    found = access.recommendation_for(need_person(request), recommendation_id)
    text = request.GET.get("q", "").strip()[:_TEXT_MAX]
    context = {
        "recommendation": found,
        "city": places.full_name(found.city_code),
        "products": reads.may_be_recommended(found.city_code, text),
        "text": text,
    }
    return render(request, "channel/choose.html", context)


@form_page
def add(request: HttpRequest, recommendation_id: int, product_id: int) -> HttpResponse:
    """Write a good on the recommendation: batch, supply, price, marks."""
    person = need_person(request)
    found = access.recommendation_for(person, recommendation_id)
    product = goods.product_view(product_id)
    if product is None or not product.origin_code.startswith(found.city_code):
        raise NotFound
    batches = [(each.id, f"{each.number} · {each.harvested_on}") for each in product.batches]
    held = "、".join(mark.number for mark in goods.shown_marks(product_id))
    said = request.POST if request.method == "POST" else None
    form = GoodForm(batches, said, initial={"marks": held})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.add_good(found.pk, product_id, form.facts(), person)
            messages.success(request, _("%(name)s is on the list.") % {"name": product.title})
            return redirect("channel:recommendation", found.pk)
    context = {"form": form, "recommendation": found, "product": product}
    status = 422 if form.errors else 200
    return render(request, "channel/add.html", context, status=status)


@require_POST
def remove(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Take a good off a recommendation that was not sent yet."""
    person = need_person(request)
    found = access.candidate_for(person, candidate_id)
    with refusals_told(request):
        actions.remove_good(found.pk, person)
    return redirect("channel:recommendation", found.recommendation_id)


@require_POST
def send(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Send a recommendation."""
    person = need_person(request)
    access.recommendation_for(person, recommendation_id)
    with refusals_told(request):
        actions.send(recommendation_id, person)
        messages.success(request, _("Sent. The province checks each of the goods."))
    return redirect("channel:recommendation", recommendation_id)


@never_cache
@require_POST
def contact(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Open whom to call; who opened it and why is kept."""
    person = need_person(request)
    access.recommendation_for(person, recommendation_id)
    with refusals_told(request):
        found = actions.open_contact(recommendation_id, request.POST.get("reason", ""), person)
        said = _("Call %(name)s: %(phone)s") % {"name": found.name, "phone": found.phone}
        messages.info(request, said)
    return redirect("channel:recommendation", recommendation_id)


@never_cache
@require_POST
def file(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Download the recommendation in the style of the 832 platform; its contact is opened."""
    person = need_person(request)
    found = access.recommendation_for(person, recommendation_id)
    with refusals_told(request):
        opened = actions.open_contact(found.pk, request.POST.get("reason", ""), person)
        form: Form = "csv" if request.POST.get("form") == "csv" else "xlsx"
        with translation.override("zh-hans"):
            rows = list(files.rows_of(found, opened))
        return sent(rows, f"recommendation-832-{found.pk}", form)
    return redirect("channel:recommendation", found.pk)


def _city(text: str) -> str:
    """Return the code of the prefecture that was meant. Raises `BadCity`."""
    found = [place for place in places.find(text.strip(), 5) if place.level == Level.PREFECTURE]
    if len(found) != 1:
        raise BadCity
    return found[0].code
