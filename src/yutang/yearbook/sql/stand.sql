-- What stands of these places, kinds, years and classes: of each source the last fact of its line,
-- of the sources the one that was chosen, else the one told last.
with asked as (
    select distinct place_code collate "C" as place_code, kind_id, year, about collate "C" as about
    from unnest(%(places)s::text[], %(kinds)s::smallint[], %(years)s::smallint[], %(abouts)s::text[])
        as a (place_code, kind_id, year, about)
),

last_told as (
    select f.*
    from asked a
    join yearbook_fact f using (place_code, kind_id, year, about)
    where f.value is not null
        and not exists (select from yearbook_fact later where later.supersedes_id = f.id)
),

chosen as (
    select distinct on (c.place_code, c.kind_id, c.year, c.about)
        c.place_code, c.kind_id, c.year, c.about, c.source_id
    from asked a
    join yearbook_choice c using (place_code, kind_id, year, about)
    order by c.place_code, c.kind_id, c.year, c.about, c.id desc
),

best as (
    select distinct on (t.place_code, t.kind_id, t.year, t.about) t.*
    from last_told t
    left join chosen c using (place_code, kind_id, year, about)
    order by t.place_code, t.kind_id, t.year, t.about,
        coalesce(t.source_id = c.source_id, false) desc, t.id desc
),

quarrel as (
    select place_code, kind_id, year, about, min(value) <> max(value) as is_disputed
    from last_told
    group by place_code, kind_id, year, about
)

insert into yearbook_standing
    (place_code, kind_id, year, about, fact_id, value, is_disputed, villages, wholes)
select a.place_code, a.kind_id, a.year, a.about, b.id, b.value, coalesce(q.is_disputed, false), 0, 0
from asked a
left join best b using (place_code, kind_id, year, about)
left join quarrel q using (place_code, kind_id, year, about)
on conflict (kind_id, place_code, year, about) do update
set fact_id = excluded.fact_id, value = excluded.value, is_disputed = excluded.is_disputed
