"""Tables of the payouts room: accounts, runs with their payouts, what the bank replied, advances.

What two clerks at once could get wrong is kept by the database: one open payout a payee, nobody
approves what they made, two different people agree to an advance.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yutang.payouts.rules import advances, runs

_REASON_MAX = 300


class AccountKind(models.TextChoices):
    CARD = "card", _("Bank card")
    PASSBOOK = "passbook", _("Passbook")
    COMPANY = "company", _("Company account")


class BankAccount(models.Model):
    """Where a payee's money goes, one version a row; the one without an end is in use."""

    payee = models.ForeignKey("shares.Payee", models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of account"), max_length=10, choices=AccountKind)
    holder_sealed = models.BinaryField()
    holder_masked = models.CharField(_("account holder"), max_length=60)
    number_sealed = models.BinaryField()
    number_digest = models.BinaryField(max_length=32)
    number_tail = models.CharField(_("last digits"), max_length=4)
    bank = models.CharField(_("bank"), max_length=60)
    branch = models.CharField(_("branch"), max_length=60, blank=True)
    since = models.DateTimeField(_("in use since"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(_("reason of the change"), max_length=_REASON_MAX, blank=True)
    is_first = models.BooleanField(_("first account of the payee"), default=True)
    ended_at = models.DateTimeField(_("until"), null=True)

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["payee"], condition=Q(ended_at=None), name="payouts_account_in_use"
            ),
        ]
        indexes = [models.Index(fields=["payee", "-since"], name="payouts_account_payee")]

    def __str__(self) -> str:
        return f"{self.bank} {self.number_tail}"


class BankProfile(models.Model):
    """How a bank wants its file and how it answers: columns as ``heading = field`` lines."""

    class Form(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"

    class Encoding(models.TextChoices):
        UTF_8 = "utf-8", "UTF-8"
        GB18030 = "gb18030", "GB18030"

    name = models.CharField(_("name"), max_length=60, unique=True)
    form = models.CharField(_("form of the file"), max_length=4, choices=Form)
    encoding = models.CharField(_("encoding"), max_length=8, choices=Encoding)
    sent_columns = models.TextField(_("columns of the file for the bank"), max_length=2000)
    reply_columns = models.TextField(_("columns of the bank's reply"), max_length=2000)
    paid_words = models.TextField(_("words for paid"), max_length=500, blank=True)
    returned_words = models.TextField(_("words for returned"), max_length=500, blank=True)
    note = models.CharField(_("note for the bank"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("bank profile")
        verbose_name_plural = _("bank profiles")

    def __str__(self) -> str:
        return self.name


class RunState(models.TextChoices):
    """draft → approved → sent → done; draft and approved may be dropped."""

    DRAFT = runs.DRAFT, _("To be approved")
    APPROVED = runs.APPROVED, _("Approved")
    SENT = runs.SENT, _("At the bank")
    DONE = runs.DONE, _("Done")
    DROPPED = runs.DROPPED, _("Dropped")


class Run(models.Model):
    """Payouts that are approved and handed to the bank together."""

    place_code = models.CharField(_("place code"), max_length=12, blank=True)
    profile = models.ForeignKey(BankProfile, models.PROTECT, related_name="+")
    least_fen = models.PositiveBigIntegerField(_("least amount in fen"))
    state = models.CharField(_("state"), max_length=8, choices=RunState, default=RunState.DRAFT)
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(_("made at"))
    approved_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)
    sent_at = models.DateTimeField(_("given to the bank at"), null=True)
    dropped_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    dropped_reason = models.CharField(_("why dropped"), max_length=_REASON_MAX, blank=True)

    class Meta:
        verbose_name = _("payout run")
        verbose_name_plural = _("payout runs")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("made_by")),
                name="payouts_run_by_two",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RunState.DRAFT, RunState.DROPPED])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="payouts_run_approved",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "-made_at"], name="payouts_run_place")]

    def __str__(self) -> str:
        return f"{self.place_code} {self.pk}"


class PayoutState(models.TextChoices):
    """draft → open (approved: the bank may pay it) → paid | returned; draft, open → dropped."""

    DRAFT = "draft", _("To be approved")
    OPEN = "open", _("Under way")
    PAID = "paid", _("Paid")
    RETURNED = "returned", _("Came back")
    DROPPED = "dropped", _("Dropped")


class PayoutKind(models.TextChoices):
    BALANCE = runs.BALANCE, _("Balance")
    ADVANCE = runs.ADVANCE, _("Advance")


class Payout(models.Model):
    """One payee's money in a run: gross = repaid (of an advance) + paid out."""

    OPEN_STATES: ClassVar = (PayoutState.DRAFT, PayoutState.OPEN)

    run = models.ForeignKey(Run, models.PROTECT, related_name="payouts", db_index=False)
    position = models.PositiveIntegerField(_("position in the run"))
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=PayoutKind)
    payee = models.ForeignKey("shares.Payee", models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+", db_index=False)
    advance = models.ForeignKey(
        "payouts.Advance", models.PROTECT, null=True, related_name="payouts"
    )
    """The advance that is given, or that `repaid_fen` repays."""
    gross_fen = models.PositiveBigIntegerField(_("balance taken in fen"))
    repaid_fen = models.PositiveBigIntegerField(_("repaid in fen"), default=0)
    keeps_repayment = models.BooleanField(default=False)
    """It came back when the advance was repaid already: what it repaid stays repaid."""
    amount_fen = models.PositiveBigIntegerField(_("paid out in fen"))
    state = models.CharField(
        _("state"), max_length=8, choices=PayoutState, default=PayoutState.DRAFT
    )
    counted_at = models.DateTimeField(_("balance counted at"))
    ended_at = models.DateTimeField(_("paid or returned at"), null=True)
    serial = models.CharField(_("number given by the bank"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="payouts_payout_position"),
            models.UniqueConstraint(
                fields=["payee", "kind"],
                condition=Q(state__in=["draft", "open"]),
                name="payouts_payout_open_once",
            ),
            models.CheckConstraint(
                condition=Q(gross_fen=F("repaid_fen") + F("amount_fen"), amount_fen__gt=0),
                name="payouts_payout_adds_up",
            ),
            models.CheckConstraint(
                condition=(Q(kind="balance") | Q(repaid_fen=0, advance__isnull=False))
                & (Q(repaid_fen=0) | Q(advance__isnull=False)),
                name="payouts_payout_names_its_advance",
            ),
        ]
        indexes = [models.Index(fields=["payee", "counted_at"], name="payouts_payout_payee")]

    def __str__(self) -> str:
        return self.reference


class Reply(models.Model):
    """A file that a bank gave back; taken over once it is confirmed. The same one only once."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="replies", db_index=False)
    digest = models.BinaryField(max_length=32)
    """Of its lines as they were read, so the same reply in another form is the same."""
    name = models.CharField(_("name of the file"), max_length=120)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(_("at"))
    confirmed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)

    class Meta:
        verbose_name = _("bank reply")
        verbose_name_plural = _("bank replies")
        constraints = [
            models.UniqueConstraint(fields=["run", "digest"], name="payouts_reply_once"),
        ]


class Resolution(models.TextChoices):
    PAID = "paid", _("Paid as the bank says")
    RETURNED = "returned", _("Came back")
    TWICE = "twice", _("Really paid twice")
    ASIDE = "aside", _("Nothing to book")


class ReplyLine(models.Model):
    """A line of a reply: what it says, what it means, and how a mismatch was resolved."""

    class Finding(models.TextChoices):
        PAID = "paid", _("Paid")
        RETURNED = "returned", _("Came back")
        KNOWN = "known", _("Known already")
        UNKNOWN = "unknown", _("No payout of ours")
        AMOUNT = "amount", _("Another amount")
        ACCOUNT = "account", _("Another account")
        DOUBLED = "doubled", _("Told twice")
        UNCLEAR = "unclear", _("Outcome not understood")
        AGAINST = "against", _("Contradicts what was told before")

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="lines", db_index=False)
    line = models.PositiveIntegerField(_("line"))
    reference = models.CharField(_("reference"), max_length=200)
    amount_fen = models.PositiveBigIntegerField(_("amount in fen"))
    tail = models.CharField(_("last digits"), max_length=4, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8)
    said = models.CharField(_("words of the bank"), max_length=401, blank=True)
    serial = models.CharField(_("number given by the bank"), max_length=200, blank=True)
    finding = models.CharField(_("what it means"), max_length=8, choices=Finding)
    payout = models.ForeignKey(Payout, models.PROTECT, null=True, related_name="told")
    resolution = models.CharField(_("resolution"), max_length=8, choices=Resolution, blank=True)
    note = models.CharField(_("note"), max_length=_REASON_MAX, blank=True)
    resolved_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    resolved_at = models.DateTimeField(_("resolved at"), null=True)

    class Meta:
        verbose_name = _("line of a bank reply")
        verbose_name_plural = _("lines of bank replies")
        constraints = [
            models.UniqueConstraint(fields=["reply", "line"], name="payouts_replyline_once"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolution="")
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="payouts_replyline_resolved_by_somebody",
            ),
        ]


class AdvanceState(models.TextChoices):
    """asked → agreed (by two) → given → repaid; asked → refused | withdrawn."""

    ASKED = advances.ASKED, _("Asked for")
    AGREED = advances.AGREED, _("Agreed, not paid yet")
    GIVEN = advances.GIVEN, _("Being repaid")
    REPAID = advances.REPAID, _("Repaid")
    REFUSED = advances.REFUSED, _("Not agreed to")
    WITHDRAWN = advances.WITHDRAWN, _("Withdrawn")


class Advance(models.Model):
    """Money asked for before it is earned, with the figures it was asked with."""

    payee = models.ForeignKey("shares.Payee", models.PROTECT, related_name="+", db_index=False)
    amount_fen = models.PositiveBigIntegerField(_("amount in fen"))
    purpose = models.CharField(_("what for"), max_length=_REASON_MAX)
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(_("asked at"))
    rule_version = models.PositiveSmallIntegerField(_("version of the rule"))
    figures = models.JSONField(_("figures of the limit"))
    repay_percent = models.PositiveSmallIntegerField(_("percent of each payout that repays"))
    state = models.CharField(
        _("state"), max_length=10, choices=AdvanceState, default=AdvanceState.ASKED
    )
    agreed_first = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    agreed_second = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    answer = models.CharField(_("why it was refused"), max_length=_REASON_MAX, blank=True)

    class Meta:
        verbose_name = _("advance")
        verbose_name_plural = _("advances")
        constraints = [
            models.UniqueConstraint(
                fields=["payee"],
                condition=Q(state__in=["asked", "agreed", "given"]),
                name="payouts_advance_one_open",
            ),
            models.CheckConstraint(
                condition=Q(agreed_second=None)
                | (Q(agreed_first__isnull=False) & ~Q(agreed_second=F("agreed_first"))),
                name="payouts_advance_by_two",
            ),
            models.CheckConstraint(
                condition=(Q(agreed_first=None) | ~Q(agreed_first=F("asked_by")))
                & (Q(agreed_second=None) | ~Q(agreed_second=F("asked_by"))),
                name="payouts_advance_not_by_the_asker",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "given", "repaid"])
                | Q(agreed_second__isnull=False),
                name="payouts_advance_agreed",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payouts_advance_amount"),
            models.CheckConstraint(
                condition=Q(repay_percent__gte=1, repay_percent__lte=90),
                name="payouts_advance_percent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payee_id} {self.amount_fen}"
