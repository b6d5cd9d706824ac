-- Add entries and time stayed to each viewer of a sale; rows come sorted, so gates queue up.
insert into live_viewing (sale_id, viewer, first_at, last_at, entries, stayed_s)
select sale_id, viewer, first_at, last_at, entries, stayed_s
from unnest(
    %(sales)s::bigint[], %(viewers)s::text[], %(firsts)s::timestamptz[], %(lasts)s::timestamptz[],
    %(entries)s::int[], %(stays)s::bigint[]
) as seen (sale_id, viewer, first_at, last_at, entries, stayed_s)
order by sale_id, viewer
on conflict (sale_id, viewer) do update
set first_at = least(live_viewing.first_at, excluded.first_at),
    last_at = greatest(live_viewing.last_at, excluded.last_at),
    entries = live_viewing.entries + excluded.entries,
    stayed_s = live_viewing.stayed_s + excluded.stayed_s
