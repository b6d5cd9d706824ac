-- Persons, person-times and premiums of places in a year: a period counts where it begins.
select c.code, s.persons, s.times, s.premium_fen
from unnest(%(codes)s::text[]) as c (code)
cross join lateral (
    select count(distinct e.member_id) as persons, count(*) as times,
        coalesce(sum(p.premium_fen), 0) as premium_fen
    from insurance_enrolment e
    join insurance_policy p on p.id = e.policy_id
    where e.place_code like c.code || '%%'
        and p.from_on >= make_date(%(year)s, 1, 1) and p.from_on < make_date(%(year)s + 1, 1, 1)
) as s
