"""Old lists: brought, joined to today's codes, and what is left decided by a person."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import access, actions, queries
from yutang.places.forms import ListForm
from yutang.places.models import MatchList, MatchRow
from yutang.places.rules.matching import SETTLED
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told
from yutang.plumbing.sheets import writing

_LISTS_A_PAGE = 20
_ROWS_A_PAGE = 50
_FOUND_MAX = 20


@never_cache
@form_page
def lists(request: HttpRequest) -> HttpResponse:
    """The lists that the reader brought, and a form to bring one."""
    person = need_person(request)
    brought = access.lists_of(person)
    is_post = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if is_post else ListForm()
    if is_post and form.is_valid():
        said, file = form.cleaned_data, form.cleaned_data["file"]
        with refusals_in(form):
            kept = actions.bring_list(
                file.read(), said["name"] or file.name[-120:], said["year"], person
            )
            return redirect("places:list", kept.pk)
    context = {"form": form, "page": page_of(request, brought, _LISTS_A_PAGE)}
    return render(request, "places/lists.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def match_list(request: HttpRequest, list_id: int) -> HttpResponseBase:
    """A list by match level; its rows, or those left to decide; as a file."""
    found = access.list_for(need_person(request), list_id)
    form = request.GET.get("as")
    if form in {"csv", "xlsx"}:
        rows = _as_table(found)
        return writing.sent_as_read(
            rows, f"yutang-list-{found.pk}", "csv" if form == "csv" else "xlsx"
        )
    levels = queries.levels(found)
    left = sum(level.rows for level in levels if not level.is_settled)
    match = request.GET.get("match", "left" if left else "")
    page = page_of(request, queries.rows(found, match, left=match == "left"), _ROWS_A_PAGE)
    wholes = queries.full_names({row.code for row in page.object_list if row.code})
    context = {
        "list": found,
        "levels": levels,
        "total": sum(level.rows for level in levels),
        "left": left,
        "match": match,
        "page": page,
        "rows": [(row, wholes.get(row.code, "")) for row in page.object_list],
        "keep": f"match={match}&",
    }
    return render(request, "places/list.html", context)


@require_POST
def rejoin(request: HttpRequest, list_id: int) -> HttpResponse:
    """Join the rows that nobody decided anew, with what is known by now."""
    found = access.list_for(need_person(request), list_id)
    changed = actions.rejoin(found)
    said = ngettext(
        "%(n)s row is joined otherwise now.", "%(n)s rows are joined otherwise now.", changed
    )
    messages.success(request, said % {"n": changed})
    return redirect("places:list", found.pk)


@require_POST
def forget(request: HttpRequest, list_id: int) -> HttpResponse:
    """Take a list away."""
    actions.forget_list(list_id, need_person(request))
    messages.success(request, _("The list is gone. What was decided on it is still known."))
    return redirect("places:lists")


@never_cache
@form_page
def row(request: HttpRequest, list_id: int, list_row_id: int) -> HttpResponse:
    """One row: the places it may mean, others by name, or that its place is no more."""
    person = need_person(request)
    found = access.row_for(person, list_id, list_row_id)
    if request.method == "POST":
        with refusals_told(request):
            chosen = request.POST.get("code", "")
            is_gone = chosen == "gone"
            code = "" if is_gone else chosen
            reason = request.POST.get("reason", "")[:200]
            count = actions.decide(found, code, reason, person, is_gone=is_gone)
            said = ngettext("Kept: %(n)s row.", "Kept: %(n)s rows written alike.", count)
            messages.success(request, said % {"n": count})
            following = queries.next_left(found)
            if following is not None:
                return redirect("places:list-row", list_id, following.pk)
            return redirect("places:list", list_id)
        return redirect("places:list-row", list_id, list_row_id)
    return render(request, "places/list_row.html", _row_context(request, person, found))


def _row_context(request: HttpRequest, person: Person, found: MatchRow) -> dict[str, object]:
    text = request.GET.get("q", "").replace("\0", "").strip()[:60]
    sought = queries.search(text, _FOUND_MAX) if text else []
    codes = list(dict.fromkeys([*found.candidates, *(place.code for place in sought)]))
    if found.code and found.match in SETTLED:
        codes = list(dict.fromkeys([found.code, *codes]))
    wholes = queries.full_names([*codes, found.within])
    return {
        "list": found.match_list,
        "row": found,
        "text": text,
        "choices": [(code, wholes[code]) for code in codes if wholes[code]],
        "within": wholes[found.within],
        "left": queries.rows(found.match_list, left=True).count(),
        "is_settled": found.match in SETTLED,
        "for_all": access.decides_for_all(person, found.within),
    }


def _as_table(found: MatchList) -> Iterator[list[object]]:
    yield [
        _("row"), _("province"), _("prefecture"), _("county"), _("town"), _("village"),
        _("match"), _("characters off"), _("code"), _("name today"), _("reason"),
    ]  # fmt: skip
    rows = list(queries.rows(found))
    wholes = queries.full_names({row.code for row in rows if row.code})
    for row in rows:
        yield [
            row.number, row.province, row.prefecture, row.county, row.town, row.village,
            row.get_match_display(), row.distance or "", row.code, wholes.get(row.code, ""),
            row.reason,
        ]  # fmt: skip
