-- The markets that quoted a good between two days: the mean of their means, and their last one.
select m.id, m.name, m.place_code, count(*), round(avg(q.mean_fen))::int,
    (array_agg(q.mean_fen order by q.day desc))[1], max(q.day), m.is_demo
from prices_goodname n
join prices_quote q on q.name_id = n.id
join prices_market m on m.id = q.market_id
where n.good_id = %(good)s and q.state in ('stands', 'confirmed')
    and q.day between %(first)s and %(last)s
group by m.id
order by 5, m.name
