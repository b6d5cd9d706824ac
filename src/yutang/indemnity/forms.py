"""Forms of the indemnity room: a case on the phone, an assessor's word, reasons."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.indemnity.errors import BadAmountTyped
from yutang.indemnity.models import PaperCode, Refusal
from yutang.indemnity.rules import life
from yutang.indemnity.rules.filing import TEXT_MOST, Figures, Filing
from yutang.kernel.money import fen_from_yuan
from yutang.payouts.rules.accounts import CARD, PASSBOOK, AccountFacts

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_SHORT_TEXT = forms.Textarea(attrs={"rows": 3})
_YUAN = {"inputmode": "decimal", "autocomplete": "off"}
_CLOSED = {"autocomplete": "off"}


def _fen(cleaned: dict[str, Any], name: str) -> int:
    """Return fen of an amount typed in yuan; nothing typed is nothing paid."""
    typed = str(cleaned.get(name) or "0")
    try:
        return fen_from_yuan(typed)
    except ValueError as error:
        raise BadAmountTyped(name=name) from error


class FiguresForm(forms.Form):
    """The three amounts of a bill, in yuan."""

    total = forms.CharField(
        label=_("Whole bill, in yuan"), max_length=20, widget=forms.TextInput(attrs=_YUAN)
    )
    public_paid = forms.CharField(
        label=_("Paid by the state insurance, in yuan"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=_YUAN),
    )
    others_paid = forms.CharField(
        label=_("Paid by others, in yuan"),
        max_length=20,
        required=False,
        help_text=_("Other insurance, relief. Empty when nobody else paid."),
        widget=forms.TextInput(attrs=_YUAN),
    )

    def figures(self) -> Figures:
        """Return what was typed, in fen.

        Raises:
            BadAmountTyped
        """
        said = self.cleaned_data
        return Figures(_fen(said, "total"), _fen(said, "public_paid"), _fen(said, "others_paid"))


class CaseForm(FiguresForm):
    """A case, as the village doctor writes it down; papers come beside it, by code."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    id_number = forms.CharField(
        label=_("Identity number of the insured"),
        max_length=24,
        help_text=_("18 signs, as on the card. It is not shown again."),
        widget=forms.TextInput(attrs=_CLOSED),
    )
    event = forms.ChoiceField(label=_("What happened"))
    happened_on = forms.DateField(
        label=_("First day"), widget=_DAY, help_text=_("Day of admission, birth or entry.")
    )
    ended_on = forms.DateField(label=_("Last day"), widget=_DAY)
    hospital = forms.CharField(label=_("Hospital or school"), max_length=TEXT_MOST)
    diagnosis = forms.CharField(
        label=_("What was found (as the papers say)"), max_length=TEXT_MOST, required=False
    )
    note = forms.CharField(label=_("Note for the assessors"), max_length=TEXT_MOST, required=False)
    missing_reason = forms.CharField(
        label=_("A paper is not there yet? Say why"), max_length=TEXT_MOST, required=False
    )
    account_holder = forms.CharField(
        label=_("Account holder"),
        max_length=60,
        required=False,
        help_text=_("As the bank has it. Leave all of this empty when it is known already."),
        widget=forms.TextInput(attrs=_CLOSED),
    )
    account_kind = forms.ChoiceField(
        label=_("Kind of account"),
        choices=[(PASSBOOK, _("Passbook")), (CARD, _("Bank card"))],
        required=False,
    )
    account_bank = forms.CharField(label=_("Bank"), max_length=60, required=False)
    account_number = forms.CharField(
        label=_("Account number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_CLOSED}),
    )
    guardian = forms.CharField(
        label=_("Name of the guardian"),
        max_length=40,
        required=False,
        help_text=_("Only for somebody under 18."),
    )
    relation = forms.CharField(label=_("Relation to the insured"), max_length=20, required=False)
    consent = forms.BooleanField(
        label=_("The insured (or the guardian) signed: their medical papers may be used for this."),
        required=False,
    )

    def offer(self, events: Sequence[tuple[str, str]], *, is_known: bool) -> "CaseForm":
        """Offer these events; whoever is known already is not asked for."""
        field = self.fields["event"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(events)
        if is_known:
            del self.fields["id_number"]
        return self

    def without_account(self) -> "CaseForm":
        """Leave the account out: it is known, or asked for elsewhere."""
        for name in ("holder", "kind", "bank", "number"):
            del self.fields[f"account_{name}"]
        return self

    def filing(self) -> Filing:
        """Return what was said, as the action takes it.

        Raises:
            BadAmountTyped
        """
        said = self.cleaned_data
        names = ("event", "happened_on", "ended_on", "hospital", "diagnosis", "note")
        more = ("missing_reason", "guardian", "relation")
        return Filing(
            figures=self.figures(),
            has_consent=said["consent"],
            **{name: said[name] for name in (*names, *more)},
        )

    def account(self) -> AccountFacts | None:
        """Return where the money shall go; None when nothing was said."""
        said = self.cleaned_data
        if not said.get("account_number"):
            return None
        return AccountFacts(
            holder=said["account_holder"],
            bank=said["account_bank"],
            number=said["account_number"],
            kind=said["account_kind"] or PASSBOOK,
        )


class AccountForm(forms.Form):
    """Where the money shall go."""

    holder = forms.CharField(
        label=_("Account holder"),
        max_length=60,
        help_text=_("As the bank has it, letter by letter."),
        widget=forms.TextInput(attrs=_CLOSED),
    )
    kind = forms.ChoiceField(
        label=_("Kind of account"), choices=[(PASSBOOK, _("Passbook")), (CARD, _("Bank card"))]
    )
    bank = forms.CharField(label=_("Bank"), max_length=60)
    number = forms.CharField(
        label=_("Account number"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_CLOSED}),
    )

    def facts(self) -> AccountFacts:
        """Return what was typed, as the action takes it."""
        names = ("holder", "bank", "number", "kind")
        return AccountFacts(**{name: self.cleaned_data[name] for name in names})


class WordForm(FiguresForm):
    """An assessor's word: the figures as they read them, pay or refuse, and why."""

    outcome = forms.ChoiceField(
        label=_("What should happen"),
        choices=[(life.PAY, _("Pay by the rule")), (life.REFUSE, _("Pay nothing"))],
        widget=forms.RadioSelect,
    )
    codes = forms.MultipleChoiceField(
        label=_("Why is it refused?"),
        choices=Refusal.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Note"), max_length=life.REASON_MOST, required=False, widget=_SHORT_TEXT
    )
    is_no_relative = forms.BooleanField(
        label=_("I am no relative of the insured and had no part in filing this."), required=False
    )


class MoreForm(forms.Form):
    """Which papers are asked for, and what is wrong with those that are there."""

    codes = forms.MultipleChoiceField(
        label=_("Which papers?"),
        choices=PaperCode.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label=_("What is needed?"), max_length=life.REASON_MOST)


class ReasonForm(forms.Form):
    """One line saying why."""

    reason = forms.CharField(label=_("Why?"), max_length=life.REASON_MOST)


class WhoForm(forms.Form):
    """Whose case it is, by the number on the card."""

    id_number = forms.CharField(
        label=_("Identity number of the insured"),
        max_length=24,
        widget=forms.TextInput(attrs=_CLOSED),
    )


class SampleForm(forms.Form):
    """How many people who were paid are called, of which place and time."""

    place = forms.ChoiceField(label=_("Place"))
    from_on = forms.DateField(label=_("Paid from"), widget=_DAY)
    to_on = forms.DateField(label=_("Paid until"), widget=_DAY)
    size = forms.IntegerField(label=_("How many people"), min_value=1, max_value=500)

    def offer(self, places: Sequence[tuple[str, str]]) -> "SampleForm":
        """Offer these places."""
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(places)
        return self
