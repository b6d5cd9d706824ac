-- A present version's parts come to the counts that its manifest tells.
-- counts: facts_manifest
select manifest.root, manifest.number, manifest.parts, count(part.id) as parts_there,
    manifest.rows, coalesce(sum(part.rows), 0) as rows_there
from facts_manifest manifest
left join facts_part part
    on part.root = manifest.root
    and part.since <= manifest.number
    and (part.until is null or part.until > manifest.number)
where manifest.number = (
        select max(latest.number) from facts_manifest latest where latest.root = manifest.root
    )
    or exists (
        select from facts_pin pin where pin.root = manifest.root and pin.number = manifest.number
    )
group by manifest.id
having (count(part.id), coalesce(sum(part.rows), 0), coalesce(sum(part.size), 0))
    is distinct from (manifest.parts, manifest.rows, manifest.size)
