-- One row a class that begins on these days (training/sql/classes.sql).
select
    c.id::text as key,
    c.begins_on as "on",
    null::timestamptz as at,
    c.place_code as place,
    null::bigint as person,
    '/training/' || c.id || '/' as evidence,
    c.id as class,
    c.kind as course_kind,
    kind.slug as plan,
    c.programme_id as programme,
    c.school_id as school,
    coalesce(school.is_vocational, false) as is_vocational,
    c.state,
    c.seats::bigint as seats,
    (
        select count(*) from training_session s
        where s.cohort_id = c.id and s.cancelled_at is null
    ) as sessions,
    c.ends_on as until,
    c.is_demo
from training_cohort c
join programmes_programme programme on programme.id = c.programme_id
left join programmes_kind kind on kind.id = programme.kind_id
left join training_school school on school.id = c.school_id
where c.begins_on >= %(since)s and c.begins_on < %(until)s
    and c.state <> 'cancelled'
