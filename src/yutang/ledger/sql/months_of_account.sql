-- What moved on an account by month of China's calendar and cause: fen, lines, and the first and
-- last transaction, so that a month's lines are found by the index of the account alone. A month
-- is found among the beginnings of all since 2015, at a third of what the calendar would cost a
-- line. `offset 0` keeps the planner from sorting tens of thousands of lines to group them.
select
    2015 + (month - 1) / 12, 1 + (month - 1) %% 12, cause,
    sum(amount_fen)::bigint, count(*)::int, min(transaction_id), max(transaction_id)
from (
    select
        greatest(width_bucket(t.at, (
            select array_agg(start at time zone 'Asia/Shanghai' order by start)
            from generate_series('2015-01-01'::timestamp, now() + interval '1 month', '1 month')
                as start
        )), 1) as month,
        t.cause, e.amount_fen, e.transaction_id
    from ledger_entry e
    join ledger_transaction t on t.id = e.transaction_id
    where e.account_id = (
        select id from ledger_account where kind = %(kind)s and owner = %(owner)s
    )
    offset 0
) moved
group by month, cause
order by month, cause
