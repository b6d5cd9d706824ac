"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

A_MARKET = (
    "insert into prices_market (name, place_code, keeper_code, source, source_url, terms, is_demo,"
    " created_at) values ('m', '', '', 's', '', '', true, now())"
)
AN_IMPORT = (
    "insert into prices_priceimport (kind, market_id, file_name, file_digest, at, lines, added,"
    " changed, same, refused, held, counts) select 'file', id, '', '', now(), 1, {added}, 0, 0,"
    " {refused}, 0, '{{}}' from prices_market"
)
BREAK = {
    ("prices", "imports"): (A_MARKET, AN_IMPORT.format(added=0, refused=1)),
    ("prices", "quotes"): (A_MARKET, AN_IMPORT.format(added=1, refused=0)),
    ("prices", "alerts"): (
        "set local session_replication_role = replica",
        (
            "insert into prices_pricealert (product_id, good_id, county_code, rule, own_fen,"
            " market_fen, share, quotes, markets, first_day, last_day, raised_at, counted_at,"
            " reason) values (1, 1, '130827', 'r', 90, 100, 80, 3, 1, '2026-01-01', '2026-01-02',"
            " now(), now(), '')"
        ),
    ),
}
