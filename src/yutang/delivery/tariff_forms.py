"""The forms of a tariff and of the terms by which goods are sent. Money is typed in yuan."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yutang.delivery.errors import BadTariff
from yutang.delivery.gazetteer import national
from yutang.delivery.models import Charge, Tariff
from yutang.delivery.rules import freight as rates
from yutang.delivery.rules.freight import TariffFacts, Terms, ZoneFacts
from yutang.delivery.rules.ship_by import WITHIN_H_MAX

_BETWEEN = re.compile(r"[\s、,，;；/]+")
_FEN = Decimal(100)
_GRAMS = Decimal(1000)
_PRICES = ("first_fen", "step_fen", "surcharge_fen")
_TITLES = ("地区", "首重（元）", "续重（元）", "偏远加价（元）", "不送")
_NO = "不送"


class YuanField(forms.DecimalField):
    """An amount typed in yuan; its value is whole fen, or None."""

    def __init__(self, **kwargs: Any) -> None:
        number = forms.NumberInput(attrs={"step": "0.01", "min": "0", "inputmode": "decimal"})
        super().__init__(
            min_value=0, max_value=10_000, max_digits=7, decimal_places=2, widget=number, **kwargs
        )

    def clean(self, value: Any) -> Any:
        """Return fen."""
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * _FEN)

    def prepare_value(self, value: Any) -> Any:
        """Show stored fen as yuan."""
        return f"{value / _FEN:.2f}" if isinstance(value, int) else value


class KiloField(forms.DecimalField):
    """A weight typed in kg; its value is whole grams, or None."""

    def __init__(self, **kwargs: Any) -> None:
        number = forms.NumberInput(attrs={"step": "0.001", "min": "0", "inputmode": "decimal"})
        super().__init__(
            min_value=0, max_value=50, max_digits=6, decimal_places=3, widget=number, **kwargs
        )

    def clean(self, value: Any) -> Any:
        """Return grams."""
        kilos = super().clean(value)
        return None if kilos is None else int(kilos * _GRAMS)

    def prepare_value(self, value: Any) -> Any:
        """Show stored grams as kg."""
        return f"{value / _GRAMS:g}" if isinstance(value, int) else value


class TariffForm(forms.Form):
    name = forms.CharField(label=_("Name of the tariff"), max_length=rates.NAME_MAX)
    first_g = KiloField(label=_("First weight, kg"))
    step_g = KiloField(label=_("Each further, kg"))
    pack_g = KiloField(
        label=_("Box and filling, kg"),
        help_text=_("Added once to what is in the parcel."),
    )
    charge = forms.ChoiceField(
        label=_("What the buyer pays"), choices=Charge.choices, widget=forms.RadioSelect
    )
    free_from_fen = YuanField(
        label=_("Free from, yuan"),
        required=False,
        help_text=_("Goods of this amount go free; a surcharge of a remote area stays."),
    )
    is_default = forms.BooleanField(
        label=_("It counts for all goods that name no other"), required=False
    )

    @staticmethod
    def initial_of(facts: TariffFacts, *, is_new: bool) -> dict[str, Any]:
        said = {name: value for name, value in vars(facts).items() if name != "zones"}
        return {
            **said,
            "name": facts.name or _("Standard parcel"),
            "is_default": is_new or facts.is_default,
        }


class ZoneForm(forms.Form):
    """One line of the table; a line without figures is left out."""

    areas = forms.CharField(
        label=_("Areas"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    first_fen = YuanField(label=_("First weight, yuan"), required=False)
    step_fen = YuanField(label=_("Each further, yuan"), required=False)
    surcharge_fen = YuanField(label=_("Remote surcharge, yuan"), required=False)
    not_delivered = forms.BooleanField(label=_("Not delivered there"), required=False)

    def clean_areas(self) -> tuple[str, ...]:
        """Return the codes of the areas named."""
        words = [word for word in _BETWEEN.split(self.cleaned_data["areas"]) if word]
        return tuple(_code_of(word) for word in words)

    def facts(self) -> ZoneFacts | None:
        """Return the line as the rules take it; None for an empty one."""
        said = self.cleaned_data
        empty = all(said.get(name) is None for name in _PRICES)
        if empty and not said.get("areas") and not said.get("not_delivered"):
            return None
        return ZoneFacts(
            areas=said.get("areas", ()),
            is_delivered=not said.get("not_delivered"),
            **{name: said.get(name) or 0 for name in _PRICES},
        )


ZoneForms = forms.formset_factory(ZoneForm, extra=2, max_num=rates.ZONES_MAX, absolute_max=40)


def zones_of(facts: TariffFacts) -> list[dict[str, Any]]:
    """Return the lines of a tariff as the forms show them."""
    gazetteer = national()
    return [
        {
            "areas": "、".join(gazetteer.full_name(code) or code for code in zone.areas),
            "first_fen": zone.first_fen,
            "step_fen": zone.step_fen,
            "surcharge_fen": zone.surcharge_fen,
            "not_delivered": not zone.is_delivered,
        }
        for zone in facts.zones
    ]


def facts_of(form: TariffForm, zones: Any) -> TariffFacts:
    """Return what was typed, as the action takes it."""
    lines = [line for zone in zones.forms if (line := zone.facts()) is not None]
    return TariffFacts(zones=tuple(lines), **form.cleaned_data)


def rows_of(facts: TariffFacts) -> list[list[str]]:
    """Return the lines of a tariff as rows of a table, the titles first."""
    lines = [
        [
            zone["areas"],
            *(f"{zone[name] / _FEN:.2f}" for name in _PRICES),
            _NO if zone["not_delivered"] else "",
        ]
        for zone in zones_of(facts)
    ]
    return [list(_TITLES), *lines]


def zones_of_rows(rows: Sequence[Sequence[str]]) -> tuple[ZoneFacts, ...]:
    """Return the lines of a table as `rows_of` writes it; the row of titles is left out.

    Raises:
        BadTariff: a line cannot be read; it is named.
    """
    zones = []
    for number, cells in enumerate(rows, start=1):
        if number == 1 and not any(each.isdigit() for each in "".join(cells[1:])):
            continue
        areas, first, step, surcharge, no, *_rest = [*cells, "", "", "", "", ""]
        form = ZoneForm(
            {
                "areas": areas,
                **dict(zip(_PRICES, (first, step, surcharge), strict=True)),
                "not_delivered": bool(no),
            }
        )
        if not form.is_valid():
            raise BadTariff(zh_what=f"第 {number} 行看不懂", en_what=f"line {number} is not read")
        if line := form.facts():
            zones.append(line)
    return tuple(zones)


class TermsForm(forms.Form):
    """How a product or lot is sent; what is empty is asked one step further up."""

    tariff_id = forms.TypedChoiceField(
        label=_("Tariff"), required=False, coerce=int, empty_value=None
    )
    ship_within_h = forms.IntegerField(
        label=_("Sent within, in hours after the payment"),
        required=False,
        min_value=1,
        max_value=WITHIN_H_MAX,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    packed_g = KiloField(
        label=_("Weight of one, packed, in kg"),
        required=False,
        help_text=_("Empty: the net weight of the product."),
    )

    def __init__(self, *args: Any, tariffs: list[Tariff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("the default"))] + [(str(each.pk), each.name) for each in tariffs]
        field = self.fields["tariff_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def terms(self) -> Terms:
        """Return what was typed, as the action takes it."""
        return Terms(**self.cleaned_data)


def _code_of(word: str) -> str:
    if word.isascii() and word.isdigit() and national().full_name(word):
        return word
    found = national().find(word, lambda at: at == 0)
    whole = [each for each in found if each.start == 0 and each.end == len(word)]
    if not whole:
        raise ValidationError(
            _("“%(word)s” is no province, city or county. Write 新疆、西藏, for example."),
            params={"word": word},
        )
    return _as_wide(whole[0].code)


def _as_wide(code: str) -> str:
    """A prefecture that is its only county counts as the prefecture."""
    names = national().names
    return code[:4] if names.get(code[:4]) == names.get(code) else code
