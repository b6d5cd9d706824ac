-- A buyer's key stands for one order only.
-- counts: trade_order
select buyer_id as buyer, key, count(*) as orders
from trade_order
group by buyer_id, key
having count(*) > 1
