"""The API as an OpenAPI 3.1 document, made by hand: it is small, and says what it means."""

from typing import Any, Final

from yutang.opendata.queries.rows import SIZE, SIZE_MOST


def _(text: str) -> str:
    """Mark a text for `tools/messages.py`: the document is English, the page about it is not."""
    return text


_TEXT: Final = {"type": "string"}
_WHOLE: Final = {"type": "integer", "minimum": 1}


def _asked(name: str, told: str, shape: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": told, "schema": shape or _TEXT}


_VERSION: Final = _asked("version", _("Number of a version; without it the newest."), _WHOLE)
_ROWS: Final = [
    _asked("place", _("Code of a place of 2 to 12 digits: it and all that lies in it; or all.")),
    _asked("from", _("First month or day, as 2026-01: rows that end before are left out.")),
    _asked("to", _("Last month or day: rows that begin later are left out.")),
    _asked("page", _("Which page, from 1."), {**_WHOLE, "default": 1}),
    _asked("size", _("Rows a page."), {**_WHOLE, "maximum": SIZE_MOST, "default": SIZE}),
    _asked("form", _("How rows come."), {"type": "string", "enum": ["json", "csv"]}),
    _VERSION,
]


def _path(name: str, told: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "description": told, "schema": _TEXT}


def _way(id_: str, told: str, asked: list[dict[str, Any]], answer: str) -> dict[str, Any]:
    body = {"application/json": {"schema": {"$ref": f"#/components/schemas/{answer}"}}}
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {
        "get": {
            "operationId": id_,
            "summary": told,
            "parameters": asked,
            "responses": {
                "200": {"description": "What was asked for.", "content": body},
                "304": {"description": "Nothing has changed since the ETag you have."},
                "404": {"description": "No such set or version.", "content": error},
                "422": {"description": "A parameter is not understood.", "content": error},
            },
        }
    }


def _object(told: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "description": told, "properties": properties}


_SET: Final = _path("data_set", _("Name of a data set."))
_NAME: Final = _path("data_name", _("Name of an indicator."))
_ANY: Final = {"type": "array", "items": {"type": "object"}}
_HEAD: Final = {
    "version": _WHOLE,
    "digest": _TEXT,
    "counts_until": {**_TEXT, "format": "date"},
    "demo": {"type": "boolean", "description": "True: all of it is invented."},
    "licence": _object("Terms of use.", name=_TEXT, url=_TEXT),
}


def document(server: str) -> dict[str, Any]:
    """Return the document, for an API at this address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Yutang open data",
            "version": "1",
            "description": "Facts and indicators of farm goods, villages and programmes. No row"
            " speaks of fewer than ten persons. Answers may be kept for an hour; ask again with"
            " If-None-Match. Larger needs: take the files of the catalogue.",
        },
        "servers": [{"url": server}],
        "paths": {
            "/sets/": _way("sets", _("All data sets of a version."), [_VERSION], "Sets"),
            "/sets/{data_set}/": _way(
                "set", _("A data set and its dictionary."), [_SET, _VERSION], "Set"
            ),
            "/sets/{data_set}/rows/": _way(
                "rows",
                _("Rows of a data set; any of its columns may be asked for by its value."),
                [_SET, *_ROWS],
                "Rows",
            ),
            "/indicators/": _way(
                "indicators", _("Definitions of all indicators."), [_VERSION], "Indicators"
            ),
            "/indicators/{data_name}/": _way(
                "indicator", _("An indicator's definition and values."), [_NAME, *_ROWS], "Rows"
            ),
        },
        "components": {
            "schemas": {
                "Error": _object("Why not.", code=_TEXT, message=_TEXT),
                "Sets": _object("A version's data sets.", **_HEAD, sets=_ANY),
                "Set": _object("A data set.", **_HEAD, name=_TEXT, columns=_ANY),
                "Rows": _object(
                    "A page of rows. Numbers with a point are text, so that none is rounded.",
                    **_HEAD,
                    total={"type": "integer"},
                    page=_WHOLE,
                    next={"type": ["integer", "null"]},
                    rows=_ANY,
                ),
                "Indicators": _object("Definitions.", **_HEAD, indicators=_ANY),
            }
        },
    }
