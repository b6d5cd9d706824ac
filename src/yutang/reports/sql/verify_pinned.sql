-- The facts of every card that was handed in are still published, and pinned so that they stay.
-- counts: reports_submission
select s.id as submission, s.manifest
from reports_submission s
where not exists (
        select from facts_manifest m
        where m.root = case when s.is_demo then 'demo' else 'real' end and m.number = s.manifest
    )
    or not exists (
        select from facts_pin p
        where p.root = case when s.is_demo then 'demo' else 'real' end and p.number = s.manifest
    )
