"""A batch in the register: what is known of it, what is missing, and what can be written down."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yutang.goods import access, actions, queries
from yutang.goods.forms import CertificateForm, InspectionForm, MakeForm, ReasonForm, StepForm
from yutang.goods.models import Batch, Certificate
from yutang.goods.pages.answer import answer
from yutang.goods.pages.trace import trace_address
from yutang.goods.qr import qr_svg
from yutang.goods.rules import certificates, trace
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, refusals_told

LABELS = (12, 24, 48, 96)
"""How many labels a sheet may have."""


@require_safe
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """A batch with its certificate, story, tests, and what is left of it."""
    person = need_person(request)
    found = access.batch_for(person, batch_id)
    view = queries.trace_of(batch_id)
    if view is None:
        raise NotFound
    stock = queries.stock_of(batch_id)
    facts = queries.facts_of(found.product)
    bound = certificates.is_bound(facts, today())
    meant = certificates.duty_on(facts.class_code, facts.processing, today()) is not None
    context = {
        "batch": found,
        "view": view,
        "stock": stock,
        "missing": view.certificate is None and bound,
        "encouraged": view.certificate is None and meant and not bound,
        "failed": queries.failed_test(batch_id),
        "made": queries.made_of(batch_id),
        "code": trace.shown_code(found.code),
        "qr": qr_svg(trace_address(request, found.code), _("QR code of the trace page")),
        "may_confirm": _may_confirm(person, found),
        "is_root": not found.flows_in.exists(),
        "clerk_confirms": found.product.producer.person_id is None,
    }
    return render(request, "goods/batch.html", context)


@form_page
def new_step(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Write down what was done to a batch."""
    person = need_person(request)
    found = access.batch_for(person, batch_id)
    form = StepForm(request.POST or None, initial=StepForm.initial_for(found, today()))

    def save() -> HttpResponseBase:
        actions.add_step(batch_id, form.facts(found.product.producer), person)
        return _written(request, batch_id)

    return answer(request, form, save, _context(found, _("What was done")))


@form_page
def make(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Pack, process, divide or mix: make a batch of this one."""
    person = need_person(request)
    found = access.batch_for(person, batch_id)
    left_g = queries.stock_of(batch_id).left_g
    form = MakeForm(
        request.POST or None,
        batch=found,
        left_g=left_g,
        others=queries.mixable(found),
        products=found.product.producer.products.order_by("pk"),
        initial={
            **StepForm.initial_for(found, today()),
            "product": found.product_id,
            "number": f"{found.number}-{found.flows_out.count() + 1}"[:40],
        },
    )

    def save() -> HttpResponseBase:
        producer = found.product.producer
        made = actions.pass_on(
            form.taken(), form.cleaned_data["product"], form.made(), form.facts(producer), person
        )
        messages.success(request, _("The new batch is written down. It has labels of its own."))
        return redirect("goods:batch", made.pk)

    context = _context(found, _("Pack, divide or mix"))
    return answer(request, form, save, context, "goods/make.html")


@form_page
def new_test(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Write down a test of the batch, with a picture of its report."""
    person = need_person(request)
    found = access.batch_for(person, batch_id)
    form = InspectionForm(
        request.POST or None, request.FILES or None, initial={"tested_on": today()}
    )

    def save() -> HttpResponseBase:
        file = form.cleaned_data["file"]
        actions.add_inspection(batch_id, form.facts(), file.read() if file else None, person)
        return _written(request, batch_id)

    return answer(request, form, save, _context(found, _("Add a test")))


@form_page
def new_certificate(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Issue the batch's certificate in one screen, or one that replaces it."""
    person = need_person(request)
    found = access.batch_for(person, batch_id)
    before = queries.certificate_of(batch_id)
    form = CertificateForm(request.POST or None, initial=_promised(found, before))
    if before is None:
        del form.fields["reason"]

    def save() -> HttpResponseBase:
        made = actions.issue_certificate(
            batch_id,
            form.facts(),
            person,
            replaces=before.number if before else "",
            reason=form.cleaned_data.get("reason", ""),
        )
        messages.success(request, _("The certificate is issued. It stands as it is."))
        return redirect("goods:certificate-print", made.number)

    heading = _("Replace the certificate") if before else _("Issue the certificate")
    context = _context(found, heading) | {
        "before": before,
        "origin": queries.trace_of(batch_id),
        "promises": certificates.PROMISES[certificates.WORDING],
    }
    return answer(request, form, save, context, "goods/certificate_new.html")


@require_POST
def confirm(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The grower confirms that the batch is theirs; a clerk, for who has no account."""
    person = need_person(request)
    access.batch_for(person, batch_id)
    with refusals_told(request):
        actions.confirm_batch(batch_id, person, request.POST.get("reason", "")[:120])
        messages.success(request, _("The origin is confirmed."))
    return redirect("goods:batch", batch_id)


@form_page
def recall(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Take the batch back, with all that was made of it."""
    person = need_person(request)
    found = access.batch_for(person, batch_id)
    form = ReasonForm(request.POST or None)
    family = queries.batch_family(batch_id, "down")

    def save() -> HttpResponseBase:
        actions.recall_batch(batch_id, form.cleaned_data["reason"], person)
        messages.success(request, _("The batch is recalled; what was on sale of it is closed."))
        return redirect("goods:batch", batch_id)

    context = _context(found, _("Recall the batch")) | {"others": len(family) - 1}
    return answer(request, form, save, context, "goods/recall.html")


@require_safe
def labels(request: HttpRequest, batch_id: int) -> HttpResponse:
    """A sheet of labels for boxes."""
    found = access.batch_for(need_person(request), batch_id)
    asked = request.GET.get("count", "")
    count = int(asked) if asked.isdigit() and int(asked) in LABELS else LABELS[1]
    context = {
        "batch": found,
        "labels": range(count),
        "count": count,
        "counts": LABELS,
        "code": trace.shown_code(found.code),
        "qr": qr_svg(trace_address(request, found.code), _("QR code of the trace page")),
    }
    return render(request, "goods/labels.html", context)


def _may_confirm(person: Person, found: Batch) -> bool:
    grower = found.product.producer.person_id
    return found.confirmed_at is None and grower in (None, person.pk)


def _promised(found: Batch, before: Certificate | None) -> dict[str, Any]:
    if before is None:
        return {"quantity_g": found.quantity_g, "issued_on": today(), "by_control": True}
    return {
        "quantity_g": before.quantity_g,
        "issued_on": today(),
        "by_control": before.by_control,
        "by_own_test": before.by_own_test,
        "by_laboratory": before.by_laboratory,
    }


def _context(found: Batch, heading: str) -> dict[str, Any]:
    return {
        "batch": found,
        "heading": heading,
        "lead": f"{found.product.name} {found.number}",
        "back": reverse("goods:batch", args=[found.pk]),
    }


def _written(request: HttpRequest, batch_id: int) -> HttpResponse:
    messages.success(request, _("Written down."))
    return redirect("goods:batch", batch_id)
