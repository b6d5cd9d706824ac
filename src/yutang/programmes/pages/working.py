"""What who runs a programme does: begin it, plan, ask for money, hand in bills, close it."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
from yutang.people import access as people
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told
from yutang.programmes import access, actions, queries
from yutang.programmes.forms import BillForm, GrantForm, PlanForm, ProgrammeForm
from yutang.programmes.models import Fund, Programme
from yutang.programmes.pages.asking import ask
from yutang.programmes.queries import waiting

_ROWS_A_PAGE = 30


@never_cache
@form_page
def start(request: HttpRequest) -> HttpResponse:
    """Begin a programme."""
    person = need_person(request)
    codes = people.places_of(person, "clerk")
    if not codes:
        raise NotFound
    initial = {"place": places.full_name(codes[0]) if codes[0] else ""}
    form = ProgrammeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.start(form.facts(), person, key=form.cleaned_data["key"])
            messages.success(request, _("The programme has begun. Now plan its budget."))
            return redirect("programmes:work", made.pk)
    return ask(request, {"form": form, "page_name": "start"})


@never_cache
@require_safe
def work(request: HttpRequest, programme_id: int) -> HttpResponse:
    """The page of who runs a programme: budget, grants, bills."""
    person = need_person(request)
    found = access.programme_for(person, programme_id)
    page = page_of(request, waiting.bills(found.pk), _ROWS_A_PAGE)
    context = {
        "programme": queries.seen([found])[0],
        "money": queries.money(found.pk),
        "grants": waiting.asked_grants(found.pk),
        "page": page,
        "bills": waiting.bill_views(page.object_list),
        "closes": found.state == "running" and access.decides(person, found.place_code),
        "plan_form": PlanForm(),
    }
    return render(request, "programmes/work.html", context)


@never_cache
@form_page
def plan(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Plan so much for a purpose."""
    person = need_person(request)
    found = access.programme_for(person, programme_id)
    form = PlanForm(request.POST or None, initial={"purpose": request.GET.get("purpose", "")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            actions.plan(found.pk, said["purpose"], said["amount"], person, reason=said["reason"])
            messages.success(request, _("The budget is changed."))
            return redirect("programmes:work", found.pk)
    return _form(request, found, form, "plan")


@never_cache
@form_page
def ask_grant(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Ask a fund for money, or give it back."""
    person = need_person(request)
    found = access.programme_for(person, programme_id)
    form = GrantForm(request.POST or None, funds=_funds(found))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            actions.ask_grant(
                number(said["fund"]),
                found.pk,
                said["amount"],
                said["words"],
                person,
                key=said["key"],
                is_back=said["is_back"],
            )
            messages.success(request, _("Asked. A second person of the fund's office confirms it."))
            return redirect("programmes:work", found.pk)
    return _form(request, found, form, "grant")


@never_cache
@form_page
def note_bill(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Hand in a bill with its invoice."""
    person = need_person(request)
    found = access.programme_for(person, programme_id)
    form = BillForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = [
            (upload.name or "", upload.read()) for upload in request.FILES.getlist("paper")[:6]
        ]
        with refusals_in(form):
            made = actions.note_bill(
                found.pk, form.facts(), files, person, key=form.cleaned_data["key"]
            )
            messages.success(request, _("Noted. A second person approves it."))
            return redirect("programmes:bill", made.pk)
    return _form(request, found, form, "bill")


@require_POST
def close(request: HttpRequest, programme_id: int) -> HttpResponse:
    """The programme is over."""
    person = need_person(request)
    found = access.programme_for(person, programme_id)
    with refusals_told(request):
        actions.close(found.pk, person)
        messages.success(request, _("The programme is closed."))
        return redirect("programmes:programme", found.pk)
    return redirect("programmes:work", found.pk)


def _form(request: HttpRequest, found: Programme, form: object, name: str) -> HttpResponse:
    context = {"form": form, "programme": queries.seen([found])[0], "page_name": name}
    return ask(request, context)


def _funds(found: Programme) -> list[tuple[str, str]]:
    """Return the funds that money may be asked of, or given back to, with what they have left."""
    code = found.place_code
    above = ["", *(code[:digits] for digits in (2, 4, 6, 9, 12) if digits <= len(code))]
    listed = Fund.objects.filter(
        Q(place_code__in=above) | Q(grants__programme=found), scheme=found.scheme
    )
    return [
        (
            str(each.id),
            _("%(name)s (%(left)s yuan left)") % {"name": each.name, "left": yuan(each.left_fen)},
        )
        for each in queries.fund_views(listed.distinct().order_by("pk"))
    ]
