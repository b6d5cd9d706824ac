-- A lot's split is in force when its farmer has agreed, and its host when one gets a part.
-- counts: shares_split
select s.id as split, s.lot_id as lot, s.version, s.agreed_at
from shares_split s
where s.lot_id is not null and (s.agreed_at is not null) <> (
    exists (select from shares_agreement a where a.split_id = s.id and a.side = 'farmer')
    and (
        not exists (select from shares_splitpart p where p.split_id = s.id and p.kind = 'host')
        or exists (select from shares_agreement a where a.split_id = s.id and a.side = 'host')
    )
)
