"""The checkout's form: who receives the parcel, what the buyer knows, how it is paid."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.delivery.forms import ContactForm


class CheckoutForm(ContactForm):
    """The receiver, then `knows_fresh`: asked, and to be ticked, only for what perishes."""

    knows_fresh = forms.BooleanField(
        label=_("I know that this is fresh food and cannot be returned without reason."),
        help_text=_("If it arrives spoiled or wrong, you get your money back as always."),
        error_messages={"required": _("Please tick that you know, then pay.")},
    )

    @classmethod
    def read(cls, typed: Mapping[str, Any], **kwargs: Any) -> Self:
        """Return the form filled from what was pasted; what was ticked stays so."""
        form = super().read(typed, **kwargs)
        form.initial["knows_fresh"] = bool(typed.get("knows_fresh"))
        return form

    def ask_fresh(self, *, perishable: bool) -> "CheckoutForm":
        """Leave the question out for goods that keep."""
        if not perishable:
            del self.fields["knows_fresh"]
        return self

    @property
    def knows(self) -> bool:
        return bool(self.cleaned_data.get("knows_fresh"))
