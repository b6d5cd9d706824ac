"""Assumptions about a planned sale."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.forecasts.actions import Assumed
from yutang.trade.queries import LotView

_FEN = 100


class AssumeForm(forms.Form):
    """Viewers, minutes, and a price for each lot."""

    viewers = forms.IntegerField(
        label=_("Viewers expected"),
        min_value=1,
        max_value=50_000_000,
        help_text=_("Different people who enter the room."),
    )
    minutes = forms.IntegerField(label=_("Minutes on air"), min_value=5, max_value=1440)

    def __init__(self, *args: Any, lots: Sequence[LotView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lots = lots
        for lot in lots:
            self.fields[f"price_{lot.id}"] = forms.DecimalField(
                label=lot.title,
                min_value=Decimal("0.01"),
                max_value=Decimal(1_000_000),
                decimal_places=2,
                initial=Decimal(lot.price_fen) / _FEN,
            )

    def assumed(self) -> Assumed:
        """Return what was typed; prices in fen."""
        data = self.cleaned_data
        prices = {lot.id: int(data[f"price_{lot.id}"] * _FEN) for lot in self.lots}
        return Assumed(data["viewers"], data["minutes"], prices)
