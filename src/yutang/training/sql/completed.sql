-- Who completed a class of these places in that time. Parameters: codes, since, until.
select
    asked.code,
    e.member_id,
    e.gender = 'f' as is_woman,
    e.joins_as,
    c.kind = 'qingcheng' as is_qingcheng,
    count(*) as times
from unnest(%(codes)s::text[]) as asked (code)
join training_cohort c on starts_with(c.place_code, asked.code)
join training_enrolment e on e.cohort_id = c.id and e.state = 'completed'
join training_judgement j on j.enrolment_id = e.id and j.is_passed
    and j.at >= %(since)s and j.at < %(until)s
group by 1, 2, 3, 4, 5
