-- Whoever was admitted was checked by the same clerk, who was no party: of age, ID card seen, and
-- under 18 with a guardian's consent; whoever has the diploma passed a class and a practice sale.
-- counts: hosts_path
select p.id as path, s.number, 'not checked' as why
from hosts_step s
join hosts_path p on p.id = s.path_id
join roster_member r on r.id = p.member_id
where s.what = 'admit' and (
    s.by_id = p.made_by_id or s.by_id = r.account_id
    or not exists (select from hosts_check c
        where c.path_id = p.id and c.by_id = s.by_id and c.at <= s.at and c.age >= 16
            and c.saw_identity and (c.age >= 18 or exists (select from roster_consent k
                where k.id = c.consent_id and k.purpose = 'hosts'
                    and k.guardian_sealed is not null)))
)
union all
select p.id, s.number, 'no class or practice sale'
from hosts_step s
join hosts_path p on p.id = s.path_id
where s.what = 'certify' and (
    p.diploma_id is null
    or not exists (select from hosts_practicesale x where x.path_id = p.id and x.is_passed)
    or not exists (select from training_enrolment e
        join roster_member of_e on of_e.id = e.member_id
        join roster_member of_p on of_p.id = p.member_id
        where e.cohort_id = p.cohort_id and e.state = 'completed'
            and coalesce(of_e.merged_into_id, of_e.id) = coalesce(of_p.merged_into_id, of_p.id))
)
