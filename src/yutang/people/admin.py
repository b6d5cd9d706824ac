"""The people room in the back office: for operators of the whole installation only.

Roles are given and ended on the pages of this room, where their bounds are kept; here they are
only shown. Numbers stay masked.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from yutang.kernel.clock import now
from yutang.people import passes, queries
from yutang.people.errors import BadMobile
from yutang.people.models import Grant, Opening, Person
from yutang.people.office import Shown


class PersonAdmin(Shown):
    """Accounts; an operator may correct a name and close or reopen an account."""

    list_display = ("name", "mobile_masked", "is_active", "is_demo", "created_at")
    list_filter = ("is_active", "is_demo")
    search_fields = ("name",)
    search_help_text = "138 0000 0000"
    ordering = ("-pk",)
    fields = ("name", "mobile_masked", "language", "is_active", "is_demo", "created_at")
    readonly_fields = ("mobile_masked", "language", "is_demo", "created_at")

    def has_change_permission(self, request: HttpRequest, *_about: Any) -> bool:
        return isinstance(request.user, Person) and request.user.has_perm("people.change_person")

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: Any) -> None:
        """A closed account's passes end with it, on the hot path too."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            if not obj.is_active:
                passes.revoke_all(obj, now())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find by name, or by a whole number, which is never shown."""
        try:
            owner = queries.by_mobile(search_term)
        except BadMobile:
            found: tuple[QuerySet[Any], bool] = super().get_search_results(
                request, queryset, search_term
            )
            return found
        return queryset.filter(pk=owner.pk if owner else None), False


class GrantAdmin(Shown):
    list_display = ("person", "role", "place_code", "given_at", "given_by", "ended_at")
    list_filter = ("role",)
    search_fields = ("person__name", "place_code")
    list_select_related = ("person", "given_by")
    ordering = ("-pk",)


class OpeningAdmin(Shown):
    list_display = ("at", "by", "of", "what", "subject", "reason")
    search_fields = ("by__name", "of__name", "subject")
    list_select_related = ("by", "of")
    ordering = ("-pk",)


def register(site: AdminSite) -> None:
    """Add this room's registers to the office."""
    site.register(Person, PersonAdmin)
    site.register(Grant, GrantAdmin)
    site.register(Opening, OpeningAdmin)
