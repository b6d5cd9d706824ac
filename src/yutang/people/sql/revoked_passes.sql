-- Passes taken back before their end; the gates keep these in memory.
select pass_id, extract(epoch from expires_at)::float8
from people_revokedpass
where expires_at > now()
