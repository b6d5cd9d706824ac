"""Tables of the shops room: shops of villagers, where they are listed, what they sold each month.

Earlier values of a month are kept by the database (migration 0002), for whoever writes in whatever
way. `Tally` is rolled up from the months by `actions.tallying`, in the same transaction.
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yutang.shops.rules.platforms import PLATFORMS


class ShopKind(models.TextChoices):
    IN_VILLAGE = "in_village", _("Run in the village")
    IN_TOWN = "in_town", _("Run in town by villagers")


class KeeperKind(models.TextChoices):
    PERSON = "person", _("Natural person")
    COOP = "coop", _("Co-operative")
    FIRM = "firm", _("Firm")


class Origin(models.TextChoices):
    """Where a month's figures come from."""

    FILE = "file", _("imported file")
    FOLDER = "folder", _("folder of files")
    LINES = "lines", _("another platform's orders, line by line")
    OWN = "own", _("this platform's orders")
    HAND = "hand", _("entered by hand")


class Shop(models.Model):
    """A shop of villagers, bound to their village wherever it is run.

    A natural person's name and phone are sealed; `keeper_masked` and `phone_tail` are shown.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=ShopKind)
    name = models.CharField(_("name of the shop"), max_length=60)
    village_code = models.CharField(_("home village"), max_length=12)
    run_at_code = models.CharField(_("where it is run"), max_length=12)
    keeper_kind = models.CharField(_("kind of keeper"), max_length=6, choices=KeeperKind)
    keeper_name = models.CharField(_("firm or co-operative"), max_length=80, blank=True)
    credit_code = models.CharField(_("social credit code"), max_length=18, blank=True)
    keeper_sealed = models.BinaryField(null=True)
    keeper_masked = models.CharField(_("shopkeeper"), max_length=20, blank=True)
    keeper_digest = models.BinaryField(null=True, max_length=32)
    """Finds a person's other shops, and their account: the digest of their mobile, else of
    village and name."""
    phone_sealed = models.BinaryField(null=True)
    phone_tail = models.CharField(_("last digits"), max_length=4, blank=True)
    producer = models.ForeignKey(
        "goods.Producer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="shops",
        verbose_name=_("producer"),
    )
    own_grown = models.BooleanField(_("sells only what it grows itself"), default=False)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("shut on"), null=True, blank=True)
    is_demo = models.BooleanField(_("invented for the demo"), default=False)
    made_at = models.DateTimeField(_("registered at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("shop")
        verbose_name_plural = _("shops")
        constraints = [
            # The text_pattern_ops let the same index answer "lies under" (code like '1308%').
            models.UniqueConstraint(
                fields=["village_code", "name"],
                opclasses=["text_pattern_ops", "text_pattern_ops"],
                name="shops_shop_once",
            ),
            models.CheckConstraint(
                condition=Q(village_code__regex=r"^[0-9]{12}$"), name="shops_shop_village"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ShopKind.values, keeper_kind__in=KeeperKind.values),
                name="shops_shop_kinds",
            ),
            models.CheckConstraint(
                condition=Q(keeper_kind="person", keeper_name="", credit_code="")
                | (~Q(keeper_kind="person") & ~Q(keeper_name="") & Q(keeper_sealed=None)),
                name="shops_shop_persons_are_sealed",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
                name="shops_shop_opens_before_it_closes",
            ),
        ]
        indexes = [
            models.Index(
                fields=["keeper_digest"],
                condition=Q(keeper_digest__isnull=False),
                name="shops_shop_keeper",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Listing(models.Model):
    """A shop on one platform, under the name or number that it has there."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="listings")
    platform = models.CharField(_("platform"), max_length=10)
    number = models.CharField(_("name or number there"), max_length=60)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("shut on"), null=True, blank=True)

    class Meta:
        verbose_name = _("listing of a shop")
        verbose_name_plural = _("listings of shops")
        constraints = [
            models.UniqueConstraint(fields=["platform", "number"], name="shops_listing_once"),
            models.CheckConstraint(
                condition=Q(platform__in=[each.id for each in PLATFORMS]) & ~Q(number=""),
                name="shops_listing_platform",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.number}"


class ShopImport(models.Model):
    """A file of shops, months, orders or lines that was brought in, and what became of its rows.

    The file itself is kept under its digest (`plumbing.kept`), but for orders and their lines:
    these name buyers.
    """

    class Kind(models.TextChoices):
        SHOPS = "shops", _("Shops")
        MONTHS = "months", _("Monthly sales")
        ORDERS = "orders", _("Orders of a platform")
        LINES = "lines", _("Lines sold on a platform")

    kind = models.CharField(_("what is in it"), max_length=6, choices=Kind)
    source = models.CharField(_("comes from"), max_length=60, blank=True)
    """The folder it was found in; nothing when somebody uploaded it."""
    file_name = models.CharField(_("file"), max_length=120, blank=True)
    file_digest = models.CharField(_("SHA-256"), max_length=64, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    added = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    same = models.PositiveIntegerField(_("the same"), default=0)
    refused = models.PositiveIntegerField(_("left out"), default=0)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("import of shops")
        verbose_name_plural = _("imports of shops")
        indexes = [models.Index(fields=["by", "-at"], name="shops_import_by")]


class MonthFigures(models.Model):
    """What one listing sold in one month. Money in fen; refunds are of whatever month the source
    says, so they may exceed the sales.
    """

    month = models.DateField(_("month"))
    orders = models.PositiveIntegerField(_("number of orders"))
    units = models.PositiveIntegerField(_("units"))
    sales_fen = models.PositiveBigIntegerField(_("sales in fen"))
    refunds_fen = models.PositiveBigIntegerField(_("refunds in fen"))
    source = models.CharField(_("comes from"), max_length=6, choices=Origin)
    modified_at = models.DateTimeField(_("modified at the source"))
    imported_at = models.DateTimeField(_("imported at"))
    ledger_id = models.BigIntegerField(_("last transaction read"), null=True)
    """Own months only: up to which transaction of the ledger they were counted."""

    class Meta:
        abstract = True


class ShopMonth(MonthFigures):
    """A listing's month as it is known now. Its listing and import are kept by a check a
    statement (migration 0002), not by foreign keys: months come by the million.
    """

    pk = models.CompositePrimaryKey("listing_id", "month")
    listing = models.ForeignKey(
        Listing, models.PROTECT, related_name="months", db_index=False, db_constraint=False
    )
    brought_by = models.ForeignKey(
        ShopImport, models.PROTECT, null=True, related_name="months", db_constraint=False
    )
    """The import it came with."""
    by = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    """Who entered it by hand."""

    class Meta:
        verbose_name = _("month of a shop")
        verbose_name_plural = _("months of shops")
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="shops_shopmonth_first_day"),
        ]
        indexes = [BrinIndex(fields=["month"], pages_per_range=32, name="shops_shopmonth_month")]


class ShopMonthWas(MonthFigures):
    """What was known of a month before it was changed; written by the database's trigger."""

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="earlier")
    brought_by_id = models.BigIntegerField(null=True)
    by_id = models.BigIntegerField(null=True)
    replaced_at = models.DateTimeField(_("replaced at"))

    class Meta:
        verbose_name = _("earlier value of a month")
        verbose_name_plural = _("earlier values of months")
        indexes = [models.Index(fields=["listing", "month"], name="shops_was_month")]


class PlatformOrder(models.Model):
    """An order of another platform as far as months need it: no buyer, and its number only as a
    digest. So files whose windows overlap count each order once.
    """

    listing = models.ForeignKey(
        Listing, models.PROTECT, related_name="platform_orders", db_index=False
    )
    number_digest = models.BinaryField(max_length=32)
    month = models.DateField(_("month"))
    units = models.PositiveIntegerField(_("units"))
    paid_fen = models.PositiveBigIntegerField(_("paid in fen"))
    refunded_fen = models.PositiveBigIntegerField(_("refunded in fen"))
    modified_at = models.DateTimeField(_("modified at the source"))
    from_lines = models.BooleanField(_("added up from its lines"), default=False)
    """True: these figures are the sums of its `SoldLine` rows; False: a table of orders said them,
    which stands until lines were modified later."""

    class Meta:
        verbose_name = _("order of another platform")
        verbose_name_plural = _("orders of other platforms")
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "number_digest"], name="shops_platformorder_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="shops_platformorder_first_day"),
        ]
        indexes = [models.Index(fields=["listing", "month"], name="shops_platformorder_month")]


class SoldLine(models.Model):
    """One line of an order on another platform: which good, how much, to which province.

    No names, numbers or addresses: the order's number, the line's and the buyer's are keyed
    digests. Of a line said twice the newest modification stands.
    """

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="sold_lines", db_index=False)
    number_digest = models.BinaryField(max_length=32)
    """The order's, as in `PlatformOrder`."""
    line_digest = models.BinaryField(max_length=32)
    """Of the order's number with the line's, or with the good where lines have no numbers."""
    product = models.ForeignKey(
        "goods.Product", models.PROTECT, null=True, related_name="sold_lines"
    )
    """The product of the shop's producer that is called so; None: goods without a register."""
    good = models.CharField(_("good, as the table has it"), max_length=120)
    origin_code = models.CharField(_("place of origin"), max_length=12)
    """The product's, else the shop's home village."""
    sold_at = models.DateTimeField(_("ordered at"))
    modified_at = models.DateTimeField(_("modified at the source"))
    units = models.PositiveIntegerField(_("units"))
    grams = models.PositiveBigIntegerField(_("weight in grams"), null=True)
    amount_fen = models.PositiveBigIntegerField(_("paid in fen"))
    """0: nobody paid for it; then it counts as no sale."""
    refunded_fen = models.PositiveBigIntegerField(_("refunded in fen"))
    to_province = models.CharField(_("sent to province"), max_length=2, blank=True)
    """The province's code; empty when it is not known. Never an address."""
    buyer = models.BigIntegerField(_("buyer, as a digest"), null=True)
    """8 bytes of a keyed digest of platform and buyer's name there: tells who came back, and says
    nothing of who it is. None: the table names no buyers."""
    brought_by = models.ForeignKey(ShopImport, models.PROTECT, null=True, related_name="lines")
    written_at = models.DateTimeField(_("last written here at"))

    class Meta:
        verbose_name = _("line sold on another platform")
        verbose_name_plural = _("lines sold on other platforms")
        constraints = [
            models.UniqueConstraint(fields=["listing", "line_digest"], name="shops_soldline_once"),
            models.CheckConstraint(
                condition=Q(to_province__regex=r"^([0-9]{2})?$"), name="shops_soldline_province"
            ),
            models.CheckConstraint(condition=~Q(good=""), name="shops_soldline_good"),
        ]
        indexes = [
            models.Index(fields=["listing", "number_digest"], name="shops_soldline_order"),
            models.Index(fields=["sold_at"], name="shops_soldline_sold"),
            BrinIndex(fields=["written_at"], pages_per_range=32, name="shops_soldline_written"),
        ]


class SyncPoint(models.Model):
    """How far a source has been read; moved only in the transaction of the rows it is about.

    A window is read from its last page to its first; until that is done `next_page` says where to
    go on, and `window_from` and `window_until` which window it is.
    """

    source = models.CharField(_("comes from"), max_length=60, primary_key=True)
    read_until = models.DateTimeField(_("read until"), null=True)
    ledger_id = models.BigIntegerField(_("last transaction read"), null=True)
    window_from = models.DateTimeField(null=True)
    window_until = models.DateTimeField(null=True)
    next_page = models.PositiveIntegerField(_("next page"), null=True)
    moved_at = models.DateTimeField(_("moved at"), null=True)

    class Meta:
        verbose_name = _("sync point")
        verbose_name_plural = _("sync points")


class Tally(models.Model):
    """Shops and sales of a place in a calendar year, at every level of the tree.

    Kept with the months, so that no page of a province adds up raw rows; `verify_tallies` compares.
    `until`: first day of the last month that the count of active shops looked at.
    """

    pk = models.CompositePrimaryKey("code", "year")
    code = models.CharField(_("code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    until = models.DateField(_("counted up to"))
    shops = models.IntegerField(_("shops"))
    active_shops = models.IntegerField(_("active shops"))
    orders = models.BigIntegerField(_("number of orders"))
    sales_fen = models.BigIntegerField(_("sales less refunds in fen"))

    class Meta:
        verbose_name = _("tally of a place")
        verbose_name_plural = _("tallies of places")
        indexes = [
            models.Index(
                fields=["year", "code"],
                opclasses=["int2_ops", "text_pattern_ops"],
                name="shops_tally_year",
            ),
        ]
