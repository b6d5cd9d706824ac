"""Tables of the care room.

A claim waits for one side at a time, until `due_at`; what happens when nobody moves is in
`rules/steps.py`. Photographs lie outside the folder that the gate serves.
"""

import uuid

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yutang.places.records import VersionForPlace


def private_files() -> Storage:
    """Return where files lie that only a page hands out."""
    return storages["private"]


class Policy(VersionForPlace):
    """One version of the rule of care for a place: who has how long, and what comes back."""

    source = models.TextField(_("source of the rule"))
    return_days = models.PositiveSmallIntegerField(_("days to ask for a return"))
    claim_days = models.PositiveSmallIntegerField(_("days to claim damage"))
    answer_h = models.PositiveSmallIntegerField(_("hours for the seller to answer"))
    choose_h = models.PositiveSmallIntegerField(_("hours for the buyer to choose"))
    county_h = models.PositiveSmallIntegerField(_("hours for the county to decide"))
    send_back_days = models.PositiveSmallIntegerField(_("days to send the goods back"))
    transit_days = models.PositiveSmallIntegerField(_("days on the way back"))
    refund_days = models.PositiveSmallIntegerField(_("days to refund after arrival"))
    complaint_h = models.PositiveSmallIntegerField(_("hours to answer a complaint"))
    late_percent = models.PositiveSmallIntegerField(_("percent back for a late parcel"))
    freight_back = models.BooleanField(_("freight comes back with a return"), default=False)

    class Meta:
        verbose_name = _("rule of care")
        verbose_name_plural = _("rules of care")
        constraints = [
            models.UniqueConstraint(fields=["place_code", "valid_from"], name="care_policy_once"),
            models.CheckConstraint(condition=Q(return_days__gte=7), name="care_policy_law"),
            models.CheckConstraint(condition=Q(late_percent__lte=100), name="care_policy_percent"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="care_policy_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_code or '*'} {self.valid_from}"


class Clock(models.Model):
    """What waits for an answer.

    `promised_at`: until when the first answer is promised; `due_at`: until when whoever's turn it
    is has time; `county_due_at`: until when the county has, should that time pass unused.
    """

    opened_at = models.DateTimeField(_("opened at"))
    promised_at = models.DateTimeField(_("answer promised by"))
    due_at = models.DateTimeField(_("due by"), null=True)
    county_due_at = models.DateTimeField(_("county's time ends at"), null=True)
    answered_at = models.DateTimeField(_("first answered at"), null=True)
    escalated_at = models.DateTimeField(_("taken to the county at"), null=True)
    closed_at = models.DateTimeField(_("settled at"), null=True)

    class Meta:
        abstract = True


class ClaimKind(models.TextChoices):
    RETURN = "return", _("Return without reason")
    SPOILED = "spoiled", _("Spoiled")
    BROKEN = "broken", _("Broken")
    WRONG = "wrong", _("Not what I ordered")
    MISSING = "missing", _("Missing")
    LATE = "late", _("Too late")


class ClaimState(models.TextChoices):
    ASKED = "asked", _("The seller answers")
    OFFERED = "offered", _("The buyer considers an offer")
    REFUSED = "refused", _("Refused; the buyer may ask the county")
    SENDING = "sending", _("The buyer sends it back")
    UNDERWAY = "underway", _("The goods are on their way back")
    ARRIVED = "arrived", _("Back at the seller")
    COUNTY = "county", _("The county decides")
    CLOSED = "closed", _("Settled")


class Outcome(models.TextChoices):
    REFUNDED = "refunded", _("Money given back")
    REFUSED = "refused", _("No money given back")
    WITHDRAWN = "withdrawn", _("Withdrawn by the buyer")
    LAPSED = "lapsed", _("Not pursued in time")


class Claim(Clock):
    """What a buyer asks of an order: money for damage, or to send the goods back."""

    key = models.UUIDField(unique=True)
    order = models.ForeignKey("trade.Order", models.PROTECT, related_name="claims")
    buyer = models.ForeignKey("people.Person", models.PROTECT, related_name="claims")
    producer = models.ForeignKey("goods.Producer", models.PROTECT, related_name="claims")
    product = models.ForeignKey("goods.Product", models.PROTECT, related_name="claims")
    batch = models.ForeignKey("goods.Batch", models.PROTECT, null=True, related_name="claims")
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="claims")
    place_code = models.CharField(_("place of origin"), max_length=12)
    kind = models.CharField(_("kind"), max_length=8, choices=ClaimKind)
    bad = models.PositiveIntegerField(_("how many are bad"), null=True)
    of = models.PositiveIntegerField(_("of how many"), null=True)
    rule_fen = models.PositiveBigIntegerField(_("by the rule, in fen"))
    offer_fen = models.PositiveBigIntegerField(_("offered, in fen"), null=True)
    refund_fen = models.PositiveBigIntegerField(_("given back, in fen"), default=0)
    state = models.CharField(_("state"), max_length=8, choices=ClaimState)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, blank=True)
    refunded_at = models.DateTimeField(_("refunded at"), null=True)
    back_to_sealed = models.BinaryField(null=True)
    """Where returned goods go: name, mobile and address, sealed JSON."""
    waybill = models.CharField(_("waybill"), max_length=60, blank=True)
    sent_at = models.DateTimeField(_("sent back at"), null=True)
    arrived_at = models.DateTimeField(_("arrived back at"), null=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(closed_at=None), name="care_claim_one_open"
            ),
            models.CheckConstraint(
                condition=Q(bad=None, of=None) | Q(bad__gt=0, bad__lte=F("of")),
                name="care_claim_share",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="closed",
                    closed_at__isnull=False,
                    due_at=None,
                    county_due_at=None,
                )
                & ~Q(outcome="")
                | Q(
                    ~Q(state="closed"),
                    closed_at=None,
                    due_at__isnull=False,
                    county_due_at__isnull=False,
                    outcome="",
                ),
                name="care_claim_closed_or_due",
            ),
            models.CheckConstraint(
                condition=Q(outcome="refunded", refund_fen__gt=0, refunded_at__isnull=False)
                | Q(~Q(outcome="refunded"), refund_fen=0, refunded_at=None),
                name="care_claim_refund_has_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["order", "-opened_at"], name="care_claim_order"),
            models.Index(fields=["due_at"], condition=Q(closed_at=None), name="care_claim_due"),
            models.Index(fields=["place_code", "-opened_at"], name="care_claim_place"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ComplaintState(models.TextChoices):
    SELLER = "seller", _("The seller answers")
    ANSWERED = "answered", _("Answered; the complainer may ask the county")
    COUNTY = "county", _("The county answers")
    CLOSED = "closed", _("Settled")


class Finding(models.TextChoices):
    """How a complaint ended."""

    RIGHTED = "righted", _("Put right")
    UNFOUNDED = "unfounded", _("Looked into: nothing found")
    PASSED_ON = "passed_on", _("Passed on to the authority in charge")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CONTENT = "content", _("The answer was enough")


class Complaint(Clock):
    """Something wrong that is no claim for money; also without an account.

    Without an account, whoever has the address of its page may read it: the id is drawn at random.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key = models.UUIDField(unique=True)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="complaints"
    )
    order = models.ForeignKey("trade.Order", models.PROTECT, null=True, related_name="complaints")
    batch = models.ForeignKey("goods.Batch", models.PROTECT, null=True, related_name="complaints")
    producer = models.ForeignKey(
        "goods.Producer", models.PROTECT, null=True, related_name="complaints"
    )
    programme = models.ForeignKey(
        "programmes.Programme", models.PROTECT, null=True, related_name="complaints"
    )
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="complaints")
    place_code = models.CharField(_("place of origin"), max_length=12)
    kind = models.CharField(_("kind"), max_length=20)
    contact_sealed = models.BinaryField(null=True)
    address_digest = models.BinaryField(max_length=32, null=True)
    state = models.CharField(_("state"), max_length=8, choices=ComplaintState)
    finding = models.CharField(_("finding"), max_length=9, choices=Finding, blank=True)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, due_at=None) & ~Q(finding="")
                | Q(~Q(state="closed"), closed_at=None, due_at__isnull=False, finding=""),
                name="care_complaint_closed_or_due",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(closed_at=None), name="care_complaint_due"),
            models.Index(fields=["place_code", "-opened_at"], name="care_complaint_place"),
            models.Index(fields=["address_digest", "-opened_at"], name="care_complaint_address"),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]


class Side(models.TextChoices):
    BUYER = "buyer", _("Buyer")
    SELLER = "seller", _("Seller")
    COUNTY = "county", _("County office")
    TIME = "time", _("By itself")


class Remark(models.Model):
    """One line in the thread of a claim or a complaint: what was done, and the words to it."""

    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="remarks")
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="remarks")
    at = models.DateTimeField()
    side = models.CharField(max_length=6, choices=Side)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    amount_fen = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints = [
            models.CheckConstraint(
                condition=Q(claim=None, complaint__isnull=False)
                | Q(claim__isnull=False, complaint=None),
                name="care_remark_of_one",
            ),
            models.UniqueConstraint(
                fields=["claim", "step"], condition=~Q(step="say"), name="care_remark_step_once"
            ),
        ]


class Review(models.Model):
    """What the buyer of an order says of it: once, in public; hidden only with a public reason."""

    order = models.OneToOneField("trade.Order", models.PROTECT, related_name="review")
    buyer = models.ForeignKey("people.Person", models.PROTECT, related_name="reviews")
    product = models.ForeignKey("goods.Product", models.PROTECT, related_name="reviews")
    place_code = models.CharField(_("place of origin"), max_length=12)
    stars = models.PositiveSmallIntegerField(_("stars"))
    text = models.TextField(_("words"), blank=True)
    at = models.DateTimeField(_("written at"))
    answer = models.TextField(_("the producer's answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    hidden_at = models.DateTimeField(_("hidden at"), null=True)
    hidden_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    hidden_reason = models.CharField(_("reason of hiding"), max_length=200, blank=True)
    shown_again_at = models.DateTimeField(_("shown again at"), null=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=5), name="care_review_stars"
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None) | (Q(hidden_by__isnull=False) & ~Q(hidden_reason="")),
                name="care_review_hidden_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["product", "-at"], name="care_review_product")]


class Photo(models.Model):
    """A photograph to a claim (its sides see it) or to a review (everybody, unless hidden)."""

    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="photos")
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="photos")
    file = models.FileField(storage=private_files, upload_to="care/%Y/%m/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name = _("photo of care")
        verbose_name_plural = _("photos of care")
        constraints = [
            models.CheckConstraint(
                condition=Q(claim=None, review__isnull=False) | Q(claim__isnull=False, review=None),
                name="care_photo_of_one",
            ),
        ]
