"""The checkout's form: who receives the parcel, what the buyer knows, how it is paid."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.trade.forms import ContactForm


class CheckoutForm(ContactForm):
    """`knows_fresh` is asked only when the goods are fresh and perishable, and must be ticked."""

    knows_fresh = forms.BooleanField(
        label=_("I know that this is fresh food and cannot be returned without reason."),
        help_text=_("If it arrives spoiled or wrong, you get your money back as always."),
        error_messages={"required": _("Please tick that you know, then pay.")},
    )
    field_order = ("name", "mobile", "region", "detail", "knows_fresh")

    def ask_fresh(self, *, perishable: bool) -> "CheckoutForm":
        """Leave the question out for goods that keep."""
        if not perishable:
            del self.fields["knows_fresh"]
        return self

    @property
    def knows(self) -> bool:
        return bool(self.cleaned_data.get("knows_fresh"))
