-- Who made a run did not approve it, and what left the balances was approved by somebody.
-- counts: payouts_run
select r.id as run, r.state, r.made_by_id as made_by, r.approved_by_id as approved_by
from payouts_run r
where r.approved_by_id = r.made_by_id
    or r.approved_by_id is null and (
        r.state in ('approved', 'sent', 'done')
        or exists (
            select from payouts_payout p
            where p.run_id = r.id and p.state in ('open', 'paid', 'returned')
        )
    )
