-- An order that was sent has a parcel under its own number, and one that was received a delivered
-- one.
-- counts: parcels_parcel
select o.id, o.state as order_state, p.state as parcel_state, o.tracking, p.waybill
from trade_order o
left join parcels_parcel p on p.order_id = o.id
where (o.state in ('shipped', 'received', 'closed')
        and (p.id is null or p.sent_at is null or p.waybill <> o.tracking))
    or (o.state in ('received', 'closed')
        and (p.state is distinct from 'delivered' or p.received_at is null))
    or (o.state not in ('shipped', 'received', 'closed') and p.sent_at is not null)
