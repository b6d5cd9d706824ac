"""The forms of care. They read what was typed; what is allowed is decided by `rules`."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from yutang.care.models import ClaimKind, Policy
from yutang.care.queries import words
from yutang.care.rules import amounts, complaining
from yutang.care.rules.asking import PHOTOS_MAX, PIECES_MAX, STARS, TEXT_MAX, Damage
from yutang.care.rules.policy import BOUNDS, Terms
from yutang.goods.pictures import BYTES_MAX
from yutang.kernel.errors import Refusal
from yutang.places import access as places
from yutang.places.rules import Level
from yutang.plumbing.reader import sentence


class PhotosInput(forms.FileInput):
    """Takes several files at once; its value is all of them."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> "list[UploadedFile[bytes]]":
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class PhotosField(forms.Field):
    """Photographs from a phone: some files, none is fine here. Its value is their bytes."""

    def __init__(self, **kwargs: Any) -> None:
        widget = PhotosInput(
            attrs={
                "accept": "image/jpeg,image/png,image/webp",
                "multiple": True,
            }
        )
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, value: Any) -> list[bytes]:
        """Return the files' bytes; one file and one byte more than fit, for the rules to refuse."""
        return [each.read(BYTES_MAX + 1) for each in (value or [])[: PHOTOS_MAX + 1]]


class KeyedForm(forms.Form):
    """A form that makes one thing, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    @staticmethod
    def new_key() -> UUID:
        return uuid4()


class DamageForm(KeyedForm):
    """What is wrong, how many of how many, words and photographs."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[(kind, ClaimKind(kind).label) for kind in (*amounts.DAMAGE, amounts.LATE)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what is wrong.")},
    )
    bad = forms.IntegerField(
        label=_("How many are bad"),
        min_value=1,
        max_value=PIECES_MAX,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    of = forms.IntegerField(
        label=_("Of how many"),
        min_value=1,
        max_value=PIECES_MAX,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    photos = PhotosField(
        label=_("Photos"),
        help_text=format_lazy(
            _("At most {most}. Where they were taken is removed."), most=PHOTOS_MAX
        ),
    )
    text = forms.CharField(
        label=_("A few words"),
        max_length=TEXT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def damage(self) -> Damage:
        """Return what was said, as the action takes it."""
        said = self.cleaned_data
        return Damage(
            kind=said["kind"],
            bad=said["bad"],
            of=said["of"],
            text=said["text"],
            photos=len(said["photos"]),
        )


class ComplaintForm(KeyedForm):
    """What it is about, in two steps of a tree, and words."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        error_messages={"required": _("Please choose what it is about.")},
    )
    text = forms.CharField(
        label=_("What happened"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What, when, and what you would like to be done."),
    )
    contact = forms.CharField(
        label=_("How we can reach you"),
        max_length=120,
        required=False,
        help_text=_(
            "Number or mail, if you like. Sealed; only the county opens it, and that is kept."
        ),
    )

    def __init__(
        self, *args: Any, is_named: bool, about_programme: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        tree = complaining.offered(about_programme=about_programme)
        groups = [
            (
                words.kind_words(branch),
                [(kind, words.kind_words(kind)) for kind in kinds],
            )
            for branch, kinds in tree.items()
        ]
        choices: list[Any] = [("", _("Please choose")), *groups]
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if is_named:
            del self.fields["contact"]


class ReviewForm(forms.Form):
    """Stars, words, photographs."""

    stars = forms.TypedChoiceField(
        label=_("How was it?"),
        coerce=int,
        choices=[(str(stars), "★" * stars) for stars in reversed(STARS)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please give one to five stars.")},
    )
    text = forms.CharField(
        label=_("A few words"),
        max_length=TEXT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("How it tasted, how it was packed. Everybody can read it."),
    )
    photos = PhotosField(label=_("Photos"))


class RuleForm(forms.Form):
    """A new version of the rule: each number within what the law and sense allow."""

    place_code = forms.CharField(
        label=_("Place code"),
        max_length=12,
        required=False,
        help_text=_("2 to 6 digits; empty for the whole country."),
    )
    valid_from = forms.DateField(
        label=_("Valid from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    freight_back = forms.BooleanField(
        label=_("With a return the freight comes back too"), required=False
    )
    source = forms.CharField(
        label=_("Source"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in BOUNDS.items():
            column = Policy._meta.get_field(name)  # noqa: SLF001 - Django's own
            label = str(getattr(column, "verbose_name", name))
            self.fields[name] = forms.IntegerField(label=label, min_value=least, max_value=most)
        self.order_fields(["place_code", "valid_from", "valid_to", *BOUNDS])

    def clean_place_code(self) -> str:
        code = str(self.cleaned_data["place_code"]).strip()
        if not code:
            return ""
        try:
            return places.check_code(code, Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal

    def terms(self) -> Terms:
        """Return what was typed, as the action takes it."""
        return Terms(id=0, **self.cleaned_data)
