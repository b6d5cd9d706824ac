"""The goods room in the back office: each clerk sees what lies under their places."""

from typing import Any, ClassVar

from django.contrib.admin import AdminSite
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from yutang.goods import access
from yutang.goods.models import Batch, Producer, Product
from yutang.people.access import Person


class Bounded(ModelAdmin):  # type: ignore[type-arg,misc,unused-ignore]
    """Rows to look at, of the places that the reader registers; `place_path` leads to the code.

    They are written on the rooms' own pages. The rooms above use it for their registers too.
    """

    place_path = "village_code"
    only: ClassVar[dict[str, object]] = {}
    """What else the rows must be, as a filter."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        person = request.user
        ours = Q(pk__in=[])
        if isinstance(person, Person):
            for code in access.registers(person):
                ours |= Q(**{f"{self.place_path}__startswith": code})
        found: QuerySet[Any] = super().get_queryset(request)
        return found.filter(ours, **self.only)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, Person) and bool(access.registers(request.user))

    def has_view_permission(self, request: HttpRequest, *_about: Any) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False

    def has_change_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False

    def has_delete_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False


class ProducerAdmin(Bounded):
    list_display = ("name", "kind", "village_code", "is_demo")
    list_filter = ("kind", "is_demo")
    search_fields = ("name", "village_code")


class ProductAdmin(Bounded):
    place_path = "producer__village_code"
    list_display = ("name", "producer", "class_code", "processing", "origin_code")
    list_filter = ("processing", "perishable")
    search_fields = ("name", "producer__name")
    list_select_related = ("producer",)


class BatchAdmin(Bounded):
    place_path = "product__producer__village_code"
    list_display = ("number", "product", "harvested_on", "quantity_g")
    search_fields = ("number", "product__name")
    list_select_related = ("product",)


def register(site: AdminSite) -> None:
    """Add this room's registers to the office."""
    site.register(Producer, ProducerAdmin)
    site.register(Product, ProductAdmin)
    site.register(Batch, BatchAdmin)
