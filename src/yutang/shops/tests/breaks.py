"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

GUARDS_OFF = "set local session_replication_role = replica"
A_SHOP = (
    "insert into shops_shop (kind, name, village_code, run_at_code, keeper_kind, keeper_name,"
    " credit_code, keeper_masked, phone_tail, own_grown, opened_on, is_demo, made_at)"
    " values ('in_village', 's', '130827100201', '130827100201', 'firm', 'f', '', '', '', false,"
    " '2018-01-01', true, now())"
)
A_LISTING = (
    "insert into shops_listing (shop_id, platform, number, opened_on)"
    " select id, '{platform}', '{number}', opened_on from shops_shop"
)
A_MONTH = (
    "insert into shops_shopmonth (listing_id, month, orders, units, sales_fen, refunds_fen,"
    " source, modified_at, imported_at, ledger_id)"
    " select id, '2018-07-01', 1, 1, 100, 0, '{source}', now(), now(), 0 from shops_listing"
)
BREAK = {
    ("shops", "tallies"): (
        A_SHOP,
        (
            "insert into shops_tally (code, year, until, shops, active_shops, orders, sales_fen)"
            " values ('130827100201', 2018, '2018-12-01', 2, 0, 0, 0)"
        ),
    ),
    ("shops", "own_months"): (
        A_SHOP,
        A_LISTING.format(platform="yutang", number="0"),
        A_MONTH.format(source="own"),
    ),
    ("shops", "sold_lines"): (
        A_SHOP,
        A_LISTING.format(platform="taobao", number="0"),
        (
            "insert into shops_soldline (listing_id, number_digest, line_digest, good,"
            " origin_code, sold_at, modified_at, units, amount_fen, refunded_fen, to_province,"
            " written_at) select id, 'o', 'l', 'g', '130827100201', now(), now(), 1, 100, 0, '13',"
            " now() from shops_listing"
        ),
    ),
    ("shops", "months"): (
        GUARDS_OFF,
        (
            "insert into shops_shopmonth (listing_id, month, orders, units, sales_fen,"
            " refunds_fen, source, modified_at, imported_at)"
            " values (-1, '2018-07-01', 1, 1, 1, 0, 'file', now(), now())"
        ),
    ),
}
