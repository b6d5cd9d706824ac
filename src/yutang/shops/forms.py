"""Forms of the shops room: they read what was typed; what is allowed is decided by `rules`."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.goods import access as goods
from yutang.kernel.clock import today
from yutang.kernel.ids import row_id
from yutang.kernel.money import fen_from_yuan
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.shops.models import KeeperKind, Shop, ShopKind
from yutang.shops.queries.register import ListingView, platform_name
from yutang.shops.queries.villages import place_meant, village_meant
from yutang.shops.rules.merging import Figures
from yutang.shops.rules.platforms import OWN, PLATFORMS
from yutang.shops.rules.register import ListingFacts, ShopFacts

_PRODUCERS_MOST = 300


def _day(**said: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **said)


class ShopForm(forms.Form):
    """A shop; for clerks. Villages and places are typed as people write them."""

    name = forms.CharField(label=_("Name of the shop"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=ShopKind)
    village = forms.CharField(
        label=_("Home village"),
        max_length=60,
        help_text=_("As people write it, with the county, or its code of 12 digits."),
    )
    run_at = forms.CharField(
        label=_("Where it is run"),
        max_length=60,
        required=False,
        help_text=_("Only for a shop in town: the town or city."),
    )
    keeper_kind = forms.ChoiceField(label=_("Who keeps it"), choices=KeeperKind)
    keeper = forms.CharField(
        label=_("Name of the keeper, firm or co-operative"),
        max_length=80,
        required=False,
        help_text=_("A person's name is sealed: others see its first letter only."),
    )
    mobile = forms.CharField(
        label=_("Shopkeeper's mobile"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
        help_text=_("Sealed. With this number the keeper signs in and enters months."),
    )
    credit_code = forms.CharField(
        label=_("Social credit code"),
        max_length=20,
        required=False,
        help_text=_("Of a firm or co-operative; 18 signs."),
    )
    own_grown = forms.BooleanField(
        label=_("Sells only farm products that the keeper grew"),
        required=False,
        help_text=_("Then no yearly limit counts for a natural person."),
    )
    producer = forms.ChoiceField(
        label=_("Producer on this platform"),
        required=False,
        help_text=_("Sales here are then counted from the producer's orders."),
    )
    opened_on = _day(label=_("Opened on"))
    closed_on = _day(label=_("Closed on"), required=False)

    def __init__(self, *given: Any, person: Person, **said: Any) -> None:
        super().__init__(*given, **said)
        named = goods.producers_of(person).values_list("pk", "name")[:_PRODUCERS_MOST]
        choices = [("", _("none")), *((str(number), name) for number, name in named)]
        known = str(self.initial.get("producer") or "")
        if known and known not in dict(choices):
            choices.append((known, known))
        self.fields["producer"].choices = choices  # type: ignore[attr-defined]

    def facts(self, within: Collection[str], *, is_demo: bool = False) -> ShopFacts:
        """Return what was typed; a village is looked for inside these places.

        Raises:
            BadVillage, ElsewhereVillage, BadPlace: what was typed is no place, or several.
        """
        said = self.cleaned_data
        village = village_meant(said["village"], within)
        if village.refusal is not None:
            raise village.refusal
        run_at = ""
        if said["kind"] == ShopKind.IN_TOWN and said["run_at"].strip():
            meant = place_meant(said["run_at"])
            if meant.refusal is not None:
                raise meant.refusal
            run_at = meant.code
        typed = ("name", "kind", "keeper_kind", "keeper", "mobile", "credit_code", "own_grown")
        return ShopFacts(
            **{name: said[name] for name in typed},
            village_code=village.code,
            run_at_code=run_at,
            opened_on=said["opened_on"],
            closed_on=said["closed_on"],
            producer_id=row_id(said["producer"]),
            is_demo=is_demo,
        )

    @staticmethod
    def initial_of(shop: Shop) -> dict[str, Any]:
        """Return what the form shows of a shop; a person's name and number stay sealed."""
        names = places.full_names([shop.village_code, shop.run_at_code])
        run_at = shop.run_at_code if shop.kind == ShopKind.IN_TOWN else ""
        return {
            "name": shop.name,
            "kind": shop.kind,
            "village": f"{shop.village_code} {names[shop.village_code]}"[:60],
            "run_at": f"{run_at} {names[shop.run_at_code]}"[:60] if run_at else "",
            "keeper_kind": shop.keeper_kind,
            "keeper": shop.keeper_name,
            "credit_code": shop.credit_code,
            "own_grown": shop.own_grown,
            "producer": str(shop.producer_id or ""),
            "opened_on": shop.opened_on,
            "closed_on": shop.closed_on,
        }


class ListingForm(forms.Form):
    """Where a shop is listed."""

    platform = forms.ChoiceField(label=_("Platform"))
    number = forms.CharField(label=_("Name or number there"), max_length=60)
    opened_on = _day(label=_("Opened on"))
    closed_on = _day(label=_("Closed on"), required=False)

    def __init__(self, *given: Any, **said: Any) -> None:
        super().__init__(*given, **said)
        chosen = [(each.id, platform_name(each.id)) for each in PLATFORMS if each.id != OWN]
        self.fields["platform"].choices = chosen  # type: ignore[attr-defined]

    def facts(self) -> ListingFacts:
        """Return what was typed."""
        return ListingFacts(**self.cleaned_data)


class MonthForm(forms.Form):
    """A month by hand: on which platform, which month, what was sold."""

    listing = forms.ChoiceField(label=_("Platform"))
    month = forms.CharField(
        label=_("Month"), max_length=7, widget=forms.TextInput({"type": "month"})
    )
    orders = forms.IntegerField(label=_("Orders"), min_value=0)
    units = forms.IntegerField(label=_("Units"), min_value=0, required=False)
    sales = forms.CharField(
        label=_("Sales in yuan"), max_length=16, widget=forms.TextInput({"inputmode": "decimal"})
    )
    refunds = forms.CharField(
        label=_("Refunds in yuan"),
        max_length=16,
        required=False,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )

    def __init__(self, *given: Any, listings: Collection[ListingView], **said: Any) -> None:
        super().__init__(*given, **said)
        self.fields["listing"].choices = [  # type: ignore[attr-defined]
            (str(each.id), f"{each.platform} {each.number}") for each in listings
        ]

    def clean_month(self) -> date:
        try:
            return date.fromisoformat(f"{self.cleaned_data['month']}-01")
        except ValueError as error:
            raise forms.ValidationError(_("Give year and month, as 2026-11.")) from error

    def clean_sales(self) -> int:
        return _fen(self.cleaned_data["sales"])

    def clean_refunds(self) -> int:
        return _fen(self.cleaned_data["refunds"] or "0")

    def figures(self) -> Figures:
        """Return what was typed; without units each order is one."""
        said = self.cleaned_data
        units = said["orders"] if said["units"] is None else said["units"]
        return Figures(said["orders"], units, said["sales"], said["refunds"])


class AsOfForm(forms.Form):
    """When a table was exported: of rows that do not say when they were modified."""

    as_of = _day(
        label=_("Exported on"),
        help_text=_("Counts for rows without a moment of modification."),
    )

    def __init__(self, *given: Any, **said: Any) -> None:
        super().__init__(*given, **said)
        self.fields["as_of"].initial = today()

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if day > today():
            raise forms.ValidationError(_("This day is still to come."))
        return day


def _fen(typed: str) -> int:
    try:
        return fen_from_yuan(typed)
    except ValueError as error:
        raise forms.ValidationError(_("Give an amount in yuan, as 1234.50.")) from error
