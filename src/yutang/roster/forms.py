"""Forms of the roster; other rooms enter a person with `EntryForm` and ``roster/_entry.html``."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.plumbing.reader import reads_english
from yutang.roster.models import Gender, PovertyClass
from yutang.roster.queries.meaning import home_meant
from yutang.roster.rules import PURPOSES, Agreed, Entry


def _day(**said: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **said)


def purpose_choices() -> list[tuple[str, str]]:
    """Return the purposes with their titles in the reader's language."""
    english = reads_english()
    return [(each.name, each.title_en if english else each.title) for each in PURPOSES]


class PersonForm(forms.Form):
    """What is written down of a person; nothing of it is asked for twice."""

    name = forms.CharField(label=_("Name, as on the ID card"), max_length=40)
    place = forms.CharField(
        label=_("Lives in"),
        max_length=60,
        help_text=_("The village as people write it, or its code of 12 digits."),
    )
    id_number = forms.CharField(
        label=_("ID number"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Sealed. By it the same person is found again."),
    )
    gender = forms.ChoiceField(
        label=_("Gender"), required=False, help_text=_("Follows from the ID number.")
    )
    birth_on = _day(label=_("Born on"), required=False, help_text=_("Follows from the ID number."))
    mobile = forms.CharField(
        label=_("Mobile"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    bank_account = forms.CharField(
        label=_("Bank account"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Only where something will be paid to this person."),
    )
    poverty_class = forms.ChoiceField(
        label=_("Watched against falling back into poverty"), required=False
    )
    poverty_pointer = forms.CharField(
        label=_("Number in the state's register"), max_length=40, required=False
    )
    poverty_until = _day(label=_("Status valid until"), required=False)

    def __init__(self, *given: Any, **said: Any) -> None:
        super().__init__(*given, **said)
        unknown = ("", _("not known"))
        self.fields["gender"].choices = [unknown, *Gender.choices]  # type: ignore[attr-defined]
        none = ("", _("no, or not known"))
        self.fields["poverty_class"].choices = [none, *PovertyClass.choices]  # type: ignore[attr-defined]

    def entry(self, within: Collection[str]) -> Entry:
        """Return what was typed; the home is looked for inside these places.

        Raises:
            BadHome
        """
        said = dict(self.cleaned_data)
        typed = {name: said[name] for name in Entry.__dataclass_fields__ if name in said}
        place = said["place"]
        return Entry(**typed, place_code=home_meant(place, within) if place else "")


class ConsentForm(forms.Form):
    """A consent that somebody gave in person."""

    purpose = forms.ChoiceField(label=_("Purpose"))
    until = _day(
        label=_("Valid until"),
        required=False,
        help_text=_("Left empty: as long as the purpose allows."),
    )
    guardian = forms.CharField(
        label=_("Guardian who agreed"),
        max_length=40,
        required=False,
        help_text=_("Needed under 18."),
    )
    relation = forms.CharField(
        label=_("Relation"), max_length=20, required=False, help_text=_("Father, mother …")
    )
    agreed = forms.BooleanField(
        label=_("The sentence was read out, and the signed paper lies with us.")
    )

    def __init__(self, *given: Any, **said: Any) -> None:
        super().__init__(*given, **said)
        self.fields["purpose"].choices = purpose_choices()  # type: ignore[attr-defined]

    def said(self) -> Agreed:
        """Return the consent as it was given."""
        said = self.cleaned_data
        return Agreed("paper", said["until"], None, said["guardian"], said["relation"])


class EntryForm(PersonForm, ConsentForm):
    """A person with their consent to one purpose, which may be fixed by the page: `purpose`."""

    field_order = [
        "name", "place", "id_number", "gender", "birth_on", "mobile", "bank_account",
        "poverty_class", "poverty_pointer", "poverty_until",
        "purpose", "guardian", "relation", "until", "agreed",
    ]  # fmt: skip

    def __init__(self, *given: Any, purpose: str = "", **said: Any) -> None:
        super().__init__(*given, **said)
        if purpose:
            self.fields["purpose"] = forms.CharField(
                initial=purpose, required=False, widget=forms.HiddenInput
            )
        self.fields["agreed"].required = False
        self._purpose = purpose

    def agreed_to(self) -> str:
        """Return what the consent is for."""
        return self._purpose or str(self.cleaned_data["purpose"])

    def consent(self) -> Agreed | None:
        """Return the consent, when one was given."""
        return self.said() if self.cleaned_data["agreed"] else None


class CorrectionForm(PersonForm):
    """News of a person: what is left empty stays as it is."""

    health = forms.CharField(
        label=_("Health, as far as a case needs it"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    reason = forms.CharField(
        label=_("What do you change it for?"),
        max_length=200,
        help_text=_("That you changed it, when and why is kept; the person can read it."),
    )

    def __init__(self, *given: Any, **said: Any) -> None:
        super().__init__(*given, **said)
        for name, field in self.fields.items():
            field.required = name == "reason"


class ImportForm(forms.Form):
    """What all persons of a list agreed to."""

    purpose = forms.ChoiceField(label=_("Purpose"))
    agreed = forms.BooleanField(
        label=_("Everybody on this list agreed to it; the signed papers lie with us.")
    )

    def __init__(self, *given: Any, **said: Any) -> None:
        super().__init__(*given, **said)
        self.fields["purpose"].choices = purpose_choices()  # type: ignore[attr-defined]
