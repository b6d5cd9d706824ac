"""Facts of markets: what wholesale markets asked for a good, day by day."""

from yutang.facts.kinds.shape import Kind, Watch
from yutang.facts.kinds.words import fen, number, text
from yutang.kernel.told import Told

PRICE_QUOTE = Kind(
    name="price_quote",
    title=Told("市场行情", "market quotes"),
    told=Told(
        "一个市场一样货一天一行，每公斤多少钱；没有对上货名的、被扣下的不在内。",
        "One row a market, good and day, a kilogram's price; not what is held or has no good yet.",
    ),
    by="month",
    recorded=False,
    own=(
        number("market", "哪个市场", "number of the market"),
        number("quoted_good", "行情里的货的编号", "number of the quoted good"),
        text("good", "货名，如板栗", "name of the good, as chestnuts"),
        fen("low_fen", "每公斤最低；没有为空", "lowest a kg; empty where not told"),
        fen("mean_fen", "每公斤平均", "mean a kg"),
        fen("high_fen", "每公斤最高；没有为空", "highest a kg; empty where not told"),
    ),
    watches=(
        Watch("prices_quote", "select day from changed"),
        Watch(
            "prices_goodname",
            "select q.day from changed c join prices_quote q on q.name_id = c.id",
            only=("good_id",),
        ),
        Watch(
            "prices_quotedgood",
            "select q.day from changed c join prices_goodname n on n.good_id = c.id"
            " join prices_quote q on q.name_id = n.id",
            only=("name",),
        ),
        Watch(
            "prices_market",
            "select q.day from changed c join prices_quote q on q.market_id = c.id",
            only=("place_code", "is_demo"),
        ),
    ),
)

KINDS = (PRICE_QUOTE,)
