-- Every locked card has its values, and the word of each office that has one, of different persons.
-- counts: reports_cardversion
select v.id as version, c.place_code, c.year, v.number
from reports_cardversion v
join reports_card c on c.id = v.card_id
left join lateral (
    select s.id, s.by_id from reports_submission s
    where s.version_id = v.id order by s.number desc limit 1
) s on true
where v.state = 'locked' and (
    not exists (select from reports_frozenvalue f where f.submission_id = s.id)
    or (
        select array_agg(d.level || ' ' || d.outcome order by d.level)
        from reports_decision d where d.submission_id = s.id
    ) is distinct from case
        when length(c.place_code) = 2 then array['province pass']
        else array['city pass', 'province pass']
    end
    or exists (
        select from reports_decision d
        where d.submission_id = s.id and d.by_id in (s.by_id, v.made_by_id)
    )
    or (select count(distinct d.by_id) from reports_decision d where d.submission_id = s.id)
        <> (select count(*) from reports_decision d where d.submission_id = s.id)
)
