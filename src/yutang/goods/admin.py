"""The goods room in the back office: each clerk sees what lies under their places."""

from django.contrib.admin import AdminSite

from yutang.goods.models import Batch, Certificate, MarkUse, Producer, Product
from yutang.people.office import Bounded


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
    list_display = (
        "number",
        "product",
        "harvested_on",
        "quantity_g",
        "confirmed_at",
        "recalled_at",
    )
    search_fields = ("number", "code", "product__name")
    list_select_related = ("product",)


class CertificateAdmin(Bounded):
    place_path = "batch__product__producer__village_code"
    list_display = ("number", "product_name", "maker_name", "issued_on", "contact_shown")
    search_fields = ("number", "product_name", "maker_name")
    exclude = ("contact_sealed",)


class MarkUseAdmin(Bounded):
    place_path = "product__producer__village_code"
    list_display = ("mark", "product", "valid_from", "valid_until", "ended_at")
    list_filter = ("mark__kind",)
    list_select_related = ("mark", "product")


def register(site: AdminSite) -> None:
    """Add this room's registers to the office."""
    site.register(Producer, ProducerAdmin)
    site.register(Product, ProductAdmin)
    site.register(Batch, BatchAdmin)
    site.register(Certificate, CertificateAdmin)
    site.register(MarkUse, MarkUseAdmin)
