-- Two different people, neither of them who filed it, had the same word before a case was agreed;
-- or a difference was settled, or an appeal heard, by somebody who may; and another one approved.
-- counts: indemnity_case
with words as (
    select s.case_id, s.round, count(distinct s.by_id) as assessors
    from indemnity_stage s where s.name = 'assessed' group by s.case_id, s.round
), hands as (
    select s.case_id, array_agg(s.by_id) filter (where s.name in (
            'assessed', 'reconciled', 'decided')) as said,
        array_agg(s.by_id) filter (where s.name in ('approved', 'refused')) as decided
    from indemnity_stage s group by s.case_id
)
select c.id as "case", c.state, words.assessors
from indemnity_case c
left join words on words.case_id = c.id and words.round = c.round
left join hands on hands.case_id = c.id
where (c.state in ('agreed', 'differ', 'approved', 'paid', 'refused', 'appealed', 'closed')
        and coalesce(words.assessors, 0) <> 2)
    or c.made_by_id = any(hands.said) or c.made_by_id = any(hands.decided)
    or hands.said && hands.decided
