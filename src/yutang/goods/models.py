"""Tables of the goods room: who grows or makes it, what it is, and which harvest it comes from.

Certificates, tests and flows between batches stand once written: the database refuses to change
or delete them (migration 0003), and that more comes out of a batch than is in it.
"""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yutang.plumbing.reader import reads_english


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
        # The text_pattern_ops let an index answer "lies under" (code like '1308%').
        indexes = [
            models.Index(
                fields=["village_code"],
                opclasses=["text_pattern_ops"],
                name="goods_producer_village",
            )
        ]

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
            models.Index(
                fields=["origin_code"],
                opclasses=["text_pattern_ops"],
                name="goods_product_origin",
            ),
            models.Index(fields=["class_code"], name="goods_product_class"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return (reads_english() and self.name_en) or self.name


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


CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 12


def new_code() -> str:
    """Return a trace code: public, short enough to type, and not to be guessed (59 bits)."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


class Batch(models.Model):
    """One harvest or production run of a product, or what was made of other batches."""

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="batches", verbose_name=_("product")
    )
    number = models.CharField(_("batch number"), max_length=40)
    code = models.CharField(
        _("trace code"), max_length=CODE_LENGTH, unique=True, default=new_code, editable=False
    )
    harvested_on = models.DateField(_("harvested or made on"))
    quantity_g = models.PositiveBigIntegerField(_("quantity in grams"))
    field_name = models.CharField(_("name of the field"), max_length=60, blank=True)
    field_mu = models.DecimalField(
        _("area of the field in mu"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    field_code = models.CharField(_("place of the field"), max_length=12, blank=True)
    confirmed_at = models.DateTimeField(_("origin confirmed at"), null=True)
    confirmed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirm_reason = models.CharField(
        _("why somebody else confirmed it"), max_length=120, blank=True
    )
    recalled_at = models.DateTimeField(_("recalled at"), null=True)
    recalled_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("recalled by")
    )
    recall_reason = models.CharField(_("reason of the recall"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="goods_batch_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(confirmed_by__isnull=False),
                name="goods_batch_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(recalled_at=None) | ~Q(recall_reason=""),
                name="goods_batch_recalled_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(recalled_at__isnull=False), name="goods_batch_recalled"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.number}"


class BatchStep(models.Model):
    """What was done to a batch, by whom and where; or what made batches of batches (its flows).

    NY/T 4712-2025: every step says where from, what, where to, and who was at work: a firm by its
    social credit code or a person.
    """

    class Kind(models.TextChoices):
        WASH = "wash", _("Washed and sorted")
        STORE = "store", _("Stored")
        MOVE = "move", _("Moved")
        PACK = "pack", _("Put in boxes")
        PROCESS = "process", _("Processed")
        SPLIT = "split", _("Divided")
        MIX = "mix", _("Mixed")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="steps")
    """The batch that stays what it is; None where the step has flows."""
    done_on = models.DateField(_("done on"))
    place_code = models.CharField(_("place"), max_length=12, blank=True)
    place_name = models.CharField(_("where exactly"), max_length=80, blank=True)
    worker_name = models.CharField(_("who was at work"), max_length=80)
    worker_code = models.CharField(_("social credit code"), max_length=18, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("step of a batch")
        verbose_name_plural = _("steps of batches")


class BatchFlow(models.Model):
    """So many grams of one batch went into another. Later batches only, so there is no circle."""

    step = models.ForeignKey(BatchStep, models.PROTECT, related_name="flows")
    source = models.ForeignKey(Batch, models.PROTECT, related_name="flows_out")
    target = models.ForeignKey(Batch, models.PROTECT, related_name="flows_in")
    grams = models.PositiveBigIntegerField(_("grams"))

    class Meta:
        verbose_name = _("flow between batches")
        verbose_name_plural = _("flows between batches")
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="goods_flow_once"),
            models.CheckConstraint(condition=Q(grams__gt=0), name="goods_flow_grams"),
            models.CheckConstraint(
                condition=Q(source__lt=F("target")), name="goods_flow_goes_forward"
            ),
        ]


class Inspection(models.Model):
    """A test of a batch: the producer's own or a laboratory's, with its result."""

    class Kind(models.TextChoices):
        OWN = "own", _("Own test")
        LABORATORY = "laboratory", _("Laboratory")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="inspections")
    kind = models.CharField(_("who tested"), max_length=12, choices=Kind)
    tested_on = models.DateField(_("tested on"))
    laboratory = models.CharField(_("laboratory"), max_length=80, blank=True)
    items = models.CharField(_("what was tested"), max_length=200)
    passed = models.BooleanField(_("passed"))
    document = models.FileField(
        _("picture of the report"), upload_to="documents/%Y/%m/", blank=True
    )
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("test of a batch")
        verbose_name_plural = _("tests of batches")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="laboratory") | ~Q(document=""),
                name="goods_inspection_has_report",
            )
        ]


class Certificate(models.Model):
    """承诺达标合格证: what its maker promises of one batch. It stands; a correction replaces it."""

    number = models.CharField(_("certificate number"), max_length=20, unique=True)
    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="certificates", verbose_name=_("batch")
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    replace_reason = models.CharField(_("why it was replaced"), max_length=120, blank=True)
    wording = models.CharField(max_length=8)
    """Which text of the promise it bears: `rules.certificates.PROMISES`."""
    by_control = models.BooleanField(_("quality control"), default=False)
    by_own_test = models.BooleanField(_("own test"), default=False)
    by_laboratory = models.BooleanField(_("commissioned test"), default=False)
    product_name = models.CharField(_("product"), max_length=60)
    quantity_g = models.PositiveBigIntegerField(_("quantity in grams"))
    origin_code = models.CharField(_("place of origin"), max_length=12)
    origin_name = models.CharField(_("place of origin"), max_length=120)
    maker_name = models.CharField(_("who promises"), max_length=80)
    maker_code = models.CharField(_("social credit code"), max_length=18, blank=True)
    contact_sealed = models.BinaryField()
    contact_shown = models.CharField(_("telephone"), max_length=24)
    """As everybody may read it: a person's mobile number is masked."""
    issued_on = models.DateField(_("issued on"))
    issued_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    is_demo = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(by_control=True) | Q(by_own_test=True) | Q(by_laboratory=True),
                name="goods_certificate_has_basis",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replace_reason=""),
                name="goods_certificate_replaced_with_reason",
            ),
            models.UniqueConstraint(
                fields=["batch"], condition=Q(replaces=None), name="goods_certificate_first_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Mark(models.Model):
    """A certified mark, as its document says: green food, organic, geographical indication."""

    class Kind(models.TextChoices):
        GREEN = "green", _("Green food")
        ORGANIC = "organic", _("Organic")
        ORIGIN = "origin", _("Geographical indication")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    number = models.CharField(_("number"), max_length=40)
    enterprise_number = models.CharField(_("enterprise number"), max_length=14, blank=True)
    name = models.CharField(_("name of the mark"), max_length=60, blank=True)
    holder = models.CharField(_("holder"), max_length=80)
    area_code = models.CharField(_("protected area"), max_length=12, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="goods_mark_once"),
            models.CheckConstraint(
                condition=~Q(kind="origin") | ~Q(area_code=""), name="goods_mark_has_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class MarkUse(models.Model):
    """A product may show a mark: by its own certificate, or as an authorised user's."""

    mark = models.ForeignKey(Mark, models.PROTECT, related_name="uses", verbose_name=_("mark"))
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="mark_uses", verbose_name=_("product")
    )
    authority = models.CharField(_("authorisation number"), max_length=40, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    document = models.FileField(_("picture of the document"), upload_to="documents/%Y/%m/")
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(_("taken down at"), null=True)

    class Meta:
        verbose_name = _("use of a mark")
        verbose_name_plural = _("uses of marks")
        constraints = [
            models.UniqueConstraint(
                fields=["mark", "product"],
                condition=Q(ended_at=None),
                name="goods_markuse_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__lte=F("valid_until")), name="goods_markuse_begins_first"
            ),
        ]
        indexes = [models.Index(fields=["valid_until"], name="goods_markuse_renewal")]
