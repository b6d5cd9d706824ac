-- Every spending is in the ledger once, from its programme to whom it is owed, to the fen.
-- counts: programmes_spending
select s.id as spending, s.amount_fen, count(e.line) as entries
from programmes_spending s
left join ledger_transaction t on t.cause_key = s.id::text
    and t.cause = case when s.undoes_id is null then 'spending' else 'spending_undone' end
left join ledger_entry e on e.transaction_id = t.id
left join ledger_account a on a.id = e.account_id
group by s.id
having count(e.line) <> 2
    or count(*) filter (
        where a.kind = 'programme' and a.owner = 'programme:' || s.programme_id
            and e.amount_fen = s.amount_fen
    ) <> 1
    or count(*) filter (
        where a.kind = 'payable' and a.owner = s.owner and e.amount_fen = -s.amount_fen
    ) <> 1
