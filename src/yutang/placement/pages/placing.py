"""Who works where, and who is to be asked now how it goes."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.people.sessions import need_person
from yutang.placement import access, actions
from yutang.placement.forms import FollowUpForm, PlaceForm, day_said
from yutang.placement.queries import following
from yutang.placement.rules import following as rules
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told
from yutang.roster import access as roster

_ROWS_A_PAGE = 30
_DUE_SHOWN = 20


@never_cache
@require_safe
def placements(request: HttpRequest) -> HttpResponse:
    """Whom to ask now, and everybody of the reader's places who began to work."""
    person = need_person(request)
    found = access.placements_of(person)
    due = following.due(found, person)
    page = page_of(request, found.order_by("-starts_on", "-pk"), _ROWS_A_PAGE)
    names = roster.names(person, {row.member_id for row in page.object_list})
    context = {
        "due": due[:_DUE_SHOWN],
        "due_all": len(due),
        "page": page,
        "rows": [(row, names.get(row.member_id, "")) for row in page.object_list],
    }
    return render(request, "placement/placements.html", context)


@never_cache
@form_page
def new(request: HttpRequest, member_id: int) -> HttpResponse:
    """Write down where a member began to work."""
    person = need_person(request)
    access.works_at(person)
    member = access.member_for(person, member_id)
    form = PlaceForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.place(member, form.began(), person, key=form.cleaned_data["key"])
            return redirect("placement:placement", made.pk)
    name = roster.names(person, [member.pk]).get(member.pk, "")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "member": member, "name": name}
    return render(request, "placement/placement_new.html", context, status=status)


@never_cache
@form_page
def placement(request: HttpRequest, placement_id: int) -> HttpResponse:
    """A placement with all that was told of it; sent, one more answer."""
    person = need_person(request)
    found = access.placement_for(person, placement_id)
    due = following.due(
        access.Placement.objects.filter(pk=found.pk).select_related("member"), person
    )
    form = FollowUpForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.follow_up(
                found.member,
                found.starts_on,
                number(request.POST.get("months")),
                form.told(),
                person,
                key=form.cleaned_data["key"],
                placement=found,
            )
            messages.success(request, _("Kept, with your name."))
            return redirect("placement:placement", found.pk)
    context = {
        "placement": found,
        "name": roster.names(person, [found.member_id]).get(found.member_id, ""),
        "due": due[0] if due else None,
        "dates": [(months, rules.months_after(found.starts_on, months)) for months in rules.MONTHS],
        "told": following.of_placement(found),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/placement.html", context, status=status)


@require_POST
def end(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Write down that somebody no longer works there."""
    person = need_person(request)
    found = access.placement_for(person, placement_id)
    with refusals_told(request):
        day = day_said(request.POST.get("ended_on", ""))
        actions.end_placement(found.pk, day, request.POST.get("why", ""), person)
        messages.success(request, _("Kept."))
    return redirect("placement:placement", found.pk)
