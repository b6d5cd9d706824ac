"""Forms of the criteria room: they read what was typed; what is allowed is decided elsewhere."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.criteria.rules.own import Target

_YEAR_LEAST, _YEAR_MOST = 2009, 2099
_COUNT_MOST = 1_000_000
_YUAN_MOST = 10**13


class IdentifyForm(forms.Form):
    criterion = forms.ChoiceField(label=_("What is identified"))
    place = forms.CharField(
        label=_("Where"),
        max_length=60,
        help_text=_("A county, town or village as people write it, or its code."),
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=_YEAR_LEAST,
        max_value=_YEAR_MOST,
        help_text=_("The year in which the twelve months end; which months, the criterion says."),
    )
    period = forms.CharField(
        label=_("Other months"),
        max_length=20,
        required=False,
        help_text=_("For example 2018-07..2019-06, both included. Empty: the usual ones."),
    )
    is_complete = forms.BooleanField(
        label=_("All shops there are imported"),
        required=False,
        help_text=_("A village without a shop then counts as one without sales."),
    )
    is_poor_area = forms.ChoiceField(
        label=_("Lies in a poor area"),
        choices=[("", _("Not stated")), ("yes", _("All of it")), ("no", _("None of it"))],
        required=False,
        help_text=_("Asked by the rules of one village one product only."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, criteria: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["criterion"]
        assert isinstance(chosen, forms.ChoiceField), "declared so above"
        chosen.choices = criteria

    @property
    def stated(self) -> bool | None:
        """Whether it lies in a poor area; None: not stated."""
        return {"yes": True, "no": False}.get(self.cleaned_data["is_poor_area"])


class TargetForm(forms.Form):
    villages = forms.IntegerField(
        label=_("Taobao villages at least"), min_value=1, max_value=_COUNT_MOST, required=False
    )
    towns = forms.IntegerField(
        label=_("Taobao towns at least"), min_value=1, max_value=_COUNT_MOST, required=False
    )
    sales_yuan = forms.IntegerField(
        label=_("E-commerce sales of a year at least, in yuan"),
        min_value=1,
        max_value=_YUAN_MOST,
        required=False,
    )
    active_shops = forms.IntegerField(
        label=_("Active shops at least"), min_value=1, max_value=_COUNT_MOST, required=False
    )
    valid_from = forms.DateField(
        label=_("Valid from"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Who decided it and why, for example the number of a document."),
    )

    def target(self) -> Target:
        """Return what was typed."""
        said = self.cleaned_data
        return Target(**{name: said[name] for name in Target._fields})

    def valid_on(self) -> date:
        """Return the day from which it holds."""
        day: date = self.cleaned_data["valid_from"]
        return day
