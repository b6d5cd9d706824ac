-- What stands is the last fact of the chosen source, else the one told last; nothing else stands.
-- counts: yearbook_standing
with last_told as (
    select f.*
    from yearbook_fact f
    where f.value is not null
        and not exists (select from yearbook_fact later where later.supersedes_id = f.id)
),

chosen as (
    select distinct on (place_code, kind_id, year, about)
        place_code, kind_id, year, about, source_id
    from yearbook_choice
    order by place_code, kind_id, year, about, id desc
),

best as (
    select distinct on (t.place_code, t.kind_id, t.year, t.about) t.*
    from last_told t
    left join chosen c using (place_code, kind_id, year, about)
    order by t.place_code, t.kind_id, t.year, t.about,
        coalesce(t.source_id = c.source_id, false) desc, t.id desc
)

select coalesce(b.place_code, s.place_code) as place_code, coalesce(b.kind_id, s.kind_id) as kind_id,
    coalesce(b.year, s.year) as year, coalesce(b.about, s.about) as about,
    b.id as told, s.fact_id as stands, b.value, s.value as standing_value
from best b
full join yearbook_standing s using (place_code, kind_id, year, about)
where b.id is distinct from s.fact_id or b.value is distinct from s.value
