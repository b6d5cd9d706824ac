-- A month begins on a first day, not before its host's diploma; a person has each month once.
-- counts: hosts_month
select m.path_id as path, m.month, 'out of its time' as why
from hosts_month m
join hosts_path p on p.id = m.path_id
where m.month <> date_trunc('month', m.month)::date or p.certified_at is null
union all
select min(m.path_id), m.month, 'twice for one person'
from hosts_month m
join hosts_path p on p.id = m.path_id
group by p.member_id, m.month
having count(*) > 1
