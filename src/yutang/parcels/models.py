"""Tables of the parcels room: what is packed, sent, followed and handed over.

That an order sent has a parcel, and an order received a delivered one, is kept by a trigger on
orders (migration 0002), so that no way of sending or receiving forgets it.
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yutang.parcels import rules


class ParcelState(models.TextChoices):
    """packed → sent → arriving → delivered | returned | lost."""

    PACKED = rules.PACKED, _("Packed")
    SENT = rules.SENT, _("On the way")
    ARRIVING = rules.ARRIVING, _("Being delivered")
    DELIVERED = rules.DELIVERED, _("Delivered")
    RETURNED = rules.RETURNED, _("Sent back")
    LOST = rules.LOST, _("Lost")


class Source(models.TextChoices):
    """Who said what happened to a parcel."""

    SENDER = "sender", _("the sender")
    BUYER = "buyer", _("the buyer")
    STATION = "station", _("the station")
    CARRIER = "carrier", _("the carrier")
    TIME = "time", _("time")


class Parcel(models.Model):
    """One order's parcel: the batch that is really in it, who carries it, where it stands."""

    order = models.OneToOneField("trade.Order", models.PROTECT, related_name="parcel")
    batch = models.ForeignKey(
        "goods.Batch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parcels",
        verbose_name=_("batch"),
    )
    carrier = models.CharField(_("carrier"), max_length=10, blank=True)
    waybill = models.CharField(_("waybill number"), max_length=60, blank=True)
    was_ordered = models.BooleanField(_("waybill ordered from the carrier"), default=False)
    weight_g = models.PositiveIntegerField(_("weight in grams"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ParcelState, default=ParcelState.PACKED
    )
    on_delivery = models.BooleanField(_("cash is collected on delivery"), default=False)
    station_id = models.BigIntegerField(_("pickup station"), null=True, blank=True)
    """A station of the floor above, where the buyer fetches it; None: to the address."""
    station_line = models.CharField(_("station in words"), max_length=160, blank=True)
    packed_at = models.DateTimeField(_("packed at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    heard_at = models.DateTimeField(_("last heard of at"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    """When its order was received; set by the trigger."""
    ask_at = models.DateTimeField(_("ask the carrier again at"), null=True, blank=True)
    asked = models.PositiveSmallIntegerField(_("questions without news"), default=0)

    class Meta:
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ParcelState.PACKED, sent_at=None)
                | (~Q(state=ParcelState.PACKED) & Q(sent_at__isnull=False)),
                name="parcels_parcel_sent_at",
            ),
            models.CheckConstraint(
                condition=~Q(state=ParcelState.DELIVERED) | Q(delivered_at__isnull=False),
                name="parcels_parcel_delivered_at",
            ),
            models.CheckConstraint(
                condition=Q(weight_g=None) | Q(weight_g__gt=0), name="parcels_parcel_weight"
            ),
        ]
        indexes = [
            models.Index(
                fields=["delivered_at"],
                condition=Q(state=ParcelState.DELIVERED, received_at=None, on_delivery=False),
                name="parcels_parcel_unreceived",
            ),
            models.Index(
                fields=["ask_at"], condition=Q(ask_at__isnull=False), name="parcels_parcel_ask"
            ),
            models.Index(
                fields=["station_id", "state"],
                condition=Q(station_id__isnull=False),
                name="parcels_parcel_station",
            ),
            models.Index(
                fields=["waybill"], condition=~Q(waybill=""), name="parcels_parcel_waybill"
            ),
            # A day's parcels, for the facts; costs an insert next to nothing.
            BrinIndex(fields=["sent_at"], autosummarize=True, name="parcels_parcel_sent"),
        ]

    def __str__(self) -> str:
        return self.waybill or str(self.order_id)


class ParcelEvent(models.Model):
    """Something that happened to a parcel, and who said so; told twice it is kept once."""

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="events", db_index=False)
    at = models.DateTimeField(_("at"))
    told_at = models.DateTimeField(_("told at"))
    place = models.CharField(_("place"), max_length=60, blank=True)
    said = models.CharField(_("what was said"), max_length=300, blank=True)
    """In the words of whoever said it; empty where the state says all."""
    state = models.CharField(_("state"), max_length=10, blank=True, choices=ParcelState)
    """What it means for the parcel; empty: nothing new."""
    source = models.CharField(_("source"), max_length=8, choices=Source)
    carrier = models.CharField(_("carrier"), max_length=10, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    mark = models.BinaryField(max_length=16)
    """A digest of moment, words and source, by which a repetition is known."""

    class Meta:
        verbose_name = _("event of a parcel")
        verbose_name_plural = _("events of parcels")
        constraints = [
            models.UniqueConstraint(fields=["parcel", "mark"], name="parcels_parcelevent_once"),
        ]
        indexes = [models.Index(fields=["parcel", "at"], name="parcels_parcelevent_parcel")]
