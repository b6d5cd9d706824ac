"""Forms of the ecology room: they read what was typed; what is allowed is decided by the rules."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yutang.ecology import rules
from yutang.ecology.actions.planting import REASON_MOST, SPECIES_MOST, Planted
from yutang.ecology.actions.plots import NAME_MOST
from yutang.ecology.actions.surveying import NOTE_MOST
from yutang.ecology.errors import BadSurvey
from yutang.ecology.models import HowKnown, Planting
from yutang.ecology.rules.land import TEXT_MOST
from yutang.kernel.clock import today

_PAIR = re.compile(r"^\s*(\d{1,6})\s*[,，;\s]\s*(\d{1,6})\s*$")


def _mu(label: Any, **said: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal("0.01"),
        max_digits=9,
        decimal_places=2,
        widget=forms.NumberInput({"inputmode": "decimal", "step": "0.01"}),
        **said,
    )


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, initial=today)


def _photo(label: Any, hint: Any) -> forms.FileField:
    camera = forms.FileInput({"accept": "image/*", "capture": "environment"})
    return forms.FileField(label=label, required=False, widget=camera, help_text=hint)


class OutlineForm(forms.Form):
    corners = forms.CharField(
        label=_("Corners"),
        required=False,
        max_length=TEXT_MOST,
        widget=forms.Textarea({"rows": 5, "inputmode": "text", "spellcheck": "false"}),
        help_text=_("One a line: longitude, latitude. One line alone is a point without an area."),
    )
    file = forms.FileField(
        label=_("Or a GeoJSON file"),
        required=False,
        widget=forms.FileInput({"accept": ".geojson,.json,application/geo+json"}),
    )
    how = forms.CharField(required=False, max_length=6, widget=forms.HiddenInput)

    def shape(self) -> tuple[rules.Shape, str]:
        """Return the outline and how it is known; raises `BadOutline`."""
        file = self.cleaned_data.get("file")
        if file is not None:
            text = file.read(TEXT_MOST).decode("utf-8", "replace").removeprefix("\ufeff")
            return rules.read_geojson(text), HowKnown.FILE
        return rules.read_corners(self.cleaned_data["corners"]), self.cleaned_data["how"]


class PlotForm(OutlineForm):
    programme = forms.ChoiceField(label=_("Programme"))
    name = forms.CharField(label=_("Name of the plot"), max_length=NAME_MOST)
    place = forms.CharField(
        label=_("Village"),
        max_length=60,
        help_text=_("As people write it, with the county, or the place code."),
    )
    stated_mu = _mu(_("Area in mu, as the village states it"))
    key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("programme", "name", "place", "stated_mu", "corners", "file", "how", "key")

    def __init__(self, programmes: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid4()})
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = programmes  # type: ignore[attr-defined]


class WorkersForm(forms.Form):
    """Who worked: persons of the village, by name as the reader may see it."""

    members = forms.TypedMultipleChoiceField(
        label=_("Who worked"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who is not listed has to be entered in the list of persons first."),
    )

    def __init__(self, workers: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = workers  # type: ignore[attr-defined]


class WorkForm(WorkersForm):
    on = _day(_("Day"))
    field_order = ("on", "members")


class PlantForm(WorkersForm):
    on = _day(_("Planted on"))
    kind = forms.ChoiceField(
        label=_("What was done"), choices=Planting.Kind, widget=forms.RadioSelect, initial="new"
    )
    species = forms.CharField(label=_("What was planted"), max_length=SPECIES_MOST)
    mu = _mu(_("How many mu"))
    trees = forms.IntegerField(
        label=_("How many trees"),
        required=False,
        min_value=1,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    photo = _photo(
        _("Photo of the plot"),
        _("Switch on the place in your camera: its day and place are compared, then taken out."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("on", "kind", "species", "mu", "trees", "photo", "members", "key")

    def planted(self) -> Planted:
        """Return what was typed."""
        said = self.cleaned_data
        is_again = said["kind"] == Planting.Kind.AGAIN
        return Planted(said["on"], said["species"], said["mu"], said["trees"], is_again)


class SurveyForm(forms.Form):
    on = _day(_("Looked at on"))
    squares = forms.CharField(
        label=_("Sample squares"),
        max_length=2_000,
        widget=forms.Textarea({"rows": 5, "inputmode": "text"}),
        help_text=_(
            "Walk across the plot and mark squares of 10 by 10 metres before you look. One a line:"
            " how many are alive, how many are dead. For example 18, 2"
        ),
    )
    photo = _photo(_("Photo of one square"), _("Its day and place are compared, then taken out."))
    note = forms.CharField(label=_("Note"), max_length=NOTE_MOST, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def counted(self) -> list[tuple[int, int]]:
        """Return alive and dead of each square; raises `BadSurvey`."""
        lines = [line for line in self.cleaned_data["squares"].splitlines() if line.strip()]
        found = [_PAIR.match(line) for line in lines]
        if None in found:
            raise BadSurvey
        return [(int(each[1]), int(each[2])) for each in found if each]


class SheetForm(forms.Form):
    programme = forms.ChoiceField(label=_("Programme"))
    since = _day(_("From"))
    until = _day(_("Until"))
    day_yuan = forms.DecimalField(
        label=_("Wage a day in yuan"),
        min_value=Decimal("0.01"),
        max_digits=6,
        decimal_places=2,
        widget=forms.NumberInput({"inputmode": "decimal", "step": "0.01"}),
    )

    def __init__(self, programmes: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = programmes  # type: ignore[attr-defined]

    def day_fen(self) -> int:
        """Return the wage in whole fen."""
        return int(self.cleaned_data["day_yuan"] * 100)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=REASON_MOST, required=False, label=_("Reason, where it is refused")
    )


def said_of(form: forms.Form) -> str:
    """Return what was wrong with a form, in one sentence for an outbox."""
    told = [str(text) for texts in form.errors.values() for text in texts]
    return " ".join(told) or _now("Something in the form is not understood.")
