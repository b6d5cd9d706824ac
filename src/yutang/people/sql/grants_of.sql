-- The roles that a person holds now.
select role, place_code from people_grant where person_id = %(person)s and ended_at is null
