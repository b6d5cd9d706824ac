"""The checkout's form: who receives the parcel, what the buyer knows, how it is paid."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.kernel.errors import Refusal
from yutang.people.rules import normal_mobile
from yutang.places import queries as places
from yutang.plumbing.reader import sentence
from yutang.trade.rules.contact import DETAIL_MAX, NAME_MAX, REGION_MAX, Contact

_COUNTY_DIGITS = 6
_CONTACT_FIELDS = ("name", "mobile", "region", "detail")


class CheckoutForm(forms.Form):
    """Name, mobile number, region and address, in the order people say them.

    `knows_fresh` is asked only when the goods are fresh and perishable, and must be ticked.
    """

    name = forms.CharField(
        label=_("Receiver"),
        max_length=NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    mobile = forms.CharField(
        label=_("Mobile number"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    region = forms.CharField(
        label=_("Province, city and county"),
        max_length=REGION_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    detail = forms.CharField(
        label=_("Street, village, house number"),
        max_length=DETAIL_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    knows_fresh = forms.BooleanField(
        label=_("I know that this is fresh food and cannot be returned without reason."),
        help_text=_("If it arrives spoiled or wrong, you get your money back as always."),
        error_messages={"required": _("Please tick that you know, then pay.")},
    )
    region_code = ""

    @staticmethod
    def initial_of(contact: Contact | None) -> dict[str, Any]:
        return {name: getattr(contact, name) for name in _CONTACT_FIELDS} if contact else {}

    def clean_mobile(self) -> str:
        try:
            return normal_mobile(self.cleaned_data["mobile"])
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal

    def clean_region(self) -> str:
        """Find the county meant. A region that is not loaded here is kept in words."""
        typed = str(self.cleaned_data["region"])
        counties = {
            place.code[:_COUNTY_DIGITS]
            for place in places.find(typed)
            if len(place.code) >= _COUNTY_DIGITS
        }
        if len(counties) > 1:
            names = [name for name in places.full_names(counties).values() if name]
            raise forms.ValidationError(
                _("Several places have this name. Please write one in full: %(places)s"),
                params={"places": "; ".join(sorted(names)[:6])},
            )
        if not counties:
            return typed
        self.region_code = counties.pop()
        return places.full_name(self.region_code)

    def contact(self) -> Contact:
        """Return what was typed, as the action takes it."""
        said = {name: self.cleaned_data[name] for name in _CONTACT_FIELDS}
        return Contact(region_code=self.region_code, **said)

    def ask_fresh(self, *, perishable: bool) -> "CheckoutForm":
        """Leave the question out for goods that keep."""
        if not perishable:
            del self.fields["knows_fresh"]
        return self

    @property
    def knows(self) -> bool:
        return bool(self.cleaned_data.get("knows_fresh"))
