"""Tables of the stations room: pickup stations and county shops, what lies there, who got what.

A shelf is a lot of its own, split off from the lot it came from: so what lies on it can be bought
nowhere else, and how much that is follows from the lot's own counts, which the database keeps.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class StationKind(models.TextChoices):
    PICKUP = "pickup", _("Village pickup station")
    SHOP = "shop", _("County shop")


class Station(models.Model):
    """A place where parcels are fetched; a shop sells from its shelf besides."""

    kind = models.CharField(_("kind"), max_length=6, choices=StationKind)
    name = models.CharField(_("name"), max_length=40)
    place_code = models.CharField(_("place"), max_length=12)
    address = models.CharField(_("address"), max_length=80)
    hours = models.CharField(_("opening hours"), max_length=60)
    keeper = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        related_name="stations",
        verbose_name=_("keeper"),
    )
    phone_sealed = models.BinaryField(null=True)
    phone_tail = models.CharField(_("last digits"), max_length=4, blank=True)
    made_at = models.DateTimeField(_("registered at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed at"), null=True)

    class Meta:
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        constraints = [
            models.UniqueConstraint(fields=["place_code", "name"], name="stations_station_once"),
        ]
        indexes = [
            # The text_pattern_ops let it answer "lies under" (code like '1308%').
            models.Index(
                fields=["place_code"],
                opclasses=["text_pattern_ops"],
                name="stations_station_place",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Shelf(models.Model):
    """Units of a lot that lie in a shop, as a lot of their own at the same price."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="shelves", db_index=False)
    source = models.ForeignKey("trade.Lot", models.PROTECT, related_name="shelves")
    lot = models.OneToOneField("trade.Lot", models.PROTECT, related_name="shelf")

    class Meta:
        verbose_name = _("shelf")
        verbose_name_plural = _("shelves")
        constraints = [
            models.UniqueConstraint(fields=["station", "source"], name="stations_shelf_once"),
            models.CheckConstraint(condition=~Q(source=F("lot")), name="stations_shelf_apart"),
        ]


class Transfer(models.Model):
    """Units put on a shelf, or taken back from it."""

    class Kind(models.TextChoices):
        PUT = "put", _("put on the shelf")
        BACK = "back", _("taken back")

    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="transfers")
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    units = models.PositiveIntegerField(_("units"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            models.CheckConstraint(condition=Q(units__gt=0), name="stations_transfer_units")
        ]


class CounterSale(models.Model):
    """Units sold over the counter, for cash: an ordinary order of the shelf's lot."""

    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="sales")
    order = models.OneToOneField("trade.Order", models.PROTECT, related_name="counter_sale")
    key = models.UUIDField(_("key"), unique=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("counter sale")
        verbose_name_plural = _("counter sales")
        indexes = [models.Index(fields=["shelf", "-at"], name="stations_sale_shelf")]


class Pickup(models.Model):
    """A parcel that waits at a station for whoever has its code; handed over once."""

    parcel = models.OneToOneField("parcels.Parcel", models.PROTECT, related_name="pickup")
    station = models.ForeignKey(Station, models.PROTECT, related_name="pickups", db_index=False)
    nonce = models.BinaryField(max_length=16)
    """With the installation's key it gives the code, so the code itself is written nowhere."""
    code_digest = models.BinaryField(max_length=32)
    arrived_at = models.DateTimeField(_("arrived at"))
    arrived_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(_("handed over at"), null=True)
    handed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    taken_by = models.CharField(_("who took it"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("pickup")
        verbose_name_plural = _("pickups")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "code_digest"],
                condition=Q(handed_at=None),
                name="stations_pickup_code_once",
            ),
            models.CheckConstraint(
                condition=Q(handed_at=None, handed_by=None)
                | Q(handed_at__isnull=False, handed_by__isnull=False),
                name="stations_pickup_handed_by",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "handed_at"], name="stations_pickup_station"),
        ]


class CodeTry(models.Model):
    """A pickup code tried at a station and not found right; too many lock the entry a while."""

    station = models.ForeignKey(Station, models.CASCADE, related_name="tries", db_index=False)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("code tried")
        verbose_name_plural = _("codes tried")
        indexes = [models.Index(fields=["station", "at"], name="stations_codetry_station")]
