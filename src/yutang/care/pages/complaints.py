"""Complaints: from the trace page of a batch, also without an account, and their thread."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.care import access, actions
from yutang.care.actions import About
from yutang.care.forms import ComplaintForm, KeyedForm
from yutang.care.pages.answering import answer
from yutang.care.queries import claims, complaints
from yutang.care.rules import complaining
from yutang.goods import queries as goods
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.sessions import address_of, need_person, person_of
from yutang.plumbing.pages import form_page, page_of, refusals_told
from yutang.programmes import queries as programmes

_ROWS_A_PAGE = 30


@never_cache
@form_page
def new_complaint(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Complain about a batch, as its trace page offers it; without an account too."""
    found = goods.trace_of(batch_id)
    if found is None:
        raise NotFound
    product = found.batch.product
    about = About(
        place_code=product.origin_code, producer_id=product.producer_id, batch_id=batch_id
    )
    return _complain(request, about, {"subject": f"{product.name} {found.batch.number}"})


@never_cache
@form_page
def programme_complaint(request: HttpRequest, programme_id: int) -> HttpResponseBase:
    """Complain about a programme, as its page offers it; without an account too."""
    found = programmes.view(programme_id)
    if found is None:
        raise NotFound
    about = About(place_code=found.place_code, programme_id=found.id)
    return _complain(request, about, {"subject": found.name, "programme_id": found.id})


@never_cache
@require_safe
def my_complaints(request: HttpRequest) -> HttpResponse:
    """What the reader complained of, with how each stands."""
    person = need_person(request)
    page = page_of(request, access.complaints_by(person), _ROWS_A_PAGE)
    context = {"page": page, "complaints": complaints.complaint_views(page.object_list)}
    return render(request, "care/complaints.html", context)


@never_cache
@require_safe
def complaint(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """A complaint for who complained, who answers it, and the county."""
    return _show(request, complaint_id)


@never_cache
@require_POST
def complaint_step(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """Take a step: ``step`` names it. What is refused is told on the complaint's page."""
    person = person_of(request)
    access.complaint_for(person, complaint_id)
    step, text = request.POST.get("step", ""), request.POST.get("text", "")
    with refusals_told(request):
        _take(step, complaint_id, person, text, request.POST.get("finding", ""))
        messages.success(request, _("Done. Everybody concerned sees it here."))
    return redirect("care:complaint", complaint_id)


@never_cache
@require_POST
def open_contact(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """Show the county how to reach an unnamed complainer; that they looked is kept."""
    contact = actions.open_contact(complaint_id, need_person(request))
    return _show(request, complaint_id, contact)


def _complain(request: HttpRequest, about: About, context: dict[str, Any]) -> HttpResponseBase:
    """Ask what is wrong, and keep it; the complaint's own page follows."""
    person = person_of(request)
    form = ComplaintForm(
        request.POST or None,
        is_named=person is not None,
        about_programme=about.programme_id is not None,
        initial={"key": KeyedForm.new_key()},
    )

    def save() -> HttpResponseBase:
        said = form.cleaned_data
        made = actions.complain(
            about,
            said["kind"],
            said["text"],
            said["key"],
            by=person,
            contact=said.get("contact", ""),
            address=address_of(request),
        )
        messages.success(request, _("Your complaint is kept; on this page you read the answer."))
        return redirect("care:complaint", made.pk)

    context = {**context, "anonymous": person is None}
    return answer(request, form, save, context, "care/complaint_new.html")


def _take(step: str, complaint_id: UUID, person: Person | None, text: str, finding: str) -> None:
    if step == "appeal":
        actions.appeal_complaint(complaint_id, person, text)
    elif step == "content":
        actions.be_content(complaint_id, person)
    elif step == "say":
        actions.say_to_complaint(complaint_id, person, text)
    elif step == "answer" and person is not None:
        actions.answer_complaint(complaint_id, person, text)
    elif step == "settle" and person is not None:
        actions.settle_complaint(complaint_id, person, finding, text)
    else:
        raise NotFound


def _show(request: HttpRequest, complaint_id: UUID, contact: str = "") -> HttpResponse:
    person = person_of(request)
    found = access.complaint_for(person, complaint_id)
    sides = access.sides_of_complaint(person, found)
    context = {
        "complaint": complaints.complaint_views([found])[0],
        "side": "county" if "county" in sides else next(iter(sides)),
        "open": complaining.open_to(sides, found.state, found.due_at, now()),
        "thread": claims.thread(found.remarks.order_by("id"), asker=_("Who complained")),
        "contact": contact,
        "unnamed": found.person_id is None,
        "findings": complaints.findings(),
    }
    return render(request, "care/complaint.html", context)
