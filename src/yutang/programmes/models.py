"""Tables of the programmes room.

Money moves on the ledger; these tables say what for. Whatever brings money in, moves or takes it
out by hand needs two people: one notes it, another confirms it (`TwoHands`). Nothing is given
that has not arrived, and nothing spent that was not given: kept by the database too
(`migrations/0004_guards.py`).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yutang.places.records import VersionForPlace


class Direction(models.TextChoices):
    ECOLOGY = "ecology", _("Ecology")
    ECOMMERCE = "ecommerce", _("E-commerce")
    EDUCATION = "education", _("Education")
    WOMEN = "women", _("Women")
    HEALTH = "health", _("Health care")


class Purpose(models.TextChoices):
    UPSTREAM = "upstream", _("Selling farm goods upstream")
    CENTRE = "centre", _("Public service centre")
    TRAINING = "training", _("Training")
    LOGISTICS = "logistics", _("Logistics")
    BENEFIT = "benefit", _("Benefits to persons")
    PREMIUM = "premium", _("Insurance premiums")
    WAGE = "wage", _("Wages")
    OTHER = "other", _("Other purposes")


class Kind(models.Model):
    """A kind of programme that people know by name: a label and its usual direction, no more."""

    slug = models.SlugField(_("short name"), max_length=24, unique=True)
    title = models.CharField(_("name"), max_length=40)
    title_en = models.CharField(_("name in English"), max_length=60)
    direction = models.CharField(_("direction"), max_length=9, choices=Direction)
    position = models.PositiveSmallIntegerField(default=50)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("kind of programme")
        verbose_name_plural = _("kinds of programmes")

    def __str__(self) -> str:
        return self.title


class Scheme(models.Model):
    """Money with a rule of its own, as the state's money for e-commerce in the countryside."""

    slug = models.SlugField(_("short name"), max_length=24, unique=True)
    title = models.CharField(_("name"), max_length=60)
    title_en = models.CharField(_("name in English"), max_length=80)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("scheme of money")
        verbose_name_plural = _("schemes of money")

    def __str__(self) -> str:
        return self.title


class MoneyRule(VersionForPlace):
    """One version of what a scheme asks of its money, for a place and all that lies under it."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="rules")
    source = models.TextField(_("source of the rule"))
    is_unverified = models.BooleanField(_("unverified default"), default=False)

    class Meta:
        verbose_name = _("rule of money")
        verbose_name_plural = _("rules of money")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "place_code", "valid_from"], name="programmes_rule_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="programmes_rule_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.place_code or '*'} {self.valid_from}"


class Demand(models.Model):
    """One line of a rule of money: a purpose's share in percent, or a figure of the place."""

    class How(models.TextChoices):
        SHARE = "share", _("Share of a purpose")
        FIGURE = "figure", _("Figure of the place")
        COVERAGE = "coverage", _("Villages with such a figure")

    rule = models.ForeignKey(MoneyRule, models.CASCADE, related_name="demands")
    position = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=8, choices=How)
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=120)
    name = models.CharField(_("purpose or figure"), max_length=60)
    least = models.DecimalField(_("at least"), max_digits=14, decimal_places=2, null=True)
    most = models.DecimalField(_("at most"), max_digits=14, decimal_places=2, null=True)

    class Meta:
        ordering = ["rule", "position"]
        verbose_name = _("demand of a rule of money")
        verbose_name_plural = _("demands of rules of money")
        constraints = [
            models.UniqueConstraint(fields=["rule", "position"], name="programmes_demand_once"),
            models.CheckConstraint(
                condition=Q(least__isnull=False) | Q(most__isnull=False),
                name="programmes_demand_asks",
            ),
        ]


class ProgrammeState(models.TextChoices):
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Programme over")


class Programme(models.Model):
    """A programme at a place, over a time, run by somebody; other rooms hang their work on it."""

    key = models.UUIDField(unique=True)
    name = models.CharField(_("name"), max_length=80)
    kind = models.ForeignKey(
        Kind, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kind")
    )
    direction = models.CharField(_("direction"), max_length=9, choices=Direction)
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scheme")
    )
    """The rule of money it falls under: it takes money of that scheme only."""
    place_code = models.CharField(_("place"), max_length=12, blank=True)
    aim = models.TextField(_("what it is for"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    owner = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", verbose_name=_("run by")
    )
    state = models.CharField(
        _("state"), max_length=7, choices=ProgrammeState, default=ProgrammeState.RUNNING
    )
    made_at = models.DateTimeField(_("begun at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("finished at"), null=True)
    closed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="programmes_programme_days"
            ),
            models.CheckConstraint(
                condition=Q(state="running", closed_at=None, closed_by=None)
                | Q(state="closed", closed_at__isnull=False, closed_by__isnull=False),
                name="programmes_programme_closed_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["place_code"],
                opclasses=["text_pattern_ops"],
                name="programmes_programme_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BudgetLine(models.Model):
    """What a programme plans for one purpose from now on; the newest of each purpose stands."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="budget")
    purpose = models.CharField(_("purpose"), max_length=9, choices=Purpose)
    amount_fen = models.PositiveBigIntegerField(_("planned, in fen"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("line of a budget")
        verbose_name_plural = _("lines of budgets")
        indexes = [
            models.Index(fields=["programme", "purpose", "-id"], name="programmes_budget_newest"),
        ]


class Donor(models.Model):
    """Who gives: shown by the public name, or as an anonymous donor when there is none."""

    class What(models.TextChoices):
        ORGANISATION = "organisation", _("Organisation")
        PERSON = "person", _("Person")
        GOVERNMENT = "government", _("Government office")

    what = models.CharField(_("who gives"), max_length=12, choices=What)
    public_name = models.CharField(_("public name"), max_length=80, blank=True)
    name_sealed = models.BinaryField()
    name_digest = models.BinaryField(max_length=32)
    contact_sealed = models.BinaryField(null=True)
    account = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="donors")
    """Whose page "me" shows what became of the donations."""
    place_code = models.CharField(_("place"), max_length=12, blank=True)
    """Where its clerks may write donations for it."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("donor")
        verbose_name_plural = _("donors")
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "name_digest"], name="programmes_donor_once"
            ),
        ]


class Fund(models.Model):
    """One pot of money for one direction: what is in it is pooled."""

    key = models.UUIDField(unique=True)
    name = models.CharField(_("name"), max_length=80)
    direction = models.CharField(_("direction"), max_length=9, choices=Direction)
    place_code = models.CharField(_("place"), max_length=12, blank=True)
    aim = models.TextField(_("what it is for"))
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scheme")
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        indexes = [
            models.Index(
                fields=["place_code"], opclasses=["text_pattern_ops"], name="programmes_fund_place"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HandState(models.TextChoices):
    NOTED = "noted", _("Waits for a second person")
    CONFIRMED = "confirmed", _("Confirmed")
    DROPPED = "dropped", _("Not confirmed")


class TwoHands(models.Model):
    """What one person notes and another confirms, or does not, with a reason."""

    key = models.UUIDField(unique=True)
    amount_fen = models.PositiveBigIntegerField(_("amount in fen"))
    noted_at = models.DateTimeField(_("noted at"))
    noted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=9, choices=HandState, default=HandState.NOTED)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state="noted", decided_at=None, decided_by=None)
                | Q(
                    state__in=["confirmed", "dropped"],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="programmes_%(class)s_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(decided_by=F("noted_by")),
                name="programmes_%(class)s_two_hands",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0), name="programmes_%(class)s_amount"
            ),
        ]


class Donation(TwoHands):
    """Money that came to the bank for a fund: its receipt noted, confirmed by a second person."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="donations")
    donor = models.ForeignKey(Donor, models.PROTECT, related_name="donations")
    received_on = models.DateField(_("received on"))
    bank_reference = models.CharField(_("number of the bank receipt"), max_length=40)
    words = models.CharField(_("the donor's words"), max_length=200, blank=True)

    class Meta(TwoHands.Meta):
        verbose_name = _("donation")
        verbose_name_plural = _("donations")
        constraints = [
            *TwoHands.Meta.constraints,
            models.UniqueConstraint(
                fields=["bank_reference"],
                condition=~Q(state="dropped"),
                name="programmes_donation_receipt_once",
            ),
        ]


class GivenBack(TwoHands):
    """Part or all of a donation that goes back to its donor, as far as it was not handed on."""

    donation = models.ForeignKey(Donation, models.PROTECT, related_name="given_back")
    words = models.CharField(_("why"), max_length=200)
    bank_reference = models.CharField(_("number of the bank receipt"), max_length=40)

    class Meta(TwoHands.Meta):
        verbose_name = _("donation given back")
        verbose_name_plural = _("donations given back")


class Grant(TwoHands):
    """Money that a fund hands to a programme; or `is_back`, what the programme did not need."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="grants")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="grants")
    is_back = models.BooleanField(_("back to the fund"), default=False)
    words = models.CharField(_("what for"), max_length=200)

    class Meta(TwoHands.Meta):
        verbose_name = _("grant of a fund")
        verbose_name_plural = _("grants of funds")


class Bill(TwoHands):
    """What an organisation asks for an activity, with its invoice; paid by transfer."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="bills")
    purpose = models.CharField(_("purpose"), max_length=9, choices=Purpose)
    organisation = models.CharField(_("paid to"), max_length=80)
    invoice_number = models.CharField(_("number of the invoice"), max_length=40)
    what = models.CharField(_("what for"), max_length=200)
    paid_on = models.DateField(_("paid on"), null=True)
    bank_reference = models.CharField(_("number of the bank receipt"), max_length=40, blank=True)
    paid_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta(TwoHands.Meta):
        verbose_name = _("bill")
        verbose_name_plural = _("bills")
        constraints = [
            *TwoHands.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "invoice_number"],
                condition=~Q(state="dropped"),
                name="programmes_bill_invoice_once",
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None, paid_by=None, bank_reference="")
                | (
                    Q(state="confirmed", paid_on__isnull=False, paid_by__isnull=False)
                    & ~Q(bank_reference="")
                ),
                name="programmes_bill_paid_whole",
            ),
        ]


class Paper(models.Model):
    """An invoice or receipt to a bill, sealed under its SHA-256."""

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="papers")
    name = models.CharField(_("name"), max_length=80)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField(_("bytes"))
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("paper of a bill")
        verbose_name_plural = _("papers of bills")
        constraints = [
            models.UniqueConstraint(fields=["bill", "sha256"], name="programmes_paper_once"),
        ]


class Spending(models.Model):
    """What a programme spent at once: on somebody who is owed it, or on a bill. Only added to.

    What is taken back is a row of its own, of the same fen below zero, that `undoes` the first.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="spendings")
    purpose = models.CharField(_("purpose"), max_length=9, choices=Purpose)
    amount_fen = models.BigIntegerField(_("amount in fen"))
    owner = models.CharField(_("owed to"), max_length=60)
    cause = models.CharField(_("cause"), max_length=24)
    key = models.CharField(_("key of the cause"), max_length=60)
    about = models.CharField(_("what for"), max_length=120)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone")

    class Meta:
        ordering = ["id"]
        verbose_name = _("spending of a programme")
        verbose_name_plural = _("spendings of programmes")
        constraints = [
            models.UniqueConstraint(fields=["cause", "key"], name="programmes_spending_once"),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, undoes=None)
                | Q(amount_fen__lt=0, undoes__isnull=False),
                name="programmes_spending_sign",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "id"], name="programmes_spending_of"),
        ]
