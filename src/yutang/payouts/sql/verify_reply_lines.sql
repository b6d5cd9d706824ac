-- What a confirmed reply told as paid or returned is so of the payout it names, unless more came
-- later; a resolved line says by whom.
-- counts: payouts_replyline
select l.id as line, l.finding, l.reference, p.state
from payouts_replyline l
join payouts_reply r on r.id = l.reply_id and r.confirmed_at is not null
left join payouts_payout p on p.id = l.payout_id
where (l.finding = 'paid' and coalesce(p.state, '') not in ('paid', 'returned'))
    or (l.finding = 'returned' and coalesce(p.state, '') <> 'returned')
    or (l.resolution <> '' and (l.resolved_by_id is null or l.resolved_at is null))
