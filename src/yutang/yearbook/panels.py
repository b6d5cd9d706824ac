"""What the yearbook shows on the page of a place: the newest value of its main kinds."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.people.sessions import person_of
from yutang.yearbook import access, queries

_SHOWN = 6


def of_place(request: HttpRequest, about: Any) -> str:
    """The newest facts of a place, how completely they are known, and the way to all of them."""
    code: str = about
    rows = queries.newest(code, _SHOWN)
    person = person_of(request)
    tells = person is not None and access.may_tell(person, code)
    if not rows and not tells:
        return ""
    is_summed = any(not row.is_own for row in rows)
    context = {
        "code": code,
        "rows": rows,
        "villages": queries.villages_in(code) if is_summed else 0,
        "tells": tells,
    }
    return render_to_string("yearbook/panels/place.html", context, request)
