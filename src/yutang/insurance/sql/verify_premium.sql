-- A roll that was enrolled spent its premiums from the plan's programme, exactly and once.
-- counts: insurance_roll
select r.id, r.can_enrol::bigint * p.premium_fen as premium_fen, s.amount_fen
from insurance_roll r
join insurance_policy p on p.id = r.policy_id
join insurance_plan n on n.id = p.plan_id
left join programmes_spending s
    on s.cause = 'insurance' and s.key = r.key::text and s.programme_id = n.programme_id
where (r.state = 'enrolled') is distinct from
    (s.amount_fen is not null and s.amount_fen = r.can_enrol::bigint * p.premium_fen)
