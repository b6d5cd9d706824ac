-- The sales in whose lineups these lots are.
select distinct sale_id from live_lineupitem where lot_id = any(%(lots)s::bigint[])
