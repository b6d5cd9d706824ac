"""The live room in the back office: the sales of each clerk's counties, to look at."""

from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import QuerySet
from django.http import HttpRequest

from yutang.live import queries
from yutang.live.models import Broadcast, Message, Sale, StateChange
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.office import Bounded


class BySale(Bounded):
    """Rows of sales with a county that the reader looks after; `sale_path` leads to the sale."""

    sale_path = "sale"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        person = request.user if isinstance(request.user, Person) else None
        sales = queries.real_sales().filter(queries.touching(people.places_of(person, "clerk")))
        rows: QuerySet[Any] = self.model._default_manager.all()  # noqa: SLF001 - Django's own name
        return rows.filter(**{f"{self.sale_path}__in": sales.values("pk")})


class SaleAdmin(BySale):
    sale_path = "pk"
    list_display = ("id", "title", "host", "state", "starts_at", "live_at", "ended_at", "is_demo")
    list_filter = ("state", "is_demo")
    list_select_related = ("host",)
    search_fields = ("title", "title_en")


class StateChangeAdmin(BySale):
    list_display = ("at", "sale", "from_state", "to_state", "by", "reason")
    list_select_related = ("sale", "by")


class MessageAdmin(BySale):
    list_display = ("at", "sale", "name", "text", "hidden_at", "hidden_by", "hidden_reason")
    list_select_related = ("sale", "hidden_by")
    search_fields = ("text", "name")


class BroadcastAdmin(BySale):
    list_display = (
        "started_at",
        "ended_at",
        "sale",
        "source",
        "codecs",
        "transcoded",
        "end_reason",
    )
    list_filter = ("source", "transcoded")
    list_select_related = ("sale",)


def register(site: AdminSite) -> None:
    """Add this room's registers to the office."""
    site.register(Sale, SaleAdmin)
    site.register(StateChange, StateChangeAdmin)
    site.register(Message, MessageAdmin)
    site.register(Broadcast, BroadcastAdmin)
