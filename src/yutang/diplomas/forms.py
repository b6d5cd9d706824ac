"""The form by which a diploma is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.diplomas import rules


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it taken back?"),
        max_length=rules.REASON_MOST,
        help_text=_("The holder reads it. A colleague has to confirm before it counts."),
    )
    holder = forms.CharField(
        label=_("Right name, if a new one is to be issued"),
        max_length=rules.HOLDER_MAX,
        required=False,
        help_text=_("For a misspelt name. Leave it empty to take the diploma back for good."),
    )
