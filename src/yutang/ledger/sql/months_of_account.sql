-- What moved on an account by month of China's calendar and cause: fen, lines, and the first and
-- last transaction, so that a month's lines are found by the index of the account alone. Lines are
-- gathered by day first (China's clock is eight hours ahead, all the year): the calendar is asked
-- once a day instead of once a line, which is most of what this would cost.
select
    extract(year from day)::int, extract(month from day)::int, cause,
    sum(fen)::bigint, sum(lines)::int, min(first), max(last)
from (
    select
        date '1970-01-01' + number as day, cause, fen, lines, first, last
    from (
        select
            floor((date_part('epoch', t.at) + 28800) / 86400)::int as number, t.cause,
            sum(e.amount_fen) as fen, count(*) as lines,
            min(e.transaction_id) as first, max(e.transaction_id) as last
        from ledger_entry e
        join ledger_transaction t on t.id = e.transaction_id
        where e.account_id = (
            select id from ledger_account where kind = %(kind)s and owner = %(owner)s
        )
        group by 1, 2
    ) gathered
) days
group by 1, 2, 3
order by 1, 2, 3
