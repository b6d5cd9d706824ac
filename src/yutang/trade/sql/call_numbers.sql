-- End the waiting of tickets whose turn came: they have an order, or were refused for good. The
-- lots are locked by now. Answers how many, by sale.
with turn as (
    select *
    from unnest(%(tickets)s::bigint[], %(orders)s::uuid[], %(answers)s::text[])
        as t (id, order_id, answer)
), ended as (
    update trade_ticket t
    set state = case when turn.order_id is null then 'refused' else 'called' end,
        order_id = turn.order_id,
        answer = turn.answer
    from turn
    where t.id = turn.id and t.state = 'waiting'
    returning t.lot_id, t.sale_id, t.number
), called as (
    update trade_lot l
    set called = greatest(l.called, last.number)
    from (select lot_id, max(number) as number from ended group by lot_id) last
    where l.id = last.lot_id
)
select sale_id, count(*)::int from ended group by sale_id
