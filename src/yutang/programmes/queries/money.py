"""The money of funds and programmes: what came, what went on, what is left, in fen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Sum, When

from yutang.places import queries as places
from yutang.programmes.models import (
    Direction,
    Donation,
    Fund,
    GivenBack,
    Grant,
    Programme,
    Purpose,
)
from yutang.programmes.queries.views import planned, spent, word
from yutang.programmes.rules import demands

_DONE = Q(state="confirmed")
_SIGNED = Case(
    When(is_back=True, then=-F("amount_fen")),
    default=F("amount_fen"),
    output_field=BigIntegerField(),
)


@dataclass(frozen=True)
class FundView:
    """A fund and its sums: given - returned = granted + left."""

    id: int
    name: str
    direction: str
    direction_name: str
    scheme_name: str
    place_code: str
    place: str
    aim: str
    is_demo: bool
    given_fen: int
    returned_fen: int
    granted_fen: int
    """Handed to programmes, less what came back."""

    @property
    def left_fen(self) -> int:
        return self.given_fen - self.returned_fen - self.granted_fen


@dataclass(frozen=True)
class PurposeLine:
    """One purpose of a programme: planned, spent, and the shares of it in percent."""

    purpose: str
    name: str
    planned_fen: int
    spent_fen: int
    share: Decimal | None
    """Of all that is spent, with one digit."""

    @property
    def left_fen(self) -> int:
        return self.planned_fen - self.spent_fen


@dataclass(frozen=True)
class MoneyView:
    """What a programme planned, got and spent, by purpose."""

    lines: tuple[PurposeLine, ...]
    arrived_fen: int

    @property
    def planned_fen(self) -> int:
        return sum(line.planned_fen for line in self.lines)

    @property
    def spent_fen(self) -> int:
        return sum(line.spent_fen for line in self.lines)

    @property
    def left_fen(self) -> int:
        return self.arrived_fen - self.spent_fen

    @property
    def arrived_percent(self) -> Decimal | None:
        """到位率: arrived of planned."""
        return demands.shown(demands.percent(self.arrived_fen, self.planned_fen))

    @property
    def paid_percent(self) -> Decimal | None:
        """拨付率: spent of arrived."""
        return demands.shown(demands.percent(self.spent_fen, self.arrived_fen))


def funds(place_code: str = "", direction: str = "") -> QuerySet[Fund]:
    """Return the funds of a place and of those under it, the largest places first."""
    found = Fund.objects.select_related("scheme").filter(place_code__startswith=place_code)
    if direction in Direction.values:
        found = found.filter(direction=direction)
    return found.order_by("place_code", "direction", "pk")


def fund_views(found: Iterable[Fund]) -> list[FundView]:
    """Return funds with their sums: three queries, and the names of their places."""
    listed = list(found)
    ids = [each.pk for each in listed]
    given = _sums(Donation.objects.filter(_DONE, fund__in=ids), "fund_id")
    returned = _sums(GivenBack.objects.filter(_DONE, donation__fund__in=ids), "donation__fund_id")
    granted = _granted(Grant.objects.filter(_DONE, fund__in=ids), "fund_id")
    names = places.full_names({each.place_code for each in listed if each.place_code})
    return [
        FundView(
            id=each.pk,
            name=each.name,
            direction=each.direction,
            direction_name=str(Direction(each.direction).label),
            scheme_name=word(each.scheme),
            place_code=each.place_code,
            place=names.get(each.place_code, ""),
            aim=each.aim,
            is_demo=each.is_demo,
            given_fen=given.get(each.pk, 0),
            returned_fen=returned.get(each.pk, 0),
            granted_fen=granted.get(each.pk, 0),
        )
        for each in listed
    ]


def fund_view(fund_id: int) -> FundView | None:
    """Return a fund with its sums; None when there is none."""
    return next(iter(fund_views(Fund.objects.select_related("scheme").filter(pk=fund_id))), None)


def arrived(ids: Collection[int]) -> dict[int, int]:
    """Return what has arrived at programmes, less what went back, in fen by id."""
    return _granted(Grant.objects.filter(_DONE, programme__in=ids), "programme_id")


def arrived_by_fund(programme_id: int) -> list[tuple[int, str, int]]:
    """Return the funds of a programme: id, name and what arrived from it, less what went back."""
    found = _granted(Grant.objects.filter(_DONE, programme=programme_id), "fund_id")
    names = dict(Fund.objects.filter(pk__in=found).values_list("pk", "name"))
    return [(fund, names[fund], fen) for fund, fen in sorted(found.items())]


def granted_by_programme(fund_id: int) -> list[tuple[int, str, int]]:
    """Return the programmes of a fund: id, name and what they got, the most first."""
    found = _granted(Grant.objects.filter(_DONE, fund=fund_id), "programme_id")
    names = dict(Programme.objects.filter(pk__in=found).values_list("pk", "name"))
    listed = [(programme, names[programme], fen) for programme, fen in found.items()]
    return sorted(listed, key=lambda row: (-row[2], row[0]))


def money(programme_id: int) -> MoneyView:
    """Return a programme's money by purpose."""
    plan, used = planned(programme_id), spent(programme_id)
    total = sum(used.values())
    return MoneyView(
        lines=tuple(
            PurposeLine(
                purpose=each.value,
                name=str(each.label),
                planned_fen=plan.get(each.value, 0),
                spent_fen=used.get(each.value, 0),
                share=demands.shown(demands.percent(used.get(each.value, 0), total)),
            )
            for each in Purpose
            if each.value in plan or each.value in used
        ),
        arrived_fen=arrived([programme_id]).get(programme_id, 0),
    )


def _sums(found: "QuerySet[Donation] | QuerySet[GivenBack]", by: str) -> dict[int, int]:
    return dict(found.order_by().values_list(by).annotate(fen=Sum("amount_fen")))


def _granted(found: QuerySet[Grant], by: str) -> dict[int, int]:
    return dict(found.order_by().values_list(by).annotate(fen=Sum(_SIGNED)))
