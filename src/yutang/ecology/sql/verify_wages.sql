-- An agreed wage sheet was spent to the fen, one that was not is not; two persons stand for it.
-- counts: ecology_wagesheet
select s.id as sheet, s.state, coalesce(d.fen, 0) as owed, coalesce(p.fen, 0) as spent
from ecology_wagesheet s
left join (
    select sheet_id, sum(wage_fen) as fen from ecology_workday group by sheet_id
) d on d.sheet_id = s.id
left join (
    select split_part(key, ':', 1) as sheet, sum(amount_fen) as fen
    from programmes_spending where cause = 'ecology.wage' and amount_fen > 0 group by 1
) p on p.sheet = s.id::text
where case when s.state = 'agreed' then coalesce(d.fen, 0) else 0 end
        is distinct from coalesce(p.fen, 0)
    or s.state = 'agreed' and (s.decided_by_id is null or s.decided_by_id = s.made_by_id)
    or s.state = 'refused' and d.fen is not null
