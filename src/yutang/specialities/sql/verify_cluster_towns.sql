-- Every town of an industry cluster is linked in it, by ten buyers or a supplier of both.
-- counts: specialities_clustertown
select t.cluster_id, t.town_code
from specialities_clustertown t
where not exists (
    select from specialities_clusterlink l
    where l.cluster_id = t.cluster_id and t.town_code in (l.town_a, l.town_b)
        and (l.buyers >= 10 or l.suppliers > 0)
)
