"""The forms of the yearbook. They read what was typed; what may be told is decided by `rules`."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from yutang.kernel.clock import today
from yutang.kernel.errors import Refusal
from yutang.plumbing.reader import sentence
from yutang.plumbing.sheets.columns import At, half_width
from yutang.yearbook import columns, rules
from yutang.yearbook.actions import Evidence
from yutang.yearbook.models import Confidence, Method
from yutang.yearbook.queries import title_of, unit_of
from yutang.yearbook.rules import Kind


class MannerForm(forms.Form):
    """How facts are told: from which source, found how, how sure."""

    source = forms.CharField(
        label=_("Where the numbers are from"),
        max_length=rules.SOURCE_LENGTH_MAX,
        help_text=_("As it stands on the paper: which office, which report, which year."),
    )
    method = forms.ChoiceField(label=_("How they were found"), choices=Method)
    confidence = forms.ChoiceField(
        label=_("How sure it is"), choices=Confidence, initial=Confidence.MEDIUM
    )
    reason = forms.CharField(
        label=_("Why so sure, or not; why an unusual value is right"),
        max_length=rules.REASON_LENGTH_MAX,
        required=False,
    )
    as_of = forms.DateField(
        label=_("As of which day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class FactForm(MannerForm):
    """One fact of a place, as a cadre enters it on the phone."""

    kind = forms.ChoiceField(label=_("What it is about"))
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    value = forms.CharField(
        label=_("Value"),
        max_length=30,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("In the unit named with the kind. 1.2万 is understood."),
    )
    about = forms.CharField(
        label=_("Product class"),
        max_length=6,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
        help_text=_("Only for output of one class: its code of NY/T 3177, for example 010307."),
    )
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        widget=forms.FileInput({"accept": ".pdf,.xlsx,image/jpeg,image/png,image/webp"}),
        help_text=_("A photograph of the paper, a PDF or an XLSX, 5 MB at most."),
    )
    field_order = ("kind", "year", "value", "about", "source", "method", "evidence")

    def __init__(self, *args: Any, kinds: dict[str, Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        choices = [(kind.name, f"{title_of(kind)}（{unit_of(kind)}）") for kind in kinds.values()]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        self.fields["year"].initial = today().year - 1

    def clean_about(self) -> str:
        return half_width(self.cleaned_data["about"])

    def clean(self) -> dict[str, Any]:
        """Read the value as the kind's unit asks; only then is it a number."""
        said = self.cleaned_data
        kind = self.kinds.get(said.get("kind", ""))
        if kind is not None and said.get("value"):
            try:
                said["value"] = columns.parser_of(kind)(said["value"], At())
            except Refusal as refusal:
                self.add_error("value", sentence(refusal))
        return said

    def told(self) -> dict[str, Any]:
        """Return what was typed as `actions.record` takes it."""
        said = dict(self.cleaned_data)
        file: UploadedFile[bytes] | None = said.pop("evidence")
        value: Decimal = said.pop("value")
        day: date | None = said.pop("as_of")
        most = rules.EVIDENCE_BYTES_MAX + 1
        evidence = Evidence(file.name or "", file.read(most)) if file is not None else None
        return {**said, "value": value, "as_of": day, "evidence": evidence}
