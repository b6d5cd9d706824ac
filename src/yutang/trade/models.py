"""Tables of the trade room. The lot's row is the only truth about stock.

`stocked = available + held + sold + withdrawn` is kept by the database (CHECK), and an order's
state moves only along the arrows that a trigger allows and records (migration 0002).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

HOLD_S_DEFAULT = 15 * 60


class LotState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Lot(models.Model):
    """Stock on offer: so many units of a product at one price."""

    product = models.ForeignKey(
        "goods.Product", models.PROTECT, related_name="lots", verbose_name=_("product")
    )
    batch = models.ForeignKey(
        "goods.Batch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lots",
        verbose_name=_("batch"),
    )
    price_fen = models.PositiveIntegerField(_("price in fen"))
    stocked = models.PositiveIntegerField(_("units stocked"), default=0)
    available = models.PositiveIntegerField(_("units available"), default=0)
    held = models.PositiveIntegerField(_("units held"), default=0)
    sold = models.PositiveIntegerField(_("units sold"), default=0)
    withdrawn = models.PositiveIntegerField(_("units withdrawn"), default=0)
    buyer_limit = models.PositiveIntegerField(_("most units a buyer"), null=True, blank=True)
    hold_s = models.PositiveIntegerField(_("seconds to pay"), default=HOLD_S_DEFAULT)
    state = models.CharField(_("state"), max_length=8, choices=LotState, default=LotState.CLOSED)
    sold_out_at = models.DateTimeField(_("sold out at"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        constraints = [
            models.CheckConstraint(
                condition=Q(stocked=F("available") + F("held") + F("sold") + F("withdrawn")),
                name="trade_lot_conserves",
            ),
            models.CheckConstraint(condition=Q(price_fen__gt=0), name="trade_lot_priced"),
            models.CheckConstraint(
                condition=Q(buyer_limit=None) | Q(buyer_limit__gt=0), name="trade_lot_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} #{self.pk}"


class LotChange(models.Model):
    """Something done to a lot by hand, or its selling out: the lot's own diary."""

    class Kind(models.TextChoices):
        STOCKED = "stocked", _("Units added")
        WITHDRAWN = "withdrawn", _("Units withdrawn")
        OPENED = "opened", _("Opened")
        CLOSED = "closed", _("Closed")
        SOLD_OUT = "sold_out", _("Sold out")

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind)
    units = models.PositiveIntegerField(default=0)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["lot", "at"], name="trade_lotchange_lot")]


class OrderState(models.TextChoices):
    """held → paid | confirmed (cash on delivery) → shipped → received → closed."""

    HELD = "held", _("Waiting for payment")
    PAID = "paid", _("Paid")
    CONFIRMED = "confirmed", _("To pay on delivery")
    SHIPPED = "shipped", _("On its way")
    RECEIVED = "received", _("Received")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Not paid in time")


class Order(models.Model):
    """Units of one lot for one buyer. (buyer, key) makes a repeated request the same order."""

    id = models.UUIDField(primary_key=True)
    # Both references are kept by a check a statement (migration 0003), not by foreign keys.
    buyer = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        related_name="orders",
        db_index=False,
        db_constraint=False,
    )
    key = models.UUIDField()
    lot = models.ForeignKey(
        Lot, models.PROTECT, related_name="orders", db_index=False, db_constraint=False
    )
    quantity = models.PositiveIntegerField(_("quantity"))
    price_fen = models.PositiveIntegerField(_("unit price in fen"))
    amount_fen = models.PositiveBigIntegerField(_("amount in fen"))
    state = models.CharField(_("state"), max_length=10, choices=OrderState)
    placed_at = models.DateTimeField(_("placed at"))
    expires_at = models.DateTimeField(_("to be paid by"))
    sale_id = models.BigIntegerField(
        _("sale"), null=True, help_text="the live sale it came from, on the floor above"
    )
    pin_id = models.BigIntegerField(
        _("moment of explanation"), null=True, help_text="the pin shown when it was placed"
    )
    contact_sealed = models.BinaryField(null=True)
    """Receiver's name, mobile and address, sealed JSON; given at checkout."""
    region_code = models.CharField(_("region of delivery"), max_length=6, blank=True)
    perishable_confirmed_at = models.DateTimeField(null=True)
    tracking = models.CharField(_("parcel number"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders placed")
        constraints = [
            models.UniqueConstraint(fields=["buyer", "key"], name="trade_order_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="trade_order_quantity"),
            models.CheckConstraint(
                condition=Q(amount_fen=F("quantity") * F("price_fen")), name="trade_order_amount"
            ),
        ]
        indexes = [
            models.Index(fields=["lot", "buyer"], name="trade_order_lot_buyer"),
            models.Index(
                fields=["expires_at"], condition=Q(state="held"), name="trade_order_expiring"
            ),
            models.Index(fields=["id"], condition=Q(state="received"), name="trade_order_received"),
            models.Index(fields=["sale_id", "placed_at"], name="trade_order_sale"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class OrderChange(models.Model):
    """One move of an order along its arrows; written by the database's trigger.

    `by` is who said so (the transaction's `yutang.person`); nobody when time did it.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    from_state = models.CharField(max_length=10)
    to_state = models.CharField(max_length=10)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
