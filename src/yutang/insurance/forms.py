"""Forms of the insurance room: they read what was typed; what is allowed `rules` decide."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.insurance.actions import PlanFacts
from yutang.insurance.models import KindName
from yutang.insurance.rules import Bill, Rule
from yutang.insurance.rules.wording import AMOUNT_MOST_YUAN, TEXT_MOST
from yutang.plumbing.reader import language

_FEN = 100


def _day(**said: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **said)


def _yuan(**said: Any) -> forms.DecimalField:
    widget = forms.NumberInput({"inputmode": "decimal", "step": "0.01"})
    return forms.DecimalField(
        min_value=0, max_value=AMOUNT_MOST_YUAN, decimal_places=2, widget=widget, **said
    )


class PlanForm(forms.Form):
    """A plan that begins."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    programme = forms.TypedChoiceField(label=_("Programme"), coerce=int)
    kind = forms.ChoiceField(label=_("Kind"), choices=KindName)
    name = forms.CharField(label=_("Name of the plan"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60)
    insurer = forms.CharField(label=_("Insurer"), max_length=60)

    def __init__(self, *given: Any, programmes: Iterable[tuple[int, str]], **said: Any) -> None:
        super().__init__(*given, **said)
        self.fields["programme"].choices = list(programmes)  # type: ignore[attr-defined]

    def facts(self) -> PlanFacts:
        """Return what was typed."""
        said = self.cleaned_data
        names = ("key", "kind", "name", "name_en", "insurer")
        return PlanFacts(programme_id=said["programme"], **{name: said[name] for name in names})


class RuleForm(forms.Form):
    """The text of a version."""

    text = forms.CharField(
        label=_("Text of the rule (TOML)"),
        max_length=TEXT_MOST,
        widget=forms.Textarea({"rows": 24, "spellcheck": "false"}),
    )


class PeriodForm(forms.Form):
    """A policy period of a county."""

    place = forms.CharField(
        label=_("Code of the county"),
        max_length=6,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    from_on = _day(label=_("First day"))
    to_on = _day(label=_("Last day"))


class UploadForm(forms.Form):
    """A register file."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    file = forms.FileField(
        label=_("Register file"),
        widget=forms.FileInput({"accept": ".xlsx,.csv,.txt"}),
        help_text=_("XLSX or CSV, at most 16 MB here; larger ones by the command."),
    )
    consent = forms.BooleanField(
        label=_("Everybody on it signed the consent form, and the village keeps the paper."),
        required=False,
    )


class NumberForm(forms.Form):
    """Who is looked for; the number goes into no address and no log."""

    id_number = forms.CharField(
        label=_("Identity number"),
        max_length=24,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class BillForm(forms.Form):
    """A bill to try a rule with; in yuan."""

    event = forms.ChoiceField(label=_("What happened"))
    total = _yuan(label=_("The whole bill, in yuan"))
    public_paid = _yuan(label=_("The state's insurance paid, in yuan"), required=False)
    paid_before = _yuan(label=_("Paid by this plan in the period already"), required=False)

    def __init__(self, *given: Any, rule: Rule, **said: Any) -> None:
        super().__init__(*given, **said)
        choices = [(event.name, event.title.said(language())) for event in rule.events]
        self.fields["event"].choices = choices  # type: ignore[attr-defined]

    def bill(self) -> Bill:
        """Return the bill, of somebody insured long enough."""
        said = self.cleaned_data
        year = date(2000, 12, 31)
        return Bill(
            event=said["event"],
            total_fen=int(said["total"] * _FEN),
            public_paid_fen=int((said["public_paid"] or 0) * _FEN),
            paid_before_fen=int((said["paid_before"] or 0) * _FEN),
            on=year,
            covered_from=date(1999, 1, 1),
            covered_to=year,
        )
