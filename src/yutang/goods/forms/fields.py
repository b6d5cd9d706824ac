"""Questions that several forms of the register ask: a place, a weight, a photograph."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yutang.places import queries as places
from yutang.places.rules import Level

_CANDIDATES_MAX = 8
_LEADING_CODE = re.compile(r"\s*([0-9]{6,12})\b")
GRAMS = {"kg": 1000, "jin": 500, "g": 1}


class PlaceField(forms.CharField):
    """A place typed as people write it: a code, or a name such as 宽城县碾子峪镇大板村."""

    def __init__(self, *levels: Level, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)
        self.levels = levels

    def clean(self, value: Any) -> str:
        """Return the code of the one place meant."""
        text = str(super().clean(value))
        if not text:
            return ""
        code = _LEADING_CODE.match(text)
        sought = code[1] if code else text
        found = [place for place in places.find(sought, 50) if place.level in self.levels]
        if len(found) == 1:
            return found[0].code
        if not found:
            raise ValidationError(
                _("No such place. Write the county, town and village, or the place code.")
            )
        names = places.full_names([place.code for place in found[:_CANDIDATES_MAX]])
        listed = "; ".join(f"{code} {name}" for code, name in names.items())
        raise ValidationError(
            _("Several places have this name. Copy the code of the right one: %(places)s"),
            params={"places": listed},
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a stored code with its name."""
        if isinstance(value, str) and value.isdigit():
            name = places.full_name(value)
            return f"{value} {name}" if name else value
        return value


class WeightWidget(forms.MultiWidget):
    template_name = "goods/_weight.html"

    def __init__(self) -> None:
        units = [("kg", _("kg")), ("jin", _("jin (500 g)")), ("g", _("grams"))]
        number = forms.NumberInput(attrs={"step": "any", "min": "0", "inputmode": "decimal"})
        super().__init__([number, forms.Select(choices=units)])

    def decompress(self, value: Any) -> list[Any]:
        if not value:
            return [None, "kg"]
        return [f"{int(value) / 1000:g}", "kg"]


class WeightField(forms.MultiValueField):
    """A weight in kg, 斤 or grams; its value is whole grams, or None."""

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.DecimalField(min_value=0, max_digits=14, decimal_places=3),
            forms.ChoiceField(choices=[(unit, unit) for unit in GRAMS]),
        )
        super().__init__(fields, widget=WeightWidget(), require_all_fields=False, **kwargs)

    def compress(self, data_list: Any) -> int | None:
        if not data_list or data_list[0] in (None, ""):
            return None
        return int((Decimal(data_list[0]) * GRAMS[data_list[1] or "kg"]).to_integral_value())


class PhotoField(forms.FileField):
    """A photograph, as a phone gives it; where it was taken is removed when it is kept."""

    def __init__(self, **kwargs: Any) -> None:
        accept = {"accept": "image/jpeg,image/png,image/webp"}
        super().__init__(widget=forms.ClearableFileInput(attrs=accept), **kwargs)


class DayField(forms.DateField):
    """A day, chosen from the phone's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)
