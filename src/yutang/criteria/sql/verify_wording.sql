-- A kept text has the hash under which it is kept.
-- counts: criteria_wording
select criterion, digest, encode(sha256(convert_to(text, 'UTF8')), 'hex') as "of the text"
from criteria_wording
where digest <> encode(sha256(convert_to(text, 'UTF8')), 'hex')
