-- A closed month holds what it held when it was closed: nothing came in, nothing went away.
-- counts: ledger_period
with closed as (
    select month, transactions, debit_fen,
        (month + interval '1 month') at time zone 'Asia/Shanghai' as until,
        (lag(month) over (order by month) + interval '1 month') at time zone 'Asia/Shanghai' as since
    from ledger_period
), held as (
    select c.month, count(distinct t.id) as transactions,
        coalesce(sum(e.amount_fen) filter (where e.amount_fen > 0), 0) as debit_fen
    from closed c
    left join ledger_transaction t on t.at < c.until and (c.since is null or t.at >= c.since)
    left join ledger_entry e on e.transaction_id = t.id
    group by c.month
)
select closed.month, closed.transactions, held.transactions as transactions_now,
    closed.debit_fen, held.debit_fen as debit_now_fen
from closed join held on held.month = closed.month
where closed.transactions <> held.transactions or closed.debit_fen <> held.debit_fen
