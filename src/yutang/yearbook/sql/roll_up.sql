-- What the places one level below come to, for these places, kinds, years and classes. A place's
-- own value counts before what is below it; in a mean it counts by its weight. See rules.below.
with asked as (
    select distinct
        place_code collate "C" as place_code, kind_id, year, about collate "C" as about
    from unnest(%(places)s::text[], %(kinds)s::smallint[], %(years)s::smallint[], %(abouts)s::text[])
        as a (place_code, kind_id, year, about)
),

child as (
    select a.place_code as parent, a.kind_id, a.year, a.about, k.rollup,
        s.value, s.total, s.weight, s.villages, s.wholes,
        length(s.place_code) = 12 as is_village,
        case when k.rollup = 'mean' then coalesce(w.value, w.total) end as by
    from asked a
    join yearbook_factkind k on k.id = a.kind_id
    join yearbook_standing s on s.kind_id = a.kind_id and s.year = a.year and s.about = a.about
        and s.place_code > a.place_code and s.place_code < a.place_code || ':'
        and length(s.place_code) = %(digits)s
    left join yearbook_standing w on w.kind_id = k.weight_id and w.place_code = s.place_code
        and w.year = s.year and w.about = ''
    where k.rollup <> 'none'
),

sums as (
    select parent, kind_id, year, about,
        case rollup
            when 'sum' then sum(coalesce(value, total))
            else sum(case when value is null then total else value * by end)
                filter (where case when value is null then weight else by end > 0)
        end as total,
        case when rollup = 'mean' then
            sum(case when value is null then weight else by end)
                filter (where case when value is null then weight else by end > 0)
        end as weight,
        sum(case when value is null then villages when is_village then 1 else 0 end) as villages,
        sum(case when value is null then wholes when is_village then 0 else 1 end) as wholes
    from child
    group by parent, kind_id, year, about, rollup
)

insert into yearbook_standing
    (place_code, kind_id, year, about, is_disputed, total, weight, villages, wholes)
select a.place_code, a.kind_id, a.year, a.about, false,
    s.total, s.weight, coalesce(s.villages, 0), coalesce(s.wholes, 0)
from asked a
left join sums s on s.parent = a.place_code
    and s.kind_id = a.kind_id and s.year = a.year and s.about = a.about
where s.parent is not null or exists (
    select from yearbook_standing t
    where t.place_code = a.place_code
        and t.kind_id = a.kind_id and t.year = a.year and t.about = a.about
)
on conflict (kind_id, place_code, year, about) do update
set total = excluded.total, weight = excluded.weight,
    villages = excluded.villages, wholes = excluded.wholes
