-- Every clause stands in its agreement, word for word.
-- counts: promises_clause
select c.id, c.agreement_id, c.position
from promises_clause c
join promises_agreement a on a.id = c.agreement_id
where position(regexp_replace(c.text, '\s', '', 'g') in regexp_replace(a.text, '\s', '', 'g')) = 0
