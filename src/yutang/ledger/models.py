"""Tables of the ledger room: they only grow, and every transaction sums to zero.

The database keeps both (migration 0002), for whoever writes in whatever way: references too, by
one check a statement instead of two a row. So a transaction and its entries are inserted by one
statement, as `sql/post.sql` does. A line is a debit when its fen are positive, else a credit.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    CASHIER = "cashier", _("Taken by a way of paying")
    ESCROW = "escrow", _("Kept for buyers until settled")
    PAYABLE = "payable", _("Owed to payees")
    ADVANCE = "advance", _("Advanced to payees")
    TRANSIT = "transit", _("On its way through the bank")
    BANK = "bank", _("In our bank account")
    CORRECTION = "correction", _("Explained differences")
    FUND = "fund", _("In funds")
    PROGRAMME = "programme", _("With programmes")


class Cause(models.TextChoices):
    PAYMENT = "payment", _("Payment of an order")
    REFUND = "refund", _("Refund to a buyer")
    SETTLEMENT = "settlement", _("Settlement of an order")
    REVERSAL = "reversal", _("Share taken back for a refund")
    PAYOUT = "payout", _("Payout")
    PAYOUT_RETURNED = "payout_returned", _("Payout that came back")
    ADVANCE = "advance", _("Advance paid")
    REPAYMENT = "repayment", _("Repayment of an advance")
    CORRECTION = "correction", _("Correction")
    DONATION = "donation", _("Donation to a fund")
    DONATION_BACK = "donation_back", _("Donation given back")
    GRANT = "grant", _("Grant to a programme")
    GRANT_BACK = "grant_back", _("Grant that came back")
    SPENDING = "spending", _("Spending of a programme")
    SPENDING_UNDONE = "spending_undone", _("Spending taken back")
    BILL_PAID = "bill_paid", _("Bill of a programme paid")


class Account(models.Model):
    """Where fen lie, by kind and owner: "" for the only one, a method, or ``payee:<id>``."""

    kind = models.CharField(_("kind"), max_length=12, choices=AccountKind)
    owner = models.CharField(_("owner"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("account of the ledger")
        verbose_name_plural = _("accounts of the ledger")
        constraints = [
            models.UniqueConstraint(fields=["kind", "owner"], name="ledger_account_once"),
            models.CheckConstraint(
                condition=Q(kind__in=AccountKind.values), name="ledger_account_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.owner}".strip()


class Transaction(models.Model):
    """What one cause moved between accounts; the same (cause, cause_key) only once."""

    cause = models.CharField(_("cause"), max_length=16, choices=Cause)
    cause_key = models.CharField(_("key of the cause"), max_length=80)
    at = models.DateTimeField(_("at"))
    order_id = models.UUIDField(_("order"), null=True)
    by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    """Who wrote it by hand; nobody when it follows from something else."""
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("transaction of the ledger")
        verbose_name_plural = _("transactions of the ledger")
        constraints = [
            models.UniqueConstraint(fields=["cause", "cause_key"], name="ledger_transaction_once"),
            models.CheckConstraint(
                condition=Q(cause__in=Cause.values), name="ledger_transaction_cause"
            ),
            models.CheckConstraint(
                condition=~Q(cause_key=""), name="ledger_transaction_names_its_cause"
            ),
        ]
        indexes = [
            models.Index(
                fields=["order_id"],
                condition=Q(order_id__isnull=False),
                name="ledger_transaction_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.cause_key}"


class Entry(models.Model):
    """One line of a transaction. Lines are counted from 1, so none can be added later."""

    pk = models.CompositePrimaryKey("transaction_id", "line")
    transaction = models.ForeignKey(
        Transaction, models.PROTECT, related_name="entries", db_index=False, db_constraint=False
    )
    line = models.PositiveSmallIntegerField(_("line"))
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="entries", db_index=False, db_constraint=False
    )
    amount_fen = models.BigIntegerField(_("amount in fen"))

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.CheckConstraint(condition=Q(line__gt=0), name="ledger_entry_line"),
            models.CheckConstraint(condition=~Q(amount_fen=0), name="ledger_entry_amount"),
        ]
        indexes = [
            models.Index(
                fields=["account", "transaction"],
                include=["amount_fen"],
                name="ledger_entry_account",
            ),
        ]


class Period(models.Model):
    """The books are closed up to the end of this month; the figures are what stood then.

    The database fills them in and lets nothing be written into a month that is closed.
    """

    month = models.DateField(_("month"), primary_key=True)
    closed_at = models.DateTimeField(_("closed on"), auto_now_add=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    transactions = models.PositiveBigIntegerField(_("transactions"), default=0)
    debit_fen = models.PositiveBigIntegerField(_("sum of debits in fen"), default=0)

    class Meta:
        verbose_name = _("closed month")
        verbose_name_plural = _("closed months")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
