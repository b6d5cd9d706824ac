-- What was signed stands there whole: its digest is that of its text.
-- counts: promises_agreement
select id, title, text_digest
from promises_agreement
where text_digest <> encode(sha256(convert_to(text, 'UTF8')), 'hex')
