"""Tables of the goods room: who grows or makes it, what it is, and which harvest it comes from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProducerKind(models.TextChoices):
    HOUSEHOLD = "household", _("Household")
    COOP = "coop", _("Co-operative")
    FIRM = "firm", _("Firm")


class Producer(models.Model):
    """A household, co-operative or firm, bound to the village it works in."""

    kind = models.CharField(_("kind"), max_length=10, choices=ProducerKind)
    name = models.CharField(_("name"), max_length=80)
    village_code = models.CharField(
        _("village code"), max_length=12, help_text=_("12 digits; a town's 9 where no village fits")
    )
    credit_code = models.CharField(_("social credit code"), max_length=18, blank=True)
    person = models.ForeignKey(
        "people.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="producers",
        verbose_name=_("account"),
    )
    is_demo = models.BooleanField(_("invented for the demo"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("producer")
        verbose_name_plural = _("producers")
        constraints = [
            models.UniqueConstraint(fields=["village_code", "name"], name="goods_producer_once"),
        ]
        indexes = [models.Index(fields=["village_code"], name="goods_producer_village")]

    def __str__(self) -> str:
        return self.name


class Processing(models.TextChoices):
    FRESH = "fresh", _("Fresh farm product")
    PROCESSED = "processed", _("Processed food")


class Unit(models.TextChoices):
    BOX = "box", _("box")
    BOTTLE = "bottle", _("bottle")
    BAG = "bag", _("bag")
    PACK = "pack", _("pack")
    PIECE = "piece", _("piece")


class Product(models.Model):
    """What is sold: its NY/T 3177 class, fresh or processed, unit, origin, pictures, story."""

    producer = models.ForeignKey(
        Producer, models.PROTECT, related_name="products", verbose_name=_("producer")
    )
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    class_code = models.CharField(
        _("NY/T 3177 class"), max_length=8, help_text=_("2, 4 or 6 digits of NY/T 3177-2018")
    )
    processing = models.CharField(_("fresh or processed"), max_length=10, choices=Processing)
    perishable = models.BooleanField(
        _("fresh and perishable"),
        default=False,
        help_text=_("exempt from the 7-day return once the buyer has confirmed it"),
    )
    unit = models.CharField(_("unit"), max_length=8, choices=Unit)
    net_weight_g = models.PositiveIntegerField(_("net weight in grams"), null=True, blank=True)
    origin_code = models.CharField(_("place of origin"), max_length=12)
    origin_reason = models.CharField(
        _("why the origin lies in another county"), max_length=200, blank=True
    )
    story = models.TextField(_("story"), max_length=600, blank=True)
    story_en = models.TextField(_("story in English"), max_length=900, blank=True)
    sc_number = models.CharField(
        _("SC number"), max_length=16, blank=True, help_text=_("SC and 14 digits")
    )
    workshop_number = models.CharField(_("registered workshop"), max_length=40, blank=True)
    standard_number = models.CharField(_("product standard"), max_length=40, blank=True)
    origin_note = models.CharField(
        _("where this record comes from"),
        max_length=120,
        blank=True,
        help_text=_("public source, or invented for the demo"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.UniqueConstraint(fields=["producer", "name"], name="goods_product_once"),
            models.CheckConstraint(
                condition=~Q(processing=Processing.PROCESSED)
                | ~Q(sc_number="")
                | ~Q(workshop_number=""),
                name="goods_processed_needs_licence",
            ),
            models.CheckConstraint(
                condition=Q(net_weight_g=None) | Q(net_weight_g__gt=0), name="goods_weight_positive"
            ),
        ]
        indexes = [
            models.Index(fields=["origin_code"], name="goods_product_origin"),
            models.Index(fields=["class_code"], name="goods_product_class"),
        ]

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """A picture of a product: a photograph, or a labelled illustration."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="pictures")
    file = models.FileField(_("file"), upload_to="pictures/%Y/%m/")
    alt = models.CharField(_("what it shows"), max_length=120)
    alt_en = models.CharField(_("what it shows, in English"), max_length=160, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    is_illustration = models.BooleanField(_("an illustration, not a photograph"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Batch(models.Model):
    """One harvest or production run of a product."""

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="batches", verbose_name=_("product")
    )
    number = models.CharField(_("batch number"), max_length=40)
    harvested_on = models.DateField(_("harvested or made on"))
    quantity_g = models.PositiveBigIntegerField(_("quantity in grams"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="goods_batch_once"),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.number}"
