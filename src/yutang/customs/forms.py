"""The forms of the customs room. They read what was typed; `rules` decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.customs.rules import CURRENCIES, DeclarationFacts, RateFacts, Settings

_DAY = {"type": "date"}


class RateForm(forms.Form):
    currency = forms.ChoiceField(label=_("Currency"), choices=[(each, each) for each in CURRENCIES])
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    rate = forms.DecimalField(
        label=_("Yuan for one"),
        min_value=0,
        max_digits=12,
        decimal_places=8,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )
    source = forms.CharField(
        label=_("Who says so"),
        max_length=60,
        required=False,
        help_text=_("For example: Bank of China, middle rate."),
    )

    def facts(self) -> RateFacts:
        """Return what was typed, as the action takes it."""
        return RateFacts(**self.cleaned_data)


class RatesForm(forms.Form):
    file = forms.FileField(
        label=_("A file of rates"),
        help_text=_("XLSX or CSV: currency, day, yuan for one, source. All lines or none."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )


class DeclarationForm(forms.Form):
    hs_code = forms.CharField(
        label=_("HS code"),
        max_length=20,
        help_text=_("10 digits of the customs' tariff."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    declared_name = forms.CharField(label=_("Name on the list"), max_length=80)
    specification = forms.CharField(
        label=_("Specification"),
        max_length=120,
        required=False,
        help_text=_("As the tariff asks: use, brand, packing, weight."),
    )
    origin_country = forms.CharField(
        label=_("Country of origin"), max_length=2, help_text=_("Two letters: CN.")
    )
    unit_code = forms.CharField(
        label=_("Unit, by the customs' code"),
        max_length=3,
        help_text=_("Of what is sold: 125 bag, 140 box … Check it in the customs' own table."),
    )
    net_g = forms.IntegerField(label=_("Net weight of one, grams"), min_value=1, max_value=10**6)
    gross_g = forms.IntegerField(
        label=_("Gross weight of one, grams"), min_value=1, max_value=10**6
    )

    def facts(self) -> DeclarationFacts:
        """Return what was typed, as the action takes it."""
        return DeclarationFacts(**self.cleaned_data)


def _code(label: Any, length: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False)


class SettingsForm(forms.Form):
    """What the county's lists say of itself."""

    seller_code = _code(_("Code of the seller"), 18)
    seller_name = _code(_("Name of the seller"), 100)
    platform_code = _code(_("Code of the platform"), 50)
    platform_name = _code(_("Name of the platform"), 100)
    agent_code = _code(_("Code of who declares"), 18)
    agent_name = _code(_("Name of who declares"), 100)
    logistics_code = _code(_("Code of the carrier"), 18)
    logistics_name = _code(_("Name of the carrier"), 100)
    customs_code = _code(_("Customs office of the declaration"), 4)
    port_code = _code(_("Customs office of the port"), 4)
    country = _code(_("Country of arrival, by the customs' code"), 3)
    currency_code = _code(_("Currency, by the customs' code"), 3)
    trade_mode = _code(_("Mode of trade"), 4)
    transport_mode = _code(_("Mode of transport"), 1)

    def settings(self) -> Settings:
        """Return what was typed, as the action takes it."""
        return Settings(**self.cleaned_data)
