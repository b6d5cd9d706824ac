"""Lists of counties: who reads them, and the operator's way to bring one in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yutang.channel import access, actions
from yutang.channel.actions.counties import checked
from yutang.channel.forms import CountyListForm
from yutang.channel.models import CountyList
from yutang.channel.queries import counties
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.sessions import need_person, person_of
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, page_of
from yutang.plumbing.sheets import trial, writing
from yutang.plumbing.sheets.trial import Outcome, Upload

_ROWS_A_PAGE = 60


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """The lists there are, each with its source."""
    context = {"lists": counties.lists(), "runs": access.runs_channels(person_of(request))}
    return render(request, "channel/county_lists.html", context)


@require_safe
def listed(request: HttpRequest, list_id: int) -> HttpResponse:
    """The counties on a list, with the year they left it and how the row was joined."""
    found = CountyList.objects.filter(pk=list_id).first()
    if found is None:
        raise NotFound
    page = page_of(request, counties.counties_on(found.pk), _ROWS_A_PAGE)
    names = places.full_names({row.code for row in page.object_list})
    context = {
        "list": found,
        "page": page,
        "rows": [(row, names[row.code]) for row in page.object_list],
    }
    return render(request, "channel/county_list.html", context)


@form_page
def bring(request: HttpRequest) -> HttpResponse:
    """Bring in a list: template, dry run, confirmation; for operators."""
    person = need_person(request)
    people.require_operator(person)
    if request.method != "POST" and "template" in request.GET:
        return writing.sent_template(counties.COLUMNS, "county-list")
    job = trial.Import(
        person_id=person.pk,
        decide=_decided,
        write=lambda upload, mark: _written(upload, mark, person),
        template="channel/county_import.html",
        leads_to=reverse("channel:county-lists"),
        form=CountyListForm,
    )
    return trial.page(request, job)


def _decided(upload: Upload) -> Outcome:
    name, _level, _source = checked(upload)
    outcome, _found = counties.decide(upload.data, name)
    return outcome


def _written(upload: Upload, mark: str, by: Person) -> str:
    outcome = actions.bring_in(upload, mark, by)
    said = {"new": outcome.new, "changed": outcome.changed, "same": outcome.same}
    return _("Brought in: %(new)s new, %(changed)s changed, %(same)s as before.") % said
