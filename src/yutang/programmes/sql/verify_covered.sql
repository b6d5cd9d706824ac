-- No programme spent more than arrived, nor more on a purpose than is planned for it.
-- counts: programmes_programme
select p.id as programme, '' as purpose, programmes_programme_has(p.id) as left_fen
from programmes_programme p
where programmes_programme_has(p.id) < 0
union all
select s.programme_id, s.purpose, programmes_purpose_has(s.programme_id, s.purpose)
from (select distinct programme_id, purpose from programmes_spending) s
where programmes_purpose_has(s.programme_id, s.purpose) < 0
