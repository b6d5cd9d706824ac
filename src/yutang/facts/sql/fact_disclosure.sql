-- One row a notice of an honour put up on these days, one an entry of the public ledger of insurance.
-- An entry is a demo's when a row that it counts is.
select
    'notice:' || n.id as key,
    n.begins_on as "on",
    null::timestamptz as at,
    a.place_code as place,
    null::bigint as person,
    '/honours/notices/' || n.id || '/' as evidence,
    'notice' as what,
    n.until,
    n.working_days::bigint as working_days,
    (select count(*) from honours_objection o where o.application_id = a.id) as objections,
    (
        select count(*) from honours_objection o
        where o.application_id = a.id and o.finding = 'upheld'
    ) as upheld,
    a.is_demo
from honours_notice n
join honours_application a on a.id = n.application_id
where n.begins_on >= %(since)s and n.begins_on < %(until)s
union all
select
    'ledger:' || e.number,
    (e.at at time zone 'Asia/Shanghai')::date,
    e.at,
    e.county,
    null,
    '/insurance/ledger/',
    'ledger',
    null,
    null,
    0,
    0,
    exists (
        select from indemnity_counted c
        left join indemnity_stage stage on c.source in ('paid', 'came_back') and stage.id = c.row_id
        left join indemnity_case kase on kase.id = stage.case_id
        left join insurance_roll roll on c.source = 'enrolled' and roll.id = c.row_id
        left join insurance_policy policy on policy.id = roll.policy_id
        left join insurance_plan plan on plan.id = policy.plan_id
        left join programmes_donation d on c.source = 'donated' and d.id = c.row_id
        left join programmes_fund fund on fund.id = d.fund_id
        where c.entry_id = e.number and (kase.is_demo or plan.is_demo or fund.is_demo)
    )
from indemnity_publicentry e
where e.at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and e.at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
