"""The catalogue of open data, and its files. Public."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yutang.opendata import queries
from yutang.opendata.api import KEPT
from yutang.opendata.errors import NothingYet
from yutang.opendata.queries import Asked, Listed
from yutang.opendata.sets import INDICATORS
from yutang.plumbing.reader import language

_SHOWN = 20
_TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """All data sets of the newest version."""
    try:
        found = queries.latest()
    except NothingYet:
        return render(request, "opendata/catalogue.html", {"licence": _licence()})
    cards = [_card(each) for each in found.sets]
    context = {
        "version": found,
        "filled": [card for card in cards if card["rows"]],
        "empty": [card for card in cards if not card["rows"]],
        "licence": _licence(),
    }
    return render(request, "opendata/catalogue.html", context)


@require_safe
def one(request: HttpRequest, data_set: str) -> HttpResponse:
    """A data set: its dictionary, its files, its first rows, its versions."""
    asked = request.GET.get("version")
    found = queries.version(asked) if asked else queries.latest()
    listed = found.set(data_set)
    page = queries.page_of(found, listed, Asked(size=_SHOWN))
    words = language()
    context = {
        "version": found,
        "card": _card(listed),
        "columns": [
            {
                "name": each["name"],
                "type": each["type"],
                "told": each["told"]["en" if words == "en" else "zh"],
                "unit": each["unit"]["en" if words == "en" else "zh"],
            }
            for each in listed.columns
        ],
        "names": listed.names,
        "rows": [[row[name] for name in listed.names] for row in page.rows],
        "versions": queries.versions()[:_SHOWN],
        "licence": _licence(),
        "has_values": listed.name == INDICATORS,
    }
    return render(request, "opendata/set.html", context)


@require_safe
def file(
    _request: HttpRequest, data_version: str, data_set: str, data_form: str
) -> HttpResponseBase:
    """A file of a version. It never changes, so caches may keep it for good."""
    found = queries.version(data_version)
    path = found.path(data_set, data_form)
    name = f"yutang-{data_set}-v{found.number}.{data_form}"
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type=_TYPES[data_form]
    )
    digest = found.set(data_set).files[data_form]["sha256"]
    response.headers["ETag"] = f'"{digest[:32]}"'
    response.headers["Cache-Control"] = f"{KEPT}, immutable"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _card(listed: Listed) -> dict[str, Any]:
    words = language()
    return {
        "name": listed.name,
        "title": listed.title.to(words),
        "told": listed.told.to(words),
        "rows": listed.rows,
        "changes": listed.changes,
        "grouped": queries.made_of(listed),
        "files": [(form, about["bytes"], about["sha256"]) for form, about in listed.files.items()],
    }


def _licence() -> dict[str, str]:
    found = queries.licence()
    return {"name": found.name, "url": found.url, "told": found.told.to(language())}
