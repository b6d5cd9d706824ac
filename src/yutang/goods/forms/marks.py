"""The form that writes down a mark from its document."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.goods.forms.fields import DayField, PhotoField, PlaceField
from yutang.goods.models import Mark
from yutang.goods.rules import MarkFacts
from yutang.places.rules import Level


class MarkForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Mark.Kind.choices)
    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        help_text=_(
            "Green food: LB-XX- and 10 digits. Organic: 17 digits. Geographical indication: its "
            "registration."
        ),
    )
    enterprise_number = forms.CharField(
        label=_("Enterprise number"),
        max_length=20,
        required=False,
        help_text=_("Green food only: GF and 12 digits."),
    )
    holder = forms.CharField(
        label=_("Holder"), max_length=80, help_text=_("As the certificate names it.")
    )
    valid_from = DayField(label=_("Valid from"))
    valid_until = DayField(label=_("Valid until"))
    name = forms.CharField(
        label=_("Name of the indication"),
        max_length=60,
        required=False,
        help_text=_("Geographical indication only, as the next two."),
    )
    area_code = PlaceField(
        Level.COUNTY, Level.TOWN, Level.PREFECTURE, label=_("Protected area"), required=False
    )
    authority = forms.CharField(
        label=_("Number of the authorisation"),
        max_length=40,
        required=False,
        help_text=_("By which the holder lets this producer use the mark."),
    )
    file = PhotoField(
        label=_("Picture of the document"),
        help_text=_("The certificate, or the authorisation of a geographical indication."),
    )

    def facts(self) -> MarkFacts:
        said: dict[str, Any] = dict(self.cleaned_data)
        said.pop("file")
        return MarkFacts(**said)
