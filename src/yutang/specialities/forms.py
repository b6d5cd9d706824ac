"""Forms of plans and of the scoring: they read what was typed; `rules` decide what is allowed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.goods.queries.classes import class_name, class_names
from yutang.kernel.clock import today
from yutang.plumbing.reader import reads_english
from yutang.specialities.models import Plan, PlanState
from yutang.specialities.queries import goals
from yutang.specialities.rules import plans
from yutang.specialities.rules.plans import GoalWish, PlanFacts, TaskFacts
from yutang.specialities.rules.scoring import REASONS, Weights, kept_weights, read_weights

_DAY = {"type": "date"}


def class_choices(code: str = "") -> list[tuple[str, str]]:
    """Return the classes to choose from; one that has no name of its own only if it is given."""
    english = reads_english()
    known = [(each, f"{each} {name}") for each, name in class_names(english=english)]
    if code and code not in {each for each, _name in known}:
        known.insert(0, (code, class_name(code, english=english)))
    return [("", "—"), *known]


class PlanForm(forms.Form):
    place = forms.CharField(
        label=_("Village or town"),
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric"}),
        help_text=_("Its place code: 12 digits of a village, 9 of a town."),
    )
    good = forms.CharField(
        label=_("Leading good"),
        max_length=plans.GOOD_LETTERS_MOST,
        help_text=_("As people call it, for example 板栗."),
    )
    class_code = forms.ChoiceField(label=_("Its class (NY/T 3177)"))
    owner = forms.CharField(
        label=_("Who answers for it"),
        max_length=plans.NAME_LETTERS_MOST,
        help_text=_("An office or organisation, for example the village committee."),
    )
    begins_on = forms.DateField(label=_("Begins on"), widget=forms.DateInput(_DAY))
    ends_on = forms.DateField(label=_("Ends on"), widget=forms.DateInput(_DAY))
    summary = forms.CharField(
        label=_("What is to come of it"),
        max_length=plans.SUMMARY_LETTERS_MOST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.data.get("class_code", "") or self.initial.get("class_code", "")
        field = self.fields["class_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = class_choices(chosen if plans.is_class(chosen) else "")

    def facts(self) -> PlanFacts:
        """Return what was typed, without goals and tasks."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "place"}
        return PlanFacts(**said)

    @staticmethod
    def initial_of(plan: Plan) -> dict[str, Any]:
        """Return what the form shows of a plan."""
        shown = ("place_code", "good", "class_code", "owner", "summary")
        told = {name: getattr(plan, name) for name in shown}
        days = {"begins_on": plan.begins_on.isoformat(), "ends_on": plan.ends_on.isoformat()}
        return {**told, **days, "place": plan.place_code}


class GoalForm(forms.Form):
    figure = forms.ChoiceField(
        label=_("Indicator"),
        help_text=_("Where it stands today is read from the figure, not typed."),
    )
    target = forms.DecimalField(label=_("Target"), max_digits=17, decimal_places=2, min_value=0)
    target_year = forms.IntegerField(label=_("Year of the target"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["figure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.name, f"{each.title} ({each.unit})") for each in goals.offered()]
        self.fields["target_year"].initial = today().year + 2

    def wish(self) -> GoalWish:
        """Return what was typed."""
        return GoalWish(**self.cleaned_data)


class TaskForm(forms.Form):
    what = forms.CharField(label=_("What is done"), max_length=plans.TASK_LETTERS_MOST)
    who = forms.CharField(label=_("Who does it"), max_length=plans.NAME_LETTERS_MOST)
    due_on = forms.DateField(label=_("Due on"), widget=forms.DateInput(_DAY))

    def facts(self) -> TaskFacts:
        """Return what was typed."""
        said = self.cleaned_data
        return TaskFacts(said["what"], said["who"], said["due_on"])


class PlansForm(forms.Form):
    """What a list of plans is narrowed to; nonsense narrows nothing."""

    under = forms.CharField(max_length=12, required=False)
    state = forms.ChoiceField(
        choices=[("", _("any state")), *PlanState.choices, ("late", _("with late tasks"))],
        required=False,
    )
    class_code = forms.CharField(max_length=8, required=False)


class ScoringForm(forms.Form):
    """A version of the scoring: a weight and two ends for each reason, and the bounds."""

    source = forms.CharField(
        label=_("Source, or why it is changed"),
        max_length=200,
        help_text=_("Shown beside every suggestion."),
    )
    is_verified = forms.BooleanField(label=_("This source was checked"), required=False)

    def __init__(self, *args: Any, labels: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in REASONS:
            self.fields[f"{name}_weight"] = forms.IntegerField(label=labels[name], min_value=0)
            self.fields[f"{name}_low"] = forms.FloatField(label=_("0 points at"))
            self.fields[f"{name}_high"] = forms.FloatField(label=_("100 points at"))
        for name in Weights._fields[1:]:
            self.fields[name] = forms.IntegerField(label=labels[name], min_value=0)

    def weights(self) -> Weights:
        """Return what was typed; raises `BadScoring`."""
        said = self.cleaned_data
        scales = {
            name: {part: said[f"{name}_{part}"] for part in ("weight", "low", "high")}
            for name in REASONS
        }
        rest = {name: said[name] for name in Weights._fields[1:]}
        return read_weights({"scales": scales, **rest})

    @staticmethod
    def initial_of(weights: Weights) -> dict[str, Any]:
        """Return what the form shows of weights."""
        kept = kept_weights(weights)
        scales = kept.pop("scales")
        parts = {
            f"{name}_{part}": value for name, row in scales.items() for part, value in row.items()
        }
        return {**kept, **parts}
