-- One sale as its room shows it: state, open pin, who is muted, which lines were taken back, how
-- many other gates count as online (the latest sample of each), whether it is a rehearsal, and its
-- latest broadcast.
select s.state, s.notice, s.likes, p.id, p.lot_id, extract(epoch from p.at)::float8,
    array(
        select m.person_id from live_mute m where m.sale_id = s.id and m.lifted_at is null
    ),
    array(
        select recent.id
        from (
            select id, hidden_at from live_message where sale_id = s.id order by id desc limit 200
        ) recent
        where recent.hidden_at is not null
        order by recent.id
    ),
    (
        select coalesce(sum(latest.online), 0)::int
        from (
            select distinct on (o.gate) o.online
            from live_onlinesample o
            where o.sale_id = s.id and o.at > now() - interval '12 seconds' and o.gate <> %(gate)s
            order by o.gate, o.at desc
        ) latest
    ),
    s.rehearses_id is not null,
    extract(epoch from b.started_at)::float8, extract(epoch from b.ended_at)::float8,
    coalesce(b.transcoded, false), coalesce(b.end_reason, '')
from live_sale s
left join live_pin p on p.sale_id = s.id and p.until is null
left join lateral (
    select started_at, ended_at, transcoded, end_reason
    from live_broadcast
    where sale_id = s.id
    order by started_at desc
    limit 1
) b on true
where s.id = %(sale)s
