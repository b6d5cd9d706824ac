"""Tables of the customs room: rates by day, what is declared of a product, a county's settings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Rate(models.Model):
    """What one unit of a currency cost in yuan on a day, and who says so."""

    currency = models.CharField(_("currency"), max_length=3)
    day = models.DateField(_("day"))
    rate = models.DecimalField(_("yuan for one"), max_digits=14, decimal_places=8)
    source = models.CharField(_("rate said by"), max_length=60, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        constraints = [
            models.UniqueConstraint(fields=["currency", "day"], name="customs_rate_once"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="customs_rate_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.day}"


class Declaration(models.Model):
    """What a customs list needs of a product. Weights in grams, of one unit."""

    product = models.OneToOneField(
        "goods.Product", models.CASCADE, primary_key=True, related_name="+"
    )
    hs_code = models.CharField(_("HS code"), max_length=10)
    declared_name = models.CharField(_("name on the list"), max_length=80)
    specification = models.CharField(_("specification"), max_length=120, blank=True)
    origin_country = models.CharField(_("country of origin"), max_length=2, default="CN")
    unit_code = models.CharField(_("unit, by the customs' code"), max_length=3)
    gross_g = models.PositiveIntegerField(_("gross weight in grams"))
    net_g = models.PositiveIntegerField(_("net weight in grams"))

    class Meta:
        verbose_name = _("customs declaration")
        verbose_name_plural = _("customs declarations")
        constraints = [
            models.CheckConstraint(
                condition=Q(hs_code__regex=r"^[0-9]{10}$"), name="customs_declaration_hs_code"
            ),
            models.CheckConstraint(
                condition=Q(net_g__gt=0, gross_g__gte=models.F("net_g")),
                name="customs_declaration_weights",
            ),
        ]


class ListSettings(models.Model):
    """What a county's customs lists say of itself: firms, port, country."""

    county_code = models.CharField(_("county"), max_length=6, primary_key=True)
    platform_code = models.CharField(_("code of the platform"), max_length=50, blank=True)
    platform_name = models.CharField(_("name of the platform"), max_length=100, blank=True)
    seller_code = models.CharField(_("code of the seller"), max_length=18, blank=True)
    seller_name = models.CharField(_("name of the seller"), max_length=100, blank=True)
    agent_code = models.CharField(_("code of who declares"), max_length=18, blank=True)
    agent_name = models.CharField(_("name of who declares"), max_length=100, blank=True)
    customs_code = models.CharField(
        _("customs office of the declaration"), max_length=4, blank=True
    )
    port_code = models.CharField(_("customs office of the port"), max_length=4, blank=True)
    logistics_code = models.CharField(_("code of the carrier"), max_length=18, blank=True)
    logistics_name = models.CharField(_("name of the carrier"), max_length=100, blank=True)
    country = models.CharField(_("country of arrival"), max_length=3, blank=True)
    currency_code = models.CharField(_("currency, by the customs' code"), max_length=3)
    trade_mode = models.CharField(_("mode of trade"), max_length=4)
    transport_mode = models.CharField(_("mode of transport"), max_length=1)

    class Meta:
        verbose_name = _("settings of customs lists")
        verbose_name_plural = _("settings of customs lists")
