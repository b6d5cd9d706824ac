"""What a page asks of its request and says back, for the pages of every room.

A page that changes something makes one call of its room inside `refusals_in` or `refusals_told`,
and leads on from there; past the block stands what is shown when it was refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from yutang.kernel.errors import NotFound, Refusal
from yutang.kernel.ids import row_id
from yutang.plumbing.reader import sentence

_Row = TypeVar("_Row", bound=Model)

form_page = require_http_methods(["GET", "HEAD", "POST"])
"""Decorates a page that shows a form and takes it; one that only shows is `require_safe`."""


def number(text: str | None) -> int:
    """Return the id that a form or an address names.

    Raises:
        NotFound: it is no number, so it names nothing we have.
    """
    named = row_id(text)
    if named is None:
        raise NotFound
    return named


def page_of(request: HttpRequest, rows: QuerySet[_Row], size: int) -> Page[_Row]:
    """Return the page of a list that the address asks for, the nearest one there is."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


@contextmanager
def refusals_in(form: Form) -> Iterator[None]:
    """Do what is within; why not stands in the form, beside the question that it answers."""
    try:
        yield
    except NotFound:
        raise
    except Refusal as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, sentence(refusal))


@contextmanager
def refusals_told(request: HttpRequest) -> Iterator[None]:
    """Do what is within; why not stands at the top of the next page."""
    try:
        yield
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
