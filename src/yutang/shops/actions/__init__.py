"""Writes of the shops room: one verb, one transaction.

`registering` shops, `merging` months of whatever source, `own` months of this platform, `entering`
by hand, `importing` files, `syncing` sources that are read again and again, `tallying` what places
come to. Whoever writes months takes one lock first (`tallying.alone`).
"""

from yutang.shops.actions.entering import enter_month
from yutang.shops.actions.own import count_new
from yutang.shops.actions.registering import edit, keeper_of, list_shop, open_keeper, register
from yutang.shops.actions.tallying import tally_year

__all__ = [
    "count_new",
    "edit",
    "enter_month",
    "keeper_of",
    "list_shop",
    "open_keeper",
    "register",
    "tally_year",
]
