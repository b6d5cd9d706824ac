"""Who gets what of this room's addresses (see tests/access/test_every_page.py).

The clerk of the cast is a county's, so recommends nothing; the operator is every role.
"""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
channel:channels               GET    200  200  200  200  200  200  200  200  200  200  200
channel:channel                GET    200  200  200  200  200  200  200  200  200  200  200
channel:channel-new            GET    401  404  404  404  404  404  404  404  404  404  200
channel:channel-new            POST   401  404  404  404  404  404  404  404  404  404  422
channel:checklist              GET    200  200  200  200  200  200  200  200  200  200  200
channel:checklist              POST   401  404  404  404  404  404  404  404  404  404  422
channel:desk                   GET    401  404  404  404  404  404  404  404  404  404  200
channel:recommend              GET    401  404  404  404  404  404  404  404  404  404  200
channel:recommend              POST   401  404  404  404  404  404  404  404  404  404  422
channel:recommendation         GET    401  404  404  404  404  404  404  404  404  404  200
channel:goods-choose           GET    401  404  404  404  404  404  404  404  404  404  200
channel:goods-add              GET    401  404  404  404  404  404  404  404  404  404  200
channel:goods-add              POST   401  404  404  404  404  404  404  404  404  404  422
channel:send                   POST   401  404  404  404  404  404  404  404  404  404  302
channel:contact                POST   401  404  404  404  404  404  404  404  404  404  302
channel:file                   POST   401  404  404  404  404  404  404  404  404  404  302
channel:candidate              GET    401  404  404  404  404  404  404  404  404  404  200
channel:remove                 POST   401  404  404  404  404  404  404  404  404  404  302
channel:withdraw               POST   401  404  404  404  404  404  404  404  404  404  302
channel:answer                 POST   401  404  404  404  404  404  404  404  404  404  404
channel:admit                  POST   401  404  404  404  404  404  404  404  404  404  302
channel:refuse                 POST   401  404  404  404  404  404  404  404  404  404  302
channel:list                   POST   401  404  404  404  404  404  404  404  404  404  302
channel:move                   POST   401  404  404  404  404  404  404  404  404  404  302
channel:county-lists           GET    200  200  200  200  200  200  200  200  200  200  200
channel:county-list            GET    200  200  200  200  200  200  200  200  200  200  200
channel:county-import          GET    401  404  404  404  404  404  404  404  404  404  200
channel:county-import          POST   401  404  404  404  404  404  404  404  404  404  422
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """A channel that lists the stage's chestnuts, after a city clerk's recommendation; a list."""
    from yutang.channel import actions
    from yutang.channel.models import CountyList
    from yutang.channel.rules.recommending import ChannelFacts, Contact, GoodFacts
    from yutang.goods.queries import batches_of
    from yutang.kernel.clock import now, today
    from yutang.people import actions as people
    from yutang.trade.models import Lot

    operator = stage.cast["operator"]
    city = people.enrol("13800000051", "承德商务局")
    people.give_grant(city, "clerk", "1308", by=None)
    channel = actions.make_channel(ChannelFacts("兴农扶贫", "平台"), operator)
    actions.add_checklist(
        channel.pk,
        operator,
        kinds=["licence"],
        own="",
        valid_from=today(),
        source="频道",
        is_verified=False,
    )
    product = Lot.objects.get(pk=stage.ids["lot_id"]).product_id
    batch = batches_of(product)[0].pk
    found = actions.begin(channel.pk, "1308", Contact("联系人", "13800000009"), city)
    said = GoodFacts(batch_id=batch, supply_kg=1, price_fen=1)
    good = actions.add_good(found.pk, product, said, city)
    actions.send(found.pk, city)
    actions.admit(good.pk, operator)
    listing = actions.put_on_list(good.pk, operator)
    counties = CountyList.objects.create(
        name="名单", level="national", source="出处", file_digest="", at=now(), by=operator
    )
    return {
        "channel_id": channel.pk,
        "recommendation_id": found.pk,
        "product_id": product,
        "candidate_id": good.pk,
        "listing_id": listing.pk,
        "list_id": counties.pk,
    }
