-- How many places of a family one place had, by the year in which the newest period ends.
select distinct on (year) year, yes from (
    select extract(year from i.last_month)::int as year, t.yes, i.last_month, i.id
    from criteria_total t
    join criteria_identification i on i.id = t.identification_id
    where t.place_code = %(code)s and i.family = %(family)s
) counted
order by year, last_month desc, id desc
