"""Tables of the money room: how an order is paid, what was tried for it, and what came back.

A `Payment` is money that an order has (or cash due at the door). An `Attempt` is a try to pay from
afar; money of one that the order did not need any more is *stray* and goes back. What a refund
takes from its payment is kept by a trigger (migration 0002), so no path gives back too much.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Method(models.TextChoices):
    CASH_ON_DELIVERY = "cod", _("Cash on delivery")
    TEST_CASHIER = "test", _("Test cashier (demo, no real money)")
    WECHAT = "wechat", _("WeChat Pay")
    ALIPAY = "alipay", _("Alipay")
    BANK = "bank", _("Bank transfer")


class PaymentState(models.TextChoices):
    DUE = "due", _("To be collected on delivery")
    PAID = "paid", _("Paid")
    REFUNDED = "refunded", _("Refunded")
    VOID = "void", _("Void")


class Payment(models.Model):
    """One order's payment. Cash is due until the parcel is handed over.

    `amount_fen` has the freight in it. `refunded_fen` is what was decided to go back and
    `returned_fen` what of it has arrived; `refunded` is a payment that goes back whole.
    """

    order = models.OneToOneField("trade.Order", models.PROTECT, related_name="payment")
    method = models.CharField(_("method"), max_length=6, choices=Method)
    state = models.CharField(_("state"), max_length=10, choices=PaymentState)
    amount_fen = models.PositiveBigIntegerField(_("amount in fen"))
    freight_fen = models.PositiveBigIntegerField(_("freight in fen"), default=0, db_default=0)
    refunded_fen = models.PositiveBigIntegerField(_("refunded in fen"), default=0)
    returned_fen = models.PositiveBigIntegerField(_("returned in fen"), default=0, db_default=0)
    made_at = models.DateTimeField(_("made at"))
    paid_at = models.DateTimeField(_("paid at"), null=True)
    refunded_at = models.DateTimeField(_("refunded at"), null=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(
                condition=Q(refunded_fen__lte=F("amount_fen")), name="money_refund_within"
            ),
            models.CheckConstraint(
                condition=Q(returned_fen__lte=F("refunded_fen")), name="money_returned_within"
            ),
            models.CheckConstraint(
                condition=Q(freight_fen__lte=F("amount_fen")), name="money_freight_within"
            ),
        ]


class AttemptState(models.TextChoices):
    """open → paid | stray | closed | doubted; closed → paid, stray: money came all the same."""

    OPEN = "open", _("Waiting for the money")
    PAID = "paid", _("Paid")
    STRAY = "stray", _("Came when it was not needed: goes back")
    CLOSED = "closed", _("Given up")
    DOUBTED = "doubted", _("Does not agree: to be looked at")


class Attempt(models.Model):
    """One try to pay an order from afar: at a provider's cashier, or by bank transfer."""

    class Kind(models.TextChoices):
        """What the buyer is shown."""

        CODE = "code", _("Code to scan")
        PHONE = "phone", _("Page on the phone")
        PAGE = "page", _("Page")
        TRANSFER = "transfer", _("Account and reference")

    order = models.ForeignKey("trade.Order", models.PROTECT, related_name="attempts")
    provider = models.CharField(_("method"), max_length=6, choices=Method)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    out_trade_no = models.CharField(_("our number"), max_length=32, unique=True)
    amount_fen = models.PositiveBigIntegerField(_("amount in fen"))
    freight_fen = models.PositiveBigIntegerField(_("freight in fen"), default=0)
    state = models.CharField(
        _("state"), max_length=8, choices=AttemptState, default=AttemptState.OPEN
    )
    opened_at = models.DateTimeField(_("begun at"))
    until = models.DateTimeField(_("can be paid until"))
    link = models.TextField(_("link"), default="")
    """What the provider gave us to show; empty until it answered."""
    transaction_no = models.CharField(_("the provider's number"), max_length=64, default="")
    paid_at = models.DateTimeField(_("paid at"), null=True)
    closed_at = models.DateTimeField(_("given up at"), null=True)
    """When its provider knew; a closed attempt without is still to be closed there."""
    ask_at = models.DateTimeField(_("next asked at"))
    asked = models.PositiveIntegerField(_("times asked"), default=0)

    class Meta:
        verbose_name = _("attempt to pay")
        verbose_name_plural = _("attempts to pay")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["paid", "stray"], paid_at__isnull=False)
                | Q(state__in=["open", "closed", "doubted"], paid_at=None),
                name="money_attempt_paid_at",
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="paid"), name="money_attempt_paid_once"
            ),
            models.UniqueConstraint(
                fields=["order", "provider", "kind"],
                condition=Q(state="open"),
                name="money_attempt_open_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ask_at"],
                condition=Q(state__in=["open", "closed"], closed_at=None),
                name="money_attempt_to_ask",
            ),
        ]


class Notification(models.Model):
    """What somebody sent to a provider's door: the body's hash, and what was done about it."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("The money was taken in")
        AGAIN = "again", _("Known already")
        STRAY = "stray", _("The money goes back")
        NOTHING = "nothing", _("Nothing to do")
        DOUBTED = "doubted", _("Does not agree: to be looked at")
        REFUSED = "refused", _("Not signed by the provider")

    provider = models.CharField(_("method"), max_length=6, choices=Method)
    body_hash = models.BinaryField(_("hash of the body"), max_length=32)
    at = models.DateTimeField(_("first came at"))
    times = models.PositiveIntegerField(_("times it came"), default=1)
    verified = models.BooleanField(_("signature verified"))
    out_trade_no = models.CharField(_("our number"), max_length=32, default="")
    outcome = models.CharField(_("what was done"), max_length=8, choices=Outcome)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "body_hash"], name="money_notification_once"
            )
        ]
        indexes = [models.Index(fields=["verified", "at"], name="money_notification_at")]


class RefundState(models.TextChoices):
    ASKED = "asked", _("On its way back")
    DONE = "done", _("Returned")
    FAILED = "failed", _("Not returned yet: somebody has to look")


class Refund(models.Model):
    """Money that goes back: from an order's payment, or a stray attempt's whole sum."""

    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="refunds")
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, related_name="refunds")
    """Through which attempt it goes back; without one by hand, or at the test cashier."""
    order = models.ForeignKey("trade.Order", models.PROTECT, related_name="refunds")
    method = models.CharField(_("method"), max_length=6, choices=Method)
    """Whose cashier gives it back."""
    amount_fen = models.PositiveBigIntegerField(_("amount in fen"))
    reason = models.CharField(_("reason"), max_length=200)
    key = models.CharField(_("request"), max_length=80, unique=True)
    number = models.CharField(_("our number"), max_length=32, unique=True)
    state = models.CharField(_("state"), max_length=6, choices=RefundState)
    by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    done_at = models.DateTimeField(_("returned at"), null=True)
    try_at = models.DateTimeField(_("next tried at"))
    tries = models.PositiveIntegerField(_("times tried"), default=0)
    said = models.CharField(_("what the provider said"), max_length=200, default="")
    done_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("paid back by")
    )

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="money_refund_some"),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | Q(state__in=["asked", "failed"], done_at=None),
                name="money_refund_done_at",
            ),
            models.CheckConstraint(
                condition=Q(payment__isnull=False) | Q(attempt__isnull=False),
                name="money_refund_of_something",
            ),
            models.UniqueConstraint(
                fields=["attempt"], condition=Q(payment=None), name="money_refund_stray_once"
            ),
        ]
        indexes = [
            models.Index(fields=["try_at"], condition=Q(state="asked"), name="money_refund_to_try"),
        ]


class Mismatch(models.Model):
    """Something where a provider's word and our rows do not agree; a clerk settles it."""

    class Kind(models.TextChoices):
        UNKNOWN = "unknown", _("Money for a number we do not know")
        AMOUNT = "amount", _("Another amount than was asked for")
        MERCHANT = "merchant", _("For another merchant or application")
        NOT_OURS = "not_ours", _("In the provider's bill, not in ours")
        NOT_THEIRS = "theirs", _("Paid here, not in the provider's bill")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    provider = models.CharField(_("method"), max_length=6, choices=Method)
    number = models.CharField(_("number"), max_length=64)
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, related_name="mismatches")
    ours_fen = models.BigIntegerField(_("ours in fen"), null=True)
    theirs_fen = models.BigIntegerField(_("theirs in fen"), null=True)
    found_at = models.DateTimeField(_("found at"))
    settled_at = models.DateTimeField(_("settled at"), null=True)
    settled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("note"), max_length=200, default="")

    class Meta:
        verbose_name = _("mismatch")
        verbose_name_plural = _("mismatches")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "kind", "number"], name="money_mismatch_once"
            )
        ]


class Bill(models.Model):
    """A provider's bill of one day, compared with our rows."""

    provider = models.CharField(_("method"), max_length=6, choices=Method)
    day = models.DateField(_("day"))
    fetched_at = models.DateTimeField(_("fetched at"))
    lines = models.PositiveIntegerField(_("lines"))
    paid_fen = models.BigIntegerField(_("paid in fen"))
    refunded_fen = models.BigIntegerField(_("refunded in fen"))
    mismatches = models.PositiveIntegerField(_("mismatches"))

    class Meta:
        verbose_name = _("bill of a day")
        verbose_name_plural = _("bills of days")
        constraints = [models.UniqueConstraint(fields=["provider", "day"], name="money_bill_once")]
