"""The forms of honours. They read what was typed; what is allowed is decided by `rules`."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yutang.honours.models import ApplicantKind, KindName, LevelName, Version
from yutang.honours.queries.subjects import Subject
from yutang.honours.rules import demands, kinds, notices, steps
from yutang.honours.rules.versions import BOUNDS, Terms
from yutang.kernel.errors import Refusal
from yutang.places import access as places
from yutang.places.rules import Level
from yutang.plumbing.reader import sentence

_AREAS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)


class ApplyForm(forms.Form):
    """Which honour, and for whom."""

    kind = forms.ChoiceField(
        label=_("Which honour?"),
        choices=KindName.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose an honour.")},
    )
    applicant = forms.ChoiceField(label=_("For whom?"), required=False)
    place = forms.CharField(
        label=_("Or another village, town or county of yours"),
        max_length=60,
        required=False,
        help_text=_("As people write it, or its code."),
    )

    def __init__(self, *args: Any, subjects: list[Subject], serves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, str | Promise]] = [
            (each.key, f"{each.name}（{ApplicantKind(each.applicant).label}）") for each in subjects
        ]
        field = self.fields["applicant"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Please choose")), *choices]
        if not serves:
            del self.fields["place"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("applicant") and not said.get("place") and "applicant" not in self.errors:
            self.add_error("applicant", _("Please say for whom."))
        return said


class DraftForm(forms.Form):
    """What was achieved, and what comes next; a draft may be unfinished."""

    story = forms.CharField(
        label=_("What was achieved"),
        max_length=steps.STORY_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What was done, since when, who takes part, what they earn by it."),
    )
    goal = forms.CharField(
        label=_("What comes next"),
        max_length=steps.STORY_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you plan for the time in which the honour is held."),
    )


class ObjectionForm(forms.Form):
    """What is held against an award, and how to be reached."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What is not right"),
        max_length=notices.OBJECTION_MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What, where and when, so that it can be checked."),
    )
    contact = forms.CharField(
        label=_("How we can reach you"),
        max_length=notices.CONTACT_MAX,
        help_text=_("Number or mail. Sealed; only who decides opens it, and that is kept."),
    )

    @staticmethod
    def new_key() -> UUID:
        return uuid4()


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AreaField(forms.CharField):
    """The code of a province, city or county; empty for the whole country."""

    def __init__(self, **kwargs: Any) -> None:
        told = _("2 to 6 digits; empty for the whole country.")
        super().__init__(max_length=12, required=False, help_text=told, **kwargs)

    def clean(self, value: Any) -> str:
        code = str(super().clean(value))
        try:
            return code and places.check_code(code, *_AREAS)
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal


class VersionForm(forms.Form):
    """A new version of a kind's rule: each number within sense, each condition on a line."""

    kind = forms.ChoiceField(label=_("Honour"), choices=KindName.choices)
    place_code = AreaField(label=_("Place code"))
    valid_from = DayField(label=_("Valid from"))
    valid_to = DayField(label=_("Valid until"), required=False)
    last_level = forms.ChoiceField(label=_("Who awards"), choices=LevelName.choices)
    demands = forms.CharField(
        label=_("Conditions, one a line"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "document | title | title in English; figure | title | title in English | its name |"
            " at least; verdict | title | title in English | the criterion."
        ),
    )
    source = forms.CharField(
        label=_("Source"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_unverified = forms.BooleanField(label=_("Unverified default"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {name: _whole(name) for name in BOUNDS}
        self.order_fields(
            ["kind", "place_code", "valid_from", "valid_to", "last_level", *BOUNDS, "demands"]
        )

    def terms(self) -> Terms:
        """Return what was typed, as the action takes it.

        Raises:
            BadDemand: a line of the conditions is not understood.
        """
        said = dict(self.cleaned_data)
        asked = tuple(demands.read(said.pop("demands")))
        applicants = kinds.MAY[said["kind"]]
        fitting = tuple(each for each in applicants if kinds.levels(each, said["last_level"]))
        return Terms(id=0, applicants=fitting, demands=asked, **said)


def _whole(name: str) -> forms.IntegerField:
    """Return the question for a number of a version, called as its column is."""
    least, most = BOUNDS[name]
    title = getattr(Version._meta.get_field(name), "verbose_name", name)  # noqa: SLF001 - Django's
    return forms.IntegerField(label=str(title), min_value=least, max_value=most)
