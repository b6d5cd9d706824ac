-- Consents to a purpose that run on a day, of the persons of these rows, whichever row has them.
with recursive way as (
    select m.id as asked, m.id, m.merged_into_id from roster_member m where m.id = any(%(ids)s)
    union
    select w.asked, m.id, m.merged_into_id
    from way w join roster_member m on m.id = w.merged_into_id
), rows as (
    select asked, id, id as person from way where merged_into_id is null
    union
    select r.asked, m.id, r.person from rows r join roster_member m on m.merged_into_id = r.id
)
select r.asked, c.given_on, c.until, c.guardian_sealed is not null, p.birth_on
from rows r
join roster_member p on p.id = r.person
join roster_consent c on c.member_id = r.id
where c.purpose = %(purpose)s and c.withdrawn_at is null
    and %(on)s between c.given_on and c.until
