"""The demo sale's files keep the promises that its loader, its pages and its readers rely on."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from PIL import Image, ImageFont

from yutang.goods import rules
from yutang.places import table
from yutang.plumbing.config import REPOSITORY

SAMPLES = REPOSITORY / "samples/hebei-2019"
ABSOLUTE = (
    "最佳",
    "最好",
    "国家级",
    "第一",
    "顶级",
    "极品",
    "唯一",
    "首选",
    "绝对",
    "100%",
    "特效",
)
ABSOLUTE_EN = re.compile(r"\b(best|number one|no\. ?1|top-grade|unique|finest)\b", re.IGNORECASE)
MEAN_ORDER_YUAN = 42.9
ORDERS = 140_000


class Producer(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["household", "coop", "firm"]
    name: str
    village_code: str
    village_name: str
    invented: bool


class Picture(msgspec.Struct, forbid_unknown_fields=True):
    card: str
    card_raster: str
    cutout: str
    alt: str
    alt_en: str


class Batch(msgspec.Struct, forbid_unknown_fields=True):
    number: str
    harvested_days_before: int


class Lot(msgspec.Struct, forbid_unknown_fields=True):
    price_fen: int
    buyer_limit: int
    stocked: int
    demo_units: int
    demand_weight: float


class Good(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    source: Literal["article", "our choice"]
    origin_note: str
    origin_note_en: str
    county_code: str
    county_label: str
    county_label_en: str
    producer: Producer
    name: str
    name_en: str
    class_code: str
    processing: Literal["fresh", "processed"]
    perishable: bool
    unit: Literal["box", "bottle", "bag", "pack", "piece"]
    net_weight_g: int
    sc_number: str
    sc_number_invented: bool
    standard_number: str
    story: str
    story_en: str
    picture: Picture
    batch: Batch
    lot: Lot


class Event(msgspec.Struct, forbid_unknown_fields=True):
    held_on: str
    minutes: int
    orders: int
    sales_yuan: int
    viewings: int
    goods: int
    counties: int
    lots_sold_out: int
    note: str
    note_en: str


class Rehearsal(msgspec.Struct, forbid_unknown_fields=True):
    buyers: int
    orders_a_minute: int
    chat_lines_a_minute: int
    mean_pin_s: int
    units_an_order: dict[str, float]


class Sale(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    title: str
    title_en: str
    notice: str
    notice_en: str
    modelled_on: Event
    rehearsal: Rehearsal
    goods: list[Good]


class Chat(msgspec.Struct, forbid_unknown_fields=True):
    note: str
    note_en: str
    buyer_names: list[str]
    lines: list[str]
    lines_by_good: dict[str, list[str]]
    talk: dict[str, list[str]]


@pytest.fixture(scope="module")
def sale() -> Sale:
    return msgspec.json.decode((SAMPLES / "sale.json").read_bytes(), type=Sale)


@pytest.fixture(scope="module")
def chat() -> Chat:
    return msgspec.json.decode((SAMPLES / "chat.json").read_bytes(), type=Chat)


def texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from texts(part)
        case list():
            for part in value:
                yield from texts(part)


def units_asked(sale: Sale) -> float:
    return sum(int(units) * part for units, part in sale.rehearsal.units_an_order.items())


def test_there_are_21_goods_from_20_counties(sale: Sale) -> None:
    assert len(sale.goods) == sale.modelled_on.goods == 21
    assert len({good.county_code for good in sale.goods}) == sale.modelled_on.counties == 20
    assert len({good.key for good in sale.goods}) == 21


def test_every_place_is_in_the_national_table_under_its_own_name(sale: Sale) -> None:
    wanted = {g.producer.village_code[:n] for g in sale.goods for n in (6, 9, 12)}
    names = {p.code: p.name for p in table.province_entries("13") if p.code in wanted}
    for good in sale.goods:
        code = good.producer.village_code
        assert code[:6] == good.county_code
        whole = names[code[:9]] + names[code]
        assert whole.startswith(good.producer.village_name), whole
        assert names[good.county_code][:2] == good.county_label[-2:]


def test_every_good_is_one_the_goods_room_would_take(sale: Sale) -> None:
    for good in sale.goods:
        facts = rules.ProductFacts(
            name=good.name,
            class_code=good.class_code,
            processing=good.processing,
            unit=good.unit,
            perishable=good.perishable,
            net_weight_g=good.net_weight_g,
            sc_number=good.sc_number,
            standard_number=good.standard_number,
            origin_note=good.origin_note,
        )
        assert rules.check_product(facts) == facts


def test_processed_food_has_an_invented_licence_of_its_own_county(sale: Sale) -> None:
    for good in sale.goods:
        assert bool(good.sc_number) == good.sc_number_invented == (good.processing == "processed")
        if good.sc_number:
            assert good.sc_number[5:11] == good.county_code
            assert good.producer.kind != "household"
            assert not good.perishable


def test_what_we_invented_says_so(sale: Sale) -> None:
    for good in sale.goods:
        assert good.producer.invented
        assert good.producer.name.endswith("（演示）")
        ours = good.source == "our choice"
        assert good.origin_note.startswith("货品由我们选定" if ours else "货品见于公开报道")
        assert ("is our choice, not a record" in good.origin_note_en) == ours
    assert sum(good.source == "article" for good in sale.goods) == 8


def test_every_text_is_there_in_both_languages_and_fits_its_column(sale: Sale) -> None:
    for value in texts(msgspec.to_builtins(sale)):
        assert value == value.strip()
    limits = {"name": 60, "name_en": 80, "story": 600, "story_en": 900, "origin_note": 120}
    for good in sale.goods:
        for field, most in limits.items():
            assert 0 < len(getattr(good, field)) <= most
        assert good.origin_note_en
        assert good.county_label_en
        assert good.picture.alt.startswith("插画：")
        assert good.picture.alt_en.startswith("Illustration: ")
        assert not re.search(r"[一-鿿]", good.name_en + good.story_en + good.origin_note_en)
    assert 0 < len(sale.title) <= 60
    assert 0 < len(sale.title_en) <= 90
    assert 0 < len(sale.notice) <= 120
    assert sale.notice_en


def test_no_text_uses_an_absolute_term_of_advertising_law(sale: Sale, chat: Chat) -> None:
    for value in texts([msgspec.to_builtins(sale), msgspec.to_builtins(chat)]):
        assert not [term for term in ABSOLUTE if term in value], value
        assert not ABSOLUTE_EN.search(value), value


def test_chinese_texts_use_chinese_punctuation(sale: Sale, chat: Chat) -> None:
    for value in texts([msgspec.to_builtins(sale), msgspec.to_builtins(chat)]):
        assert not re.search(r"[一-鿿][,;:!?()]|[,;:!?()][一-鿿]", value), value


def test_the_mean_order_is_that_of_the_real_sale(sale: Sale) -> None:
    assert sum(good.lot.demand_weight for good in sale.goods) == pytest.approx(1)
    assert sum(sale.rehearsal.units_an_order.values()) == pytest.approx(1)
    unit_yuan = sum(g.lot.price_fen / 100 * g.lot.demand_weight for g in sale.goods)
    assert unit_yuan * units_asked(sale) == pytest.approx(MEAN_ORDER_YUAN, abs=0.1)


def test_at_full_size_12_lots_sell_out_the_sesame_oil_among_them(sale: Sale) -> None:
    units = ORDERS * units_asked(sale)
    gone = {g.key for g in sale.goods if g.lot.stocked <= units * g.lot.demand_weight}
    assert len(gone) == sale.modelled_on.lots_sold_out
    assert {"sesame-oil", "chestnut"} <= gone
    lots = {good.key: good.lot for good in sale.goods}
    assert lots["sesame-oil"].stocked == 20_000
    apple = lots["apple"]
    assert units * apple.demand_weight * apple.price_fen > 200_000_00


def test_in_the_demo_one_lot_sells_out_in_three_to_four_minutes(sale: Sale) -> None:
    a_minute = sale.rehearsal.orders_a_minute * units_asked(sale)
    minutes = sorted(g.lot.demo_units / (g.lot.demand_weight * a_minute) for g in sale.goods)
    assert 3 <= minutes[0] <= 4
    assert 10 <= minutes[1] <= 20
    assert minutes[2] > 30
    for good in sale.goods:
        assert good.lot.demo_units <= sale.rehearsal.buyers * good.lot.buyer_limit
        assert max(map(int, sale.rehearsal.units_an_order)) <= good.lot.buyer_limit


def test_every_picture_is_there_small_and_readable(sale: Sale) -> None:
    for good in sale.goods:
        card = (SAMPLES / good.picture.card).read_text(encoding="utf-8")
        assert card.startswith("<svg")
        assert "<script" not in card
        for name, side in ((good.picture.card_raster, 640), (good.picture.cutout, 256)):
            path = SAMPLES / name
            assert path.stat().st_size < 40_000
            with Image.open(path) as picture:
                assert picture.size == (side, side)
    shown = {good.key for good in sale.goods}
    assert {path.stem for path in (SAMPLES / "pictures").glob("*.svg")} == shown


def test_every_letter_is_in_the_shipped_font(sale: Sale) -> None:
    font = ImageFont.truetype(SAMPLES / "font/NotoSansSC-Bold.ttf", 20)
    empty = bytes(font.getmask("\U0010fffd"))
    written = "".join(good.name + good.county_label for good in sale.goods)
    for letter in sorted({*written, *"演示画面Demopicture0123456789:"} - {" "}):
        assert bytes(font.getmask(letter)) != empty, letter
    assert (SAMPLES / "font/OFL.txt").exists()


def test_chat_is_short_and_its_buyers_are_plainly_rehearsing(sale: Sale, chat: Chat) -> None:
    lines = [*chat.lines, *(line for more in chat.lines_by_good.values() for line in more)]
    assert 75 <= len(lines) <= 100
    assert len(set(lines)) == len(lines)
    assert all(0 < len(line) <= 40 for line in lines)
    assert len(set(chat.buyer_names)) == sale.rehearsal.buyers
    assert all(name.startswith("排练买家 ") for name in chat.buyer_names)
    keys = [good.key for good in sale.goods]
    assert list(chat.lines_by_good) == list(chat.talk) == keys
    assert all(chat.talk[key] and chat.lines_by_good[key] for key in keys)


def test_the_folder_explains_itself_in_both_languages() -> None:
    for name in ("README.md", "README.zh.md"):
        assert len((SAMPLES / name).read_text(encoding="utf-8")) > 400
    assert (SAMPLES / "pictures/LICENSE.txt").exists()
    assert (
        json.loads(Path(SAMPLES / "sale.json").read_text(encoding="utf-8"))["key"] == SAMPLES.name
    )
