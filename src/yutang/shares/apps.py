from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharesConfig(AppConfig):
    name = "yutang.shares"
    label = "shares"
    verbose_name = _("Shares")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show shares on the pages below, and tell the ledger who its payees are."""
        from yutang.ledger.queries import name_owners  # noqa: PLC0415 - models are ready only now
        from yutang.plumbing import panels as places  # noqa: PLC0415
        from yutang.shares import panels  # noqa: PLC0415
        from yutang.shares.queries import names_of  # noqa: PLC0415

        name_owners("payee", names_of)
        places.hang("product", panels.of_product, order=10)
        places.hang("trace", panels.of_batch, order=10)
        places.hang("lot", panels.of_lot, order=10)
        places.hang("receipt", panels.of_order, order=10)
        places.hang("order", panels.of_order, order=30)
        places.hang("place", panels.of_place, order=20)
        places.hang("me", panels.for_me, order=10)
        places.hang("transaction", panels.of_transaction)
