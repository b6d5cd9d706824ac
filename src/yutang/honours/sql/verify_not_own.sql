-- Nobody decided what they began, handed in, gave papers to, or hold themselves.
-- counts: honours_decision
select d.id as decision, s.application_id, d.by_id
from honours_decision d
join honours_submission s on s.id = d.submission_id
join honours_application a on a.id = s.application_id
left join goods_producer p on p.id = a.producer_id
left join stations_station t on t.id = a.station_id
where d.by_id in (a.made_by_id, p.person_id, t.keeper_id)
    or exists (
        select from honours_submission own
        where own.application_id = a.id and own.by_id = d.by_id
    )
    or exists (
        select from honours_paper own
        where own.application_id = a.id and own.added_by_id = d.by_id
    )
