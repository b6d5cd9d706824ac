-- What an entry of the public ledger tells is what its rows say: how often, of how many persons,
-- how much; and no row is one of another kind.
-- counts: indemnity_counted
with recursive follows (id, stands) as (
    select distinct c.member_id, c.member_id from indemnity_case c
    union all
    select f.id, m.merged_into_id from follows f join roster_member m on m.id = f.stands
    where m.merged_into_id is not null
), stood as (
    select f.id, f.stands from follows f join roster_member m on m.id = f.stands
    where m.merged_into_id is null
), premiums as (
    select n.roll_id, count(*) as persons, count(*) * p.premium_fen as fen
    from insurance_enrolment n join insurance_policy p on p.id = n.policy_id
    group by n.roll_id, p.premium_fen
), rows as (
    select c.entry_id, count(*) as rows,
        sum(case c.source when 'enrolled' then p.persons else 1 end) as times,
        count(distinct stood.stands) + coalesce(max(p.persons), 0) as persons,
        sum(case c.source
            when 'enrolled' then p.fen
            when 'donated' then d.amount_fen
            when 'given_back' then b.amount_fen
            else s.amount_fen
        end) as fen,
        bool_or(c.source <> e.kind or (
            c.source in ('paid', 'came_back') and s.name <> c.source
        )) as is_odd
    from indemnity_counted c
    join indemnity_publicentry e on e.number = c.entry_id
    left join indemnity_stage s on c.source in ('paid', 'came_back') and s.id = c.row_id
    left join indemnity_case k on k.id = s.case_id
    left join stood on stood.id = k.member_id
    left join premiums p on c.source = 'enrolled' and p.roll_id = c.row_id
    left join programmes_donation d on c.source = 'donated' and d.id = c.row_id
        and d.state = 'confirmed'
    left join programmes_givenback b on c.source = 'given_back' and b.id = c.row_id
        and b.state = 'confirmed'
    group by c.entry_id
)
select e.number as entry, e.times, rows.times as times_counted, e.sum_fen,
    rows.fen as fen_counted, e.persons, rows.persons as persons_counted
from indemnity_publicentry e
left join rows on rows.entry_id = e.number
where rows.times is distinct from e.times or rows.fen is distinct from e.sum_fen or rows.is_odd
    or rows.fen is null
    -- two rows of one person may have been merged since: then there are fewer
    or (e.persons > 0 and rows.persons > e.persons)
