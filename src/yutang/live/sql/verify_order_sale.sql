-- An order's sale exists and has the lot in its lineup (a lot may leave once nobody keeps it).
-- counts: trade_order
select o.id as "order", o.sale_id as sale, o.lot_id as lot,
    sale.id is not null as sale_exists
from trade_order o
left join live_sale sale on sale.id = o.sale_id
left join live_lineupitem item on item.sale_id = o.sale_id and item.lot_id = o.lot_id
where o.sale_id is not null
    and (sale.id is null or (item.id is null and o.state not in ('cancelled', 'expired')))
