-- One row an opinion of a class that ends on these days. It names nobody and has no moment.
select
    opinion.id::text as key,
    c.ends_on as "on",
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
    opinion.useful::bigint as useful,
    opinion.taught::bigint as taught,
    opinion.held::bigint as held,
    c.is_demo
from training_opinion opinion
join training_cohort c on c.id = opinion.cohort_id
join programmes_programme programme on programme.id = c.programme_id
left join programmes_kind kind on kind.id = programme.kind_id
left join training_school school on school.id = c.school_id
where c.ends_on >= %(since)s and c.ends_on < %(until)s
