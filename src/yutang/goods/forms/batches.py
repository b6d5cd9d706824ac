"""The forms of a batch's page: steps, making, tests, certificates, confirmation, recall."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.goods.forms.fields import DayField, PhotoField, WeightField
from yutang.goods.models import Batch, BatchStep, Inspection, Producer, Product
from yutang.goods.rules import BatchFacts, CertificateFacts, InspectionFacts, StepFacts

_STAYS = ("wash", "store", "move")
_MAKES = ("pack", "process", "split", "mix")


def _kinds(names: Iterable[str]) -> list[tuple[str, Any]]:
    return [(name, BatchStep.Kind(name).label) for name in names]


class StepForm(forms.Form):
    """What was done to a batch that stays what it is."""

    kind = forms.ChoiceField(label=_("What was done"), choices=_kinds(_STAYS))
    done_on = DayField(label=_("Day"))
    worker_name = forms.CharField(label=_("Who did it"), max_length=80)
    place_name = forms.CharField(
        label=_("Where"),
        max_length=80,
        required=False,
        help_text=_("For example the co-op's packing shed, or the cold store in town."),
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    @staticmethod
    def initial_for(batch: Batch, today: date) -> dict[str, Any]:
        return {"done_on": today, "worker_name": batch.product.producer.name}

    def facts(self, producer: Producer) -> StepFacts:
        """Return what was typed; the producer's own work bears its social credit code."""
        said = self.cleaned_data
        own = said["worker_name"].strip() == producer.name
        return StepFacts(
            kind=said["kind"],
            done_on=said["done_on"],
            worker_name=said["worker_name"],
            worker_code=producer.credit_code if own else "",
            place_name=said["place_name"],
            note=said["note"],
        )


class MakeForm(StepForm):
    """Make a batch of this one, and of others mixed with it."""

    kind = forms.ChoiceField(label=_("What was done"), choices=_kinds(_MAKES))
    product = forms.TypedChoiceField(label=_("It became"), coerce=int)
    number = forms.CharField(label=_("Number of the new batch"), max_length=40)
    quantity_g = WeightField(label=_("Weight of the new batch"))

    def __init__(
        self,
        data: Any,
        *,
        batch: Batch,
        left_g: int,
        others: list[tuple[Batch, int]],
        products: Iterable[Product],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        typed = self.fields["product"]
        assert isinstance(typed, forms.TypedChoiceField)
        typed.choices = [(product.pk, product.name) for product in products]
        self.batch = batch
        self.fields[f"take_{batch.pk}"] = WeightField(
            label=_("Taken of batch %(number)s") % {"number": batch.number},
            help_text=_("%(kg)s kg are left of it.") % {"kg": f"{left_g / 1000:g}"},
        )
        for other, left in others:
            self.fields[f"take_{other.pk}"] = WeightField(
                label=_("Taken of batch %(number)s") % {"number": other.number},
                help_text=_("%(kg)s kg are left of it.") % {"kg": f"{left / 1000:g}"},
                required=False,
            )
        self.order_fields(["kind", f"take_{batch.pk}", "product", "number", "quantity_g"])

    def main_fields(self) -> Iterator[forms.BoundField]:
        """Yield the questions but those about batches that may be mixed in."""
        own = f"take_{self.batch.pk}"
        return (self[name] for name in self.fields if not name.startswith("take_") or name == own)

    def mixed_fields(self) -> list[forms.BoundField]:
        own = f"take_{self.batch.pk}"
        return [self[name] for name in self.fields if name.startswith("take_") and name != own]

    def taken(self) -> dict[int, int]:
        """Return the grams taken by batch."""
        said = self.cleaned_data
        names = (name for name in said if name.startswith("take_"))
        return {int(name.removeprefix("take_")): said[name] or 0 for name in names}

    def made(self) -> BatchFacts:
        said = self.cleaned_data
        return BatchFacts(
            number=said["number"], harvested_on=said["done_on"], quantity_g=said["quantity_g"] or 0
        )


class InspectionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Who tested"), choices=Inspection.Kind.choices)
    tested_on = DayField(label=_("Day"))
    items = forms.CharField(
        label=_("What was tested"),
        max_length=200,
        help_text=_("For example: 68 pesticide residues, fast test."),
    )
    passed = forms.TypedChoiceField(
        label=_("Result"),
        choices=[("yes", _("Passed")), ("no", _("Not passed"))],
        coerce=lambda said: said == "yes",
    )
    laboratory = forms.CharField(
        label=_("Laboratory"),
        max_length=80,
        required=False,
        help_text=_("Only when a laboratory tested."),
    )
    file = PhotoField(
        label=_("Picture of the report"),
        required=False,
        help_text=_("A laboratory's test comes with its report. Buyers can see it."),
    )

    def facts(self) -> InspectionFacts:
        said = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return InspectionFacts(**said)


class CertificateForm(forms.Form):
    """The certificate in one screen: what is known stands in it already."""

    quantity_g = WeightField(label=_("Quantity"))
    by_control = forms.BooleanField(
        label=_("Quality control"),
        required=False,
        help_text=_("Pesticides and drugs are used and written down as the rules say."),
    )
    by_own_test = forms.BooleanField(
        label=_("Own test"), required=False, help_text=_("A test of this batch that passed.")
    )
    by_laboratory = forms.BooleanField(
        label=_("Commissioned test"),
        required=False,
        help_text=_("A laboratory's test of this batch that passed."),
    )
    contact = forms.CharField(
        label=_("Telephone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_(
            "Empty: as on the last certificate, else the account's. Printed in full; on the public "
            "page a mobile number is masked."
        ),
    )
    issued_on = DayField(label=_("Day of issue"))
    reason = forms.CharField(label=_("Why it is replaced"), max_length=120, required=False)

    def facts(self) -> CertificateFacts:
        said = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return CertificateFacts(**{**said, "quantity_g": said["quantity_g"] or 0})


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Excel or CSV: batch number, day, kilograms, then field and mu where known."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Everybody who scans the label reads it."),
    )
