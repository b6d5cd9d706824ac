-- No fund gave more than arrived, and no donation was given back more than it was.
-- counts: programmes_fund
select f.id as fund, null::bigint as donation, programmes_fund_has(f.id) as left_fen
from programmes_fund f
where programmes_fund_has(f.id) < 0
union all
select d.fund_id, d.id, d.amount_fen - sum(b.amount_fen)::bigint
from programmes_donation d
join programmes_givenback b on b.donation_id = d.id and b.state = 'confirmed'
group by d.id
having sum(b.amount_fen) > d.amount_fen or d.state <> 'confirmed'
