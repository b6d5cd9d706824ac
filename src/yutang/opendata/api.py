"""The API of the open data: everybody may ask, from any page of any site; nothing is changed.

Answers are kept by caches for an hour and asked again by ETag, which changes with the version.
Refusals are ``{"code", "message"}``.
"""

import csv
import io
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yutang.indicators import queries as indicators
from yutang.kernel.errors import Refusal
from yutang.opendata import queries
from yutang.opendata.errors import BadQuestion, NoSuchSet
from yutang.opendata.making.files import CSV_CODING
from yutang.opendata.openapi import document
from yutang.opendata.queries import Asked, Listed, Version
from yutang.opendata.sets import INDICATORS
from yutang.plumbing.reader import language, sentence

KEPT: Final = "public, max-age=3600"
_JSON: Final = "application/json; charset=utf-8"
View = Callable[..., HttpResponse]
Answer = Callable[..., HttpResponse | dict[str, Any]]


def _open(answer: Answer) -> View:
    """Answer a GET as JSON to anybody: refusals, ETag, caching, other sites."""

    @require_safe
    @wraps(answer)
    def view(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            version = _version(request)
            etag = f'"{version.digest[:24]}-{language()}-{_asked(request)}"'
            if request.headers.get("If-None-Match") == etag:
                return _allowed(HttpResponseNotModified(headers={"ETag": etag}))
            found = answer(request, version, **named)
        except Refusal as refusal:
            body = {"code": refusal.code, "message": sentence(refusal)}
            return _allowed(_json(body, refusal.status), kept="no-store")
        response = found if isinstance(found, HttpResponse) else _json(found)
        response.headers["ETag"] = etag
        return _allowed(response)

    return view


@_open
def sets(_request: HttpRequest, version: Version) -> dict[str, Any]:
    """All data sets of a version."""
    return {**_about(version), "sets": [_listed(each) for each in version.sets]}


@_open
def one_set(_request: HttpRequest, version: Version, data_set: str) -> dict[str, Any]:
    """One data set: what it is, and its dictionary."""
    listed = version.set(data_set)
    return {**_about(version), **_listed(listed), "columns": list(listed.columns)}


@_open
def rows(request: HttpRequest, version: Version, data_set: str) -> HttpResponse | dict[str, Any]:
    """Rows of a data set, by place and time, a page at a time; as JSON or as CSV."""
    return _page(request, version, version.set(data_set))


@_open
def all_indicators(_request: HttpRequest, version: Version) -> dict[str, Any]:
    """The definitions of all indicators that have values here."""
    return {**_about(version), "indicators": [_defined(each) for each in indicators.every()]}


@_open
def one_indicator(
    request: HttpRequest, version: Version, data_name: str
) -> HttpResponse | dict[str, Any]:
    """An indicator: its definition and its values, by place and time."""
    known = {each.name: each for each in indicators.every()}
    if data_name not in known:
        raise NoSuchSet(name=data_name[:60])
    found = _page(request, version, version.set(INDICATORS), {"indicator": data_name})
    return found if isinstance(found, HttpResponse) else {**_defined(known[data_name]), **found}


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return _allowed(_json(document(request.build_absolute_uri("/data/api/v1/").rstrip("/"))))


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The page that tells people how to ask."""
    paths = document("/data/api/v1")["paths"]
    ways = [(f"/data/api/v1{path}", _in_words(said["get"])) for path, said in paths.items()]
    root = request.build_absolute_uri("/data/api/v1/")
    response = render(request, "opendata/api.html", {"ways": ways, "root": root})
    return _allowed(response, kept="private, no-cache")


def _in_words(way: dict[str, Any]) -> dict[str, Any]:
    """Return what an address gives and what it may be asked, in the reader's language."""
    asked = [(each["name"], each["description"]) for each in way["parameters"]]
    told, summary = [(name, gettext(said)) for name, said in asked], str(way["summary"])
    return {"summary": gettext(summary), "parameters": told}


def _page(
    request: HttpRequest, version: Version, listed: Listed, equal: dict[str, str] | None = None
) -> HttpResponse | dict[str, Any]:
    said = {**{name: str(value) for name, value in request.GET.items()}, **(equal or {})}
    form = said.get("form", "json")
    if form not in {"json", "csv"}:
        raise BadQuestion(name="form", said=form[:40])
    found = queries.page_of(version, listed, Asked.of(said, listed))
    if form == "csv":
        text = io.StringIO()
        sheet = csv.DictWriter(text, listed.names)
        sheet.writeheader()
        sheet.writerows(found.rows)
        response = HttpResponse(text.getvalue().encode(CSV_CODING), "text/csv; charset=utf-8")
        response.headers["X-Total-Count"] = str(found.total)
        return response
    return {
        **_about(version),
        "set": listed.name,
        "total": found.total,
        "page": found.page,
        "size": found.size,
        "next": found.next,
        "rows": found.rows,
    }


def _version(request: HttpRequest) -> Version:
    said = request.GET.get("version")
    return queries.version(said) if said is not None else queries.latest()


def _asked(request: HttpRequest) -> str:
    from hashlib import sha256  # noqa: PLC0415 - only here

    return sha256(request.get_full_path().encode()).hexdigest()[:16]


def _about(version: Version) -> dict[str, Any]:
    licence = queries.licence()
    return {
        "version": version.number,
        "digest": version.digest,
        "counts_until": version.counts_until,
        "demo": version.is_demo,
        "licence": {"name": licence.name, "url": licence.url},
    }


def _listed(listed: Listed) -> dict[str, Any]:
    return {
        "name": listed.name,
        "title": listed.title._asdict(),
        "told": listed.told._asdict(),
        "rows": listed.rows,
        "files": listed.files,
        "changes": listed.changes,
        "grouped": queries.made_of(listed),
    }


def _defined(indicator: Any) -> dict[str, Any]:
    return {
        "name": indicator.name,
        "section": indicator.section,
        "title": indicator.title._asdict(),
        "told": indicator.told._asdict(),
        "unit": indicator.unit._asdict(),
        "scope": indicator.scope._asdict(),
        "source": indicator.source._asdict(),
    }


def _json(body: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), _JSON, status=status)


def _allowed(response: HttpResponse, kept: str = KEPT) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, X-Total-Count"
    response.headers["Cache-Control"] = kept
    return response
