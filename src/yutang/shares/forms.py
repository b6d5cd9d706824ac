"""The form of a split: a row a part; what is left empty is no part."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.kernel.money import Fen, fen_from_yuan, yuan
from yutang.shares import rules
from yutang.shares.models import PartKind, SplitPart
from yutang.shares.queries import PayeeView
from yutang.shares.rules import Part

OTHERS = tuple(kind for kind in rules.KINDS if kind != rules.FARMER)
_YUAN_MAX = 9
_PERCENT_MAX = 100


class YuanField(forms.CharField):
    """An amount typed in yuan; its value is fen."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=_YUAN_MAX, required=False, widget=widget, **options)

    def clean(self, value: Any) -> Fen:
        text = super().clean(value)
        if not text:
            return Fen(0)
        try:
            fen = fen_from_yuan(text)
        except ValueError:
            fen = Fen(-1)
        if fen < 0:
            raise forms.ValidationError(_("Enter yuan with at most two decimals, such as 1.50."))
        return fen


class Row(NamedTuple):
    """One part as the template lays it out."""

    kind: str
    name: str
    is_set: bool
    percent: forms.BoundField
    fixed: forms.BoundField
    per: forms.BoundField
    cap: forms.BoundField
    payee: forms.BoundField


class SplitForm(forms.Form):
    """Percent, fixed sum, cap and payee of each kind of part; organisations by name."""

    def __init__(
        self,
        *args: Any,
        hosts: Sequence[tuple[int, str]] = (),
        named: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._named = named
        for kind in OTHERS:
            self.fields[f"{kind}_percent"] = forms.DecimalField(
                label=_("Percent of the price"),
                required=False,
                min_value=0,
                max_value=_PERCENT_MAX,
                decimal_places=2,
                widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
            )
            self.fields[f"{kind}_fixed"] = YuanField(label=_("Fixed sum in yuan"))
            self.fields[f"{kind}_per"] = forms.ChoiceField(
                label=_("Fixed sum for"), choices=SplitPart.Per.choices, required=False
            )
            self.fields[f"{kind}_cap"] = YuanField(label=_("At most, in yuan an order"))
            self.fields[f"{kind}_payee"] = _payee_field(kind, hosts)

    @property
    def rows(self) -> list[Row]:
        """The parts in their order, each with its fields."""
        return [
            Row(
                kind,
                str(PartKind(kind).label),
                any(self[f"{kind}_{what}"].value() for what in ("percent", "fixed")),
                *(self[f"{kind}_{what}"] for what in ("percent", "fixed", "per", "cap", "payee")),
            )
            for kind in OTHERS
        ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for kind in OTHERS:
            if self._named and _is_part(said, kind) and not said.get(f"{kind}_payee"):
                self.add_error(f"{kind}_payee", _("Who gets this part?"))
        return said

    def drafts(self) -> list[tuple[Part, str]]:
        """Return the parts, and for each who gets it: a host's id, else an organisation's name."""
        said = self.cleaned_data
        return [
            (
                Part(
                    kind,
                    0,
                    int((said.get(f"{kind}_percent") or 0) * 100),
                    said.get(f"{kind}_fixed") or 0,
                    "unit" if said.get(f"{kind}_per") == "unit" else "order",
                    said.get(f"{kind}_cap") or None,
                ),
                str(said.get(f"{kind}_payee") or ""),
            )
            for kind in OTHERS
            if _is_part(said, kind)
        ]


def initial_of(parts: Sequence[Part], payees: dict[int, PayeeView]) -> dict[str, object]:
    """Return what the form starts from."""
    initial: dict[str, object] = {}
    for part in parts:
        payee = payees.get(part.payee)
        who = payee and (payee.person_id if part.kind == rules.HOST else payee.name)
        initial |= {
            f"{part.kind}_percent": f"{part.basis_points / 100:g}" if part.basis_points else "",
            f"{part.kind}_fixed": yuan(part.fixed_fen) if part.fixed_fen else "",
            f"{part.kind}_per": part.per,
            f"{part.kind}_cap": yuan(part.cap_fen) if part.cap_fen else "",
            f"{part.kind}_payee": who or "",
        }
    return initial


def _payee_field(kind: str, hosts: Sequence[tuple[int, str]]) -> forms.Field:
    if kind == rules.HOST:
        choices = [("", _("Choose the host")), *((str(number), name) for number, name in hosts)]
        return forms.ChoiceField(label=_("Host"), choices=choices, required=False)
    field = forms.CharField(label=_("Who gets it"), max_length=60, required=False)
    field.widget.attrs |= {"list": "organisations", "autocomplete": "off"}
    return field


def _is_part(said: dict[str, Any], kind: str) -> bool:
    return bool(said.get(f"{kind}_percent") or said.get(f"{kind}_fixed"))
