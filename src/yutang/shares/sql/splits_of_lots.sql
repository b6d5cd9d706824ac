-- The agreed splits of these lots, one row a part.
select s.id, s.lot_id, s.agreed_at, s.farmer_id,
    p.kind, p.payee_id, p.basis_points, p.fixed_fen, p.per, p.cap_fen
from shares_split s
left join shares_splitpart p on p.split_id = s.id
where s.lot_id = any(%(lots)s::bigint[]) and s.agreed_at is not null
order by s.id, p.id
