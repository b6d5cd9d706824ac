"""One scene with a bit of everything: each kind's rows are whole, and say what the rooms say."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.urls import resolve
from tests.published import facts_of
from tests.scene import Stage, happen, publish, stage

from yutang.facts import kinds
from yutang.goods import actions as goods
from yutang.goods.models import Product
from yutang.goods.rules import InspectionFacts
from yutang.kernel.clock import today
from yutang.live.models import Sale
from yutang.plumbing import figures
from yutang.roster import actions as roster
from yutang.trade.models import Lot

__all__ = ["stage"]
pytestmark = pytest.mark.django_db
Rows = dict[str, list[dict[str, Any]]]
EMPTY = {"listed_county", "claim_paid", "opinion", "pickup", "settlement_part"}
"""Kinds of which nothing happens in the scene; their statements are tried by test_kinds.py."""


def change(stage: Stage) -> None:
    """What changes later: a batch is recalled, a good renamed, two rows are one person."""
    clerk, operator = stage.cast["clerk"], stage.cast["operator"]
    batch = Lot.objects.values_list("batch_id", flat=True).get(pk=stage.ids["lot_id"])
    assert batch is not None
    goods.add_inspection(
        batch,
        InspectionFacts(kind="own", tested_on=today(), items="农残", passed=False),
        None,
        clerk,
    )
    goods.recall_batch(batch, "农残超标", clerk)
    Product.objects.filter(pk=stage.ids["product_id"]).update(name="宽城明栗")
    Sale.objects.filter(pk=stage.ids["sale_id"]).update(likes=7)
    worked = facts_of("work_day")[0]["person"]
    learned = facts_of("lesson")[0]["person"]
    double = roster.propose_double(worked, learned, "同名同村", clerk)
    roster.confirm(double.pk, operator)


def test_whatever_happened_is_published_as_if_it_were_published_at_once(stage: Stage) -> None:
    happen(stage)
    publish()
    change(stage)
    changed = publish()
    again = publish(everything=True)

    assert changed.versions["real"].written > 0
    assert (again.versions["real"].written, again.versions["real"].gone) == (0, 0)
    rows = {kind.name: facts_of(kind.name) for kind in kinds.every()}
    assert {name for name, listed in rows.items() if not listed} == EMPTY
    for name, listed in rows.items():
        assert len({row["key"] for row in listed}) == len(listed), name
        assert all(re.fullmatch(r"([0-9]{2,12})?", row["place"]) for row in listed), name
        for address in {row["evidence"] for row in listed} - {""}:
            resolve(address)
    _as_the_rooms_say(rows)


SAYS: dict[str, Callable[[Rows], Decimal]] = {
    "insurance.person_times": lambda rows: Decimal(len(rows["insured"])),
    "insurance.persons": lambda rows: _persons(rows["insured"]),
    "insurance.premium_yuan": lambda rows: _yuan(rows["insured"], "premium_fen"),
    "training.person_times": lambda rows: Decimal(len(rows["attendance"])),
    "training.persons": lambda rows: _persons(rows["attendance"]),
    "training.completed": lambda rows: _persons(rows["completion"]),
    "training.classes": lambda rows: Decimal(len(rows["training_class"])),
    "courses.lessons": lambda rows: Decimal(len(rows["lesson"])),
    "courses.learners": lambda rows: _persons(rows["lesson"]),
    "placement.persons": lambda rows: _persons(
        [row for row in rows["placement"] if row["months"] == 0 and row["is_job"]]
    ),
    "ecology.work_person_times": lambda rows: Decimal(len(rows["work_day"])),
    "ecology.work_persons": lambda rows: _persons(rows["work_day"]),
    "programmes.arrived_yuan": lambda rows: _yuan(
        [row for row in rows["fund_entry"] if row["way"] == "arrived"], "amount_fen"
    ),
    "programmes.spent_yuan": lambda rows: _yuan(
        [row for row in rows["fund_entry"] if row["way"] == "spent"], "amount_fen"
    ),
    "shops.ecommerce_sales": lambda rows: _yuan(rows["shop_month"], "net_fen"),
}
"""Figures of rooms, as their facts add up."""


def _as_the_rooms_say(rows: Rows) -> None:
    year = today().year
    for name, add_up in SAYS.items():
        figure = figures.by_name(name)
        assert figure is not None
        for code in ("13", "130827", "130827100201"):
            there = {
                kind: [row for row in listed if row["on"].year == year and _lies(row, code)]
                for kind, listed in rows.items()
            }
            assert add_up(there) == figure.read([code], year).get(code, 0), (name, code)


def _lies(row: dict[str, Any], code: str) -> bool:
    place: str = row["place"]
    return place.startswith(code)


def _persons(rows: list[dict[str, Any]]) -> Decimal:
    return Decimal(len({row["person"] for row in rows}))


def _yuan(rows: list[dict[str, Any]], column: str) -> Decimal:
    return Decimal(sum(row[column] or 0 for row in rows)) / 100
