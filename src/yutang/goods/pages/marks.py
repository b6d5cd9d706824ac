"""Marks of a product: written down from their documents, taken down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yutang.goods import access, actions
from yutang.goods.forms import MarkForm
from yutang.goods.pages.answer import answer
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page


@form_page
def new_mark(request: HttpRequest, product_id: int) -> HttpResponseBase:
    """Write down a mark that the product may show."""
    person = need_person(request)
    found = access.product_for(person, product_id)
    form = MarkForm(request.POST or None, request.FILES or None)

    def save() -> HttpResponseBase:
        document = form.cleaned_data["file"].read()
        actions.add_mark(found.pk, form.facts(), document, person)
        messages.success(
            request, _("The mark is in the register. Buyers see it while it is valid.")
        )
        return redirect("goods:product-edit", found.pk)

    back = reverse("goods:product-edit", args=[found.pk])
    context = {"heading": _("Add a mark"), "lead": found.name, "back": back}
    return answer(request, form, save, context)


@require_POST
def remove_mark(request: HttpRequest, use_id: int) -> HttpResponse:
    """Take a mark down from its product."""
    use = access.mark_for(need_person(request), use_id)
    actions.end_mark(use.pk)
    messages.success(request, _("The mark is taken down."))
    return redirect("goods:product-edit", use.product_id)
