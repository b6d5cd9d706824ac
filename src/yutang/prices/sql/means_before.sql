-- The last means of each name before a day, the latest last: what is usual.
select market_id, name_key, spec_key, array_agg(mean_fen order by day)
from (
    select q.market_id, n.name_key, n.spec_key, q.day, q.mean_fen,
        row_number() over (partition by q.market_id, q.name_id order by q.day desc) as place
    from prices_quote q
    join prices_goodname n on n.id = q.name_id
    where q.market_id = any(%(markets)s) and q.state in ('stands', 'confirmed')
        and q.day < %(first)s and q.day >= %(first)s::date - %(days)s::int
) as before
where place <= %(most)s
group by market_id, name_key, spec_key
