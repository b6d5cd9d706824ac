"""Forms of the promises room; what is allowed is decided by `rules` and `actions`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.kernel.clock import today
from yutang.people.access import Person
from yutang.places import access as places
from yutang.plumbing import figures
from yutang.programmes import access as programmes
from yutang.programmes.access import Programme
from yutang.promises.actions import AgreementSaid, PromiseSaid
from yutang.promises.models import Counted, SpanName

FILE_MOST = 5 * 2**20
_PROGRAMMES_MOST = 200


def _day(**said: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **said)


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def _file(**said: Any) -> forms.FileField:
    return forms.FileField(required=False, max_length=120, **said)


class AgreementForm(forms.Form):
    """An agreement as it was signed."""

    title = forms.CharField(label=_("Title"), max_length=120)
    parties = forms.CharField(
        label=_("Parties"), widget=_lines(3), max_length=2000, help_text=_("One a line.")
    )
    place_code = forms.CharField(
        label=_("Place code"),
        max_length=12,
        required=False,
        help_text=_("2 to 12 digits; empty means the whole country."),
    )
    signed_on = _day(label=_("Signed on"))
    text = forms.CharField(
        label=_("Whole text"),
        widget=_lines(10),
        max_length=200_000,
        help_text=_("It is kept word for word and never changes."),
    )
    clauses = forms.CharField(
        label=_("Clauses that promise something"),
        widget=_lines(5),
        max_length=50_000,
        required=False,
        help_text=_("Copied from the text, one a line."),
    )
    file = _file(label=_("The signed paper"), help_text=_("Kept sealed; 5 MB at most."))

    def said(self) -> AgreementSaid:
        """Return what was typed; raises `UnknownPlace` or `BadCode` for a place that is none."""
        said, file = self.cleaned_data, self.cleaned_data["file"]
        code = said["place_code"].strip()
        return AgreementSaid(
            title=said["title"],
            parties=tuple(said["parties"].splitlines()),
            place_code=places.check_code(code) if code else "",
            signed_on=said["signed_on"],
            text=said["text"],
            clauses=tuple(said["clauses"].splitlines()),
            file=file.read(FILE_MOST + 1)[:FILE_MOST] if file else b"",
            file_name=file.name if file else "",
        )

    def clean_file(self) -> Any:
        return _small(self.cleaned_data["file"])


class PromiseForm(forms.Form):
    """What a clause promises."""

    clause = forms.ChoiceField(label=_("Clause"))
    title = forms.CharField(label=_("Promise in one line"), max_length=120)
    indicator = forms.ChoiceField(label=_("Counted by"), required=False)
    counts = forms.ChoiceField(
        label=_("What is counted by hand"), required=False, choices=Counted.choices
    )
    unit = forms.CharField(label=_("Unit"), max_length=20)
    span = forms.ChoiceField(label=_("Years"), choices=SpanName)
    places = forms.CharField(
        label=_("Places"),
        max_length=2000,
        required=False,
        help_text=_("Codes with a space between; empty means the whole country."),
    )
    baseline = forms.DecimalField(label=_("Baseline"), initial=0, min_value=0, decimal_places=2)
    baseline_on = _day(label=_("Day of the baseline"))
    target = forms.DecimalField(label=_("Target"), decimal_places=2, max_digits=18)
    due_on = _day(label=_("Due on"))
    reference = forms.DecimalField(
        label=_("What others told of an earlier time"),
        required=False,
        decimal_places=2,
        max_digits=18,
        help_text=_("Shown apart; it never counts towards the promise."),
    )
    reference_source = forms.CharField(label=_("Source of that"), max_length=200, required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)

    def __init__(
        self, *given: Any, clauses: list[tuple[int, str]], person: Person, **said: Any
    ) -> None:
        super().__init__(*given, **said)
        self._programmes = {
            str(row.pk): row for row in programmes.programmes_at(person)[:_PROGRAMMES_MOST]
        }
        chosen: dict[str, list[tuple[str, Any]]] = {
            "clause": [(str(pk), text[:60]) for pk, text in clauses],
            "indicator": [
                ("", _("by hand, with evidence")),
                *((figure.name, figure.title) for figure in figures.every()),
            ],
            "programme": [
                ("", _("none")),
                *((pk, row.name) for pk, row in self._programmes.items()),
            ],
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("reference") is not None and not said.get("reference_source"):
            self.add_error("reference_source", _("Please name the source."))
        return said

    def said(self) -> PromiseSaid:
        """Return what was typed; raises `UnknownPlace` or `BadCode` for a place that is none."""
        said = self.cleaned_data
        codes = said["places"].replace(",", " ").replace("，", " ").split()
        programme: Programme | None = self._programmes.get(said["programme"])
        typed = (
            "title", "unit", "target", "due_on", "baseline_on", "baseline", "indicator", "counts",
            "span", "reference", "reference_source",
        )  # fmt: skip
        return PromiseSaid(
            **{name: said[name] for name in typed},
            place_codes=tuple(places.check_code(code) for code in codes),
            programme=programme,
        )


class EvidenceForm(forms.Form):
    """An amount counted by hand."""

    amount = forms.DecimalField(label=_("Amount"), decimal_places=2, max_digits=18)
    on = _day(label=_("On"), initial=today)
    note = forms.CharField(
        label=_("Based on"), max_length=300, help_text=_("List, minutes, receipt: where it is.")
    )
    file = _file(label=_("The paper"), help_text=_("Kept sealed; 5 MB at most."))

    def clean_file(self) -> Any:
        return _small(self.cleaned_data["file"])


class DecisionForm(forms.Form):
    """What is done about a promise that is behind."""

    what = forms.CharField(label=_("What is done"), max_length=300, widget=_lines(2))
    who = forms.CharField(label=_("By whom"), max_length=60)
    until = _day(label=_("Until when"))


class OwnerForm(forms.Form):
    """Who answers for a promise from now on."""

    mobile = forms.CharField(
        label=_("Their mobile"), max_length=20, widget=forms.TextInput({"inputmode": "tel"})
    )


def _small(file: Any) -> Any:
    if file and file.size > FILE_MOST:
        raise forms.ValidationError(_("The file is larger than 5 MB."))
    return file
