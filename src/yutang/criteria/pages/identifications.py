"""Identifications: made by clerks, read by clerks and officers of the place."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.criteria import access, actions, catalogue, queries
from yutang.criteria.errors import WhichPlace
from yutang.criteria.forms import IdentifyForm
from yutang.criteria.models import Identification
from yutang.criteria.pages.files import verdict_lines
from yutang.criteria.pages.telling import criterion_told, lacks_told
from yutang.criteria.queries import Asked
from yutang.criteria.rules import period as periods
from yutang.criteria.rules.judging import ways_from
from yutang.criteria.rules.wording import Criterion, kept_from
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import queries as people
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, page_of, refusals_in
from yutang.plumbing.reader import language

_ROWS_A_PAGE = 30
_FOUND_MOST = 200
_TEXT_MOST = 60
_MEANT_MOST = 4
TABS = ("yes", "near", "no", "unknown", "all")


@never_cache
@require_safe
def identifications(request: HttpRequest) -> HttpResponse:
    """What was identified in the reader's places, the newest first."""
    person = need_person(request)
    page = page_of(request, access.identifications_of(person), _ROWS_A_PAGE)
    rows = [(made, _title(made)) for made in page.object_list]
    codes = {made.place_code for made in page.object_list}
    context = {
        "page": page,
        "rows": rows,
        "codes": codes,
        "may_identify": bool(access.identifies(person)),
    }
    return render(request, "criteria/identifications.html", context)


@never_cache
@form_page
def new_identification(request: HttpRequest) -> HttpResponse:
    """Ask which places meet a criterion; for clerks, within their places."""
    person = need_person(request)
    if not access.identifies(person):
        raise NotFound
    said = request.POST if request.method == "POST" else None
    form = IdentifyForm(said, criteria=_choices(person), initial=_initial(request, person))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.identify_on_page(_asked(form), person, form.cleaned_data["key"])
            messages.success(request, _("Identified. Every verdict is kept with its numbers."))
            return redirect("criteria:identification", made.pk)
    status = 422 if form.errors else 200
    return render(request, "criteria/identify.html", {"form": form}, status=status)


@never_cache
@require_safe
def identification(request: HttpRequest, identification_id: int) -> HttpResponse:
    """One identification: each place with its verdict, by tab, searched, page by page."""
    made = access.identification_for(need_person(request), identification_id)
    tab = _tab(request)
    text = request.GET.get("q", "").strip()[:_TEXT_MOST]
    found = [place.code for place in places.find(text, _FOUND_MOST)] if text else None
    page = page_of(request, queries.verdicts_in(made, tab, found), _ROWS_A_PAGE)
    context = {
        "made": made,
        "told": criterion_told(kept_from(made.wording.text).criterion),
        "place_name": places.full_name(made.place_code) if made.place_code else "",
        "by": people.names([made.by_id]).get(made.by_id, "") if made.by_id else "",
        "tab": tab,
        "text": text,
        "keep": urlencode({"tab": tab, "q": text}) + "&",
        "page": page,
        "codes": [row.place_code for row in page.object_list],
        "rows": [(row, lacks_told(list(ways_from(row.lacks)))) for row in page.object_list],
        "parts": made.parts.select_related("wording"),
    }
    return render(request, "criteria/identification.html", context)


@never_cache
@require_safe
def identification_file(request: HttpRequest, identification_id: int) -> HttpResponseBase:
    """All verdicts of a tab as a CSV file, one place a line, streamed."""
    made = access.identification_for(need_person(request), identification_id)
    lines = verdict_lines(made, queries.kept_rows(made, _tab(request)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"identification-{made.pk}-{_tab(request)}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@require_safe
def clusters(request: HttpRequest, identification_id: int) -> HttpResponse:
    """The villages of an identification that lie side by side."""
    asked = access.identification_for(need_person(request), identification_id)
    made = queries.villages_of(asked)
    if made is None:
        raise NotFound
    found = queries.clusters(made.pk)
    titles = {name: catalogue.named(name).criterion.title.said(language()) for name in _called()}
    names = places.names({code for each in found for code in each.codes})
    towns = places.full_names({each.codes[0][:9] for each in found})
    context = {
        "made": made,
        "told": criterion_told(kept_from(made.wording.text).criterion),
        "place_name": places.full_name(made.place_code) if made.place_code else "",
        "rows": [
            (
                each,
                titles.get(each.called, ""),
                towns[each.codes[0][:9]],
                [(code, names[code] or code) for code in each.codes],
            )
            for each in found
        ],
        "rules": [criterion_told(catalogue.named(name).criterion) for name in reversed(_called())],
    }
    return render(request, "criteria/clusters.html", context)


def _called() -> tuple[str, ...]:
    return queries.CLUSTER_FAMILIES


def _title(made: Identification) -> str:
    return kept_from(made.wording.text).criterion.title.said(language())


def _tab(request: HttpRequest) -> str:
    tab = request.GET.get("tab", "")
    return tab if tab in TABS else "yes"


def _choices(person: Person) -> list[tuple[str, str]]:
    """Return the criteria that can be asked of places, newest first, and the counties' own."""
    found = [
        _choice(each)
        for family in catalogue.families()
        for each in queries.of_family(family)
        if each.level
    ]
    own = [
        _choice(queries.own_kept(row).criterion)
        for row in queries.own_in(access.identifies(person))
    ]
    return found + own


def _choice(each: Criterion) -> tuple[str, str]:
    until = f"{each.valid_to:%Y}" if each.valid_to else ""
    years = f"{each.valid_from:%Y}–{until}"
    return each.id, f"{each.title.said(language())} · {years} · {each.id}"


def _initial(request: HttpRequest, person: Person) -> dict[str, Any]:
    codes = access.identifies(person)
    place = request.GET.get("place", "") or (codes[0] if codes else "")
    name = places.full_name(place) if place.isdigit() else ""
    newest = periods.usual_at(queries.of_family(queries.VILLAGE_FAMILY)[0], today())
    return {
        "criterion": request.GET.get("criterion", "taobao-village@2022"),
        "place": f"{place} {name}".strip(),
        "year": newest.last.year,
        "key": uuid4(),
    }


def _asked(form: IdentifyForm) -> Asked:
    said = form.cleaned_data
    kept = queries.named(said["criterion"])
    period = (
        periods.period_from(said["period"])
        if said["period"]
        else periods.usual(kept.criterion, said["year"])
    )
    return Asked(
        kept=kept,
        place_code=_code(said["place"]),
        period=period,
        is_complete=said["is_complete"],
        is_poor_area=form.stated,
    )


def _code(text: str) -> str:
    """Return the code of the one place that the text means; of two, the one the other lies in.

    Raises:
        WhichPlace: it means none, or several.
    """
    head = text.split(maxsplit=1)[0] if text.split() else ""
    codes = [place.code for place in places.find(head if head.isdigit() else text, _MEANT_MOST)]
    if codes and (head.isdigit() or all(code.startswith(codes[0]) for code in codes)):
        return codes[0]
    names = places.full_names(codes)
    raise WhichPlace(found="、".join(f"{code} {name}" for code, name in names.items()) or "—")
