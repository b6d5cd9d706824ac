-- What was approved is what the case's programme spent on its payee, once; nothing else was.
-- counts: indemnity_case
select coalesce(c.id::text, s.key) as "case", c.state, c.approved_fen, s.amount_fen as spent_fen
from (select * from indemnity_case where state in ('approved', 'paid')) c
full join (select * from programmes_spending where cause = 'case' and undoes_id is null) s
    on s.key = c.id::text
where c.id is null or s.id is null or s.amount_fen <> c.approved_fen
    or s.owner <> 'payee:' || c.payee_id or s.programme_id <> c.programme_id
    or exists (select from programmes_spending u where u.undoes_id = s.id)
