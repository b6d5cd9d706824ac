-- What a payee owes of advances is what was given less what was repaid; who has no advance in
-- repayment owes nothing.
-- counts: payouts_advance
select
    a.payee_id as payee, coalesce(given.fen, 0) as given_fen, coalesce(given.back_fen, 0) as repaid,
    coalesce(books.fen, 0) as owed_fen
from (select distinct payee_id from payouts_advance) a
left join (
    select
        payee_id,
        sum(amount_fen) filter (where kind = 'advance' and state in ('open', 'paid')) as fen,
        sum(repaid_fen) filter (where state in ('open', 'paid') or keeps_repayment) as back_fen
    from payouts_payout
    group by payee_id
) given on given.payee_id = a.payee_id
left join (
    select c.owner, sum(e.amount_fen) filter (
        where t.cause <> 'correction'
    ) as fen
    from ledger_account c
    join ledger_entry e on e.account_id = c.id
    join ledger_transaction t on t.id = e.transaction_id
    where c.kind = 'advance'
    group by c.owner
) books on books.owner = 'payee:' || a.payee_id
where coalesce(books.fen, 0) <> coalesce(given.fen, 0) - coalesce(given.back_fen, 0)
    or coalesce(books.fen, 0) <> 0 and not exists (
        select from payouts_advance o
        where o.payee_id = a.payee_id and o.state in ('given', 'agreed')
    )
