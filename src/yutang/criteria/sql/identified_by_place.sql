-- How many places of a family each code had in a year, by the newest identification over it.
with found as (
    select t.place_code, t.identification_id, t.yes
    from criteria_total t where t.place_code = any(%(codes)s)
    union all
    select v.place_code, v.identification_id, case v.answer when 'yes' then 1 when 'no' then 0 end
    from criteria_verdict v where v.place_code = any(%(codes)s)
)
select place_code, yes from (
    select distinct on (f.place_code) f.place_code, f.yes
    from found f
    join criteria_identification i on i.id = f.identification_id
    where i.family = %(family)s and i.last_month >= make_date(%(year)s, 1, 1)
        and i.last_month < make_date(%(year)s + 1, 1, 1)
    order by f.place_code, i.last_month desc, i.id desc
) newest where yes is not null
