-- Whom a sample calls is what its frame and seed give, and the frame is the one whose digest stands.
-- counts: spotchecks_sample
select s.id as sample, s.title
from spotchecks_sample s
where s.frame_digest is distinct from encode(
        sha256(convert_to(array_to_string(s.frame, E'\n'), 'UTF8')), 'hex')
    or exists (
        select from (
            select member_id, row_number() over (
                order by encode(sha256(convert_to(s.seed || ':' || member_id, 'UTF8')), 'hex')
                    collate "C"
            ) as position
            from unnest(s.frame) as framed (member_id)
        ) again
        full join (
            select member_id, position from spotchecks_drawn where sample_id = s.id
        ) kept using (member_id, position)
        where kept.member_id is null and position <= s.size
            or again.member_id is null
            or position > s.size and kept.member_id is not null
    )
