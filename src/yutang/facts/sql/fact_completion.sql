-- One row a person judged on these days to have completed a class (training/sql/completed.sql).
select
    e.id::text as key,
    (j.at at time zone 'Asia/Shanghai')::date as "on",
    j.at,
    c.place_code as place,
    member.id as person,
    '/training/' || c.id || '/completion/' as evidence,
    c.id as class,
    c.kind as course_kind,
    kind.slug as plan,
    c.programme_id as programme,
    c.school_id as school,
    coalesce(school.is_vocational, false) as is_vocational,
    case when c.kind = 'county_head' then 'leader' else e.joins_as end as as_who,
    nullif(e.gender, '') = 'f' as is_woman,
    left(member.place_code, 6) as home,
    c.is_demo
from training_judgement j
join training_enrolment e on e.id = j.enrolment_id and e.state = 'completed'
join training_cohort c on c.id = e.cohort_id
join programmes_programme programme on programme.id = c.programme_id
left join programmes_kind kind on kind.id = programme.kind_id
left join training_school school on school.id = c.school_id
left join facts_merged merged on merged.member_id = e.member_id
join roster_member member on member.id = coalesce(merged.stands, e.member_id)
where j.at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and j.at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and j.is_passed
