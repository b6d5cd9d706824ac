-- A case is where its last stage left it, and an amount that was approved is the one that stands.
-- counts: indemnity_case
with last as (
    select distinct on (s.case_id) s.case_id, s.name, s.outcome
    from indemnity_stage s where s.name <> 'documents' order by s.case_id, s.position desc
), approved as (
    select distinct on (s.case_id) s.case_id, s.amount_fen
    from indemnity_stage s where s.name = 'approved' order by s.case_id, s.position desc
)
select c.id as "case", c.state, last.name as last_stage, c.approved_fen, approved.amount_fen
from indemnity_case c
left join last on last.case_id = c.id
left join approved on approved.case_id = c.id
where last.name is null
    or not case last.name
        when 'asked' then c.state = 'filed'
        when 'assessed' then c.state in ('filed', 'agreed', 'differ')
        when 'reconciled' then c.state = 'agreed'
        when 'more' then c.state = 'returned'
        when 'approved' then c.state = 'approved'
        when 'refused' then c.state = 'refused'
        when 'appealed' then c.state = 'appealed'
        when 'decided' then c.state = case last.outcome when 'pay' then 'agreed' else 'closed' end
        when 'paid' then c.state = 'paid'
        when 'came_back' then c.state = 'approved'
        when 'dropped' then c.state = 'dropped'
        else false
    end
    or c.approved_fen is distinct from approved.amount_fen
