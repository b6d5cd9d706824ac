-- An order's moment of explanation is a pin of the same sale.
-- counts: trade_order
select o.id as "order", o.sale_id as sale, o.pin_id as pin, pin.sale_id as sale_of_pin
from trade_order o
left join live_pin pin on pin.id = o.pin_id
where o.pin_id is not null and pin.sale_id is distinct from o.sale_id
