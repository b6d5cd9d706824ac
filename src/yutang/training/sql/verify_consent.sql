-- Nobody is in a class without a consent to be on the roster for training (a minor's with a
-- guardian's name), given no later than they were enrolled; and all are old enough to agree.
-- counts: training_enrolment
select e.id, e.age, e.state
from training_enrolment e
where e.age is null
    or e.age < 14
    or not exists (
        select from roster_consent g
        join roster_member m on m.id = g.member_id
        where m.id in (
                select f.id from roster_member f
                where f.id = e.member_id or f.merged_into_id = e.member_id
                    or f.id = (select k.merged_into_id from roster_member k where k.id = e.member_id)
            )
            and g.purpose = 'training'
            and g.recorded_at <= e.since
            and (e.age >= 18 or g.guardian_sealed is not null)
    )
