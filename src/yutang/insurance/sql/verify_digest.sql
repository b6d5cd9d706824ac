-- The text of a published rule is the one that its SHA-256 names.
-- counts: insurance_planversion
select id, plan_id, number, digest
from insurance_planversion
where encode(sha256(convert_to(text, 'UTF8')), 'hex') <> digest
