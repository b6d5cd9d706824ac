-- Write what was decided of these months; an older modification never overwrites a newer one.
insert into shops_shopmonth (listing_id, month, orders, units, sales_fen, refunds_fen, source,
    modified_at, imported_at, ledger_id, brought_by_id, by_id)
select listing_id, month, orders, units, sales_fen, refunds_fen, %(source)s,
    modified_at, %(at)s, %(ledger_id)s, %(brought_by)s, %(by)s
from unnest(%(listings)s::bigint[], %(months)s::date[], %(orders)s::int[], %(units)s::int[],
    %(sales)s::bigint[], %(refunds)s::bigint[], %(modified)s::timestamptz[])
    as said (listing_id, month, orders, units, sales_fen, refunds_fen, modified_at)
order by listing_id, month
on conflict (listing_id, month) do update set
    orders = excluded.orders, units = excluded.units,
    sales_fen = excluded.sales_fen, refunds_fen = excluded.refunds_fen,
    source = excluded.source, modified_at = excluded.modified_at,
    imported_at = excluded.imported_at, ledger_id = excluded.ledger_id,
    brought_by_id = excluded.brought_by_id, by_id = excluded.by_id
where shops_shopmonth.modified_at <= excluded.modified_at
