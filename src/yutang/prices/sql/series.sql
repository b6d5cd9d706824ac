-- What was asked for a good, day by day, over all its names and markets (or one market).
select q.day, min(coalesce(q.low_fen, q.mean_fen)), round(avg(q.mean_fen))::int,
    max(coalesce(q.high_fen, q.mean_fen)), count(*), count(distinct q.market_id)
from prices_goodname n
join prices_quote q on q.name_id = n.id
where n.good_id = %(good)s and q.state in ('stands', 'confirmed')
    and q.day between %(first)s and %(last)s
    and (%(market)s::bigint is null or q.market_id = %(market)s)
group by q.day
order by q.day
