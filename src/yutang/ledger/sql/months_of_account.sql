-- What moved on an account by month of China's calendar and cause: fen, lines, and the first and
-- last transaction, so that a month's lines are found by the index of the account alone.
select
    extract(year from month)::int, extract(month from month)::int, cause,
    sum(amount_fen)::bigint, count(*)::int, min(transaction_id), max(transaction_id)
from (
    select
        date_trunc('month', t.at at time zone 'Asia/Shanghai') as month, t.cause, e.amount_fen,
        e.transaction_id
    from ledger_entry e
    join ledger_transaction t on t.id = e.transaction_id
    where e.account_id = (
        select id from ledger_account where kind = %(kind)s and owner = %(owner)s
    )
) moved
group by month, cause
order by month, cause
