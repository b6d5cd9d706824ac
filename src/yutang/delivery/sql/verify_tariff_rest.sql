-- A tariff says a price for everywhere: exactly one of its zones names no area, and no area twice.
-- counts: delivery_tariff
select tariff.id as tariff, tariff.name,
    count(*) filter (where zone.id is not null and cardinality(zone.areas) = 0) as rest_zones,
    coalesce(sum(cardinality(zone.areas)), 0) as areas,
    (
        select count(distinct area)
        from delivery_zone named, unnest(named.areas) as area
        where named.tariff_id = tariff.id
    ) as different_areas
from delivery_tariff tariff
left join delivery_zone zone on zone.tariff_id = tariff.id
group by tariff.id, tariff.name
having count(*) filter (where zone.id is not null and cardinality(zone.areas) = 0) <> 1
    or coalesce(sum(cardinality(zone.areas)), 0) <> (
        select count(distinct area)
        from delivery_zone named, unnest(named.areas) as area
        where named.tariff_id = tariff.id
    )
