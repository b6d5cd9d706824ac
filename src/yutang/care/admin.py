"""The care room in the back office: each clerk's claims and complaints, to look at only."""

from django.contrib.admin import AdminSite

from yutang.care.models import Claim, Complaint, Policy, Review
from yutang.people.office import Bounded, Shown


class ClaimAdmin(Bounded):
    """Never shows where goods go back to: that is the buyer's and the seller's."""

    place_path = "place_code"
    list_display = ("id", "kind", "state", "outcome", "rule_fen", "refund_fen", "opened_at")
    list_filter = ("kind", "state", "outcome")
    search_fields = ("order__id",)
    exclude = ("back_to_sealed",)


class ComplaintAdmin(Bounded):
    """Never shows how to reach somebody: that is opened on the complaint's page, and kept."""

    place_path = "place_code"
    list_display = ("id", "kind", "state", "finding", "opened_at", "due_at")
    list_filter = ("state", "finding")
    exclude = ("contact_sealed", "address_digest")


class ReviewAdmin(Bounded):
    place_path = "place_code"
    list_display = ("id", "product", "stars", "at", "hidden_at", "hidden_reason")
    list_filter = ("stars",)
    list_select_related = ("product",)


class PolicyAdmin(Shown):
    list_display = ("place_code", "valid_from", "valid_to", "answer_h", "county_h", "source")


def register(site: AdminSite) -> None:
    """Add this room's registers to the office."""
    site.register(Claim, ClaimAdmin)
    site.register(Complaint, ComplaintAdmin)
    site.register(Review, ReviewAdmin)
    site.register(Policy, PolicyAdmin)
