"""The forms of placement. They read what was typed; what is allowed is decided by `rules`."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.kernel.clock import today
from yutang.kernel.errors import Refusal
from yutang.people.rules import normal_mobile
from yutang.placement.actions.placing import Began, Told
from yutang.placement.errors import NoDay
from yutang.placement.models import FollowUp, OfferKind, PayBasis
from yutang.placement.queries.places import place_meant
from yutang.placement.rules import applying, offers
from yutang.placement.rules.offers import OfferFacts
from yutang.plumbing.reader import sentence

_DAYS_GIVEN = 30
_YUAN_MOST = 1_000_000


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def day_said(text: str) -> date:
    """Return the day of a field that stands alone.

    Raises:
        NoDay: nothing is said, or it is no day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoDay from None


class YuanField(forms.DecimalField):
    """Yuan, kept as fen."""

    def __init__(self, **said: Any) -> None:
        super().__init__(
            min_value=0, max_value=_YUAN_MOST, decimal_places=2, required=False, **said
        )

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        return None if amount is None else int(Decimal(amount) * 100)


class PlaceField(forms.CharField):
    """A place as people write it, or its code; cleaned it is the code."""

    def __init__(self, **said: Any) -> None:
        super().__init__(max_length=60, **said)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        try:
            return place_meant(text) if text else ""
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal


class OfferForm(forms.Form):
    """An offer of work."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    whose = forms.ChoiceField(label=_("Who offers it"))
    kind = forms.ChoiceField(label=_("Kind"), choices=OfferKind.choices)
    title = forms.CharField(label=_("Title"), max_length=60)
    about = forms.CharField(
        label=_("What is to be done"),
        min_length=offers.ABOUT_LEAST,
        max_length=offers.ABOUT_MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Work, hours, what one has to know. No fee may be asked of anybody."),
    )
    place_code = PlaceField(
        label=_("Where"), help_text=_("Village, town or county as people write it, or its code.")
    )
    wanted = forms.IntegerField(
        label=_("Number wanted"), min_value=1, max_value=offers.WANTED_MOST, initial=1
    )
    pay_basis = forms.ChoiceField(label=_("What it pays"), choices=PayBasis.choices)
    pay_from_fen = YuanField(label=_("From, yuan"))
    pay_to_fen = YuanField(label=_("To, yuan"))
    share_percent = forms.IntegerField(
        label=_("Share of what is sold, %"), min_value=0, max_value=100, required=False
    )
    housing = forms.BooleanField(label=_("With housing"), required=False)
    age_least = forms.IntegerField(
        label=_("Age at least"),
        min_value=offers.AGE_LEAST,
        max_value=60,
        initial=offers.ADULT,
        help_text=_("16 at least; at 16 and 17 no night work and nothing hard or dangerous."),
    )
    until = DayField(label=_("Apply until"))
    contact = forms.CharField(
        label=_("How to reach you"),
        max_length=offers.CONTACT_MOST,
        help_text=_("Name and number. Sealed: only who is invited sees it."),
    )

    def __init__(self, *given: Any, whose: list[tuple[str, str]], **said: Any) -> None:
        super().__init__(*given, **said)
        self.fields["whose"].choices = whose  # type: ignore[attr-defined]
        self.fields["until"].initial = today() + timedelta(days=_DAYS_GIVEN)

    def facts(self) -> OfferFacts:
        said = self.cleaned_data
        paid = said["pay_basis"] in {PayBasis.MONTH, PayBasis.DAY}
        low = (said["pay_from_fen"] or 0) if paid else 0
        named = {name: said[name] for name in OfferFacts._fields if name in said}
        named |= {
            "pay_from_fen": low,
            "pay_to_fen": (said["pay_to_fen"] or low) if paid else 0,
            "share_percent": said["share_percent"] or 0 if said["pay_basis"] == "share" else 0,
        }
        return OfferFacts(**named)


class ApplyForm(forms.Form):
    """Asking for an offer's work."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What you can do, and when you could begin"),
        max_length=applying.WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mobile = forms.CharField(
        label=_("Number to be called at"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel"}),
        help_text=_("Sealed. Whoever offers the work may open it, and that is kept."),
    )
    shows_diplomas = forms.BooleanField(
        label=_("They may see the certificates earned here"), required=False, initial=True
    )
    guardian_agrees = forms.BooleanField(label=_("At 16 and 17: a guardian agrees"), required=False)
    guardian = forms.CharField(
        label=_("Name of the guardian, at 16 and 17"), max_length=40, required=False
    )
    agreed = forms.BooleanField(required=False)

    def __init__(self, *given: Any, sentence: str, is_minor: bool, **said: Any) -> None:
        super().__init__(*given, **said)
        self.fields["agreed"].label = sentence
        if not sentence:
            del self.fields["agreed"]
        if not is_minor:
            del self.fields["guardian_agrees"]
            del self.fields["guardian"]

    def clean_mobile(self) -> str:
        try:
            return normal_mobile(self.cleaned_data["mobile"])
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal


class PlaceForm(forms.Form):
    """Somebody began to work somewhere that is not on the board."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=OfferKind.choices)
    employer = forms.CharField(label=_("Where they work"), max_length=80)
    place_code = PlaceField(
        label=_("Place"), help_text=_("Village, town or county as people write it, or its code.")
    )
    starts_on = DayField(label=_("Begins on"))

    def began(self) -> Began:
        said = self.cleaned_data
        return Began(said["kind"], said["employer"], said["place_code"], said["starts_on"])


_YES_NO = (("", _("not said")), ("yes", _("yes")), ("no", _("no")))


class FollowUpForm(forms.Form):
    """What somebody told months later."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    how = forms.ChoiceField(label=_("Asked"), choices=FollowUp.How.choices)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=FollowUp.Outcome.choices)
    still_there = forms.ChoiceField(label=_("Still there?"), choices=_YES_NO, required=False)
    month_fen = YuanField(label=_("Earns a month, yuan"))
    has_shop = forms.ChoiceField(label=_("Opened a shop?"), choices=_YES_NO, required=False)
    has_sold = forms.ChoiceField(label=_("Has sold?"), choices=_YES_NO, required=False)
    words = forms.CharField(label=_("In their words"), max_length=300, required=False)

    def told(self) -> Told:
        said = self.cleaned_data
        answers: dict[str, bool | None] = {
            name: {"yes": True, "no": False}.get(said[name])
            for name in ("still_there", "has_shop", "has_sold")
        }
        return Told(
            how=said["how"],
            outcome=said["outcome"],
            month_fen=said["month_fen"],
            words=said["words"],
            **answers,
        )
