-- Each source has one line of facts of a place, kind, year and class: one beginning, no fork, no gap.
-- counts: yearbook_fact
select f.id, f.place_code, f.kind_id, f.year, f.about, f.source_id, f.supersedes_id
from yearbook_fact f
join yearbook_report r on r.id = f.report_id
left join yearbook_fact earlier on earlier.id = f.supersedes_id
where r.source_id <> f.source_id
    or (f.supersedes_id is not null and (
        earlier.place_code, earlier.kind_id, earlier.year, earlier.about, earlier.source_id
    ) is distinct from (f.place_code, f.kind_id, f.year, f.about, f.source_id))
    or (f.supersedes_id is not null and f.supersedes_id >= f.id)
