"""The form of a station: it reads what was typed; what is allowed is decided by `rules`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.places import queries as places
from yutang.stations.models import Station, StationKind
from yutang.stations.rules import StationFacts


class StationForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=StationKind)
    name = forms.CharField(label=_("Name of the station"), max_length=40)
    place = forms.CharField(
        label=_("Village or town"),
        max_length=60,
        help_text=_("As people write it, with the county, or the place code."),
    )
    address = forms.CharField(label=_("Address there"), max_length=80)
    hours = forms.CharField(label=_("Opening hours"), max_length=60)
    keeper_mobile = forms.CharField(
        label=_("Keeper's mobile"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
        help_text=_("With this number the keeper signs in. Leave it empty to keep it as it is."),
    )
    phone = forms.CharField(
        label=_("Number to call"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
        help_text=_("Shown only to buyers whose parcel waits there."),
    )

    def facts(self) -> StationFacts:
        """Return what was typed."""
        return StationFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(station: Station) -> dict[str, Any]:
        """Return what the form shows of a station; its numbers stay sealed."""
        return {
            "kind": station.kind,
            "name": station.name,
            "place": f"{station.place_code} {places.full_name(station.place_code)}",
            "address": station.address,
            "hours": station.hours,
        }
