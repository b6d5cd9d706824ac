"""The list of persons of one's places, one person's page, what is opened and agreed to there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told
from yutang.roster import access, actions, queries
from yutang.roster.actions.correcting import correct
from yutang.roster.forms import ConsentForm, CorrectionForm, EntryForm
from yutang.roster.models import Member
from yutang.roster.pages.words import FIELD_TITLES, fields_shown, openings, purpose_views
from yutang.roster.queries import lists

_A_PAGE = 40


@never_cache
@form_page
def members(request: HttpRequest) -> HttpResponse:
    """The persons of the reader's places; sought by POST, since addresses are written to logs."""
    person = need_person(request)
    access.need_lists(person)
    found = access.members(person).order_by("place_code", "pk")
    text = request.POST.get("q", "").strip()[:60]
    if text:
        found = lists.sought(found, text)
    page = page_of(request, found, _A_PAGE)
    ids = [row.pk for row in page.object_list]
    names, views = access.names(person, ids), queries.views(ids)
    context = {
        "page": page,
        "rows": [(views[pk], names[pk]) for pk in ids],
        "codes": {view.place_code for view in views.values()},
        "text": text,
    }
    return render(request, "roster/members.html", context)


@never_cache
@form_page
def new_member(request: HttpRequest) -> HttpResponse:
    """Enter a person with their consent."""
    person = need_person(request)
    within = access.need_lists(person)
    form = EntryForm(_said(request))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.enter(
                form.entry(within), person, purpose=form.agreed_to(), agreed=form.consent()
            )
            messages.success(request, _("On the roster."))
            return redirect("roster:member", made.pk)
    context = {"form": form, "purposes": purpose_views()}
    return render(request, "roster/new.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def member(request: HttpRequest, member_id: int) -> HttpResponse:
    """One person: masked, with consents, who looked, and what other rooms know of them."""
    person = need_person(request)
    found = access.member_for(person, member_id)
    if found.account_id == person.pk and not access.may_enter(person, found.place_code):
        return redirect("roster:own")
    if found.pk != member_id:
        return redirect("roster:member", found.pk)
    return _show(request, found)


@never_cache
@form_page
def edit_member(request: HttpRequest, member_id: int) -> HttpResponse:
    """Correct what is written down; what is left empty stays."""
    person = need_person(request)
    found = access.member_for(person, member_id)
    within = access.need_lists(person)
    form = CorrectionForm(_said(request))
    for name, field in (
        ("bank_account", "bank_account"), ("health", "health"), ("id_number", "id_number"),
        ("poverty_class", "poverty"), ("poverty_pointer", "poverty"), ("poverty_until", "poverty"),
    ):  # fmt: skip
        if not access.may_open(person, field, found):
            del form.fields[name]
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            correct(found, form.entry(within), form.cleaned_data["reason"], person)
            messages.success(request, _("Saved."))
            return redirect("roster:member", found.pk)
    context = {"form": form, "name": access.names(person, [found.pk])[found.pk], "id": found.pk}
    return render(request, "roster/edit.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def open_field(request: HttpRequest, member_id: int) -> HttpResponse:
    """Show one sealed field once, for a reason that is kept."""
    person = need_person(request)
    found = access.member_for(person, member_id)
    field = request.POST.get("field", "")
    with refusals_told(request):
        value = actions.open_field(found, field, request.POST.get("reason", ""), person)
        context = {
            "id": found.pk,
            "name": access.names(person, [found.pk])[found.pk],
            "title": FIELD_TITLES[field],
            "value": value,
        }
        return render(request, "roster/opened.html", context)
    return redirect("roster:member", found.pk)


@never_cache
@require_POST
def agree(request: HttpRequest, member_id: int) -> HttpResponse:
    """Record a consent that was given in person."""
    person = need_person(request)
    found = access.member_for(person, member_id)
    form = ConsentForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.consent(found, form.cleaned_data["purpose"], person, form.said())
            messages.success(request, _("The consent is recorded."))
            return redirect("roster:member", found.pk)
    return _show(request, found, form)


@never_cache
@require_POST
def withdraw(request: HttpRequest, member_id: int) -> HttpResponse:
    """Record that the person withdrew a consent."""
    person = need_person(request)
    found = access.member_for(person, member_id)
    actions.withdraw_consent(found, request.POST.get("purpose", ""), person)
    messages.success(request, _("The consent is withdrawn from now on."))
    return redirect("roster:member", found.pk)


def _said(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _show(request: HttpRequest, found: Member, form: ConsentForm | None = None) -> HttpResponse:
    person = need_person(request)
    view = queries.views([found.pk])[found.pk]
    masked = fields_shown(found)
    alike = lists.alike(access.works_at(person), found.pk)
    others = {pair.kept_id if pair.other_id == found.pk else pair.other_id for pair in alike}
    context: dict[str, Any] = {
        "member": view,
        "codes": [view.place_code],
        "name": access.names(person, [found.pk])[found.pk],
        "gender": found.get_gender_display(),
        "masked": masked,
        "opens": [row for row in masked if access.may_open(person, row[0], found)],
        "poverty_until": found.poverty_until,
        "consents": queries.consents_of(found.pk),
        "form": form or ConsentForm(),
        "purposes": purpose_views(),
        "openings": openings(found),
        "alike": list(access.names(person, others).items()),
    }
    return render(request, "roster/member.html", context, status=422 if form else 200)
