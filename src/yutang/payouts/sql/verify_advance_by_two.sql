-- Two different people agreed to each advance that was given, neither of them the asker.
-- counts: payouts_advance
select a.id as advance, a.state, a.asked_by_id, a.agreed_first_id, a.agreed_second_id
from payouts_advance a
where a.state in ('agreed', 'given', 'repaid') and (
    a.agreed_first_id is null or a.agreed_second_id is null
    or a.agreed_first_id = a.agreed_second_id
    or a.asked_by_id in (a.agreed_first_id, a.agreed_second_id)
)
