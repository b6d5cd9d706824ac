"""Forms of planning. What they check is courtesy; rules and the database decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yutang.kernel.clock import CHINA, wall
from yutang.kernel.money import fen_from_yuan
from yutang.kernel.money import yuan as yuan_of
from yutang.live.models import HelperRole, Sale
from yutang.live.queries import CapRow
from yutang.trade.queries import CapKind, LotView, WaveView
from yutang.trade.rules import coupons, stock

_FILE_BYTES_MAX = 10 * 1024 * 1024
_FIRST_YEAR = 2000
"""A time before it is a slip; one of the first years of all is none on another clock."""
_MOMENT = "%Y-%m-%dT%H:%M"
_MOMENTS = [_MOMENT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


def _moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)


def _moment_of(form: forms.Form, name: str) -> datetime | None:
    """Read a time as China's clock shows it, wherever this server stands.

    The page shows minutes: a time that still reads as it began keeps its seconds.
    """
    moment: datetime | None = form.cleaned_data[name]
    if moment is None:
        return None
    if moment.year < _FIRST_YEAR:
        raise forms.ValidationError(forms.DateTimeField.default_error_messages["invalid"])
    typed, before = moment.replace(tzinfo=CHINA), form.initial.get(name)
    if before is None:
        return typed
    shown = before.replace(tzinfo=CHINA)
    return shown if typed == shown.replace(second=0, microsecond=0) else typed


def _shown(moment: datetime | None) -> datetime | None:
    """Return a moment as a field of a form shows it: on China's clock."""
    return None if moment is None else wall(moment).replace(tzinfo=None)


def _fen(text: str) -> int:
    """Return an amount in fen."""
    try:
        fen = fen_from_yuan(text)
    except ValueError as error:
        raise forms.ValidationError(_("A price in yuan, such as 29.90.")) from error
    if fen <= 0:
        raise forms.ValidationError(_("A price in yuan, such as 29.90."))
    return fen


class SaleForm(forms.Form):
    """A sale's plan. Counties come as repeated `county` values, picked by name on the page."""

    title = forms.CharField(
        label=_("Title"), max_length=60, help_text=_("What viewers see first, up to 60 characters.")
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=90, required=False)
    starts_at = forms.DateTimeField(
        label=_("Start (China time)"),
        widget=_moment_input(),
        input_formats=_MOMENTS,
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

    @staticmethod
    def initial_of(sale: Sale) -> dict[str, Any]:
        """Return what the form begins with: the sale as it is planned."""
        return {
            "title": sale.title,
            "title_en": sale.title_en,
            "starts_at": _shown(sale.starts_at),
            "notice": sale.notice,
        }

    def clean_starts_at(self) -> datetime | None:
        return _moment_of(self, "starts_at")

    def clean_cover(self) -> Any:
        """Refuse a file that is too large before anybody opens it."""
        file = self.cleaned_data["cover"]
        if file and file.size > _FILE_BYTES_MAX:
            raise forms.ValidationError(_("Choose a picture under 10 MB."))
        return file


class TermsForm(forms.Form):
    """On which terms a lot is sold; all of it may be left empty. Waves: see `WaveRow`."""

    buyer_limit = forms.IntegerField(
        label=_("Most units a buyer"),
        min_value=1,
        max_value=stock.UNITS_MAX,
        required=False,
        help_text=_("Empty: no limit."),
    )
    opens_at = forms.DateTimeField(
        label=_("Orders from (China time)"),
        required=False,
        widget=_moment_input(),
        input_formats=_MOMENTS,
        help_text=_("Empty: as soon as the sale is live. Viewers see a countdown."),
    )
    closes_at = forms.DateTimeField(
        label=_("Orders until (China time)"),
        required=False,
        widget=_moment_input(),
        input_formats=_MOMENTS,
        help_text=_("Empty: until the sale ends."),
    )
    household_limit = forms.IntegerField(
        label=_("Most units a household"),
        min_value=1,
        max_value=stock.UNITS_MAX,
        required=False,
        help_text=_("Counted by the address of delivery, so that nobody stocks up by turns."),
    )
    by_ticket = forms.BooleanField(
        label=_("Sell by number"),
        required=False,
        help_text=_(
            "For a good that far more people want than can have it: buyers take a number, the order"
            " is drawn by lot at the opening, and who is called has the time above to pay."
        ),
    )

    @staticmethod
    def initial_of(lot: LotView) -> dict[str, Any]:
        """Return what the form begins with: the terms there are."""
        return {
            "buyer_limit": lot.buyer_limit,
            "household_limit": lot.household_limit,
            "opens_at": _shown(lot.opens_at),
            "closes_at": _shown(lot.closes_at),
            "by_ticket": lot.by_ticket,
        }

    def clean_opens_at(self) -> datetime | None:
        return _moment_of(self, "opens_at")

    def clean_closes_at(self) -> datetime | None:
        return _moment_of(self, "closes_at")

    def clean(self) -> dict[str, Any]:
        """Refuse an end that lies before the beginning, beside its own field."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = given.get("opens_at"), given.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The end must come after the beginning."))
        return given

    def terms(self) -> dict[str, Any]:
        """Return what was given, by the names of `Terms`; waves apart."""
        names = ("buyer_limit", "household_limit", "opens_at", "closes_at", "by_ticket")
        return {name: self.cleaned_data[name] for name in names}


class LotForm(TermsForm):
    """A product turned into a lot of the lineup."""

    product = forms.IntegerField(widget=forms.HiddenInput)
    batch = forms.IntegerField(required=False)
    price = forms.CharField(
        label=_("Price in yuan"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    units = forms.IntegerField(label=_("Units"), min_value=1, max_value=stock.UNITS_MAX)
    hold_minutes = forms.IntegerField(
        label=_("Minutes to pay"),
        min_value=stock.HOLD_S_MIN // 60,
        max_value=stock.HOLD_S_MAX // 60,
        initial=15,
    )
    open = forms.BooleanField(
        label=_("Open for orders at once"),
        required=False,
        initial=True,
        help_text=_("Orders come in as soon as the sale is live."),
    )
    coupon_count = forms.IntegerField(
        label=_("How many codes"),
        min_value=1,
        max_value=coupons.COUPONS_MAX,
        required=False,
        help_text=_("Empty: everybody can buy it. With codes, only who has one can."),
    )
    coupon_uses = forms.IntegerField(
        label=_("Orders with each code"),
        min_value=1,
        max_value=coupons.USES_MAX,
        initial=1,
        required=False,
    )

    def clean_price(self) -> int:
        """Return the price in fen."""
        return _fen(self.cleaned_data["price"])


class CouponForm(forms.Form):
    """More codes for one lot."""

    count = forms.IntegerField(
        label=_("How many codes"), min_value=1, max_value=coupons.COUPONS_MAX, initial=20
    )
    uses = forms.IntegerField(
        label=_("Orders with each code"), min_value=1, max_value=coupons.USES_MAX, initial=1
    )


class CapsForm(forms.Form):
    """Where a sale stops taking orders by itself; empty is no cap."""

    orders = forms.IntegerField(
        label=_("Stop at this many orders"), min_value=1, max_value=stock.CAP_MAX, required=False
    )
    yuan = forms.CharField(
        label=_("Stop at this many yuan"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    parcels_day = forms.IntegerField(
        label=_("Most parcels a day"),
        min_value=1,
        max_value=stock.CAP_MAX,
        required=False,
        help_text=_("As many as your packers can send in a day; tomorrow it goes on."),
    )

    def clean_yuan(self) -> int | None:
        """Return the amount in fen."""
        text = self.cleaned_data["yuan"].strip()
        fen = _fen(text) if text else None
        if fen is not None and fen > stock.CAP_MAX:
            raise forms.ValidationError(_("That is more than anybody sells. Give a smaller sum."))
        return fen

    @classmethod
    def of(cls, caps: Iterable[CapRow]) -> "CapsForm":
        """Return the form filled with the caps there are."""
        there = {cap.kind: cap.most for cap in caps}
        fen = there.get("fen")
        return cls(
            initial={
                "orders": there.get("orders"),
                "yuan": "" if fen is None else yuan_of(fen),
                "parcels_day": there.get("parcels_day"),
            }
        )

    def caps(self) -> dict[CapKind, int | None]:
        """Return what was given, by the kind of cap; None is no cap."""
        given = self.cleaned_data
        return {
            "orders": given["orders"],
            "fen": given["yuan"],
            "parcels_day": given["parcels_day"],
        }


@dataclass(slots=True)
class WaveRow:
    """One row of waves as it stands in the form: minutes after the start, units, what is wrong."""

    minute: str = ""
    units: str = ""
    error: str = ""

    @classmethod
    def of(cls, wave: WaveView) -> "WaveRow":
        """Return the row of a wave that is planned."""
        return cls(f"{wave.after_s / 60:g}", str(wave.units))

    @property
    def is_empty(self) -> bool:
        return not (self.minute or self.units)

    def value(self) -> tuple[int, int] | None:
        """Return (seconds after the start, units); None with the reason in `error`."""
        try:
            after_s, units = round(float(self.minute) * 60), int(self.units)
        except (ValueError, OverflowError):
            after_s, units = -1, 0
        if not (0 <= after_s <= stock.WAVE_AFTER_S_MAX and 1 <= units <= stock.UNITS_MAX):
            self.error = gettext("Give a minute, such as 30, and how many units come then.")
            return None
        return after_s, units


def wave_rows(data: QueryDict) -> list[WaveRow]:
    """Return the rows of waves that were sent, with those left empty."""
    minutes, units = data.getlist("wave_minute"), data.getlist("wave_units")
    rows = zip(minutes[: stock.WAVES_MAX], units[: stock.WAVES_MAX], strict=False)
    return [WaveRow(minute.strip(), unit.strip()) for minute, unit in rows]


def wants_other_rows(data: QueryDict) -> bool:
    """Tell whether a button asked for one row of waves more or fewer, and nothing else."""
    return "more_waves" in data or "drop_wave" in data


def other_rows(data: QueryDict) -> list[WaveRow]:
    """Return the rows with one more, or without the one that was to go."""
    rows = wave_rows(data)
    if "more_waves" in data:
        return [*rows, WaveRow()]
    return [row for place, row in enumerate(rows) if str(place) != data["drop_wave"]]


def values_of(rows: Sequence[WaveRow]) -> list[tuple[int, int]] | None:
    """Return (seconds after the start, units) of each row that is not left empty.

    None when one cannot be read; its reason is in the row.
    """
    values = [row.value() for row in rows if not row.is_empty]
    read = [value for value in values if value is not None]
    return read if len(read) == len(values) else None


def as_typed(form: type[forms.Form], data: QueryDict) -> forms.Form:
    """Return the form with what was typed so far, not judged yet."""
    return form(initial={name: data.get(name, "") for name in form.base_fields})


class HelperForm(forms.Form):
    mobile = forms.CharField(
        label=_("Mobile number"), widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    role = forms.ChoiceField(label=_("Helps with"), choices=HelperRole.choices)
