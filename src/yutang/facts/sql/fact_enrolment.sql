-- One row an enrolment asked for on these days, whatever became of it.
select
    e.id::text as key,
    (e.asked_at at time zone 'Asia/Shanghai')::date as "on",
    e.asked_at as at,
    c.place_code as place,
    member.id as person,
    '/training/' || c.id || '/people/' as evidence,
    c.id as class,
    c.kind as course_kind,
    kind.slug as plan,
    c.programme_id as programme,
    c.school_id as school,
    coalesce(school.is_vocational, false) as is_vocational,
    case when c.kind = 'county_head' then 'leader' else e.joins_as end as as_who,
    nullif(e.gender, '') = 'f' as is_woman,
    left(member.place_code, 6) as home,
    e.state,
    e.state in ('admitted', 'attending', 'completed', 'failed') as is_admitted,
    e.how,
    c.is_demo
from training_enrolment e
join training_cohort c on c.id = e.cohort_id
join programmes_programme programme on programme.id = c.programme_id
left join programmes_kind kind on kind.id = programme.kind_id
left join training_school school on school.id = c.school_id
left join facts_merged merged on merged.member_id = e.member_id
join roster_member member on member.id = coalesce(merged.stands, e.member_id)
where e.asked_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and e.asked_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
