-- A run is done exactly when the bank has answered for each of its payouts.
-- counts: payouts_run
select r.id as run, r.state, count(*) filter (where p.state = 'open') as open
from payouts_run r
left join payouts_payout p on p.run_id = r.id
group by r.id
having (r.state = 'done') <> (
    count(*) filter (where p.state = 'open') = 0 and r.state in ('approved', 'sent', 'done')
)
