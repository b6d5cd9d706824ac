-- Every claim and complaint begins with what was asked; a settled one says who or what ended it.
-- counts: care_remark
select 'claim:' || claim.id as about, claim.state
from care_claim claim
where not exists (select 1 from care_remark r where r.claim_id = claim.id and r.step = 'ask')
    or claim.closed_at is not null and not exists (
        select 1 from care_remark r
        where r.claim_id = claim.id
            and r.step in ('accept', 'take', 'withdraw', 'give_back', 'decide', 'lapse')
    )
union all
select 'complaint:' || complaint.id, complaint.state
from care_complaint complaint
where not exists (
    select 1 from care_remark r where r.complaint_id = complaint.id and r.step = 'ask'
)
    or complaint.closed_at is not null and not exists (
        select 1 from care_remark r
        where r.complaint_id = complaint.id and r.step in ('content', 'settle', 'lapse')
    )
