-- Fills in what was not known of these persons; a poverty status that lasts longer takes over.
update roster_member m
set mobile_sealed = coalesce(m.mobile_sealed, r.mobile_sealed),
    mobile_digest = coalesce(m.mobile_digest, r.mobile_digest),
    mobile_tail = case when m.mobile_sealed is null then r.mobile_tail else m.mobile_tail end,
    bank_sealed = coalesce(m.bank_sealed, r.bank_sealed),
    bank_tail = case when m.bank_sealed is null then r.bank_tail else m.bank_tail end,
    poverty_sealed = case when r.newer then r.poverty_sealed else m.poverty_sealed end,
    poverty_mark = case when r.newer then r.poverty_mark else m.poverty_mark end,
    poverty_until = case when r.newer then r.poverty_until else m.poverty_until end
from (
    select s.*, s.poverty_sealed is not null and (
        o.poverty_sealed is null or o.poverty_until < s.poverty_until
    ) as newer
    from unnest(
        %(ids)s::bigint[], %(mobile_sealed)b::bytea[], %(mobile_digest)b::bytea[],
        %(mobile_tail)s::text[], %(bank_sealed)b::bytea[], %(bank_tail)s::text[],
        %(poverty_sealed)b::bytea[], %(poverty_mark)b::bytea[], %(poverty_until)s::date[]
    ) as s (id, mobile_sealed, mobile_digest, mobile_tail, bank_sealed, bank_tail,
        poverty_sealed, poverty_mark, poverty_until)
    join roster_member o on o.id = s.id
) r
where m.id = r.id and (
    r.newer
    or (m.mobile_sealed is null and r.mobile_sealed is not null)
    or (m.bank_sealed is null and r.bank_sealed is not null)
)
returning m.id
