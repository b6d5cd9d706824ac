-- One row a movement of money on these days: given to a fund, arrived at a programme (as the figures
-- of programmes count it, programmes/sql/money_by_place.sql), spent, paid out, planned. What goes back
-- is below zero; a budget's row is what the plan of a purpose changed by.
select
    m.key,
    m."on",
    m.at,
    coalesce(p.place_code, f.place_code) as place,
    null::bigint as person,
    case
        when m.programme_id is not null then '/programmes/' || m.programme_id || '/'
        else '/programmes/funds/' || m.fund_id || '/'
    end as evidence,
    m.way,
    coalesce(p.direction, f.direction) as direction,
    m.line,
    scheme.slug as scheme,
    m.fund_id as fund,
    m.programme_id as programme,
    m.donor_kind,
    m.amount_fen,
    coalesce(p.is_demo, f.is_demo) or coalesce(m.is_demo, false) as is_demo
from (
    select 'donation:' || d.id as key, 'given' as way, d.received_on as "on", d.decided_at as at,
        d.fund_id, null::bigint as programme_id, null::text as line, donor.what as donor_kind,
        d.amount_fen, donor.is_demo
    from programmes_donation d
    join programmes_donor donor on donor.id = d.donor_id
    where d.state = 'confirmed' and d.received_on >= %(since)s and d.received_on < %(until)s
    union all
    select 'given_back:' || b.id, 'given', (b.decided_at at time zone 'Asia/Shanghai')::date,
        b.decided_at, d.fund_id, null, null, donor.what, -b.amount_fen, donor.is_demo
    from programmes_givenback b
    join programmes_donation d on d.id = b.donation_id
    join programmes_donor donor on donor.id = d.donor_id
    where b.state = 'confirmed'
        and b.decided_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
        and b.decided_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    union all
    select 'grant:' || g.id, 'arrived', (g.decided_at at time zone 'Asia/Shanghai')::date,
        g.decided_at, g.fund_id, g.programme_id, null, null,
        case when g.is_back then -g.amount_fen else g.amount_fen end, null
    from programmes_grant g
    where g.state = 'confirmed'
        and g.decided_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
        and g.decided_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    union all
    select 'spending:' || s.id, 'spent', (s.at at time zone 'Asia/Shanghai')::date, s.at,
        null, s.programme_id, s.purpose, null, s.amount_fen, null
    from programmes_spending s
    where s.at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
        and s.at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    union all
    select 'bill:' || b.id, 'paid_out', b.paid_on, null, null, b.programme_id, b.purpose, null,
        b.amount_fen, null
    from programmes_bill b
    where b.paid_on >= %(since)s and b.paid_on < %(until)s
    union all
    select 'budget:' || l.id, 'budget', (l.at at time zone 'Asia/Shanghai')::date, l.at, null,
        l.programme_id, l.purpose, null, l.amount_fen - coalesce(before.amount_fen, 0), null
    from programmes_budgetline l
    left join lateral (
        select amount_fen from programmes_budgetline earlier
        where earlier.programme_id = l.programme_id and earlier.purpose = l.purpose
            and earlier.id < l.id
        order by earlier.id desc limit 1
    ) before on true
    where l.at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
        and l.at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
) m
left join programmes_programme p on p.id = m.programme_id
left join programmes_fund f on f.id = m.fund_id
left join programmes_scheme scheme on scheme.id = coalesce(p.scheme_id, f.scheme_id)
