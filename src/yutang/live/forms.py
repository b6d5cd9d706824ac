"""Forms of planning. What they check is courtesy; rules and the database decide."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.kernel.clock import CHINA, wall
from yutang.kernel.money import fen_from_yuan
from yutang.live.models import HelperRole, Sale

_FILE_BYTES_MAX = 10 * 1024 * 1024


class SaleForm(forms.Form):
    """A sale's plan. Counties come as repeated `county` values, picked by name on the page."""

    title = forms.CharField(
        label=_("Title"), max_length=60, help_text=_("What viewers see first, up to 60 characters.")
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=90, required=False)
    starts_at = forms.DateTimeField(
        label=_("Start (China time)"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    host_mobile = forms.CharField(
        label=_("Mobile number of the host"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Leave empty to host it yourself. The host must have signed in once."),
    )
    cover = forms.FileField(
        label=_("Cover picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("Upright, for instance a photograph of the harvest. JPG, PNG or WebP."),
    )
    notice = forms.CharField(
        label=_("Notice to viewers"),
        max_length=120,
        required=False,
        help_text=_("One line above the chat, such as when parcels go out."),
    )

    @classmethod
    def of(cls, sale: Sale) -> "SaleForm":
        """Return the form filled with the sale as it is planned."""
        return cls(
            initial={
                "title": sale.title,
                "title_en": sale.title_en,
                "starts_at": wall(sale.starts_at).replace(tzinfo=None),
                "notice": sale.notice,
            }
        )

    def clean_starts_at(self) -> datetime:
        """Read the time as China's clock shows it, wherever this server stands."""
        moment: datetime = self.cleaned_data["starts_at"]
        return moment.replace(tzinfo=CHINA)

    def clean_cover(self) -> Any:
        """Refuse a file that is too large before anybody opens it."""
        file = self.cleaned_data["cover"]
        if file and file.size > _FILE_BYTES_MAX:
            raise forms.ValidationError(_("Choose a picture under 10 MB."))
        return file


class LotForm(forms.Form):
    """A product turned into a lot of the lineup."""

    product = forms.IntegerField(widget=forms.HiddenInput)
    batch = forms.IntegerField(required=False)
    price = forms.CharField(
        label=_("Price in yuan"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    units = forms.IntegerField(label=_("Units"), min_value=1, max_value=1_000_000)
    buyer_limit = forms.IntegerField(
        label=_("Most units a buyer"),
        min_value=1,
        required=False,
        help_text=_("Empty: no limit."),
    )
    hold_minutes = forms.IntegerField(
        label=_("Minutes to pay"), min_value=1, max_value=1440, initial=15
    )
    open = forms.BooleanField(
        label=_("Open for orders at once"),
        required=False,
        initial=True,
        help_text=_("Orders come in as soon as the sale is live."),
    )

    def clean_price(self) -> int:
        """Return the price in fen."""
        try:
            fen = fen_from_yuan(self.cleaned_data["price"])
        except ValueError as error:
            raise forms.ValidationError(_("A price in yuan, such as 29.90.")) from error
        if fen <= 0:
            raise forms.ValidationError(_("A price in yuan, such as 29.90."))
        return fen


class HelperForm(forms.Form):
    mobile = forms.CharField(
        label=_("Mobile number"), widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    role = forms.ChoiceField(label=_("Helps with"), choices=HelperRole.choices)
