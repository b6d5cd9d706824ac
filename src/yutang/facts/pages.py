"""The dictionary: what each kind of fact is, and what of it is published. For everybody."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yutang.facts import queries
from yutang.facts.errors import NoKind
from yutang.facts.kinds import GROUPS
from yutang.facts.kinds.shape import Column, Kind
from yutang.facts.queries import dictionary as published
from yutang.plumbing.pages import page_of
from yutang.plumbing.reader import language

_FILES_A_PAGE = 20


class KindTold(NamedTuple):
    """A kind in the reader's language, and what is held of it."""

    name: str
    title: str
    told: str
    held: published.Held


class ColumnTold(NamedTuple):
    """A column in the reader's language."""

    name: str
    told: str
    type: str
    unit: str
    is_private: bool


@require_safe
def dictionary(request: HttpRequest) -> HttpResponse:
    """All kinds by group, and the version that is published."""
    held = published.held()
    context = {
        "groups": [
            (title.to(language()), [_kind(each, held) for each in kinds]) for title, kinds in GROUPS
        ],
        "manifest": queries.current(),
        "is_demo": queries.reads_demo(),
    }
    return render(request, "facts/dictionary.html", context)


@require_safe
def kind(request: HttpRequest, kind_name: str) -> HttpResponse:
    """One kind: its columns with units, how it is cut into files, and these with their hashes."""
    try:
        asked = queries.kind(kind_name)
    except KeyError:
        raise NoKind from None
    told = _kind(asked, published.held())
    context = {
        "told": told,
        "kind": asked,
        "common": [_column(each) for each in asked.columns if each not in asked.own],
        "own": [_column(each) for each in asked.own],
        "page": page_of(request, published.files_of(asked), _FILES_A_PAGE),
        "published_at": published.published_at(told.held.since),
        "is_demo": queries.reads_demo(),
    }
    return render(request, "facts/kind.html", context)


def _kind(kind: Kind, held: dict[str, published.Held]) -> KindTold:
    reader = language()
    return KindTold(
        kind.name,
        kind.title.to(reader),
        kind.told.to(reader),
        held.get(kind.name, published.NOTHING),
    )


def _column(column: Column) -> ColumnTold:
    reader = language()
    return ColumnTold(
        column.name,
        column.told.to(reader),
        column.type,
        column.unit.to(reader),
        column.private,
    )
