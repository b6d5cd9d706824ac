-- Give numbers to the tickets that have none: those from before the opening in the order of
-- SHA-256(seed ':' ticket), later ones behind them as they came. A line that had numbers already is
-- not drawn. The lots are locked by now. Answers how many, by sale.
with opening as (
    select id, numbered, numbered = 0 as draws, coalesce(opens_at, %(now)s) as at,
        seed.seed
    from trade_lot
    join unnest(%(lots)s::bigint[], %(seeds)s::bigint[]) as seed (lot_id, seed)
        on seed.lot_id = id
), behind as (
    select
        t.id,
        o.numbered + row_number() over (
            partition by t.lot_id
            order by
                case when o.draws and t.entered_at < o.at then
                    sha256(convert_to(o.seed || ':' || t.id, 'utf8'))
                end nulls last,
                t.id
        ) as number
    from trade_ticket t
    join opening o on o.id = t.lot_id
    where t.state = 'waiting' and t.number is null
), given as (
    update trade_ticket t set number = behind.number from behind where t.id = behind.id
    returning t.lot_id, t.sale_id, t.number
), drawn as (
    update trade_lot l
    set numbered = last.number,
        drawn_at = coalesce(l.drawn_at, o.at),
        draw_seed = case when o.draws then o.seed else l.draw_seed end
    from (select lot_id, max(number) as number from given group by lot_id) last
    join opening o on o.id = last.lot_id
    where l.id = last.lot_id
)
select sale_id, count(*)::int from given group by sale_id
