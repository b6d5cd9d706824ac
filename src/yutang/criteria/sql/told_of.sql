-- The newest outcome of each family for one place: its own verdict, or the totals of what lies in it.
with found as (
    select v.identification_id, v.answer, v.is_near, 0 as yes, 0 as near, 0 as no, 0 as unknown
    from criteria_verdict v where v.place_code = %(code)s
    union all
    select t.identification_id, '', false, t.yes, t.near, t.no, t.unknown
    from criteria_total t where t.place_code = %(code)s
)
select distinct on (i.family) i.id, w.criterion, i.last_month, f.answer, f.is_near, f.yes, f.near,
    f.no, f.unknown
from found f
join criteria_identification i on i.id = f.identification_id
join criteria_wording w on w.id = i.wording_id
order by i.family, i.last_month desc, i.id desc
