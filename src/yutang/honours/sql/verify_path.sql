-- What is under notice or awarded was passed by every level of its rule, on its newest version.
-- counts: honours_application
select a.id, a.state
from honours_application a
join honours_version v on v.id = a.version_id
cross join lateral (
    select max(s.number) as newest from honours_submission s where s.application_id = a.id
) handed
cross join lateral (
    select count(*) as passed
    from honours_decision d
    join honours_submission s on s.id = d.submission_id
    where s.application_id = a.id and s.number = handed.newest and d.outcome = 'pass'
) said
where a.state in ('notice', 'ready', 'awarded')
    and said.passed is distinct from
        array_position(array['county', 'city', 'province'], v.last_level::text)
        - case when a.applicant = 'county' then 1 else 0 end
