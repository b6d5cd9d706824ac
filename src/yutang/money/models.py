"""Tables of the money room, first form: how an order is paid, and what came back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Method(models.TextChoices):
    CASH_ON_DELIVERY = "cod", _("Cash on delivery")
    TEST_CASHIER = "test", _("Test cashier (demo, no real money)")


class PaymentState(models.TextChoices):
    DUE = "due", _("To be collected on delivery")
    PAID = "paid", _("Paid")
    REFUNDED = "refunded", _("Refunded")
    VOID = "void", _("Void")


class Payment(models.Model):
    """One order's payment. Cash is due until the parcel is handed over."""

    order = models.OneToOneField("trade.Order", models.PROTECT, related_name="payment")
    method = models.CharField(_("method"), max_length=6, choices=Method)
    state = models.CharField(_("state"), max_length=10, choices=PaymentState)
    amount_fen = models.PositiveBigIntegerField(_("amount in fen"))
    refunded_fen = models.PositiveBigIntegerField(_("refunded in fen"), default=0)
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
        ]
