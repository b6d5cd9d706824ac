-- One row a beginning of work on these days, one a follow-up asked on them: of several tries about
-- the same person, day and month the answered one, else the last.
select
    told.key,
    told."on",
    told.at,
    told.place,
    member.id as person,
    told.evidence,
    told.months,
    told.after,
    told.work_kind,
    told.work_kind <> 'internship' as is_job,
    told.through_board,
    told.work_place,
    told.programme,
    told.until,
    told.answered,
    told.still_there,
    told.opened_shop,
    told.sold,
    told.earned_fen,
    nullif(member.gender, '') = 'f' as is_woman,
    member.poverty_mark is not null
        and (member.poverty_until is null or member.poverty_until >= told."on") as is_poor,
    told.is_demo
from (
    select
        'begun:' || p.id as key,
        p.starts_on as "on",
        null::timestamptz as at,
        lives.place_code as place,
        p.member_id,
        '/work/placements/' || p.id || '/' as evidence,
        0::bigint as months,
        'work' as after,
        p.kind as work_kind,
        p.application_id is not null as through_board,
        left(p.place_code, 6) as work_place,
        p.programme_id as programme,
        p.ended_on as until,
        null::boolean as answered,
        null::boolean as still_there,
        null::boolean as opened_shop,
        null::boolean as sold,
        null::bigint as earned_fen,
        p.is_demo
    from placement_placement p
    join roster_member lives on lives.id = p.member_id
    where p.starts_on >= %(since)s and p.starts_on < %(until)s
    union all
    select
        'asked:' || f.id,
        (f.at at time zone 'Asia/Shanghai')::date,
        f.at,
        lives.place_code,
        f.member_id,
        case when p.id is null then '' else '/work/placements/' || p.id || '/' end,
        f.months::bigint,
        case when p.id is null then 'class' else 'work' end,
        p.kind,
        p.application_id is not null,
        left(p.place_code, 6),
        p.programme_id,
        p.ended_on,
        f.outcome = 'answered',
        f.still_there,
        f.has_shop,
        f.has_sold,
        f.month_fen::bigint,
        coalesce(p.is_demo, asker.is_demo)
    from placement_followup f
    join roster_member lives on lives.id = f.member_id
    join people_person asker on asker.id = f.by_id
    left join placement_placement p on p.id = f.placement_id
    where f.at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
        and f.at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
        and not exists (
            select from placement_followup other
            where other.member_id = f.member_id and other.counted_from = f.counted_from
                and other.months = f.months and other.id <> f.id
                and (other.outcome = 'answered', other.id) > (f.outcome = 'answered', f.id)
        )
) told
left join facts_merged merged on merged.member_id = told.member_id
join roster_member member on member.id = coalesce(merged.stands, told.member_id)
