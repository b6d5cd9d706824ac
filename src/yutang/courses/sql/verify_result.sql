-- The result of an exam is what its answers come to, in its time, by the version's share.
-- counts: courses_attempt
select a.id, a."right", a.is_passed
from courses_attempt a
join courses_study s on s.id = a.study_id
join courses_courseversion v on v.id = s.version_id
where a.ended_at is not null
    and (
        a."right" <> (
            select count(*) from courses_examanswer e
            where e.attempt_id = a.id
                and coalesce(
                    (select array_agg(c.value::bigint order by c.value::bigint)
                    from jsonb_array_elements_text(
                        case when jsonb_typeof(e.chosen) = 'array' then e.chosen else '[]'::jsonb end
                    ) c),
                    '{}'
                ) = coalesce(
                    (select array_agg(o.id order by o.id) from courses_option o
                    where o.question_id = e.question_id and o.is_right),
                    '{}'
                )
        )
        or a.is_passed <> (a."right" * 100 >= v.exam_percent * a.out_of)
        or a.ended_at > a.until
        or a.out_of <> (select count(*) from courses_examanswer e where e.attempt_id = a.id)
    )
