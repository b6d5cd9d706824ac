-- Every version of a plan is kept, and the newest says what the plan says.
-- counts: specialities_planversion
select p.id, p.version, count(v.id) as kept
from specialities_plan p
left join specialities_planversion v on v.plan_id = p.id
group by p.id
having count(v.id) <> p.version or max(v.version) <> p.version
    or not coalesce(bool_or(v.version = p.version and v.told ->> 'good' = p.good
        and v.told ->> 'class_code' = p.class_code
        and v.told ->> 'ends_on' = p.ends_on::text
        and jsonb_array_length(v.told -> 'goals')
            = (select count(*) from specialities_goal g where g.plan_id = p.id)), false)
