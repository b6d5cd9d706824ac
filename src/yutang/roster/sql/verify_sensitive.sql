-- Nothing sensitive is written down of a person of whom no consent was ever recorded.
-- counts: roster_member
with recursive way as (
    select c.member_id as id from roster_consent c
    union
    select m.merged_into_id from way w join roster_member m on m.id = w.id
    where m.merged_into_id is not null
)
select m.id, m.place_code
from roster_member m
where (m.id_sealed is not null or m.bank_sealed is not null or m.health_sealed is not null
        or m.poverty_sealed is not null)
    and not exists (select from way w where w.id = m.id)
    and not exists (select from way w where w.id = m.merged_into_id)
