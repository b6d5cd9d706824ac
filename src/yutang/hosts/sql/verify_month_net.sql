-- What a month says was settled to a host is what the ledger posted to their payees in that month
-- by settlements and reversals, up to the transaction it was counted to; of a person's paths the
-- latest one counts.
-- counts: hosts_month
with ours as (
    select m.id, m.path_id, m.month, m.ledger_id, m.host_fen + m.farmer_fen + m.other_fen as fen,
        coalesce(into_m.account_id, r.account_id) as account
    from hosts_month m
    join hosts_path p on p.id = m.path_id
    join roster_member r on r.id = p.member_id
    left join roster_member into_m on into_m.id = r.merged_into_id
), payees as (
    select ours.id, 'payee:' || payee.id as owner
    from ours
    join shares_payee payee on payee.person_id = ours.account
        or payee.producer_id in (select id from goods_producer where person_id = ours.account)
), posted as (
    select ours.id, -sum(e.amount_fen) as fen
    from ours
    join payees on payees.id = ours.id
    join ledger_account a on a.kind = 'payable' and a.owner = payees.owner
    join ledger_entry e on e.account_id = a.id
    join ledger_transaction t on t.id = e.transaction_id
    where t.cause in ('settlement', 'reversal') and t.id <= ours.ledger_id
        and date_trunc('month', t.at at time zone 'Asia/Shanghai')::date = ours.month
    group by ours.id
)
select ours.path_id as path, ours.month, ours.fen as month_fen, coalesce(posted.fen, 0) as ledger_fen
from ours
left join posted on posted.id = ours.id
where ours.account is not null and ours.fen <> coalesce(posted.fen, 0)
