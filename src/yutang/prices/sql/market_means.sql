-- What markets asked for goods between two days: the mean over days, each day the mean of markets.
select good_id, round(avg(mean_fen))::int, sum(quotes)::int, max(markets)::int, min(day), max(day)
from (
    select n.good_id, q.day, avg(q.mean_fen) as mean_fen, count(*) as quotes,
        count(distinct q.market_id) as markets
    from prices_goodname n
    join prices_quote q on q.name_id = n.id
    where n.good_id = any(%(goods)s) and q.state in ('stands', 'confirmed')
        and q.day between %(first)s and %(last)s
    group by n.good_id, q.day
) as days
group by good_id
