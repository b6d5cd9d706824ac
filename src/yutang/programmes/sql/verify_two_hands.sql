-- Whoever noted money that moved did not confirm it.
-- counts: programmes_grant
select 'donation' as sort, id, noted_by_id as noted_by from programmes_donation
where state = 'confirmed' and decided_by_id = noted_by_id
union all
select 'given back', id, noted_by_id from programmes_givenback
where state = 'confirmed' and decided_by_id = noted_by_id
union all
select 'grant', id, noted_by_id from programmes_grant
where state = 'confirmed' and decided_by_id = noted_by_id
union all
select 'bill', id, noted_by_id from programmes_bill
where state = 'confirmed' and decided_by_id = noted_by_id
