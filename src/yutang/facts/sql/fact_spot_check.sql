-- One row a person drawn on these days to be called; the last call counts.
select
    drawn.id::text as key,
    (sample.drawn_at at time zone 'Asia/Shanghai')::date as "on",
    sample.drawn_at as at,
    sample.place_code as place,
    coalesce(merged.stands, drawn.member_id) as person,
    '/spotchecks/' || sample.id || '/' as evidence,
    sample.id as sample,
    sample.kind as about,
    called.calls,
    called.result,
    case called.result when 'answered' then true when 'never' then false end as is_real,
    sample.is_demo
from spotchecks_sample sample
join spotchecks_drawn drawn on drawn.sample_id = sample.id
left join facts_merged merged on merged.member_id = drawn.member_id
cross join lateral (
    select count(*) as calls, (array_agg(call.result order by call.id desc))[1] as result
    from spotchecks_attempt call
    where call.drawn_id = drawn.id
) called
where sample.drawn_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and sample.drawn_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
