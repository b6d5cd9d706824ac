"""What became of codes: the list for operators, a step by hand, a file at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yutang.people.access import require_operator
from yutang.people.sessions import need_person
from yutang.places import actions, queries
from yutang.places.columns import SUCCESSORS
from yutang.places.forms import SuccessorForm
from yutang.plumbing.pages import form_page, page_of, refusals_in
from yutang.plumbing.sheets import trial, writing

_A_PAGE = 50


@never_cache
@form_page
def successors(request: HttpRequest) -> HttpResponse:
    """The steps that are recorded, by code or name; a form for one more."""
    person = need_person(request)
    require_operator(person)
    form = SuccessorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.add_successor(form.facts(), person)
            messages.success(request, _("Written down."))
            return redirect(f"{reverse('places:successors')}?q={form.cleaned_data['old_code']}")
    text = request.GET.get("q", "").strip()[:60]
    context = {
        "form": form,
        "text": text,
        "page": page_of(request, queries.successors(text), _A_PAGE),
        "editions": queries.editions(),
    }
    status = 422 if form.errors else 200
    return render(request, "places/successors.html", context, status=status)


@require_POST
def remove_successor(request: HttpRequest, successor_id: int) -> HttpResponse:
    """Take a wrong step away."""
    actions.remove_successor(successor_id, need_person(request))
    messages.success(request, _("Taken away."))
    return redirect("places:successors")


@never_cache
@form_page
def import_successors(request: HttpRequest) -> HttpResponse:
    """A file of steps: what it would do, then the same for good."""
    person = need_person(request)
    require_operator(person)
    if request.method == "GET" and request.GET.get("template") == "xlsx":
        return writing.sent_template(SUCCESSORS, "yutang-successors")
    job = trial.Import(
        person.pk,
        decide=lambda upload: queries.decide_successors(upload.data).outcome,
        write=lambda upload, mark: actions.import_successors(upload, mark, person),
        template="places/import_successors.html",
        leads_to=reverse("places:successors"),
    )
    return trial.page(request, job)
