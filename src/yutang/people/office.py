"""Registers of the back office that any room may build on: rows to look at, of whom they concern.

Rows are written on the rooms' own pages, where rules and bounds are asked.
"""

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from yutang.people import access
from yutang.people.models import Person


class Shown(ModelAdmin):  # type: ignore[type-arg,misc,unused-ignore]
    """Rows to look at, for operators of the whole installation."""

    def has_add_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False

    def has_change_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False

    def has_delete_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False


class Bounded(Shown):
    """Rows of the places that the reader is clerk of; `place_path` leads to the code."""

    place_path = "village_code"
    only: ClassVar[dict[str, object]] = {}
    """What else the rows must be, as a filter."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        ours = Q(pk__in=[])
        for code in _places_of(request):
            ours |= Q(**{f"{self.place_path}__startswith": code})
        found: QuerySet[Any] = super().get_queryset(request)
        return found.filter(ours, **self.only)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(_places_of(request))

    def has_view_permission(self, request: HttpRequest, *_about: Any) -> bool:
        return self.has_module_permission(request)


def _places_of(request: HttpRequest) -> tuple[str, ...]:
    person = request.user
    return access.places_of(person, "clerk") if isinstance(person, Person) else ()
