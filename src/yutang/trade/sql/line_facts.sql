-- What a line may hope for: units of its lot that are there, planned before it closes, or unpaid;
-- when the last of them is known; how many of the sale's last 500 orders whose time to pay is over
-- were not paid; the units that the whole line asks for; and whether the lot has closed for good.
select
    l.id, l.available, l.held, coming.units, coming.last_at, holds.last_at, sample.unpaid,
    sample.orders, line.units, coalesce(l.closes_at <= %(now)s, false)
from unnest(%(lots)s::bigint[]) as wanted (id)
join trade_lot l on l.id = wanted.id
cross join lateral (
    select coalesce(sum(w.units), 0)::int as units, max(w.at) as last_at
    from trade_wave w
    where w.lot_id = l.id and w.released_at is null
        and coalesce(w.at < l.closes_at, true)
) coming
cross join lateral (
    select max(o.expires_at) as last_at
    from trade_order o
    where o.lot_id = l.id and o.state = 'held'
) holds
cross join lateral (
    select
        coalesce(sum(t.quantity), 0)::int as units,
        (array_agg(t.sale_id) filter (where t.sale_id is not null))[1] as sale_id
    from trade_ticket t
    where t.lot_id = l.id and t.state = 'waiting'
) line
cross join lateral (
    select
        count(*) filter (where latest.state in ('expired', 'cancelled'))::int as unpaid,
        count(*)::int as orders
    from (
        select o.state
        from trade_order o
        where o.sale_id = line.sale_id
            and o.placed_at <= %(now)s - make_interval(secs => l.hold_s)
        order by o.placed_at desc
        limit 500
    ) latest
) sample
