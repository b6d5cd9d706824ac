-- Nobody was asked before the months had passed, and each answer belongs to its own member.
-- counts: placement_followup
select f.id, f.months
from placement_followup f
left join placement_placement p on p.id = f.placement_id
where (f.at at time zone 'Asia/Shanghai')::date
        < (f.counted_from + make_interval(months => f.months))::date - 3
    or (p.id is not null and (p.member_id <> f.member_id or p.starts_on <> f.counted_from))
