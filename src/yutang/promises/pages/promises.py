"""The public pages: what was promised, and how each promise stands."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yutang.people.sessions import person_of
from yutang.promises import access, queries
from yutang.promises.forms import DecisionForm, EvidenceForm, OwnerForm
from yutang.promises.models import Promise
from yutang.promises.queries import views
from yutang.promises.rules import STATUSES

_A_PAGE = 20
_MOST = 1000
STATUS_NAMES = {
    "kept": _("kept"),
    "on_course": _("on course"),
    "late": _("behind"),
    "overdue": _("overdue"),
}


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Every promise, by place and by how it stands."""
    place = "".join(each for each in request.GET.get("place", "") if each.isdigit())[:12]
    status = request.GET.get("status", "")
    found = Promise.objects.select_related("clause__agreement", "owner").order_by("due_on", "pk")
    if place:
        above = [place[:length] for length in (2, 4, 6, 9, 12) if length <= len(place)]
        named = Q()
        for code in above:
            named |= Q(place_codes__contains=[code])
        found = found.filter(named | Q(clause__agreement__place_code__startswith=place))
    shown = queries.promise_views(list(found[:_MOST]), lately=True)
    many = Counter(view.standing.status for view in shown)
    if status in STATUSES:
        shown = [view for view in shown if view.standing.status == status]
    page = Paginator(shown, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "tabs": [(name, STATUS_NAMES[name], many[name]) for name in STATUSES],
        "total": sum(many.values()),
        "status": status,
        "place": place,
        "codes": {code for view in page for code in (view.place_code, *view.place_codes[:3])},
        "names": STATUS_NAMES,
        "writes": bool(access.writes_at(person_of(request))),
    }
    return render(request, "promises/promises.html", context)


@require_safe
def promise(request: HttpRequest, promise_id: int) -> HttpResponse:
    """One promise: its clause, its line, its evidence, what was decided."""
    return show(request, access.promise(promise_id))


def show(request: HttpRequest, found: Promise, **forms: Any) -> HttpResponse:
    """Return the page of a promise, with a form that was refused."""
    person = person_of(request)
    view = queries.promise_views([found])[0]
    answers = access.answers_for(person, found)
    context: dict[str, Any] = {
        "promise": view,
        "status_name": STATUS_NAMES[view.standing.status],
        "history": None if view.hidden else queries.history(found),
        "tolerance": queries.tolerance_at(view.place_code, view.standing.on),
        "evidence": [] if view.hidden else views.evidence_of(found),
        "decisions": views.decisions_of(found),
        "codes": {view.place_code, *view.place_codes},
        "answers": answers,
        "behind": view.standing.status in {"late", "overdue"},
        "evidence_form": EvidenceForm() if answers and not found.indicator else None,
        "decision_form": DecisionForm() if answers else None,
        "owner_form": OwnerForm() if access.writes(person, view.place_code) else None,
        **forms,
    }
    return render(request, "promises/promise.html", context, status=422 if forms else 200)
