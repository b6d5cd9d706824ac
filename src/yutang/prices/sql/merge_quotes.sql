-- Write the quotes of a list; the later list stands, what is the same is left alone.
insert into prices_quote (market_id, name_id, day, low_fen, mean_fen, high_fen, state,
    brought_by_id, row, written_at, held_code, held_fields)
select market_id, name_id, day, low_fen, mean_fen, high_fen,
    case when held_code = '' then 'stands' else 'held' end,
    %(brought_by)s, row, %(at)s, held_code, held_fields::jsonb
from unnest(%(markets)s::bigint[], %(names)s::bigint[], %(days)s::date[], %(lows)s::int[],
    %(means)s::int[], %(highs)s::int[], %(rows)s::int[], %(codes)s::text[], %(fields)s::text[])
    as said (market_id, name_id, day, low_fen, mean_fen, high_fen, row, held_code, held_fields)
order by market_id, name_id, day
on conflict (market_id, name_id, day) do update set
    low_fen = excluded.low_fen, mean_fen = excluded.mean_fen, high_fen = excluded.high_fen,
    state = excluded.state, brought_by_id = excluded.brought_by_id, row = excluded.row,
    written_at = excluded.written_at, held_code = excluded.held_code,
    held_fields = excluded.held_fields, decided_by_id = null, decided_at = null
where (prices_quote.low_fen, prices_quote.mean_fen, prices_quote.high_fen)
    is distinct from (excluded.low_fen, excluded.mean_fen, excluded.high_fen)
