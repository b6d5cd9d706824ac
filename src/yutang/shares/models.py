"""Tables of the shares room: who gets what of a lot's price, and what each got of an order.

Versions and shares are only added. A split is in force from when both have agreed; until then the
one agreed before is, and without one all is the farmer's.
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PartKind(models.TextChoices):
    FARMER = "farmer", _("Farmer")
    PACKING = "packing", _("Packaging")
    FREIGHT = "freight", _("Freight")
    HOST = "host", _("Host")
    AGENCY = "agency", _("Agency")
    SERVICE = "service", _("Service fee")
    TAX = "tax", _("Tax")
    FUND = "fund", _("Public-good fund")


class Payee(models.Model):
    """Whoever is owed money: a producer, person, organisation or somebody of the roster, who may
    have no account; ``payee:<id>`` in the ledger.
    """

    class Kind(models.TextChoices):
        PRODUCER = "producer", _("Producer")
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")
        MEMBER = "member", _("Person in programmes")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    producer = models.OneToOneField(
        "goods.Producer", models.PROTECT, null=True, related_name="+", verbose_name=_("producer")
    )
    person = models.OneToOneField(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("person")
    )
    member = models.OneToOneField(
        "roster.Member",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("person on the roster"),
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    """An organisation's; the others are named by what they are."""
    place_code = models.CharField(_("place"), max_length=12, blank=True)
    """The county whose clerks keep an organisation."""

    class Meta:
        verbose_name = _("payee")
        verbose_name_plural = _("payees")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind="producer", producer__isnull=False, person=None, member=None, name=""
                )
                | Q(kind="person", person__isnull=False, producer=None, member=None, name="")
                | Q(kind="member", member__isnull=False, producer=None, person=None, name="")
                | (Q(kind="organisation", person=None, producer=None, member=None) & ~Q(name="")),
                name="shares_payee_is_one",
            ),
            models.UniqueConstraint(
                fields=["place_code", "name"],
                condition=Q(kind="organisation"),
                name="shares_payee_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"payee:{self.pk}"


class Split(models.Model):
    """A version of how a lot's price is shared, or (`lot` None) a place's default for new ones."""

    lot = models.ForeignKey(
        "trade.Lot", models.PROTECT, null=True, related_name="splits", verbose_name=_("lot")
    )
    place_code = models.CharField(_("place"), max_length=12, blank=True)
    version = models.PositiveIntegerField(_("version"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    farmer = models.ForeignKey(Payee, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(_("agreed at"), null=True)
    """When the last of those who had to agree did."""

    class Meta:
        verbose_name = _("split")
        verbose_name_plural = _("splits")
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "place_code", "version"],
                nulls_distinct=False,
                name="shares_split_version",
            ),
            models.CheckConstraint(
                condition=Q(lot__isnull=False, farmer__isnull=False, place_code="")
                | Q(lot=None, farmer=None, agreed_at=None),
                name="shares_split_of_lot_or_place",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.lot_id or self.place_code} v{self.version}"


class SplitPart(models.Model):
    """One part of a split besides the farmer's, which is what remains."""

    class Per(models.TextChoices):
        UNIT = "unit", _("each unit")
        ORDER = "order", _("each order")

    split = models.ForeignKey(Split, models.PROTECT, related_name="parts", db_index=False)
    kind = models.CharField(_("part"), max_length=8, choices=PartKind)
    payee = models.ForeignKey(
        Payee, models.PROTECT, null=True, related_name="+", verbose_name=_("payee")
    )
    basis_points = models.PositiveIntegerField(_("hundredths of a percent"), default=0)
    fixed_fen = models.PositiveBigIntegerField(_("fixed sum in fen"), default=0)
    per = models.CharField(_("fixed sum for"), max_length=6, choices=Per, default=Per.ORDER)
    cap_fen = models.PositiveBigIntegerField(_("most an order in fen"), null=True)

    class Meta:
        verbose_name = _("part of a split")
        verbose_name_plural = _("parts of splits")
        constraints = [
            models.UniqueConstraint(fields=["split", "kind"], name="shares_splitpart_once"),
            models.CheckConstraint(
                condition=Q(basis_points__lte=10_000), name="shares_splitpart_percent"
            ),
            models.CheckConstraint(
                condition=~Q(kind="farmer"), name="shares_splitpart_farmer_has_the_rest"
            ),
        ]


class Agreement(models.Model):
    """One side's word for a version of a split; with a reason where a clerk recorded it."""

    class Side(models.TextChoices):
        FARMER = "farmer", _("Farmer")
        HOST = "host", _("Host")

    split = models.ForeignKey(Split, models.PROTECT, related_name="agreements", db_index=False)
    side = models.CharField(_("side"), max_length=6, choices=Side)
    at = models.DateTimeField(_("agreed at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.UniqueConstraint(fields=["split", "side"], name="shares_agreement_once"),
        ]


class Settlement(models.Model):
    """An order on its way to be settled: due when it was received, held while it is disputed.

    Made by a trigger when the order is received (migration 0002), or by whoever holds it before.
    """

    order = models.OneToOneField(
        "trade.Order", models.PROTECT, primary_key=True, related_name="+", db_constraint=False
    )
    due_at = models.DateTimeField(_("to be settled from"), null=True)
    held_at = models.DateTimeField(_("held since"), null=True)
    held_why = models.CharField(_("held because"), max_length=200, blank=True)
    settled_at = models.DateTimeField(_("settled on"), null=True)
    split_id = models.BigIntegerField(_("split"), null=True)
    """The version that was in force when the order was placed; None: all was the farmer's."""

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(held_at=None), name="shares_settlement_not_held"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(settled_at=None, held_at=None, due_at__isnull=False),
                name="shares_settlement_due",
            ),
        ]


class Share(models.Model):
    """Fen of an order that became a payee's (+) at its settlement, or were taken back (−)."""

    order = models.ForeignKey(
        "trade.Order", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    kind = models.CharField(_("part"), max_length=8, choices=PartKind)
    payee = models.ForeignKey(
        Payee, models.PROTECT, related_name="shares", db_index=False, db_constraint=False
    )
    amount_fen = models.BigIntegerField(_("amount in fen"))
    at = models.DateTimeField(_("at"))
    refund_key = models.CharField(_("request of the refund"), max_length=80, blank=True)
    """Empty for what the settlement gave."""

    class Meta:
        verbose_name = _("share")
        verbose_name_plural = _("shares")
        constraints = [
            models.UniqueConstraint(
                fields=["order", "refund_key", "kind"], name="shares_share_once"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, refund_key="")
                | (Q(amount_fen__lt=0) & ~Q(refund_key="")),
                name="shares_share_sign",
            ),
        ]
        indexes = [
            models.Index(fields=["payee", "at"], name="shares_share_payee"),
            # A day's shares, for the facts; costs an insert next to nothing.
            BrinIndex(fields=["at"], autosummarize=True, name="shares_share_day"),
        ]


class Reversal(models.Model):
    """A refund asked for after dispatch: what went back, and how much of it the shares gave."""

    key = models.CharField(_("request"), max_length=80, primary_key=True)
    order = models.ForeignKey("trade.Order", models.PROTECT, related_name="+")
    amount_fen = models.PositiveBigIntegerField(_("amount in fen"))
    from_shares_fen = models.PositiveBigIntegerField(_("of it from shares, in fen"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("reversal")
        verbose_name_plural = _("reversals")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0)
                & (Q(from_shares_fen=0) | Q(from_shares_fen=F("amount_fen"))),
                name="shares_reversal_all_or_nothing",
            ),
        ]


class LotShare(models.Model):
    """What a part got of a lot's settled orders so far: as planned, and after refunds."""

    pk = models.CompositePrimaryKey("lot_id", "kind")
    lot = models.ForeignKey("trade.Lot", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("part"), max_length=8, choices=PartKind)
    planned_fen = models.BigIntegerField(_("planned in fen"), default=0)
    settled_fen = models.BigIntegerField(_("settled in fen"), default=0)

    class Meta:
        verbose_name = _("a lot's shares so far")
        verbose_name_plural = _("lots' shares so far")
