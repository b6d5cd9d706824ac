"""Forms of the prices room: they read what was typed; what is allowed is decided by `actions`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.places import queries as places
from yutang.prices.actions.markets import MarketFacts
from yutang.prices.models import Market, QuotedGood


class ImportForm(forms.Form):
    """Whose list it is, and what becomes of names that are new."""

    market = forms.ModelChoiceField(
        label=_("Market"), queryset=Market.objects.none(), empty_label=None
    )
    names = forms.ChoiceField(
        label=_("Names that are new"),
        choices=[
            ("own", _("are goods of their own, unless one is like them")),
            ("ask", _("all wait until somebody says what they mean")),
        ],
    )

    def __init__(self, *args: Any, markets: Any, **said: Any) -> None:
        super().__init__(*args, **said)
        self.fields["market"].queryset = markets  # type: ignore[attr-defined]


class MarketForm(forms.Form):
    """A market, its source, and under which terms its prices may be used."""

    name = forms.CharField(label=_("Name of the market"), max_length=60)
    place = forms.CharField(
        label=_("Where it is"),
        max_length=60,
        required=False,
        help_text=_("As people write it, or its code."),
    )
    source = forms.CharField(
        label=_("Where the list comes from"),
        max_length=200,
        help_text=_("Who publishes it, and how it reaches you."),
    )
    source_url = forms.URLField(
        label=_("Address of the source"), max_length=300, required=False, assume_scheme="https"
    )
    terms = forms.CharField(
        label=_("Terms of use"),
        max_length=300,
        help_text=_(
            "What its publisher allows. It is shown beside the prices. Begin with CC BY 4.0 or CC0 "
            "where it may be passed on: only then are the quotes in the open data."
        ),
    )

    def clean_place(self) -> str:
        """Return the code of the place that was typed."""
        text = str(self.cleaned_data["place"]).strip()
        if not text:
            return ""
        found = places.search(text, 1)
        if not found:
            raise forms.ValidationError(_("No place is called so. Write county and province."))
        return found[0].code

    def facts(self) -> MarketFacts:
        said = self.cleaned_data
        return MarketFacts(
            name=said["name"],
            place_code=said["place"],
            source=said["source"],
            source_url=said["source_url"],
            terms=said["terms"],
        )


class GoodForm(forms.Form):
    """How a good is called, and its class."""

    name = forms.CharField(label=_("Name"), max_length=80)
    name_en = forms.CharField(label=_("Name in English"), max_length=80, required=False)
    class_code = forms.CharField(
        label=_("Class (NY/T 3177)"),
        max_length=6,
        required=False,
        help_text=_("2, 4 or 6 digits. Products of this class are compared with it."),
    )


class MergeForm(forms.Form):
    """Into which good this one goes."""

    into = forms.ModelChoiceField(
        label=_("It is the same as"), queryset=QuotedGood.objects.order_by("name")
    )


class ProductGoodForm(forms.Form):
    """With which good a product is compared."""

    good = forms.ModelChoiceField(
        label=_("Compared with"),
        queryset=QuotedGood.objects.order_by("name"),
        required=False,
        empty_label=_("by its class, or with nothing"),
    )


class ReasonForm(forms.Form):
    """Why nothing need be done about an alert."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
