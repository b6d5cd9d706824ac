-- What lies on a shelf is what was put there less what was taken back and sold over the counter.
-- counts: stations_shelf
with moved as (
    select
        shelf_id,
        coalesce(sum(units) filter (where kind = 'put'), 0) as put,
        coalesce(sum(units) filter (where kind = 'back'), 0) as back
    from stations_transfer
    group by shelf_id
),
sold as (
    select c.shelf_id, sum(o.quantity) as units
    from stations_countersale c
    join trade_order o on o.id = c.order_id
    where o.state in ('received', 'closed')
    group by c.shelf_id
)
select s.id, l.available, moved.put, moved.back, sold.units as sold, l.sold as sold_of_lot
from stations_shelf s
join trade_lot l on l.id = s.lot_id
left join moved on moved.shelf_id = s.id
left join sold on sold.shelf_id = s.id
where l.available + l.held <> coalesce(moved.put, 0) - coalesce(moved.back, 0) - coalesce(sold.units, 0)
    or l.sold <> coalesce(sold.units, 0)
