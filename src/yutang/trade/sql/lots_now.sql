-- What a tick tells of these lots, by the names of live.feed.LotLine: stock, when they open, when
-- their next wave comes, their line; last, a hash of what pages show but ticks do not tell.
select
    l.id as lot,
    l.available,
    l.stocked,
    l.state,
    extract(epoch from l.sold_out_at)::float8 as sold_out_at,
    extract(epoch from l.opens_at)::float8 as opens_at,
    (
        select extract(epoch from min(w.at))::float8
        from trade_wave w
        where w.lot_id = l.id and w.released_at is null
    ) as more_at,
    l.by_ticket,
    (
        select count(*)::int from trade_ticket t where t.lot_id = l.id and t.state = 'waiting'
    ) as waiting,
    l.called,
    hashtext(
        row(l.price_fen, l.buyer_limit, l.household_limit, l.by_coupon, l.by_ticket,
            extract(epoch from l.closes_at))::text
    ) as terms
from trade_lot l
where l.id = any(%(lots)s::bigint[])
