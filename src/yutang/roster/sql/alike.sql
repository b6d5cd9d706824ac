-- Rows that may be one person: same name, birth date and place, or same mobile.
with mine as (
    select id, name_digest, birth_on, place_code, id_digest, mobile_digest, account_id
    from roster_member
    where merged_into_id is null and place_code like any(%(places)s)
        and (%(member)s::bigint is null or id = %(member)s)
), pairs as (
    select least(a.id, b.id) as kept, greatest(a.id, b.id) as other, 'birth' as why
    from mine a join roster_member b on b.name_digest = a.name_digest
    where a.id <> b.id and b.merged_into_id is null and b.birth_on = a.birth_on
        and b.place_code = a.place_code
        and (a.id_digest is null or b.id_digest is null)
        and (a.account_id is null or b.account_id is null)
    union
    select least(a.id, b.id), greatest(a.id, b.id), 'mobile'
    from mine a join roster_member b on b.mobile_digest = a.mobile_digest
    where a.id <> b.id and b.merged_into_id is null and b.place_code like any(%(places)s)
        and (a.id_digest is null or b.id_digest is null)
        and (a.account_id is null or b.account_id is null)
)
select p.kept, p.other, min(p.why)
from pairs p
where not exists (
    select from roster_double d
    where d.state <> 'parted'
        and (d.kept_id, d.other_id) in ((p.kept, p.other), (p.other, p.kept))
)
group by p.kept, p.other
order by p.other desc
limit %(most)s
