-- A case that says it is paid names a payout of its payee that the bank confirmed and that was
-- counted after the approval.
-- counts: indemnity_case
select c.id as "case", c.payout, p.state as payout_state
from indemnity_case c
left join payouts_payout p on p.reference = c.payout
where c.state = 'paid' and (
    p.id is null or p.payee_id <> c.payee_id or p.state not in ('paid', 'returned')
    or p.counted_at < (
        select max(s.at) from indemnity_stage s where s.case_id = c.id and s.name = 'approved'
    )
)
