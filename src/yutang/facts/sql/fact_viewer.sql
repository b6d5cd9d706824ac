-- One row a viewer of the sales that went live on these days. A device's number is made from its
-- digest and lies below zero, so that it never meets an account's.
select
    v.id::text as key,
    (s.live_at at time zone 'Asia/Shanghai')::date as "on",
    v.first_at as at,
    county.place,
    coalesce(
        account.id, -('x' || left(md5(v.viewer), 15))::bit(60)::bigint - 1
    ) as person,
    '/live/' || s.id || '/results/' as evidence,
    s.id as sale,
    case when account.id is null then 'device' else 'account' end as known_by,
    v.entries::bigint as entries,
    v.stayed_s,
    coalesce(had.ordered, false) as ordered,
    coalesce(had.bought, false) as bought,
    s.is_demo
from live_sale s
join live_viewing v on v.sale_id = s.id
cross join lateral (
    select case when left(v.viewer, 2) = 'p:' then substr(v.viewer, 3)::bigint end as id
) account
cross join lateral (
    select
        case
            when count(distinct code) = 1 then min(code)
            when count(distinct left(code, 4)) = 1 then left(min(code), 4)
            when count(distinct left(code, 2)) = 1 then left(min(code), 2)
            else ''
        end as place
    from unnest(s.county_codes) as each (code)
) county
left join (
    select
        o.sale_id,
        o.buyer_id,
        true as ordered,
        bool_or(coalesce(p.state in ('paid', 'due', 'refunded') and p.amount_fen > p.freight_fen,
            false)) as bought
    from live_sale of_day
    join trade_order o on o.sale_id = of_day.id
    left join money_payment p on p.order_id = o.id
    where of_day.live_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
        and of_day.live_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    group by o.sale_id, o.buyer_id
) had on had.sale_id = s.id and had.buyer_id = account.id
where s.live_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and s.live_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and s.rehearses_id is null
