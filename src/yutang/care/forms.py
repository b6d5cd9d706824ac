"""The forms of care. They read what was typed; what is allowed is decided by `rules`."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from yutang.care.models import ClaimKind
from yutang.care.queries import words
from yutang.care.rules import amounts, complaining
from yutang.care.rules.asking import PHOTOS_MAX, PIECES_MAX, STARS, TEXT_MAX, Damage
from yutang.goods.pictures import BYTES_MAX


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
        help_text=_("At most %(most)d. Where they were taken is removed.") % {"most": PHOTOS_MAX},
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

    def __init__(self, *args: Any, is_named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (
                words.kind_words(branch),
                [(kind, words.kind_words(kind)) for kind in kinds],
            )
            for branch, kinds in complaining.TREE.items()
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
