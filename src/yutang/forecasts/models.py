"""Tables of the forecasts room: what was foreseen, when, from what, and what came.

A forecast is never changed: the next week's run stands beside it. What is written later is only
what really came.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SubjectKind(models.TextChoices):
    PRICE = "price", _("Market price")
    SALES = "sales", _("Sold in a week")


class Subject(models.Model):
    """What is foreseen: the price of a quoted good, or a good's weekly sales in a county."""

    kind = models.CharField(_("kind"), max_length=8, choices=SubjectKind)
    name = models.CharField(_("good"), max_length=90)
    good = models.ForeignKey(
        "prices.QuotedGood", models.PROTECT, null=True, related_name="forecast_subjects"
    )
    """Of prices only; sales are of a product's title."""
    place_code = models.CharField(_("place"), max_length=12, blank=True)
    """Of sales: the county. Prices: empty, all markets together."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("subject of forecasts")
        verbose_name_plural = _("subjects of forecasts")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "place_code"], name="forecasts_subject_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="price", good__isnull=False, place_code="")
                | (Q(kind="sales", good=None) & ~Q(place_code="")),
                name="forecasts_subject_of_its_kind",
            ),
        ]
        indexes = [models.Index(fields=["place_code"], name="forecasts_subject_place")]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One forecast of one subject, made on a day from the weeks up to `last_week`.

    Values are fen a kilogram for prices, units a week for sales.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="runs", db_index=False)
    made_on = models.DateField(_("made on"))
    made_at = models.DateTimeField()
    last_week = models.DateField(_("last week known"), null=True)
    """Its Monday."""
    weeks = models.PositiveIntegerField(_("weeks known"))
    """With a value of their own."""
    horizon = models.PositiveSmallIntegerField(_("weeks ahead"))
    method = models.CharField(_("method"), max_length=40)
    digest = models.CharField(_("fingerprint of the data"), max_length=64)
    """SHA-256 of the weekly series that it was made from."""
    manifest = models.PositiveIntegerField(_("version of the facts"), null=True)
    why_none = models.CharField(max_length=24, blank=True)
    """Why there is no forecast: a code of `rules.enough`; empty where there is one."""
    windows = models.PositiveSmallIntegerField(_("earlier forecasts compared"), default=0)
    error_percent = models.FloatField(_("was off by, in percent"), null=True)
    naive_percent = models.FloatField(_("the last value was off by, in percent"), null=True)
    inside_80 = models.FloatField(_("share inside the band of 80 percent"), null=True)
    inside_95 = models.FloatField(_("share inside the band of 95 percent"), null=True)

    class Meta:
        verbose_name = _("forecast")
        verbose_name_plural = _("forecasts")
        constraints = [
            models.UniqueConstraint(fields=["subject", "made_on"], name="forecasts_run_once"),
            models.CheckConstraint(
                condition=~Q(why_none="") | Q(last_week__isnull=False),
                name="forecasts_run_of_something",
            ),
        ]


class Point(models.Model):
    """One week of a forecast, with its band, what the last value says, and later what came."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="points", db_index=False)
    week = models.DateField(_("week"))
    """Its Monday."""
    value = models.FloatField(_("forecast"))
    low_80 = models.FloatField()
    high_80 = models.FloatField()
    low_95 = models.FloatField()
    high_95 = models.FloatField()
    naive = models.FloatField(_("the last value"))
    actual = models.FloatField(_("what came"), null=True)
    actual_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("week of a forecast")
        verbose_name_plural = _("weeks of forecasts")
        constraints = [
            models.UniqueConstraint(fields=["run", "week"], name="forecasts_point_once"),
            models.CheckConstraint(
                condition=Q(low_95__gte=0)
                & Q(low_80__gte=F("low_95"))
                & Q(value__gte=F("low_80"))
                & Q(high_80__gte=F("value"))
                & Q(high_95__gte=F("high_80")),
                name="forecasts_point_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["week"], condition=Q(actual=None), name="forecasts_point_open"),
        ]


class PackingRate(models.Model):
    """How many parcels one packer packs in an hour: versioned data with scope and source."""

    place_code = models.CharField(_("place"), max_length=12, blank=True)
    """Empty: the whole country."""
    parcels_an_hour = models.PositiveIntegerField(_("parcels an hour and packer"))
    hours_a_day = models.PositiveSmallIntegerField(_("hours a day"))
    days = models.PositiveSmallIntegerField(_("days until all are packed"))
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("source"), max_length=200)
    is_verified = models.BooleanField(_("verified"), default=False)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("packing rate")
        verbose_name_plural = _("packing rates")
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "valid_from"], name="forecasts_packingrate_once"
            ),
            models.CheckConstraint(
                condition=Q(parcels_an_hour__gt=0, hours_a_day__gt=0, hours_a_day__lte=24)
                & Q(days__gt=0),
                name="forecasts_packingrate_works",
            ),
        ]


class SalePlan(models.Model):
    """What a planned sale is likely to bring, under assumptions that somebody wrote down."""

    sale = models.ForeignKey("live.Sale", models.PROTECT, related_name="forecast_plans")
    made_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    """None: the weekly job, with assumptions taken from past sales."""
    viewers = models.PositiveIntegerField(_("viewers expected"))
    minutes = models.PositiveIntegerField(_("minutes on air"))
    rate = models.ForeignKey(PackingRate, models.PROTECT, related_name="+")
    parcels = models.PositiveIntegerField(_("parcels expected"))
    parcels_high = models.PositiveIntegerField(_("parcels, high"))
    packers = models.PositiveIntegerField(_("packers"))
    manifest = models.PositiveIntegerField(_("version of the facts"), null=True)
    seen_at = models.DateTimeField(_("compared at"), null=True)
    viewers_came = models.PositiveIntegerField(_("viewers who came"), null=True)
    parcels_came = models.PositiveIntegerField(_("parcels that came"), null=True)

    class Meta:
        verbose_name = _("rehearsed decision")
        verbose_name_plural = _("rehearsed decisions")


class PlanLine(models.Model):
    """One lot of a rehearsed decision. Units; None: no case like it."""

    plan = models.ForeignKey(SalePlan, models.CASCADE, related_name="lines", db_index=False)
    lot = models.ForeignKey("trade.Lot", models.PROTECT, related_name="+")
    price_fen = models.PositiveIntegerField(_("price in fen"))
    units = models.PositiveIntegerField(_("units expected"), null=True)
    units_low = models.PositiveIntegerField(null=True)
    units_high = models.PositiveIntegerField(null=True)
    stock = models.PositiveIntegerField(_("suggested stock"), null=True)
    price_low_fen = models.PositiveIntegerField(null=True)
    price_high_fen = models.PositiveIntegerField(null=True)
    gone_minute = models.PositiveIntegerField(_("sold out at minute"), null=True)
    likeness = models.CharField(max_length=12, blank=True)
    """How the cases are alike: product, good, or class; empty: none is."""
    sold = models.PositiveIntegerField(_("units sold"), null=True)

    class Meta:
        verbose_name = _("lot of a rehearsed decision")
        verbose_name_plural = _("lots of rehearsed decisions")
        constraints = [
            models.UniqueConstraint(fields=["plan", "lot"], name="forecasts_planline_once"),
            models.CheckConstraint(
                condition=Q(units=None, units_low=None, units_high=None, stock=None, likeness="")
                | (
                    Q(units_low__lte=F("units"))
                    & Q(units_high__gte=F("units"))
                    & Q(stock__isnull=False)
                    & ~Q(likeness="")
                ),
                name="forecasts_planline_in_order",
            ),
        ]


class PlanCase(models.Model):
    """A past sale that a line of a rehearsed decision rests on."""

    line = models.ForeignKey(PlanLine, models.CASCADE, related_name="cases", db_index=False)
    sale = models.ForeignKey("live.Sale", models.PROTECT, related_name="+", db_index=False)
    good = models.CharField(_("good"), max_length=90)
    on = models.DateField(_("day"))
    units = models.PositiveIntegerField(_("units sold"))
    price_fen = models.PositiveIntegerField(_("price in fen"))
    viewers = models.PositiveIntegerField(_("viewers"))
    gone_minute = models.PositiveIntegerField(_("sold out at minute"), null=True)

    class Meta:
        verbose_name = _("case of a rehearsed decision")
        verbose_name_plural = _("cases of rehearsed decisions")
        constraints = [
            models.UniqueConstraint(fields=["line", "sale", "good"], name="forecasts_plancase_once")
        ]
