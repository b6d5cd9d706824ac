"""A demo county's sale, read from `samples/` and brought in through the rooms' own doors."""

import json
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yutang.cli.demo import splits
from yutang.kernel.clock import now, wall
from yutang.plumbing.config import Config

if TYPE_CHECKING:
    from yutang.people.access import Person

HOST, CLERK, BUYER, SECOND = "13800000001", "13800000002", "13800000003", "13800000004"
"""Mobile numbers of the demo accounts; `SECOND` is the clerk who approves what the other made."""
HOLD_S = 120
"""In the demo an unpaid hold ends soon, so that a visitor sees its units return."""


def folder(name: str = "hebei-2019") -> Path:
    """Return the sample's folder.

    Raises:
        SystemExit: the platform runs without its source tree.
    """
    path = Config.load().samples / name
    if not (path / "sale.json").is_file():
        raise SystemExit(f"The demo needs {path}, which comes with a clone of the project.")
    return path


def read(path: Path, name: str = "sale.json") -> dict[str, Any]:
    """Return what one of the sample's files says."""
    said: dict[str, Any] = json.loads((path / name).read_text("utf-8"))
    return said


def load(sample: dict[str, Any], path: Path) -> int:
    """Bring in people, places and goods once; return a new sale, planned with fresh lots."""
    from django.db import connection

    from yutang.places import loading

    loading.load(connection, sorted({good["county_code"][:2] for good in sample["goods"]}))
    presenter, clerk = _people(sample)
    sale = _plan(sample, path, host=presenter, clerk=clerk)
    for good in sample["goods"]:
        lot = _put_on_offer(good, path, sale, clerk)
        splits.agree(lot, good["producer"]["name"], good["county_code"], presenter, clerk)
    return sale


def host() -> "Person":
    """Return the demo's host, made at the first call."""
    from yutang.people import actions

    return actions.enrol(HOST, "主播小满（演示）", is_demo=True)


def _people(sample: dict[str, Any]) -> tuple["Person", "Person"]:
    from yutang.people import actions

    presenter = host()
    clerk = actions.enrol(CLERK, "县办老赵（演示）", is_demo=True)
    second = actions.enrol(SECOND, "县办小周（演示）", is_demo=True)
    actions.enrol(BUYER, "买家小林（演示）", is_demo=True)
    for code in sorted({good["county_code"] for good in sample["goods"]}):
        actions.give_grant(presenter, "host", code, by=None)
    for province in sorted({good["county_code"][:2] for good in sample["goods"]}):
        actions.give_grant(clerk, "clerk", province, by=None)
        actions.give_grant(second, "clerk", province, by=None)
    return presenter, clerk


def _plan(sample: dict[str, Any], path: Path, *, host: "Person", clerk: "Person") -> int:
    from yutang.live import actions

    plan = actions.Plan(
        title=sample["title"],
        title_en=sample["title_en"],
        notice=f"{sample['notice']} {sample['notice_en']}",
        county_codes=sorted({good["county_code"] for good in sample["goods"]}),
        starts_at=now(),
        cover=_cover(path),
        is_demo=True,
    )
    return int(actions.plan_sale(plan, host=host, by=clerk).pk)


def _cover(path: Path) -> str:
    cover = path / "cover.webp"
    if not cover.is_file():
        return ""
    target = Config.load().media / "covers" / "hebei-2019.webp"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(cover, target)
    return "covers/hebei-2019.webp"


def _put_on_offer(good: dict[str, Any], path: Path, sale: int, clerk: "Person") -> int:
    from yutang.live import actions as live
    from yutang.trade import actions as trade

    product = bring_product(good, path / good["picture"]["card_raster"])
    lot = trade.make_lot(
        product,
        batch_id=_batch(good, product, clerk),
        price_fen=good["lot"]["price_fen"],
        units=good["lot"]["demo_units"],
        buyer_limit=good["lot"]["buyer_limit"],
        hold_s=HOLD_S,
        by=clerk,
    )
    live.put_in_lineup(sale, lot.pk, clerk)
    live.open_lot(sale, lot.pk, clerk)
    return int(lot.pk)


def bring_product(good: Mapping[str, Any], card: Path) -> int:
    """Return the product of a sample's good, written down with its producer when there is none.

    `card`: its picture.
    """
    from yutang.goods import actions, queries
    from yutang.goods.rules import ProducerFacts

    maker = good["producer"]
    producer = queries.producer_named(maker["village_code"], maker["name"])
    if producer is None:
        producer = actions.add_producer(
            ProducerFacts(
                kind=maker["kind"],
                name=maker["name"],
                village_code=maker["village_code"],
                is_demo=True,
            )
        ).pk
    known = queries.product_named(producer, good["name"])
    if known is not None:
        return known
    made = actions.add_product(producer, _facts(good))
    picture = good["picture"]
    actions.add_picture(
        made.pk,
        card.read_bytes(),
        alt=picture["alt"],
        alt_en=picture["alt_en"],
        is_illustration=True,
    )
    return int(made.pk)


def _facts(good: Mapping[str, Any]) -> Any:
    from yutang.goods.rules import ProductFacts

    same = (
        "name",
        "name_en",
        "class_code",
        "processing",
        "perishable",
        "unit",
        "net_weight_g",
        "story",
        "story_en",
        "sc_number",
        "standard_number",
        "origin_note",
    )
    return ProductFacts(
        **{name: good[name] for name in same}, origin_code=good["producer"]["village_code"]
    )


def _batch(good: dict[str, Any], product: int, clerk: "Person") -> int:
    from yutang.goods import queries

    batch = good["batch"]
    known = queries.batch_numbered(product, batch["number"])
    if known is not None:
        return known
    grams = (good["net_weight_g"] or 1000) * good["lot"]["stocked"]
    day = wall(now()).date() - timedelta(days=batch["harvested_days_before"])
    return stock(product, batch["number"], grams, day, clerk)


def stock(product: int, number: str, grams: int, day: date, clerk: "Person") -> int:
    """Write down a batch that may be offered: its origin confirmed, its certificate issued.

    All of it is invented, and says so: the products are those of the demo.
    """
    from yutang.goods import actions, queries
    from yutang.goods.rules import BatchFacts, CertificateFacts, certificates

    facts = BatchFacts(number=number, harvested_on=day, quantity_g=grams, field_name="演示地块")
    made = actions.add_batch(product, facts)
    actions.confirm_batch(made.pk, clerk, "演示：生产者是编的，由县办记录")
    if certificates.is_bound(queries.offer_facts(product, made.pk), wall(now()).date()):
        promise = CertificateFacts(
            quantity_g=grams, contact=CLERK, issued_on=wall(now()).date(), by_control=True
        )
        actions.issue_certificate(made.pk, promise, clerk)
    return int(made.pk)
