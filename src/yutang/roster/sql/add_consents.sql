-- Records that these persons agreed, unless a consent as long runs or one was withdrawn since.
insert into roster_consent (member_id, purpose, version, given_on, until, how, guardian_sealed,
    guardian_masked, relation, paper, recorded_at, recorded_by_id)
select s.id, %(purpose)s, %(version)s, %(given_on)s, s.until, %(how)s, s.guardian_sealed,
    s.guardian_masked, s.relation, %(paper)s, %(at)s, %(by)s
from unnest(
    %(ids)s::bigint[], %(until)s::date[], %(guardian_sealed)b::bytea[],
    %(guardian_masked)s::text[], %(relation)s::text[]
) as s (id, until, guardian_sealed, guardian_masked, relation)
where not exists (
    select from roster_consent c
    where c.member_id = s.id and c.purpose = %(purpose)s and (
        (c.withdrawn_at is null and c.until >= s.until)
        or (c.withdrawn_at at time zone 'Asia/Shanghai')::date >= %(given_on)s
    )
)
returning id
