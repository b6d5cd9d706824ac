-- Write transactions with their entries: each asks for one of the shapes, which are lists of lines
-- that many of them share. Those written before stay as they are and are not answered.
with asked as materialized (
    select cause, cause_key, at, order_id, shape, n
    from unnest(
        %(causes)s::text[], %(keys)s::text[], %(ats)s::timestamptz[], %(orders)s::uuid[],
        %(shapes)s::int[]
    ) with ordinality as given (cause, cause_key, at, order_id, shape, n)
), written as (
    insert into ledger_transaction (cause, cause_key, at, order_id, by_id, note)
    select cause, cause_key, at, order_id, %(by)s::bigint, %(note)s::text
    from asked
    order by n
    on conflict (cause, cause_key) do nothing
    returning id, cause, cause_key
), entered as (
    insert into ledger_entry (transaction_id, line, account_id, amount_fen)
    select written.id, shaped.line, shaped.account_id, shaped.amount_fen
    from written
    join asked on asked.cause = written.cause and asked.cause_key = written.cause_key
    join unnest(
        %(line_shapes)s::int[], %(lines)s::smallint[], %(accounts)s::bigint[],
        %(amounts)s::bigint[]
    ) as shaped (shape, line, account_id, amount_fen) on shaped.shape = asked.shape
    order by written.id, shaped.line
)
select cause, cause_key, id from written
