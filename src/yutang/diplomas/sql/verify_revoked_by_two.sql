-- Two persons revoked each revoked diploma, neither its holder; a replacement follows its cause.
-- counts: diplomas_revocation
select r.id as revocation, d.number, r.asked_by_id, r.decided_by_id
from diplomas_revocation r
join diplomas_diploma d on d.id = r.diploma_id
left join roster_member m on m.id = d.member_id
left join diplomas_diploma n on n.id = r.replacement_id
where r.state = 'confirmed' and (
        r.asked_by_id = r.decided_by_id
        or m.account_id in (r.asked_by_id, r.decided_by_id)
        or (r.holder_sealed is null) is distinct from (n.id is null)
        or n.id is not null and (
            n.cause <> 'diplomas.replaced' or n.key <> d.number
            or n.title_zh <> d.title_zh or n.hours <> d.hours
            or n.member_id is distinct from d.member_id
        )
    )
