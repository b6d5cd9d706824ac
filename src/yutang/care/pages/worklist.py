"""What waits: for sellers and clerks, what is due first at the top."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.care import access
from yutang.care.queries import claims, complaints
from yutang.kernel.clock import now
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import page_of

_ROWS_A_PAGE = 30
TABS = ("mine", "others", "complaints", "done")


@never_cache
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Claims and complaints of the reader's goods or places, by the clock."""
    person = need_person(request)
    sides = mine(person)
    at, found = now(), access.claims_of(person)
    told = complaints.open_ones(access.complaints_of(person), at)
    tab = request.GET.get("tab", "mine")
    tab = tab if tab in TABS else "mine"
    context: dict[str, Any] = {"tab": tab, "is_county": "county" in sides}
    if tab == "complaints":
        listed = page_of(request, told, _ROWS_A_PAGE)
        context |= {
            "page": listed,
            "complaints": complaints.complaint_views(listed.object_list, at),
        }
    else:
        others = {"buyer", "seller", "county"} - sides
        rows = {
            "mine": claims.waiting_for(found, sides, at),
            "others": claims.waiting_for(found, others, at),
            "done": claims.settled(found),
        }[tab]
        page = page_of(request, rows, _ROWS_A_PAGE)
        context |= {"page": page, "claims": claims.claim_views(page.object_list, at)}
    context["complaints_open"] = told.count()
    return render(request, "care/worklist.html", context)


def mine(person: Person) -> set[str]:
    """Return whose turn the person's worklist shows first: a clerk's the county's."""
    return {"county"} if people.places_of(person, "clerk") else {"seller"}
