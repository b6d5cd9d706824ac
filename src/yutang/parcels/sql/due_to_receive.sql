-- Orders of parcels that were delivered before this moment and that nobody confirmed. Cash at the
-- door is confirmed by taking the cash.
select p.order_id
from parcels_parcel p
where p.state = 'delivered'
    and p.received_at is null
    and not p.on_delivery
    and p.delivered_at <= %(before)s
order by p.delivered_at
limit %(most)s
