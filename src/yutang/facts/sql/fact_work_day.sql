-- One row a person's work day on a plot on these days; the wage counts once its sheet is agreed to
-- (ecology/sql/wages_yuan.sql).
select
    d.id::text as key,
    d."on",
    null::timestamptz as at,
    plot.place_code as place,
    member.id as person,
    '/ecology/plots/' || plot.id || '/' as evidence,
    plot.id as plot,
    plot.programme_id as programme,
    case when sheet.state = 'agreed' then d.wage_fen::bigint end as wage_fen,
    nullif(member.gender, '') = 'f' as is_woman,
    member.poverty_mark is not null
        and (member.poverty_until is null or member.poverty_until >= d."on") as is_poor,
    plot.is_demo
from ecology_workday d
join ecology_plot plot on plot.id = d.plot_id
left join ecology_wagesheet sheet on sheet.id = d.sheet_id
left join facts_merged merged on merged.member_id = d.member_id
join roster_member member on member.id = coalesce(merged.stands, d.member_id)
where d."on" >= %(since)s and d."on" < %(until)s
