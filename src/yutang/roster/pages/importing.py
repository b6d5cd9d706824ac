"""Lists of persons: a table to fill in, the dry run, what was brought in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, page_of
from yutang.plumbing.sheets import trial
from yutang.plumbing.sheets.writing import sent_template
from yutang.roster import access
from yutang.roster.actions import importing
from yutang.roster.columns import PERSONS
from yutang.roster.forms import ImportForm, purpose_choices
from yutang.roster.pages.words import purpose_views
from yutang.roster.queries.deciding import decide_persons

_A_PAGE = 30


@never_cache
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """What the reader brought in; an operator sees all."""
    page = page_of(request, access.imports_of(need_person(request)), _A_PAGE)
    context = {"page": page, "purposes": dict(purpose_choices())}
    return render(request, "roster/imports.html", context)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """A table to fill in, as XLSX, or as CSV when asked for."""
    return sent_template(
        PERSONS, "yutang-roster", "csv" if request.GET.get("form") == "csv" else "xlsx"
    )


@never_cache
@form_page
def import_persons(request: HttpRequest) -> HttpResponse:
    """Bring in a list of persons who agreed to one purpose."""
    person = need_person(request)
    within = access.need_lists(person)
    job = trial.Import(
        person.pk,
        decide=lambda upload: decide_persons(upload.data, within).outcome,
        write=lambda upload, mark: importing.told(
            importing.import_persons(upload, mark, upload.answers.get("purpose", ""), person)
        ),
        template="roster/import.html",
        leads_to=reverse("roster:imports"),
        form=ImportForm,
        context={"purposes": purpose_views()},
    )
    return trial.page(request, job)
