"""The forms of the register. They read what was typed; what is allowed is decided by `rules`."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from yutang.goods.classes import NAMES
from yutang.goods.forms.fields import DayField, PhotoField, PlaceField, WeightField
from yutang.goods.models import Processing, Producer, ProducerKind, Product, Unit
from yutang.goods.queries import BatchView
from yutang.goods.rules import PICTURES_MAX, BatchFacts, ProductFacts
from yutang.places.rules import Level
from yutang.plumbing.reader import reads_english


class ProducerForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=ProducerKind.choices)
    name = forms.CharField(label=_("Name of the producer"), max_length=80)
    village_code = PlaceField(
        Level.VILLAGE,
        Level.TOWN,
        label=_("Village"),
        help_text=_("County, town and village, or the 12-digit code."),
    )
    credit_code = forms.CharField(
        label=_("Social credit code"),
        max_length=24,
        required=False,
        help_text=_("18 signs, from the business licence. A household leaves it empty."),
    )
    mobile = forms.CharField(
        label=_("Mobile number of the producer's account"),
        max_length=20,
        required=False,
        help_text=_("Who signs in with it sees this producer's goods and orders."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    @staticmethod
    def initial_of(producer: Producer) -> dict[str, Any]:
        names = ("kind", "name", "village_code", "credit_code")
        return {name: getattr(producer, name) for name in names}


class ProductForm(forms.Form):
    name = forms.CharField(label=_("Name of the product"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=80, required=False)
    class_code = forms.CharField(
        label=_("Class of farm goods (NY/T 3177)"),
        max_length=8,
        help_text=_("2, 4 or 6 digits. Start to type and choose from the list."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "list": "classes"}),
    )
    processing = forms.ChoiceField(
        label=_("Fresh or processed"),
        choices=Processing.choices,
        help_text=_("Processed food needs a licence or a registered workshop, and a standard."),
    )
    sc_number = forms.CharField(
        label=_("SC number"),
        max_length=24,
        required=False,
        help_text=_("SC and 14 digits, from the food production licence."),
    )
    workshop_number = forms.CharField(label=_("Registered workshop"), max_length=40, required=False)
    standard_number = forms.CharField(
        label=_("Product standard"),
        max_length=40,
        required=False,
        help_text=_("From the label, for example GB/T 8233."),
    )
    perishable = forms.BooleanField(
        label=_("Fresh and perishable"),
        required=False,
        help_text=_(
            "Buyers then confirm, before they pay, that it cannot be returned without reason."
        ),
    )
    unit = forms.ChoiceField(label=_("Sold by the"), choices=Unit.choices)
    net_weight_g = WeightField(label=_("Net weight of one unit"), required=False)
    origin_code = PlaceField(
        Level.COUNTY,
        Level.TOWN,
        Level.VILLAGE,
        label=_("Place of origin"),
        required=False,
        help_text=_("Leave it empty when it is the producer's village."),
    )
    origin_reason = forms.CharField(
        label=_("Why the origin lies in another county"),
        max_length=200,
        required=False,
        help_text=_("Only when it does."),
    )
    story = forms.CharField(
        label=_("Story"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who grows it, how, and why it tastes good. Plain words."),
    )
    story_en = forms.CharField(
        label=_("Story in English"),
        max_length=900,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @staticmethod
    def initial_of(product: Product) -> dict[str, Any]:
        return {name: getattr(product, name) for name in ProductForm.base_fields}

    def facts(self, origin_note: str = "") -> ProductFacts:
        """Return what was typed, as the action takes it."""
        return ProductFacts(origin_note=origin_note, **self.cleaned_data)

    @property
    def classes(self) -> list[tuple[str, str]]:
        """Codes and names for the list under the class field."""
        place = 1 if reads_english() else 0
        return [(code, names[place]) for code, names in NAMES.items()]


class BatchForm(forms.Form):
    number = forms.CharField(
        label=_("Batch number"), max_length=40, help_text=_("For example the date: 20260915-1.")
    )
    harvested_on = DayField(label=_("Harvested or made on"))
    quantity_g = WeightField(label=_("Quantity"))
    field_name = forms.CharField(
        label=_("Field"),
        max_length=60,
        required=False,
        help_text=_("As you call it: the east slope, shed 3, the big pond."),
    )
    field_mu = forms.DecimalField(
        label=_("Area in mu"),
        max_digits=8,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"step": "any", "min": "0", "inputmode": "decimal"}),
    )
    field_code = PlaceField(
        Level.COUNTY,
        Level.TOWN,
        Level.VILLAGE,
        label=_("Place of the field"),
        required=False,
        help_text=_("Leave it empty when it is the product's place of origin."),
    )

    @staticmethod
    def initial_for(latest: BatchView | None, today: date) -> dict[str, Any]:
        """Suggest today's date as the number, and the quantity of the batch before."""
        return {
            "number": f"{today:%Y%m%d}-1",
            "harvested_on": today,
            "quantity_g": latest.quantity_g if latest else None,
            "field_name": latest.field_name if latest else "",
            "field_mu": latest.field_mu if latest else None,
            "field_code": latest.field_code if latest else "",
        }

    def facts(self) -> BatchFacts:
        """Return what was typed, as the action takes it."""
        return BatchFacts(**self.cleaned_data)


class PictureForm(forms.Form):
    file = PhotoField(
        label=_("Photograph"),
        help_text=format_lazy(
            _("JPG, PNG or WebP. Where it was taken is removed. At most {most} pictures."),
            most=PICTURES_MAX,
        ),
    )
    alt = forms.CharField(
        label=_("What it shows"),
        max_length=120,
        help_text=_("A few words for those who cannot see it, for example: a basket of chestnuts."),
    )
    alt_en = forms.CharField(label=_("What it shows, in English"), max_length=160, required=False)
