-- A run has ended, and why.
update live_broadcast set ended_at = %(at)s, end_reason = %(reason)s
where id = %(id)s and ended_at is null
