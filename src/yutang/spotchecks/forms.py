"""The form of one call: its result, and the coded answers of a sample's own questions."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.spotchecks import queries, rules
from yutang.spotchecks.models import Result, Sample

_ANSWER = "answer_"


class CallForm(forms.Form):
    result = forms.ChoiceField(
        label=_("What came of the call?"), choices=Result, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=rules.NOTE_MOST,
        required=False,
        help_text=_("What the person said besides, in their words. No names of others."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, sample: Sample, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid4()})
        super().__init__(*args, **kwargs)
        self._codes = []
        for question, text, answers in queries.questions(sample):
            self._codes.append(question.code)
            self.fields[_ANSWER + question.code] = forms.ChoiceField(
                label=text, choices=answers, required=False, widget=forms.RadioSelect
            )

    def answers(self) -> dict[str, str]:
        """Return the chosen codes by the codes of their questions."""
        return {code: self.cleaned_data.get(_ANSWER + code, "") for code in self._codes}

    def asked(self) -> list[forms.BoundField]:
        """Return the fields of the sample's own questions."""
        return [self[_ANSWER + code] for code in self._codes]
