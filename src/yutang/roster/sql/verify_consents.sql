-- A consent has the version of the text that was agreed to, and under 18 a guardian who gave it.
-- counts: roster_consent
select c.id, c.member_id, c.purpose, c.version, c.given_on, c.guardian_masked
from roster_consent c
join roster_member m on m.id = c.member_id
where c.version = '' or c.until < c.given_on
    or (m.birth_on is not null and c.guardian_sealed is null
        and c.given_on < m.birth_on + interval '18 years')
