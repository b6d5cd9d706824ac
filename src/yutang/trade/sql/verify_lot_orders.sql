-- A lot's held and sold units are those of its orders.
-- counts: trade_order
with ordered as (
    select
        lot_id,
        coalesce(sum(quantity) filter (where state = 'held'), 0) as held,
        coalesce(
            sum(quantity) filter (
                where state in ('paid', 'confirmed', 'shipped', 'received', 'closed')
            ),
            0
        ) as sold
    from trade_order
    group by lot_id
)
select
    lot.id as lot,
    lot.held,
    coalesce(ordered.held, 0) as held_by_orders,
    lot.sold,
    coalesce(ordered.sold, 0) as sold_by_orders
from trade_lot lot
left join ordered on ordered.lot_id = lot.id
where lot.held <> coalesce(ordered.held, 0) or lot.sold <> coalesce(ordered.sold, 0)
