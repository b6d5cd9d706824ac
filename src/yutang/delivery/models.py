"""Tables of the delivery room: where parcels may go, what that costs, how soon they leave."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _


class SavedAddress(models.Model):
    """A receiver in somebody's own address book; sealed, and opened for its owner only."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    label = models.CharField(_("label"), max_length=12, blank=True)
    contact_sealed = models.BinaryField()
    """Receiver's name, mobile and address, sealed JSON, as an order keeps them."""
    fingerprint = models.BinaryField(max_length=32)
    """Keyed digest of the receiver, by which the same one is not kept twice."""
    is_default = models.BooleanField(_("default"), default=False)
    used_at = models.DateTimeField(_("last used"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved address")
        verbose_name_plural = _("saved addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "fingerprint"], name="delivery_savedaddress_once"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(is_default=True),
                name="delivery_savedaddress_one_default",
            ),
        ]


class Charge(models.TextChoices):
    """What the buyer pays of the freight."""

    FREE = "free", _("Free: the price includes the freight")
    SURCHARGE = "surcharge", _("Only the surcharge of remote areas")
    FULL = "full", _("All of the freight")


class Tariff(models.Model):
    """What sending a parcel costs, by area and weight: a producer's own, or a county's default.

    Without producer it is the default of all producers of its county; one a county.
    """

    name = models.CharField(_("name"), max_length=40)
    producer = models.ForeignKey(
        "goods.Producer", models.PROTECT, null=True, blank=True, related_name="+"
    )
    county_code = models.CharField(_("county"), max_length=6)
    first_g = models.PositiveIntegerField(_("first weight in grams"), default=1000)
    step_g = models.PositiveIntegerField(_("each further weight in grams"), default=1000)
    pack_g = models.PositiveIntegerField(_("weight of the packing in grams"), default=0)
    charge = models.CharField(
        _("what the buyer pays"), max_length=10, choices=Charge, default=Charge.FREE
    )
    free_from_fen = models.PositiveIntegerField(_("free from, in fen"), null=True, blank=True)
    is_default = models.BooleanField(_("default"), default=False)
    """The one that counts where a lot names none."""
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("freight tariff")
        verbose_name_plural = _("freight tariffs")
        constraints = [
            models.UniqueConstraint(
                fields=["producer"],
                condition=Q(is_default=True, producer__isnull=False),
                name="delivery_tariff_default_of_producer",
            ),
            models.UniqueConstraint(
                fields=["county_code"],
                condition=Q(is_default=True, producer=None),
                name="delivery_tariff_default_of_county",
            ),
            models.CheckConstraint(
                condition=Q(first_g__gt=0, step_g__gt=0), name="delivery_tariff_weights"
            ),
        ]
        indexes = [models.Index(fields=["county_code"], name="delivery_tariff_county")]

    def __str__(self) -> str:
        return self.name


class Zone(models.Model):
    """Areas that cost the same in one tariff; without areas it is everywhere else."""

    tariff = models.ForeignKey(Tariff, models.CASCADE, related_name="zones")
    position = models.PositiveSmallIntegerField(default=0)
    areas = ArrayField(models.CharField(max_length=6), default=list, verbose_name=_("areas"))
    """Codes of provinces, prefectures or counties; the longest that fits a county counts."""
    is_delivered = models.BooleanField(_("delivered"), default=True)
    first_fen = models.PositiveIntegerField(_("first weight in fen"), default=0)
    step_fen = models.PositiveIntegerField(_("each further weight in fen"), default=0)
    surcharge_fen = models.PositiveIntegerField(_("surcharge of a remote area in fen"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("freight zone")
        verbose_name_plural = _("freight zones")
        constraints = [
            models.UniqueConstraint(fields=["tariff", "position"], name="delivery_zone_place"),
        ]


class _Terms(Model):
    """How something is sent; what is empty is asked one step further up."""

    tariff = models.ForeignKey(
        Tariff, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("tariff")
    )
    ship_within_h = models.PositiveSmallIntegerField(
        _("sent within, in hours"), null=True, blank=True
    )
    packed_g = models.PositiveIntegerField(_("weight packed, in grams"), null=True, blank=True)

    class Meta:
        abstract = True


class ProductTerms(_Terms):
    """How a product is sent."""

    product = models.OneToOneField(
        "goods.Product", models.CASCADE, primary_key=True, related_name="+"
    )

    class Meta:
        verbose_name = _("delivery terms of a product")
        verbose_name_plural = _("delivery terms of products")


class LotTerms(_Terms):
    """How one lot of a product is sent, where that differs from the product."""

    lot = models.OneToOneField("trade.Lot", models.CASCADE, primary_key=True, related_name="+")

    class Meta:
        verbose_name = _("delivery terms of a lot")
        verbose_name_plural = _("delivery terms of lots")
