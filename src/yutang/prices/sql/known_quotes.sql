-- What is known of these markets' quotes between two days, by the names that lists are compared by.
select q.market_id, n.name_key, n.spec_key, q.day, q.low_fen, q.mean_fen, q.high_fen
from prices_quote q
join prices_goodname n on n.id = q.name_id
where q.market_id = any(%(markets)s) and q.day between %(first)s and %(last)s
