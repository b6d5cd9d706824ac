-- One row a person at a session of these days. What waits for the teacher does not count yet, nor
-- what was taken back (training/sql/came.sql).
select
    a.id::text as key,
    (s.starts_at at time zone 'Asia/Shanghai')::date as "on",
    s.starts_at as at,
    c.place_code as place,
    member.id as person,
    '/training/sessions/' || s.id || '/list/' as evidence,
    c.id as class,
    c.kind as course_kind,
    kind.slug as plan,
    c.programme_id as programme,
    c.school_id as school,
    coalesce(school.is_vocational, false) as is_vocational,
    s.id as session,
    case when c.kind = 'county_head' then 'leader' else e.joins_as end as as_who,
    nullif(e.gender, '') = 'f' as is_woman,
    left(member.place_code, 6) as home,
    a.how,
    s.is_practice,
    floor(extract(epoch from s.ends_at - s.starts_at) / 60)::bigint as minutes,
    c.is_demo
from training_session s
join training_cohort c on c.id = s.cohort_id
join programmes_programme programme on programme.id = c.programme_id
left join programmes_kind kind on kind.id = programme.kind_id
left join training_school school on school.id = c.school_id
join training_attendance a on a.session_id = s.id and a.state = 'present'
join training_enrolment e on e.id = a.enrolment_id
left join facts_merged merged on merged.member_id = e.member_id
join roster_member member on member.id = coalesce(merged.stands, e.member_id)
where s.starts_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and s.starts_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and s.cancelled_at is null
