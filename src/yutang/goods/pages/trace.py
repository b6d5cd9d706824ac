"""What anybody may see of a batch: its trace page, by the code on its label, and certificates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yutang.goods import access, queries
from yutang.goods.models import Certificate
from yutang.goods.qr import qr_svg
from yutang.goods.rules import certificates, trace
from yutang.kernel.errors import NotFound
from yutang.people import actions as people
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.seal import unseal


def trace_address(request: HttpRequest, code: str) -> str:
    """Return the whole address that a label's QR code leads to."""
    return request.build_absolute_uri(reverse("goods:trace", args=[code]))


@require_safe
def trace_page(request: HttpRequest, trace_code: str) -> HttpResponse:
    """Who grew it, where, when; certificate, tests, steps. The code may be typed by hand."""
    code = trace.normal_code(trace_code)
    batch_id = queries.batch_by_code(code) if code else None
    view = queries.trace_of(batch_id) if batch_id else None
    if view is None:
        raise NotFound
    if code != trace_code:
        return redirect("goods:trace", code)
    person = person_of(request)
    context = {
        "view": view,
        "batch": view.batch,
        "product": queries.product_views([view.batch.product_id])[view.batch.product_id],
        "marks": queries.shown_marks(view.batch.product_id),
        "code": trace.shown_code(code),
        "may_edit": person is not None and access.runs(person, view.batch.product.producer),
    }
    return render(request, "goods/trace.html", context)


@require_safe
def certificate(request: HttpRequest, certificate_number: str) -> HttpResponse:
    """A certificate, for everybody: a person's telephone number is masked."""
    found = queries.certificate_numbered(certificate_number)
    if found is None:
        raise NotFound
    return _show(request, found, found.contact_shown, is_public=True)


@require_safe
def print_certificate(request: HttpRequest, certificate_number: str) -> HttpResponse:
    """The certificate to print, whole; who opened somebody else's number is kept."""
    person = need_person(request)
    found = access.certificate_for(person, certificate_number)
    grower = found.batch.product.producer.person
    if grower is None or grower.pk != person.pk:
        people.record_opening(
            person, grower, "contact", f"certificate {found.number}", "to print the certificate"
        )
    return _show(request, found, unseal(found.contact_sealed), is_public=False)


def _show(
    request: HttpRequest, found: Certificate, contact: str, *, is_public: bool
) -> HttpResponse:
    address = reverse("goods:certificate", args=[found.number])
    context = {
        "certificate": found,
        "batch": found.batch,
        "contact": contact,
        "is_public": is_public,
        "is_label": request.GET.get("size") == "label",
        "promises": certificates.PROMISES[found.wording],
        "replaced_by": queries.replaced_by(found),
        "qr": qr_svg(request.build_absolute_uri(address), _("QR code of this certificate")),
    }
    return render(request, "goods/certificate.html", context)
