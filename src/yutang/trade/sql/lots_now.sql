-- The stock of these lots, when they open, when their next wave comes, and their line; last, a hash
-- of the terms that pages show but ticks do not tell.
select
    l.id, l.available, l.stocked, l.state, extract(epoch from l.sold_out_at)::float8, l.price_fen,
    extract(epoch from l.opens_at)::float8,
    (
        select extract(epoch from min(w.at))::float8
        from trade_wave w
        where w.lot_id = l.id and w.released_at is null
    ),
    l.by_ticket,
    (select count(*)::int from trade_ticket t where t.lot_id = l.id and t.state = 'waiting'),
    l.called,
    hashtext(
        row(l.buyer_limit, l.household_limit, l.by_coupon, l.by_ticket,
            extract(epoch from l.closes_at))::text
    )
from trade_lot l
where l.id = any(%(lots)s::bigint[])
