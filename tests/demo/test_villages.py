"""The demo's villages: the sample is what it says, and a room that fails falls alone."""

import json

import pytest

from yutang.cli.demo import villages
from yutang.cli.demo.villages import sample
from yutang.goods import rules
from yutang.places.models import Place


def test_every_county_and_village_of_the_sample_is_in_the_tree(tree: dict[str, str]) -> None:
    for county in sample.counties():
        assert tree[county.code] == county.name
        for village in county.villages:
            assert village.code.startswith(county.code)
            assert village.name == tree[village.town] + tree[village.code]
            assert village.code[9:] >= "200", "a village, no residents' committee"
        for good in county.goods:
            assert good.village.startswith(county.code)
            assert good.picture.is_file()


def test_the_articles_counties_are_there_with_their_goods() -> None:
    here = {county.code: county for county in sample.counties()}
    assert {code for code in here if code.startswith("44")} == {
        "440229",
        "440882",
        "441223",
        "441226",
        "441721",
        "445224",
    }
    assert {good.name for good in here["445224"].goods} == {"隆江猪手", "惠来鱼丸", "惠来豆饼"}
    for county in here.values():
        assert county.goods[0].class_code == county.leading_class
        assert len({village.code for village in county.villages}) == len(county.villages) >= 8
        assert len(sample.neighbours(county.code)) >= 3


def test_a_villages_standing_follows_from_its_figures() -> None:
    for county in sample.counties():
        for village in county.villages:
            sells = village.ecommerce_sales_yuan >= 10_000_000
            opens = village.active_shops * 10 >= village.households
            assert (sells and opens) == (village.standing == "strong")
            assert (sells or opens) == (village.standing != "quiet")


def test_licence_numbers_have_their_check_digit_and_producers_say_that_they_are_invented() -> None:
    said = json.loads((sample.folder() / "counties.json").read_text("utf-8"))
    goods = [good for county in said["counties"] for good in county["goods"] if "key" in good]
    assert goods
    for good in goods:
        rules.check_sc_number(good["sc_number"])
        assert (good["processing"] == "processed") == bool(good["sc_number"])
        assert good["producer"]["name"].endswith("（演示）")


def test_a_room_that_fails_takes_nobody_else_along(
    sampled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yutang.cli.demo.villages import goods

    def falls(*_: object) -> int:
        Place.objects.create(code="99", edition=1, name="x", short_name="x", level=1)
        raise ValueError

    monkeypatch.setattr(goods, "paint", falls)
    assert villages.paint(["goods", "no-such-room"]) == {"goods": None}
    assert not Place.objects.filter(code="99").exists()
