-- One row a quote of these days that counts, of a name that a good was decided for.
select
    quote.id::text as key,
    quote.day as "on",
    null::timestamptz as at,
    market.place_code as place,
    null::bigint as person,
    '/prices/' || good.id || '/' as evidence,
    market.id as market,
    good.id as quoted_good,
    good.name as good,
    quote.low_fen::bigint as low_fen,
    quote.mean_fen::bigint as mean_fen,
    quote.high_fen::bigint as high_fen,
    market.is_demo
from prices_quote quote
join prices_goodname name on name.id = quote.name_id
join prices_quotedgood good on good.id = name.good_id
join prices_market market on market.id = quote.market_id
where quote.day >= %(since)s and quote.day < %(until)s
    and quote.state in ('stands', 'confirmed')
