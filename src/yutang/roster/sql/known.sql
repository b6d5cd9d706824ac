-- Who has these ID numbers.
select id, id_digest, name_digest
from roster_member
where id_digest = any(%(marks)b::bytea[]) and merged_into_id is null
