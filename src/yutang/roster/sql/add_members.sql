-- Writes persons down; who came first with an ID number stays.
insert into roster_member (name_sealed, name_digest, name_masked, gender, birth_on, place_code,
    id_sealed, id_digest, id_tail, mobile_sealed, mobile_digest, mobile_tail, bank_sealed, bank_tail,
    health_sealed, poverty_sealed, poverty_mark, poverty_until, is_demo, made_at, made_by_id)
select r.*, %(is_demo)s, %(at)s, %(by)s
from unnest(
    %(name_sealed)b::bytea[], %(name_digest)b::bytea[], %(name_masked)s::text[],
    %(gender)s::text[], %(birth_on)s::date[], %(place_code)s::text[],
    %(id_sealed)b::bytea[], %(id_digest)b::bytea[], %(id_tail)s::text[],
    %(mobile_sealed)b::bytea[], %(mobile_digest)b::bytea[], %(mobile_tail)s::text[],
    %(bank_sealed)b::bytea[], %(bank_tail)s::text[], %(health_sealed)b::bytea[],
    %(poverty_sealed)b::bytea[], %(poverty_mark)b::bytea[], %(poverty_until)s::date[]
) as r
on conflict (id_digest) where id_digest is not null and merged_into_id is null do nothing
returning id
