"""Pages of the goods room: the public product page, and the register of those who run it."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Page
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yutang.goods import access, actions, offers, queries
from yutang.goods.errors import NotYourPlace
from yutang.goods.forms import BatchForm, PictureForm, ProducerForm, ProductForm
from yutang.goods.models import Batch, Producer, Product
from yutang.goods.pages.answer import answer
from yutang.goods.rules import ProducerFacts, certificates
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people import actions as people_actions
from yutang.people.access import Person
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import form_page, page_of

_ROWS_A_PAGE = 30
_TEXT_MAX = 60
_MARKS_DUE_SHOWN = 10


@require_safe
def product(request: HttpRequest, product_id: int) -> HttpResponse:
    """The public page of a product."""
    view = queries.product_view(product_id)
    if view is None:
        raise NotFound
    person = person_of(request)
    context = {
        "product": view,
        "offers": offers.offers_of(product_id),
        "marks": queries.shown_marks(product_id),
        "may_edit": person is not None
        and (
            view.producer_person_id == person.pk
            or access.may_register_at(person, view.village_code)
        ),
    }
    return render(request, "goods/product.html", context)


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Products, producers or batches of those whose register the reader runs."""
    person = need_person(request)
    producers = access.need_register(person)
    show, text = request.GET.get("show", ""), request.GET.get("q", "").strip()[:_TEXT_MAX]
    find = _LISTS.get(show, queries.register_products)
    page = page_of(request, find(producers, text), _ROWS_A_PAGE)
    context = {
        "show": show if show in _LISTS else "products",
        "text": text,
        "text_quoted": quote(text),
        "page": page,
        "rows": _rows(page),
        "marks_due": queries.marks_due(producers)[:_MARKS_DUE_SHOWN],
        "registers": bool(access.registers(person)),
        "own": producers.filter(person=person).first(),
    }
    return render(request, "goods/register.html", context)


_LISTS: dict[str, Callable[[QuerySet[Producer], str], QuerySet[Any]]] = {
    "products": queries.register_products,
    "producers": queries.register_producers,
    "batches": queries.register_batches,
}


@require_safe
def producer(request: HttpRequest, producer_id: int) -> HttpResponse:
    """A producer with its products, for those who run its register."""
    person = need_person(request)
    found = access.producer_for(person, producer_id)
    products = queries.register_products(Producer.objects.filter(pk=found.pk))
    page = page_of(request, products, _ROWS_A_PAGE)
    context = {
        "producer": found,
        "village_name": queries.place_lines([found.village_code])[found.village_code],
        "page": page,
        "rows": _rows(page),
        "registers": access.may_register_at(person, found.village_code),
    }
    return render(request, "goods/producer.html", context)


@form_page
def new_producer(request: HttpRequest) -> HttpResponseBase:
    """Write down a producer; for clerks, within their places."""
    person = need_person(request)
    if not access.registers(person):
        raise NotFound
    form = ProducerForm(request.POST or None)

    def save() -> HttpResponseBase:
        with transaction.atomic():
            made = actions.add_producer(_producer_facts(person, form, None))
        messages.success(request, _("%(name)s is in the register.") % {"name": made.name})
        return redirect("goods:producer", made.pk)

    return answer(
        request, form, save, {"heading": _("New producer"), "back": reverse("goods:register")}
    )


@form_page
def edit_producer(request: HttpRequest, producer_id: int) -> HttpResponseBase:
    """Change what is written about a producer; for clerks of its place."""
    person = need_person(request)
    found = access.producer_for(person, producer_id)
    if not access.may_register_at(person, found.village_code):
        raise NotFound
    form = ProducerForm(request.POST or None, initial=ProducerForm.initial_of(found))

    def save() -> HttpResponseBase:
        with transaction.atomic():
            actions.edit_producer(found.pk, _producer_facts(person, form, found))
        messages.success(request, _("Saved."))
        return redirect("goods:producer", found.pk)

    return answer(request, form, save, {"heading": found.name, "back": _producer_url(found)})


@form_page
def new_product(request: HttpRequest, producer_id: int) -> HttpResponseBase:
    """Write down a product of a producer."""
    found = access.producer_for(need_person(request), producer_id)
    form = ProductForm(request.POST or None)

    def save() -> HttpResponseBase:
        made = actions.add_product(found.pk, form.facts())
        messages.success(request, _("Saved. Now add a photograph and a batch."))
        return redirect("goods:product-edit", made.pk)

    context = {"heading": _("New product"), "lead": found.name, "back": _producer_url(found)}
    return answer(request, form, save, context)


@form_page
def edit_product(request: HttpRequest, product_id: int) -> HttpResponseBase:
    """Change a product; its pictures and batches are added from here."""
    found = access.product_for(need_person(request), product_id)
    form = ProductForm(request.POST or None, initial=ProductForm.initial_of(found))

    def save() -> HttpResponseBase:
        actions.edit_product(found.pk, form.facts(found.origin_note))
        messages.success(request, _("Saved."))
        return redirect("goods:product-edit", found.pk)

    return answer(request, form, save, _editing(found), "goods/product_edit.html")


@form_page
def add_picture(request: HttpRequest, product_id: int) -> HttpResponseBase:
    """Add a photograph to a product."""
    found = access.product_for(need_person(request), product_id)
    form = PictureForm(request.POST or None, request.FILES or None)

    def save() -> HttpResponseBase:
        said = form.cleaned_data
        data = said["file"].read()
        actions.add_picture(found.pk, data, alt=said["alt"], alt_en=said["alt_en"])
        messages.success(request, _("The picture is in its place."))
        return redirect("goods:product-edit", found.pk)

    context = {"heading": _("Add a picture"), "lead": found.name, "back": _edit_url(found)}
    return answer(request, form, save, context)


@require_POST
def remove_picture(request: HttpRequest, picture_id: int) -> HttpResponse:
    """Take a picture away."""
    picture = access.picture_for(need_person(request), picture_id)
    actions.remove_picture(picture.pk)
    messages.success(request, _("The picture is gone."))
    return redirect("goods:product-edit", picture.product_id)


@form_page
def new_batch(request: HttpRequest, product_id: int) -> HttpResponseBase:
    """Write down a harvest or run of a product."""
    found = access.product_for(need_person(request), product_id)
    latest = next(iter(queries.latest_batches(found.pk)), None)
    form = BatchForm(request.POST or None, initial=BatchForm.initial_for(latest, today()))

    def save() -> HttpResponseBase:
        actions.add_batch(found.pk, form.facts())
        messages.success(request, _("The batch is in the register."))
        return redirect("goods:product-edit", found.pk)

    context = {"heading": _("New batch"), "lead": found.name, "back": _edit_url(found)}
    return answer(request, form, save, context)


def _producer_facts(person: Person, form: ProducerForm, before: Producer | None) -> ProducerFacts:
    said = form.cleaned_data
    if not people.may(person, "clerk", said["village_code"]):
        raise NotYourPlace
    account = before.person_id if before else None
    if said["mobile"]:
        account = people_actions.enrol(said["mobile"], said["name"][:40]).pk
    return ProducerFacts(
        kind=said["kind"],
        name=said["name"],
        village_code=said["village_code"],
        credit_code=said["credit_code"],
        person_id=account,
        is_demo=before.is_demo if before else False,
    )


def _producer_url(found: Producer) -> str:
    return reverse("goods:producer", args=[found.pk])


def _edit_url(found: Product) -> str:
    return reverse("goods:product-edit", args=[found.pk])


def _editing(found: Product) -> dict[str, Any]:
    return {
        "product": found,
        "pictures": [queries.picture_view(picture) for picture in found.pictures.all()],
        "batches": _batch_rows(queries.batches_of(found.pk)),
        "marks": queries.marks_of(found.pk),
        "back": _producer_url(found.producer),
    }


def _rows(page: Page[Any]) -> list[dict[str, Any]]:
    """Return the rows of a page with the names of their places."""
    rows = list(page.object_list)
    if rows and isinstance(rows[0], Batch):
        return _batch_rows(rows)
    names = queries.place_lines({code for row in rows if (code := _place_code(row))})
    return [{"row": row, "place": names.get(_place_code(row), "")} for row in rows]


def _batch_rows(batches: Iterable[Batch]) -> list[dict[str, Any]]:
    """Return batches with what is missing before they are offered."""
    day = today()
    return [
        {
            "row": batch,
            "missing": not getattr(batch, "certified", True)
            and certificates.is_bound(queries.facts_of(batch.product), day),
        }
        for batch in batches
    ]


def _place_code(row: Any) -> str:
    if isinstance(row, Product):
        return row.origin_code
    return row.village_code if isinstance(row, Producer) else ""
