"""The forms of programmes. They read what was typed; what is allowed is decided by `rules`."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.places import queries as places
from yutang.programmes.actions import (
    BillFacts,
    DonationFacts,
    DonorFacts,
    ProgrammeFacts,
    RuleFacts,
)
from yutang.programmes.models import Direction, Donor, Kind, Purpose, Scheme
from yutang.programmes.queries import word
from yutang.programmes.rules import steps

_FEN = 100
_PLACE_MOST = 60


class Amount(forms.DecimalField):
    """An amount typed in yuan; its value is whole fen."""

    def __init__(self, **kwargs: Any) -> None:
        typed = forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"})
        super().__init__(
            min_value=Decimal(0), max_digits=13, decimal_places=2, widget=typed, **kwargs
        )

    def clean(self, value: Any) -> Any:
        """Return fen, or None when nothing was typed."""
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * _FEN)


class Day(forms.DateField):
    """A day of the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Where(forms.CharField):
    """A place as people write it; its value is the code. Empty: the whole country."""

    def __init__(self, **kwargs: Any) -> None:
        told = _("As people write it, or its code; empty: the whole country.")
        super().__init__(
            label=_("Place"), max_length=_PLACE_MOST, required=False, help_text=told, **kwargs
        )

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        found = places.find(text, 1)
        if not found:
            raise forms.ValidationError(_("No place is called so."))
        return found[0].code


class Aim(forms.CharField):
    """What a fund or a programme is for."""

    def __init__(self, **kwargs: Any) -> None:
        area = forms.Textarea(attrs={"rows": 4})
        label = _("What it is for")
        super().__init__(label=label, max_length=steps.AIM_MOST, widget=area, **kwargs)


class KeyForm(forms.Form):
    """A form that makes something once: its key comes with the page."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class ProgrammeForm(KeyForm):
    """What a programme is, where and for how long."""

    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices)
    place = Where()
    aim = Aim(
        help_text=_("For whom, what is done, what shall come of it. Everybody can read this."),
    )
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"))
    scheme = forms.ChoiceField(
        label=_("Money with a rule of its own"),
        required=False,
        help_text=_(
            "Then only money of this scheme goes to the programme, and its rule is checked."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", [(each.slug, word(each)) for each in Kind.objects.all()])
        _offer(self, "scheme", [(each.slug, word(each)) for each in Scheme.objects.all()])

    def facts(self) -> ProgrammeFacts:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        names = ("name", "direction", "aim", "starts_on", "ends_on", "kind", "scheme")
        return ProgrammeFacts(place_code=said["place"], **{name: said[name] for name in names})


class PlanForm(forms.Form):
    """How much is planned for a purpose from now on."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    amount = Amount(label=_("Planned, in yuan"), help_text=_("0 takes the line out."))
    reason = forms.CharField(
        label=_("Why it changes"),
        max_length=steps.WORDS_MOST,
        required=False,
        help_text=_("Needed when something was planned for it before."),
    )


class GrantForm(KeyForm):
    """Money from a fund for a programme, or what goes back to it."""

    fund = forms.ChoiceField(label=_("Fund"))
    amount = Amount(label=_("Amount in yuan"))
    words = forms.CharField(label=_("What for"), max_length=steps.WORDS_MOST)
    is_back = forms.BooleanField(
        label=_("The other way: back to the fund"),
        required=False,
        help_text=_("What the programme does not need any more."),
    )

    def __init__(self, *args: Any, funds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "fund", funds)


class BillForm(KeyForm):
    """A bill of an organisation, with its invoice."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    amount = Amount(label=_("Amount in yuan"))
    organisation = forms.CharField(label=_("Paid to (organisation)"), max_length=80)
    invoice_number = forms.CharField(label=_("Number of the invoice"), max_length=40)
    what = forms.CharField(
        label=_("What for"),
        max_length=steps.WORDS_MOST,
        help_text=_("Everybody can read this: no names of persons."),
    )
    paper = forms.FileField(
        label=_("Invoice"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,image/*"}),
        help_text=_("PDF or a photograph, at most 10 MB. It is sealed."),
    )

    def facts(self) -> BillFacts:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return BillFacts(
            purpose=said["purpose"],
            amount_fen=said["amount"],
            organisation=said["organisation"],
            invoice_number=said["invoice_number"],
            what=said["what"],
        )


class PaidForm(forms.Form):
    """When a bill was paid, and the bank's receipt."""

    paid_on = Day(label=_("Paid on"))
    bank_reference = forms.CharField(label=_("Number of the bank receipt"), max_length=40)


class FundForm(KeyForm):
    """A pot of money for one direction."""

    name = forms.CharField(label=_("Name"), max_length=80)
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices)
    place = Where()
    aim = Aim(
        help_text=_(
            "What is in a fund is pooled. Money for one purpose only needs a fund of its own."
        ),
    )
    scheme = forms.ChoiceField(label=_("Money with a rule of its own"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "scheme", [(each.slug, word(each)) for each in Scheme.objects.all()])


class DonationForm(KeyForm):
    """A donation as the bank's receipt says it, of a donor known or new."""

    donor = forms.ChoiceField(label=_("Donor"), required=False)
    what = forms.ChoiceField(label=_("New donor: who"), choices=Donor.What.choices, required=False)
    name = forms.CharField(
        label=_("New donor: real name"),
        max_length=40,
        required=False,
        help_text=_("Sealed. Opening it is kept."),
    )
    public_name = forms.CharField(
        label=_("New donor: name in public"),
        max_length=80,
        required=False,
        help_text=_("Empty: an anonymous donor. Persons are never named in public."),
    )
    mobile = forms.CharField(
        label=_("New donor: mobile number of an account here"),
        max_length=20,
        required=False,
        help_text=_("Who signs in with it sees what became of the donation."),
    )
    amount = Amount(label=_("Amount in yuan"))
    received_on = Day(label=_("Received on"))
    bank_reference = forms.CharField(label=_("Number of the bank receipt"), max_length=40)
    words = forms.CharField(
        label=_("The donor's words"), max_length=steps.WORDS_MOST, required=False
    )

    def __init__(self, *args: Any, donors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "donor", donors, first=_("A new donor"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("donor") and not said.get("name", "").strip():
            self.add_error("name", _("Please choose a donor or write a new one's name."))
        return said

    def donor_facts(self) -> DonorFacts:
        """Return the new donor."""
        said = self.cleaned_data
        return DonorFacts(
            what=said["what"] or Donor.What.ORGANISATION,
            name=said["name"],
            public_name=said["public_name"],
            mobile=said["mobile"],
        )

    def facts(self) -> DonationFacts:
        """Return what the receipt says."""
        said = self.cleaned_data
        return DonationFacts(
            said["amount"], said["received_on"], said["bank_reference"], said["words"]
        )


class GiveBackForm(KeyForm):
    """Part or all of a donation goes back."""

    amount = Amount(label=_("Amount in yuan"))
    words = forms.CharField(label=_("Why"), max_length=steps.WORDS_MOST)
    bank_reference = forms.CharField(label=_("Number of the bank receipt"), max_length=40)


class RuleForm(forms.Form):
    """The next version of a rule of money; an empty number asks nothing."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    place = Where()
    valid_from = Day(label=_("Valid from"))
    source = forms.CharField(
        label=_("Source of the rule"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    upstream_least = forms.DecimalField(
        label=_("Selling farm goods upstream: at least, in percent"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        required=False,
    )
    centre_most = forms.DecimalField(
        label=_("Public service centre: at most, in percent"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        required=False,
    )
    training_least = forms.IntegerField(
        label=_("Person-times trained: at least"), min_value=0, required=False
    )
    villages_least = forms.DecimalField(
        label=_("Villages with a station: at least, in percent"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scheme"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.slug, word(each)) for each in Scheme.objects.all()]

    def facts(self) -> RuleFacts:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        training = said["training_least"]
        return RuleFacts(
            scheme=said["scheme"],
            place_code=said["place"],
            valid_from=said["valid_from"],
            source=said["source"],
            upstream_least=said["upstream_least"],
            centre_most=said["centre_most"],
            training_least=None if training is None else Decimal(training),
            villages_least=said["villages_least"],
        )


def _offer(form: forms.Form, name: str, found: list[tuple[str, str]], first: Any = "—") -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", first), *found]
