-- A run of a camera, file or pulled stream has sent its first picture. A row that a killed gate
-- left open is closed with it.
with left_open as (
    update live_broadcast set ended_at = %(at)s, end_reason = 'lost'
    where sale_id = %(sale)s and ended_at is null
)
insert into live_broadcast (sale_id, started_at, source, codecs, transcoded, end_reason)
values (%(sale)s, %(at)s, %(source)s, %(codecs)s, %(transcoded)s, '')
returning id
