"""The form that says who receives a parcel: pasted, typed, or taken from one's own book."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yutang.delivery.gazetteer import national
from yutang.delivery.queries import SavedView
from yutang.delivery.rules import reading
from yutang.delivery.rules.reading import Guess, Reading
from yutang.kernel.errors import Refusal
from yutang.people.rules import normal_mobile
from yutang.plumbing.reader import sentence
from yutang.trade.rules.contact import DETAIL_MAX, NAME_MAX, REGION_MAX, Contact

CONTACT_FIELDS = ("name", "mobile", "region", "detail")
NEW = "new"
_COUNTY_DIGITS = 6


class ContactForm(forms.Form):
    """A receiver. `pasted` is read into the other fields, and corrected by a tap on a guess.

    With `saved`, the addresses of the reader's own book, one of them may be chosen instead.
    """

    use_required_attribute = False  # the fields may be folded away while a saved one is chosen

    pasted = forms.CharField(
        label=_("Paste the whole address here"),
        required=False,
        max_length=reading.TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "data-part": "pasted"}),
    )
    name = forms.CharField(
        label=_("Receiver"),
        max_length=NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    mobile = forms.CharField(
        label=_("Mobile number"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    region = forms.CharField(
        label=_("Province, city and county"),
        max_length=REGION_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    detail = forms.CharField(
        label=_("Street, village, house number"),
        max_length=DETAIL_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        saved: tuple[SavedView, ...] = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.saved = saved
        self.region_code = ""
        self.names: tuple[Guess, ...] = ()
        self.regions: tuple[Guess, ...] = ()
        chosen = data.get("saved", "") if data is not None else self.initial.get("saved", "")
        self.chosen = next((each for each in saved if str(each.id) == str(chosen)), None)
        if self.chosen is not None:
            for field in CONTACT_FIELDS:
                self.fields[field].required = False

    @classmethod
    def read(cls, typed: Mapping[str, Any], **kwargs: Any) -> Self:
        """Return the form filled from what was pasted, or with the guess that was tapped."""
        found = reading.read(typed.get("pasted", ""), national())
        filled = {field: typed.get(field, "") for field in (*CONTACT_FIELDS, "pasted")}
        chosen = typed.get("saved", NEW) if "look" in typed else NEW
        if "pick_region" in typed:
            filled["region"] = national().full_name(typed["pick_region"]) or filled["region"]
        elif "pick_name" in typed:
            names = {guess.value: guess.said for guess in found.names}
            if typed["pick_name"] in names:
                filled |= {"name": typed["pick_name"], "detail": names[typed["pick_name"]]}
        else:
            filled |= {
                field: getattr(found, field) for field in CONTACT_FIELDS if _has(found, field)
            }
        form = cls(initial={**filled, "saved": chosen}, **kwargs)
        form.names = tuple(guess for guess in found.names if guess.value != filled["name"])
        regions = (Guess(found.region_code, found.region), *found.regions)
        form.regions = tuple(
            guess for guess in regions if guess.value and guess.said != filled["region"]
        )
        return form

    @classmethod
    def begin(cls, saved: tuple[SavedView, ...], contact: Contact | None) -> Self:
        """Return the form with this contact, chosen from the book where it stands there."""
        known = next((each for each in saved if each.contact == contact), None)
        if contact is None and saved:
            known = saved[0]
        chosen = {"saved": str(known.id) if known else NEW}
        return cls(saved=saved, initial=chosen if known else cls.initial_of(contact) | chosen)

    @property
    def region_code_now(self) -> str | None:
        """The county that is chosen, or typed and found; None while nobody knows."""
        if self.chosen is not None:
            return self.chosen.contact.region_code
        if self.is_bound:
            return self.region_code or None
        typed = str(self.initial.get("region", ""))
        return (reading.read(typed, national()).region_code or None) if typed else None

    @staticmethod
    def asks_to_read(typed: Mapping[str, Any]) -> bool:
        """Tell whether a form was sent to be filled in further, not to be taken."""
        return any(key in typed for key in ("read", "pick_region", "pick_name", "look"))

    @staticmethod
    def initial_of(contact: Contact | None) -> dict[str, Any]:
        return {name: getattr(contact, name) for name in CONTACT_FIELDS} if contact else {}

    def clean_mobile(self) -> str:
        typed = self.cleaned_data["mobile"]
        if not typed and self.chosen:
            return ""
        try:
            return normal_mobile(typed)
        except Refusal as refusal:
            raise ValidationError(sentence(refusal)) from refusal

    def clean_region(self) -> str:
        """Find the county meant; where several may be, they are offered to be tapped."""
        typed = str(self.cleaned_data["region"])
        if not typed:
            return ""
        gazetteer = national()
        found = reading.read(typed, gazetteer)
        meant = [found.region_code] if found.region_code else []
        others = [guess.value for guess in found.regions]
        if found.region_code and not others and not found.detail:
            self.region_code = meant[0]
            return gazetteer.full_name(self.region_code)
        codes = [*meant, *others]
        self.regions = tuple(Guess(code, gazetteer.full_name(code)) for code in codes)
        if len(codes) > 1:
            raise ValidationError(_("Which county is it? Tap the right one below."))
        raise ValidationError(_("Write province, city and county, such as 河北省承德市宽城县."))

    def contact(self) -> Contact:
        """Return what was typed or chosen, as the action takes it."""
        if self.chosen is not None:
            return self.chosen.contact
        said = {name: self.cleaned_data[name] for name in CONTACT_FIELDS}
        return Contact(region_code=self.region_code, **said)


class SavedForm(ContactForm):
    """An address of one's own book."""

    label = forms.CharField(
        label=_("Name of the address"),
        required=False,
        max_length=12,
        help_text=_("For example: home, parents."),
    )
    is_default = forms.BooleanField(label=_("Begin with this address"), required=False)


def _has(found: Reading, field: str) -> bool:
    return bool(getattr(found, field))
