-- One row a lesson of an online course that somebody finished on these days, where they live.
select
    d.id::text as key,
    (d.at at time zone 'Asia/Shanghai')::date as "on",
    d.at,
    learner.place_code as place,
    member.id as person,
    '/courses/' || version.course_id || '/learners/' as evidence,
    version.course_id as course,
    d.lesson_id as lesson,
    nullif(member.gender, '') = 'f' as is_woman,
    study.is_demo or course.is_demo as is_demo
from courses_lessondone d
join courses_study study on study.id = d.study_id
join courses_courseversion version on version.id = study.version_id
join courses_course course on course.id = version.course_id
join roster_member learner on learner.id = study.member_id
left join facts_merged merged on merged.member_id = study.member_id
join roster_member member on member.id = coalesce(merged.stands, study.member_id)
where d.at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and d.at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
