"""Facts from a table: what each row would do is shown first, then exactly that is done."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.people.sessions import need_person
from yutang.places import access as places
from yutang.plumbing.pages import form_page
from yutang.plumbing.sheets import trial, writing
from yutang.yearbook import access, actions, columns, queries
from yutang.yearbook.forms import MannerForm
from yutang.yearbook.queries.importing import decide

_VILLAGES_MOST = 3_000


@never_cache
@form_page
def import_facts(request: HttpRequest, code: str) -> HttpResponse:
    """Take a table of facts of a place and the places in it."""
    person = need_person(request)
    place = places.place(code)
    access.need_teller(person, place.code)
    job = trial.Import(
        person_id=person.pk,
        decide=lambda upload: decide(place.code, upload).outcome,
        write=lambda upload, mark: actions.import_facts(place.code, upload, mark, person),
        template="yearbook/import.html",
        leads_to=reverse("yearbook:facts", args=[place.code]),
        form=MannerForm,
        context={"place": place, "reports": queries.reports_of(place.code)},
    )
    return trial.page(request, job)


@require_safe
def template(request: HttpRequest, code: str, shape: str) -> HttpResponse:
    """A table to fill in: ``long`` a row a value, ``wide`` a row a village with its name."""
    person = need_person(request)
    place = places.place(code)
    access.need_teller(person, place.code)
    kinds = queries.kinds()
    name = f"yutang-facts-{place.code}-{shape}"
    if shape == "long":
        return writing.sent_template(columns.long_columns(kinds["households"]), name)
    asked = columns.wide_columns(kind for kind in kinds.values())
    rows = [
        [village, "", town, title, "", *[""] * (len(asked) - 5)]
        for village, town, title in queries.villages_of(place.code, _VILLAGES_MOST)
    ]
    return writing.sent_template(asked, name, rows=rows)
