-- Persons, person-times and premiums of a place, of one plan if it is named, by the year in which
-- the periods begin; the row without a year is all of them.
select extract(year from p.from_on)::int as year, count(distinct e.member_id), count(*),
    coalesce(sum(p.premium_fen), 0)
from insurance_enrolment e
join insurance_policy p on p.id = e.policy_id
where e.place_code like %(code)s || '%%'
    and (%(plan)s::bigint is null or p.plan_id = %(plan)s)
group by grouping sets ((extract(year from p.from_on)), ())
order by year desc nulls last
