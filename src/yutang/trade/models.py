"""Tables of the trade room. The lot's row is the only truth about stock.

`stocked = available + held + sold + withdrawn` is kept by the database (CHECK), and an order's
state moves only along the arrows that a trigger allows and records (migration 0002). What caps
count is kept by triggers as well (migration 0005).
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
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
    opens_at = models.DateTimeField(_("orders from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("orders until"), null=True, blank=True)
    household_limit = models.PositiveIntegerField(
        _("most units a household"), null=True, blank=True
    )
    by_coupon = models.BooleanField(_("only with a coupon"), default=False)
    by_ticket = models.BooleanField(_("waiting room"), default=False)
    numbered = models.PositiveIntegerField(_("highest number given"), default=0)
    called = models.PositiveIntegerField(_("highest number called"), default=0)
    drawn_at = models.DateTimeField(_("opening that was drawn for"), null=True, blank=True)
    draw_seed = models.BigIntegerField(_("seed of the draw"), null=True, blank=True)
    is_rehearsal = models.BooleanField(_("rehearsal"), default=False)

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
            models.CheckConstraint(
                condition=Q(household_limit=None) | Q(household_limit__gt=0),
                name="trade_lot_household_limit",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="trade_lot_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(called__lte=F("numbered")), name="trade_lot_called_is_numbered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} #{self.pk}"


class LotChange(models.Model):
    """Something done to a lot by hand or by a wave, or its selling out: the lot's own diary."""

    class Kind(models.TextChoices):
        STOCKED = "stocked", _("Units added")
        WITHDRAWN = "withdrawn", _("Units withdrawn")
        OPENED = "opened", _("Opened")
        CLOSED = "closed", _("Closed")
        SOLD_OUT = "sold_out", _("Sold out")
        TERMS = "terms", _("Terms changed")

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind)
    units = models.PositiveIntegerField(default=0)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("change of a lot")
        verbose_name_plural = _("changes of lots")
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
    freight_fen = models.PositiveIntegerField(_("freight in fen"), default=0, db_default=0)
    """What the buyer pays for the way, beside the goods; settled with the payment."""
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
    coupon_id = models.BigIntegerField(_("coupon"), null=True)
    """The coupon used; checked by the statement (migration 0005), like buyer and lot."""
    household = models.BinaryField(null=True, max_length=16)
    """Keyed hash of the address of delivery; the same for all who live there."""

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
            # A day's orders, for the facts; costs an insert next to nothing.
            BrinIndex(fields=["placed_at"], autosummarize=True, name="trade_order_placed"),
            models.Index(
                fields=["coupon_id"],
                condition=Q(coupon_id__isnull=False),
                name="trade_order_coupon",
            ),
            models.Index(
                fields=["lot", "household"],
                condition=Q(household__isnull=False),
                name="trade_order_household",
            ),
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

    class Meta:
        verbose_name = _("step of an order")
        verbose_name_plural = _("steps of orders")


class Wave(models.Model):
    """Units of a lot that come on sale so many seconds after the sale went live."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="waves", db_index=False)
    after_s = models.PositiveIntegerField(_("seconds after the sale went live"))
    at = models.DateTimeField(_("due at"), null=True)
    """None until the sale is live."""
    units = models.PositiveIntegerField(_("units of the wave"))
    released_at = models.DateTimeField(_("released at"), null=True)

    class Meta:
        verbose_name = _("wave")
        verbose_name_plural = _("waves")
        constraints = [models.CheckConstraint(condition=Q(units__gt=0), name="trade_wave_units")]
        indexes = [
            models.Index(fields=["lot", "after_s"], name="trade_wave_lot"),
            models.Index(fields=["at"], condition=Q(released_at=None), name="trade_wave_due"),
        ]


class Cap(models.Model):
    """Orders of these lots stop at so many orders, fen, or parcels a day."""

    class Kind(models.TextChoices):
        ORDERS = "orders", _("Number of orders")
        FEN = "fen", _("Fen")
        PARCELS_DAY = "parcels_day", _("Parcels a day")

    kind = models.CharField(_("what is counted"), max_length=12, choices=Kind)
    most = models.PositiveBigIntegerField(_("most"))
    had = models.PositiveBigIntegerField(_("taken when it was set"), default=0)
    """A cap may be set below what is taken already: then it is full, and not exceeded."""
    sale_id = models.BigIntegerField(_("sale"), null=True)
    name = models.CharField(_("name"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("cap")
        verbose_name_plural = _("caps")
        constraints = [models.CheckConstraint(condition=Q(most__gt=0), name="trade_cap_most")]
        indexes = [models.Index(fields=["sale_id"], name="trade_cap_sale")]

    def __str__(self) -> str:
        return self.name or f"{self.kind} {self.most}"


class CapLot(models.Model):
    """A lot whose orders a cap counts."""

    cap = models.ForeignKey(Cap, models.CASCADE, related_name="lots", db_index=False)
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="caps")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cap", "lot"], name="trade_caplot_once")]


class CapCount(models.Model):
    """What living orders take of a cap; kept by triggers on orders (migration 0005).

    `day`: the Shanghai day of placing for parcels a day, 1970-01-01 for the others.
    """

    cap = models.ForeignKey(Cap, models.CASCADE, related_name="counts", db_index=False)
    day = models.DateField()
    taken = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cap", "day"], name="trade_capcount_once")]


class Coupon(models.Model):
    """A code that opens a lot to whoever has it, for so many orders."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="coupons", db_index=False)
    code = models.CharField(_("coupon code"), max_length=20)
    uses_most = models.PositiveIntegerField(_("most orders"), default=1)
    ended_at = models.DateTimeField(_("void since"), null=True)

    class Meta:
        verbose_name = _("coupon")
        verbose_name_plural = _("coupons")
        constraints = [
            models.UniqueConstraint(fields=["lot", "code"], name="trade_coupon_once"),
            models.CheckConstraint(condition=Q(uses_most__gt=0), name="trade_coupon_uses"),
            models.CheckConstraint(condition=Q(code=Upper("code")), name="trade_coupon_upper"),
        ]

    def __str__(self) -> str:
        return self.code


class TicketState(models.TextChoices):
    """waiting → called (it has an order) | left | refused."""

    WAITING = "waiting", _("Waiting")
    CALLED = "called", _("Called")
    LEFT = "left", _("Left the line")
    REFUSED = "refused", _("Refused")


class Ticket(models.Model):
    """A wish that waits its turn: in the waiting room before the opening, or after sold-out.

    Called, it becomes the order with the ticket's key. `number` None: it waits for the draw.
    """

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="tickets", db_index=False)
    buyer = models.ForeignKey("people.Person", models.PROTECT, related_name="tickets")
    key = models.UUIDField()
    quantity = models.PositiveIntegerField(_("quantity"))
    coupon = models.CharField(_("coupon"), max_length=20, blank=True)
    sale_id = models.BigIntegerField(_("sale"), null=True)
    number = models.PositiveIntegerField(_("number"), null=True)
    entered_at = models.DateTimeField(_("entered at"))
    state = models.CharField(
        _("state"), max_length=8, choices=TicketState, default=TicketState.WAITING
    )
    order_id = models.UUIDField(_("order"), null=True)
    answer = models.CharField(_("reason of the refusal"), max_length=16, blank=True)

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.UniqueConstraint(fields=["buyer", "key"], name="trade_ticket_once"),
            models.UniqueConstraint(
                fields=["lot", "buyer"],
                condition=Q(state="waiting"),
                name="trade_ticket_waits_once",
            ),
            models.UniqueConstraint(fields=["lot", "number"], name="trade_ticket_number"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="trade_ticket_quantity"),
            models.CheckConstraint(
                condition=Q(state="called", order_id__isnull=False, number__isnull=False)
                | (~Q(state="called") & Q(order_id=None)),
                name="trade_ticket_called_has_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lot", "number"], condition=Q(state="waiting"), name="trade_ticket_line"
            ),
        ]
