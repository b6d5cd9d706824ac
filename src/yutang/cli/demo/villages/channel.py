"""The demo's channel: what three cities of Hebei recommended, a good in every state there is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from yutang.cli.demo.villages.goods import product_of
from yutang.cli.demo.villages.sample import County, Good

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks
    from yutang.people.access import Person

NAME = "兴农扶贫（演示）"
OPERATOR = "13800000006"
GOODS = {
    "1301": ("sweet-potato", "red-date", "pigeon-egg", "pear", "pigeon", "pupae"),
    "1307": ("potato",),
    "1305": ("apple",),
    "1308": ("chestnut",),
}
"""City → goods. Of 1301 they are the six that the article names as admitted."""
LISTED = ("sweet-potato", "red-date", "pigeon-egg", "pear", "potato")
SUSPENDED = "potato"
ADMITTED = "apple"
"""Admitted, and not listed yet."""
REFUSED = "pupae"
"""It claims a mark that it does not hold. The rest of 1301 waits; 1308 is still being written."""
DRAFT = "1308"
CLAIMED = "LB-18-1301000001A"
"""A number as marks have it; invented."""


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Make the channel and the recommendations; the first clerk decides what the second wrote."""
    from yutang.channel import actions
    from yutang.channel.queries import shown

    if shown.channels().filter(name=NAME).exists():
        return 0
    goods = {good.key: good for county in counties for good in county.goods}
    channel = _channel()
    made: dict[str, int] = {}
    for city in GOODS:
        made |= _recommended(channel, city, goods, clerks.second)
    for key in (*LISTED, ADMITTED, REFUSED):
        _answer(made[key], clerks.first)
    for key in (*LISTED, ADMITTED):
        actions.admit(made[key], clerks.first)
    actions.refuse(made[REFUSED], "请补绿色食品证书，或去掉标志再报（演示）", clerks.first)
    listings = {key: actions.put_on_list(made[key], clerks.first) for key in LISTED}
    actions.move(listings[SUSPENDED].pk, "suspended", "等新一批的检测报告（演示）", clerks.first)
    return 1 + len(made) + len(listings)


def _channel() -> int:
    from yutang.channel import actions
    from yutang.channel.rules.recommending import ChannelFacts
    from yutang.people import actions as people

    operator = people.enrol(OPERATOR, "平台运营（演示）", is_demo=True)
    people.give_grant(operator, "operator", "", by=None)
    facts = ChannelFacts(
        NAME, "省商务厅和平台（演示）", "Farm aid channel (demo)", "市里推荐、省里核对的农货。"
    )
    return int(actions.make_channel(facts, operator, is_demo=True).pk)


def _recommended(
    channel: int, city: str, goods: Mapping[str, Good], by: "Person"
) -> dict[str, int]:
    """Return the candidates of a city by the keys of their goods."""
    from yutang.channel import actions
    from yutang.channel.rules.recommending import Contact, GoodFacts
    from yutang.goods import queries

    made = {}
    listed = actions.begin(channel, city, Contact("演示联系人", "13800000009"), by)
    for key in GOODS[city]:
        product = product_of(goods[key])
        assert product is not None, "the sale and the goods are painted before"
        batch = queries.batch_numbered(product, f"{key.upper()}-01")
        assert batch is not None
        said = GoodFacts(
            batch_id=batch,
            supply_kg=50_000,
            price_fen=goods[key].price_fen,
            marks=CLAIMED if key == REFUSED else "",
        )
        made[key] = int(actions.add_good(listed.pk, product, said, by).pk)
    if city != DRAFT:
        actions.send(listed.pk, by)
    return made


def _answer(candidate: int, by: "Person") -> None:
    from yutang.channel import access, actions
    from yutang.channel.queries import facts
    from yutang.goods import queries

    found = access.candidate_for(by, candidate)
    product = queries.product_views([found.product_id])[found.product_id]
    for line in facts.lines_of(found, product):
        if line.is_asked:
            actions.answer(found.pk, line.question.pk, "看过（演示）", by, passed=True)
