"""Tables of the prices room: markets, goods as they quote them, quotes, imports, alerts.

A quote is of a name, and a name is of a good: joining spellings, or taking them apart again,
changes one row and no quote. What a quote said before is kept by the database (migration 0001's
triggers), and no quote is deleted.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yutang.plumbing.reader import reads_english


class Market(models.Model):
    """A wholesale market, or another source that publishes what goods cost there."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    place_code = models.CharField(_("place"), max_length=12, blank=True)
    keeper_code = models.CharField(_("whose clerks bring its lists in"), max_length=12, blank=True)
    """Empty: operators alone."""
    source = models.CharField(_("where it comes from"), max_length=200)
    source_url = models.URLField(_("address of the source"), max_length=300, blank=True)
    terms = models.CharField(_("terms of use"), max_length=300)
    is_demo = models.BooleanField(_("invented for the demo"), default=False)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("market")
        verbose_name_plural = _("markets")

    def __str__(self) -> str:
        return self.name


class QuotedGood(models.Model):
    """A good as prices are compared: 国光苹果, whatever markets call it."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    class_code = models.CharField(_("NY/T 3177 class"), max_length=8, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("quoted good")
        verbose_name_plural = _("quoted goods")
        indexes = [models.Index(fields=["class_code"], name="prices_quotedgood_class")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return (reads_english() and self.name_en) or self.name


class GoodName(models.Model):
    """How lists call a good, with the specification: mapped to a good once, and remembered."""

    class Kind(models.TextChoices):
        OWN = "own", _("a good of its own")
        MAPPED = "mapped", _("means this good")
        IGNORED = "ignored", _("left aside")

    name_key = models.CharField(max_length=80)
    """As `rules.spelling.key_of`: two spellings alike here are one name."""
    spec_key = models.CharField(max_length=110, blank=True)
    name = models.CharField(_("name"), max_length=80)
    spec = models.CharField(_("specification"), max_length=110, blank=True)
    good = models.ForeignKey(QuotedGood, models.PROTECT, null=True, related_name="names")
    """None: nobody decided yet, or it is left aside; its quotes are kept and count nowhere."""
    kind = models.CharField(_("what was decided"), max_length=8, choices=Kind, blank=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("name of a quoted good")
        verbose_name_plural = _("names of quoted goods")
        constraints = [
            models.UniqueConstraint(fields=["name_key", "spec_key"], name="prices_goodname_once"),
            models.CheckConstraint(
                condition=Q(good=None, kind__in=["", "ignored"])
                | Q(good__isnull=False, kind__in=["own", "mapped"]),
                name="prices_goodname_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(kind=""), name="prices_goodname_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.spec}".strip()[:80]


class PriceImport(models.Model):
    """One list that was brought in: from whom, how many rows, what was wrong with them."""

    class Kind(models.TextChoices):
        FILE = "file", _("file")
        FEED = "feed", _("feed")
        DEMO = "demo", _("invented for the demo")

    kind = models.CharField(max_length=8, choices=Kind)
    market = models.ForeignKey(Market, models.PROTECT, null=True, related_name="imports")
    """None: the list has a column of markets."""
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    file_name = models.CharField(max_length=120, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    lines = models.PositiveIntegerField(_("rows in the list"), default=0)
    added = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    held = models.PositiveIntegerField(_("held back"), default=0)
    same = models.PositiveIntegerField(_("the same"), default=0)
    refused = models.PositiveIntegerField(_("not taken"), default=0)
    counts = models.JSONField(default=dict)
    """How many rows have what: code of `prices.errors` → rows."""
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)

    class Meta:
        verbose_name = _("import of prices")
        verbose_name_plural = _("imports of prices")
        constraints = [
            models.CheckConstraint(
                condition=Q(lines=F("added") + F("changed") + F("same") + F("refused")),
                name="prices_import_loses_nothing",
            )
        ]
        indexes = [
            models.Index(fields=["file_digest", "market"], name="prices_priceimport_file"),
        ]


class LeftRow(models.Model):
    """A row of a list that is not among the quotes, as it stood, and why."""

    brought_by = models.ForeignKey(
        PriceImport, models.PROTECT, related_name="left_rows", db_index=False
    )
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    """Of the reason in `prices.errors`."""
    fields = models.JSONField(default=dict)
    """What the reason's sentence names."""
    cells = models.JSONField(default=list)

    class Meta:
        verbose_name = _("row not taken")
        verbose_name_plural = _("rows not taken")
        constraints = [
            models.UniqueConstraint(fields=["brought_by", "row"], name="prices_leftrow_once"),
        ]


class QuoteState(models.TextChoices):
    STANDS = "stands", _("counts")
    HELD = "held", _("held back")
    CONFIRMED = "confirmed", _("confirmed")
    DISMISSED = "dismissed", _("dismissed")


COUNTING = (QuoteState.STANDS, QuoteState.CONFIRMED)


class QuoteFigures(models.Model):
    """What a market asked on a day, in fen a kilogram; low and high may be unknown."""

    day = models.DateField(_("day"))
    low_fen = models.PositiveIntegerField(_("lowest"), null=True)
    mean_fen = models.PositiveIntegerField(_("mean"))
    high_fen = models.PositiveIntegerField(_("highest"), null=True)
    state = models.CharField(max_length=10, choices=QuoteState, default=QuoteState.STANDS)

    class Meta:
        abstract = True


class Quote(QuoteFigures):
    """The price of a name at a market on a day; the later import stands."""

    market = models.ForeignKey(Market, models.PROTECT, related_name="quotes", db_index=False)
    name = models.ForeignKey(GoodName, models.PROTECT, related_name="quotes", db_index=False)
    brought_by = models.ForeignKey(PriceImport, models.PROTECT, related_name="quotes")
    row = models.PositiveIntegerField()
    written_at = models.DateTimeField(_("quote written at"))
    held_code = models.CharField(max_length=20, blank=True)
    held_fields = models.JSONField(default=dict)
    decided_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [
            models.UniqueConstraint(fields=["market", "name", "day"], name="prices_quote_once"),
            models.CheckConstraint(
                condition=Q(mean_fen__gt=0)
                & (Q(low_fen=None) | Q(low_fen__gt=0, low_fen__lte=F("mean_fen")))
                & (Q(high_fen=None) | Q(high_fen__gte=F("mean_fen"))),
                name="prices_quote_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "confirmed", "dismissed"]) | ~Q(held_code=""),
                name="prices_quote_held_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["name", "day"], name="prices_quote_name"),
            models.Index(fields=["written_at"], name="prices_quote_written"),
            models.Index(fields=["id"], condition=Q(state="held"), name="prices_quote_held"),
        ]


class QuoteWas(QuoteFigures):
    """What a quote said before a later import changed it; written by the database's trigger."""

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="earlier")
    brought_by_id = models.BigIntegerField()
    replaced_at = models.DateTimeField()

    class Meta:
        verbose_name = _("earlier value of a quote")
        verbose_name_plural = _("earlier values of quotes")


class GoodOfProduct(models.Model):
    """Which quoted good a product of ours is compared with; said by a clerk."""

    product = models.OneToOneField(
        "goods.Product", models.CASCADE, related_name="quoted_good", primary_key=True
    )
    good = models.ForeignKey(QuotedGood, models.PROTECT, related_name="products")
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("good of a product")
        verbose_name_plural = _("goods of products")


class PriceAlert(models.Model):
    """A product sold for less than the market asks; one a product as long as it is so."""

    product = models.ForeignKey("goods.Product", models.PROTECT, related_name="price_alerts")
    good = models.ForeignKey(QuotedGood, models.PROTECT, related_name="alerts")
    county_code = models.CharField(_("county"), max_length=6)
    rule = models.CharField(max_length=40)
    """Which version of `rules.alerts.RULES`."""
    own_fen = models.PositiveIntegerField(_("our price a kilogram in fen"))
    market_fen = models.PositiveIntegerField(_("market price a kilogram in fen"))
    share = models.PositiveSmallIntegerField(_("percent of the market's"))
    quotes = models.PositiveIntegerField(_("quotes it rests on"))
    markets = models.PositiveSmallIntegerField(_("markets"))
    first_day = models.DateField()
    last_day = models.DateField()
    raised_at = models.DateTimeField(_("raised at"))
    counted_at = models.DateTimeField(_("counted at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    dismissed_at = models.DateTimeField(_("dismissed at"), null=True)
    dismissed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("price alert")
        verbose_name_plural = _("price alerts")
        constraints = [
            models.UniqueConstraint(
                fields=["product"], condition=Q(ended_at=None), name="prices_alert_one_open"
            ),
            models.CheckConstraint(
                condition=Q(dismissed_at=None, dismissed_by=None, reason="")
                | Q(dismissed_at__isnull=False, dismissed_by__isnull=False) & ~Q(reason=""),
                name="prices_alert_dismissed_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["county_code"], name="prices_alert_county")]
