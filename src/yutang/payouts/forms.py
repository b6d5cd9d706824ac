"""Forms of the payouts room: a bank account, a run, reasons, a bank's reply and profile, an ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.kernel.money import fen_from_yuan
from yutang.payouts.errors import BadAmount, BadLeast
from yutang.payouts.models import AccountKind, BankProfile
from yutang.payouts.rules.accounts import TEXT_MAX, AccountFacts
from yutang.payouts.rules.runs import LEAST_FEN

_REASON_MAX = 300


class AccountForm(forms.Form):
    """Where a payee's money goes. `reason` is asked of a clerk only."""

    kind = forms.ChoiceField(label=_("Kind of account"), choices=AccountKind.choices)
    holder = forms.CharField(
        label=_("Holder's name"),
        max_length=TEXT_MAX,
        help_text=_("As the bank has it, letter by letter."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    number = forms.CharField(
        label=_("Account number"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    bank = forms.CharField(label=_("Bank"), max_length=TEXT_MAX)
    branch = forms.CharField(label=_("Branch"), max_length=TEXT_MAX, required=False)
    reason = forms.CharField(
        label=_("Why is it changed?"),
        max_length=_REASON_MAX,
        required=False,
        help_text=_("The owner reads this."),
    )

    def for_owner(self) -> "AccountForm":
        """Leave the reason out: it is the owner's own account."""
        del self.fields["reason"]
        return self

    def facts(self) -> AccountFacts:
        """Return what was typed, as the action takes it."""
        names = ("kind", "holder", "number", "bank", "branch")
        return AccountFacts(**{name: self.cleaned_data[name] for name in names})


class ReasonForm(forms.Form):
    """One line saying why."""

    reason = forms.CharField(label=_("Why?"), max_length=_REASON_MAX, required=False)


class RunForm(forms.Form):
    """Which place's balances, from which amount on, in whose bank's form."""

    place = forms.ChoiceField(label=_("Place"), required=False)
    least = forms.CharField(
        label=_("Least amount in yuan"),
        max_length=20,
        required=False,
        help_text=_("Smaller balances wait for a later run."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    profile = forms.ChoiceField(label=_("Bank's form of file"), required=False)

    def offer(self, places: list[tuple[str, str]], profiles: list[tuple[int, str]]) -> "RunForm":
        """Offer these places and profiles."""
        for name, choices in (("place", places), ("profile", profiles)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        return self

    def least_fen(self) -> int:
        """Return the least amount in fen.

        Raises:
            BadLeast
        """
        typed = self.cleaned_data.get("least") or ""
        if not typed:
            return LEAST_FEN
        try:
            fen = fen_from_yuan(typed)
        except ValueError as error:
            raise BadLeast from error
        if not 0 < fen < 10**12:
            raise BadLeast
        return fen


class ReplyForm(forms.Form):
    """The file that the bank gave back."""

    file = forms.FileField(
        label=_("The bank's file"),
        help_text=_("CSV or XLSX as the bank gave it, up to 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )


class ResolveForm(forms.Form):
    """How a mismatch is resolved, and what is known about it."""

    how = forms.CharField(max_length=10, required=False)
    note = forms.CharField(label=_("What do you know?"), max_length=_REASON_MAX, required=False)


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg] # no generic when it runs
    """A bank's profile; columns are lines of ``heading = field``."""

    class Meta:
        model = BankProfile
        fields = [
            "name",
            "form",
            "encoding",
            "sent_columns",
            "note",
            "reply_columns",
            "paid_words",
            "returned_words",
        ]
        help_texts = {
            "sent_columns": _(
                "One column a line, as “heading = field”, in the order of the file. Fields: "
                "position, reference, holder, number, bank, branch, amount, note."
            ),
            "reply_columns": _(
                "The headings of the bank's reply, as “heading = field”. Fields: reference, "
                "amount, number, outcome, reason, serial."
            ),
            "paid_words": _("What stands in the outcome's column when it was paid, one a line."),
            "returned_words": _("What stands there when the money came back, one a line."),
        }


class AskForm(forms.Form):
    """How much is asked for in advance, and what for."""

    amount = forms.CharField(
        label=_("Amount in yuan"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    reason = forms.CharField(
        label=_("What is it for?"),
        max_length=_REASON_MAX,
        help_text=_("For example: bags and cartons for the harvest."),
    )

    def amount_fen(self) -> int:
        """Return the amount in fen.

        Raises:
            BadAmount
        """
        try:
            return fen_from_yuan(self.cleaned_data["amount"])
        except ValueError as error:
            raise BadAmount(least="500.00") from error
