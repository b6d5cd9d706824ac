"""Forms of the channel room: they read what was typed; what is allowed is decided by `rules`."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.channel.models import CountyList
from yutang.channel.rules import checks
from yutang.channel.rules.recommending import ChannelFacts, Contact, GoodFacts
from yutang.kernel.clock import today


class ChannelForm(forms.Form):
    name = forms.CharField(label=_("Name of the channel"), max_length=40)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    owner = forms.CharField(label=_("Who runs it"), max_length=60)
    told = forms.CharField(
        label=_("What it is"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def facts(self) -> ChannelFacts:
        """Return what was typed."""
        return ChannelFacts(**self.cleaned_data)


class ChecklistForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label=_("Answered by the register"),
        choices=[(kind, zh) for kind, (zh, _en) in checks.KINDS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.CharField(
        label=_("Answered by a person"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "One question a line. Digits in front name a class of goods (02: of animals); "
            "English may follow after |."
        ),
    )
    valid_from = forms.DateField(label=_("Valid from"), widget=forms.DateInput({"type": "date"}))
    source = forms.CharField(label=_("Where the questions come from"), max_length=200)
    is_verified = forms.BooleanField(
        label=_("I have the channel's own rules at hand"),
        required=False,
        help_text=_("Otherwise the version is shown as an unverified default."),
    )

    @staticmethod
    def initial_of(questions: list[Any]) -> dict[str, Any]:
        """Return what the form shows of the version that counts now."""
        own = [q for q in questions if q.kind == checks.PERSON]
        lines = (" ".join(filter(None, (q.class_code, q.zh))) for q in own)
        english = (f" | {q.en}" if q.en else "" for q in own)
        return {
            "kinds": [q.kind for q in questions if q.kind != checks.PERSON],
            "own": "\n".join(a + b for a, b in zip(lines, english, strict=True)),
            "valid_from": today(),
        }


class RecommendForm(forms.Form):
    city = forms.CharField(
        label=_("City"),
        max_length=60,
        help_text=_("A whole prefecture, by name or by its 4 digits: 石家庄, 1301."),
    )
    name = forms.CharField(label=_("Whom to call"), max_length=30)
    phone = forms.CharField(
        label=_("Number to call"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel"}),
        help_text=_("Kept sealed. Whoever opens it says why, and that is kept."),
    )

    def contact(self) -> Contact:
        """Return whom to call."""
        return Contact(self.cleaned_data["name"], self.cleaned_data["phone"])


class GoodForm(forms.Form):
    batch = forms.TypedChoiceField(label=_("Batch that is checked"), coerce=int)
    supply_kg = forms.IntegerField(
        label=_("Supply of a year (kg)"), widget=forms.TextInput({"inputmode": "numeric"})
    )
    price = forms.DecimalField(
        label=_("Price of a unit (yuan)"),
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )
    marks = forms.CharField(
        label=_("Numbers of its marks"),
        max_length=200,
        required=False,
        help_text=_("Green food, organic, geographical indication: with commas between."),
    )

    def __init__(self, batches: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["batch"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = batches

    def facts(self) -> GoodFacts:
        """Return what was typed."""
        said = self.cleaned_data
        return GoodFacts(
            batch_id=said["batch"],
            supply_kg=said["supply_kg"],
            price_fen=int(said["price"] * Decimal(100)),
            marks=said["marks"],
        )


class CountyListForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the list"), max_length=60, initial="国家级贫困县（832 个）"
    )
    level = forms.ChoiceField(label=_("Whose list"), choices=CountyList.Level)
    source = forms.CharField(label=_("Where it comes from"), max_length=200)
