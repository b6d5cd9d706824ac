-- One row a good that a city recommended on these days, one when it was admitted, one a plaque of a
-- brand station.
select
    'recommended:' || c.id as key,
    (r.sent_at at time zone 'Asia/Shanghai')::date as "on",
    r.sent_at as at,
    c.county_code as place,
    null::bigint as person,
    '/channels/candidates/' || c.id || '/' as evidence,
    'recommended' as step,
    c.channel_id as channel,
    product.id as product,
    product.name as good,
    c.state,
    c.supply_kg::bigint as supply_kg,
    c.price_fen::bigint as price_fen,
    null::date as until,
    channel.is_demo
from channel_recommendation r
join channel_candidate c on c.recommendation_id = r.id
join channel_channel channel on channel.id = c.channel_id
join goods_product product on product.id = c.product_id
where r.sent_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and r.sent_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
union all
select
    'admitted:' || c.id,
    (c.decided_at at time zone 'Asia/Shanghai')::date,
    c.decided_at,
    c.county_code,
    null,
    '/channels/candidates/' || c.id || '/',
    'admitted',
    c.channel_id,
    product.id,
    product.name,
    coalesce(listing.state, 'admitted'),
    c.supply_kg::bigint,
    c.price_fen::bigint,
    (off.at at time zone 'Asia/Shanghai')::date,
    channel.is_demo
from channel_candidate c
join channel_channel channel on channel.id = c.channel_id
join goods_product product on product.id = c.product_id
left join channel_listing listing on listing.candidate_id = c.id
left join lateral (
    select max(step.at) as at from channel_listingstep step
    where step.listing_id = listing.id and listing.state = 'off' and step."to" = 'off'
) off on true
where c.state = 'admitted'
    and c.decided_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and c.decided_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
union all
select
    'plaque:' || h.id,
    h.awarded_on,
    null,
    h.place_code,
    null,
    '/honours/' || h.number || '/',
    'plaque',
    null,
    null,
    null,
    h.state,
    null,
    null,
    h.ended_on,
    h.is_demo
from honours_honour h
where h.kind = 'brand_station' and h.awarded_on >= %(since)s and h.awarded_on < %(until)s
