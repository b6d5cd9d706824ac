"""The forms of hosts. They read what was typed; what is allowed is decided by `rules`."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from yutang.goods.pictures import BYTES_MAX
from yutang.hosts.actions import Terms, Wish
from yutang.hosts.actions.ruling import DAYS_MOST
from yutang.hosts.rules import path as rules
from yutang.roster.forms import PersonForm
from yutang.roster.rules import Entry

_FEN = 100
_POVERTY = ("poverty_class", "poverty_pointer", "poverty_until")


class GuardianForm(forms.Form):
    """A guardian's consent with a photograph of the signed paper."""

    guardian = forms.CharField(label=_("Guardian who agreed"), max_length=40)
    relation = forms.CharField(label=_("Relation"), max_length=20, help_text=_("Father, mother …"))
    paper = forms.FileField(
        label=_("Photograph of the signed paper"),
        widget=forms.ClearableFileInput({"accept": "image/*"}),
    )

    def wish(self) -> Wish:
        """Return what was said of the guardian."""
        said = self.cleaned_data
        return Wish(
            goods="",
            guardian=said["guardian"],
            relation=said["relation"],
            paper=_read(said["paper"]),
        )


class ApplyForm(GuardianForm, PersonForm):
    """Who applies and what they would show; without `others` it is the reader themself."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    goods = forms.CharField(
        label=_("What would be sold"),
        max_length=120,
        help_text=_("Their own goods or others': apples, noodles, a neighbour's honey …"),
    )
    words = forms.CharField(
        label=_("Why, and what was tried so far"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    agrees = forms.BooleanField(required=False)
    field_order = [
        "key", "name", "place", "id_number", "mobile", "goods", "words",
        "guardian", "relation", "paper", "agrees",
    ]  # fmt: skip

    def __init__(self, *given: Any, others: bool, known: bool = False, **said: Any) -> None:
        super().__init__(*given, **said)
        for name in ("guardian", "relation", "paper"):
            self.fields[name].required = False
        gone = ["gender", "birth_on", "bank_account", *_POVERTY]  # the ID number says enough
        gone += [] if others else ["mobile", "guardian", "relation", "paper"]
        gone += ["name", "place", "id_number"] if known else []
        for name in gone:
            del self.fields[name]
        if not known:
            self.fields["id_number"].required = True
        self.fields["agrees"].label = (
            _("The applicant heard this sentence and signed it; the paper lies with us.")
            if others
            else _("I agree.")
        )

    def entry(self, within: Collection[str]) -> Entry:
        """Return who applies; the home is looked for inside these places.

        Raises:
            BadHome
        """
        return super().entry(within) if "place" in self.fields else Entry("", "")

    def wish(self) -> Wish:
        """Return what the application says."""
        said = self.cleaned_data
        return Wish(
            goods=said["goods"],
            words=said["words"],
            agrees=said["agrees"],
            guardian=said.get("guardian", ""),
            relation=said.get("relation", ""),
            paper=_read(said.get("paper")),
        )


class PracticeForm(forms.Form):
    """What a teacher ticks of a practice sale."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    light = forms.BooleanField(label=_("Light: face and goods are well lit"), required=False)
    sound = forms.BooleanField(label=_("Sound: every word is understood"), required=False)
    truth = forms.BooleanField(label=_("Said price and origin, both true"), required=False)
    plain = forms.BooleanField(
        label=_("No absolute terms (best, first, national grade)"), required=False
    )
    refund = forms.BooleanField(
        label=_("Answered a question about returns rightly"), required=False
    )
    sale = forms.IntegerField(
        label=_("Number of the show or rehearsal"),
        required=False,
        min_value=1,
        help_text=_("When it was held on this platform: the number in its address."),
    )
    words = forms.CharField(
        label=_("What to work on"),
        max_length=rules.WORDS_MOST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when a point is missing; the applicant reads it."),
    )

    def ticks(self) -> dict[str, bool]:
        """Return every point with whether it was ticked."""
        return {name: bool(self.cleaned_data[name]) for name in rules.TICKS}


class RuleForm(forms.Form):
    """A new version of the rule for hosts."""

    valid_from = forms.DateField(
        label=_("Valid from"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    dormant_days = forms.IntegerField(
        label=_("Days without a show until dormant"), min_value=1, max_value=DAYS_MOST
    )
    target_yuan = forms.DecimalField(
        label=_("Net income aimed at a month, in yuan"),
        min_value=Decimal(1),
        max_value=Decimal(1_000_000),
        decimal_places=2,
    )
    source = forms.CharField(label=_("Source"), max_length=600, widget=forms.Textarea({"rows": 3}))
    is_unverified = forms.BooleanField(label=_("Unverified default"), required=False)

    def terms(self) -> Terms:
        """Return the version as it was typed."""
        said = self.cleaned_data
        return Terms(
            valid_from=said["valid_from"],
            dormant_days=said["dormant_days"],
            target_fen=int(said["target_yuan"] * _FEN),
            source=said["source"],
            is_unverified=said["is_unverified"],
        )


def _read(file: "UploadedFile[Any] | None") -> bytes:
    return file.read(BYTES_MAX + 1) if file else b""
