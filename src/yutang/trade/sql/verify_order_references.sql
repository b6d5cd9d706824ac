-- An order's buyer and its lot are there.
-- counts: trade_order
select o.id as "order", o.buyer_id as buyer, o.lot_id as lot
from trade_order o
where not exists (select 1 from people_person p where p.id = o.buyer_id)
    or not exists (select 1 from trade_lot l where l.id = o.lot_id)
