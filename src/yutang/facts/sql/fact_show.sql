-- One row a sale that went live on these days. What is counted, and how, is what the results of a
-- sale count (insight/sql/facts_*.sql, insight/measures.py); seconds on the air leave pauses out.
select
    s.id::text as key,
    (s.live_at at time zone 'Asia/Shanghai')::date as "on",
    s.live_at as at,
    county.place,
    s.host_id as person,
    '/live/' || s.id || '/results/' as evidence,
    s.id as sale,
    s.state,
    county.counties,
    county.codes as county_codes,
    case when s.state in ('ended', 'replay') then air.s end as live_s,
    coalesce(seen.pv, 0) as pv,
    coalesce(seen.uv, 0) as uv,
    online.pcu,
    online.acu,
    coalesce(seen.stay_s, 0) as stay_s,
    s.likes,
    (select count(*) from live_message m where m.sale_id = s.id) as messages,
    lineup.goods,
    lineup.lots_sold_out,
    sold.orders,
    sold.paid_orders,
    sold.buyers,
    sold.units,
    sold.gmv_fen,
    sold.paid_fen,
    sold.refunded_fen,
    sold.paid_fen - sold.refunded_fen as net_fen,
    sold.live_orders,
    sold.live_net_fen,
    sold.after_net_fen,
    exists (
        select from hosts_path p
        join roster_member m on m.id = p.member_id
        where m.account_id = s.host_id and p.certified_at <= s.live_at
            and not (p.state = 'left' and p.since < s.live_at)
    ) as is_village_host,
    s.is_demo
from live_sale s
cross join lateral (
    select
        case
            when count(distinct code) = 1 then min(code)
            when count(distinct left(code, 4)) = 1 then left(min(code), 4)
            when count(distinct left(code, 2)) = 1 then left(min(code), 2)
            else ''
        end as place,
        count(distinct code) as counties,
        ',' || string_agg(distinct code, ',' order by code) || ',' as codes
    from unnest(s.county_codes) as each (code)
) county
cross join lateral (
    select floor(sum(extract(epoch from greatest(run.ends - run.at, interval '0'))))::bigint as s
    from (
        select to_state, at, lead(at, 1, at) over (order by id) as ends
        from live_statechange where sale_id = s.id
    ) run
    where run.to_state = 'live'
) air
cross join lateral (
    select count(*) as uv, sum(entries)::bigint as pv, sum(stayed_s)::bigint as stay_s
    from live_viewing where sale_id = s.id
) seen
cross join lateral (
    select max(moment.online) as pcu, avg(moment.online)::float8 as acu
    from (
        select sum(counted.online)::bigint as online
        from (
            select floor(extract(epoch from at) / 5)::bigint as slot, max(online) as online
            from live_onlinesample
            where sale_id = s.id and at >= s.live_at and at <= coalesce(s.ended_at, 'infinity')
            group by 1, gate
        ) counted
        group by counted.slot
    ) moment
) online
cross join lateral (
    select count(distinct lot.product_id) as goods, count(lot.sold_out_at) as lots_sold_out
    from live_lineupitem item join trade_lot lot on lot.id = item.lot_id
    where item.sale_id = s.id
) lineup
cross join lateral (
    select
        count(*) as orders,
        count(*) filter (where o.paid_fen > 0) as paid_orders,
        count(distinct o.buyer_id) filter (where o.paid_fen > 0) as buyers,
        coalesce(sum(o.quantity) filter (where o.paid_fen > o.refunded_fen), 0)::bigint as units,
        coalesce(sum(o.amount_fen), 0)::bigint as gmv_fen,
        coalesce(sum(o.paid_fen), 0)::bigint as paid_fen,
        coalesce(sum(o.refunded_fen), 0)::bigint as refunded_fen,
        count(*) filter (where o.is_live) as live_orders,
        coalesce(sum(o.paid_fen - o.refunded_fen) filter (where o.is_live), 0)::bigint
            as live_net_fen,
        coalesce(sum(o.paid_fen - o.refunded_fen) filter (where o.is_after), 0)::bigint
            as after_net_fen
    from (
        select
            placed.buyer_id,
            placed.quantity,
            placed.amount_fen,
            case when p.state in ('paid', 'due', 'refunded') then p.amount_fen - p.freight_fen
                else 0 end as paid_fen,
            coalesce(least(p.refunded_fen, p.amount_fen - p.freight_fen), 0) as refunded_fen,
            placed.placed_at >= s.live_at
                and (s.ended_at is null or placed.placed_at <= s.ended_at) as is_live,
            placed.placed_at > s.ended_at
                and placed.placed_at <= s.ended_at + interval '7 days' as is_after
        from trade_order placed
        left join money_payment p on p.order_id = placed.id
        where placed.sale_id = s.id
    ) o
) sold
where s.live_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and s.live_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and s.rehearses_id is null
