"""Forms of the places room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.places.models import SuccessorKind
from yutang.places.rules.succession import Kind, SuccessorFacts
from yutang.places.table import EDITION


class SuccessorForm(forms.Form):
    """One step from an old code to a newer one."""

    old_code = forms.CharField(label=_("Old code"), max_length=12)
    old_edition = forms.IntegerField(label=_("Its edition"), min_value=1949, max_value=2100)
    old_name = forms.CharField(label=_("Name then"), max_length=60)
    kind = forms.ChoiceField(label=_("What happened"), choices=SuccessorKind)
    new_code = forms.CharField(label=_("New code"), max_length=12, required=False)
    new_edition = forms.IntegerField(
        label=_("Edition of the new code"), min_value=1950, max_value=2101, initial=EDITION
    )
    valid_from = forms.DateField(
        label=_("In force from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("The notice, with its number and year.")
    )

    def facts(self) -> SuccessorFacts:
        """Return what was said."""
        said = self.cleaned_data
        return SuccessorFacts(**said | {"kind": Kind(said["kind"])})


class ListForm(forms.Form):
    """An old list and what it is called."""

    name = forms.CharField(label=_("Name of the list"), max_length=120, required=False)
    year = forms.IntegerField(
        label=_("Year of the list"), required=False, min_value=1949, max_value=2100
    )
    file = forms.FileField(
        label=_("The file"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_(
            "XLSX or CSV with the columns province, city, county, town, village; 5 MB at most."
        ),
    )
